"""What the disk, the clock and the model can do to a program."""
import json
import os
import shutil
import subprocess
import threading
import time

from models import NONE, QUICK, Models

#: Every call by which the store reaches the disk.
WRITES = "pwrite64", "write", "fdatasync", "fsync", "ftruncate"


def injected(desk, every=1, limit=400):
    """Makes the Nth write or sync of a save fail, for each N there is; also a short one, which wrote nothing."""
    rows = []
    for call in WRITES:
        for name, effect in [("EIO", "error=EIO"), ("ENOSPC", "error=ENOSPC"), ("short", "retval=0")]:
            if name == "short" and call not in ("pwrite64",) or name == "ENOSPC" and "sync" in call:
                continue
            tried = failed = 0
            for number in range(1, limit, every):
                trace = f"{desk.root}/rastro"
                ran, uid = desk.save(prefix=[
                    "strace", "-f", "-qq", "-o", trace, "-P", f"{desk.home}/atende.db", "-P", f"{desk.home}/atende.db-wal",
                    "-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={number}"])
                with open(trace, encoding="utf-8", errors="replace") as lines:
                    if "(INJECTED)" not in lines.read():
                        break
                tried += 1
                failed += ran.returncode != 0
                if ran.returncode == 0 and not uid:
                    desk.violated(f"{call} {name} {number}: ended with 0 and acknowledged nothing")
                if ran.returncode not in (0, 74, 75):
                    desk.violated(f"{call} {name} {number}: ended with {ran.returncode}: {ran.stderr.strip()[:160]}")
                again, _ = desk.save()
                if again.returncode:
                    desk.violated(f"{call} {name} {number}: the next save ended with {again.returncode}")
            desk.check(f"{call} {name}")
            if tried:
                rows.append((f"{name} at {call}", tried, f"{failed} told of, {tried - failed} borne"))
    return rows


def full_disk(desk_of):
    """Saves until a disk of 8 MB is full, makes room, and goes on."""
    folder = f"/tmp/atende-torture-disk-{os.getpid()}"
    os.mkdir(folder)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True).returncode:
        os.rmdir(folder)
        return [("a full disk", 0, "not tried: it takes the right to mount")], []
    try:
        desk = desk_of(f"{folder}/casa")
        # Somebody else's file takes most of it, so that the last part is filled by saves.
        with open(f"{folder}/alheio", "wb") as filler:
            filler.write(bytes(shutil.disk_usage(folder).free - 300_000))
        saves = 0
        for _ in range(500):
            ran, _ = desk.save()
            saves += 1
            if ran.returncode:
                break
        if ran.returncode != 74:
            desk.violated(f"a full disk: ended with {ran.returncode}: {ran.stderr.strip()[:200]}")
        os.remove(f"{folder}/alheio")
        ran, _ = desk.save()
        if ran.returncode:
            desk.violated(f"a disk with room again: ended with {ran.returncode}: {ran.stderr.strip()[:200]}")
        desk.check("a full disk")
        return [("a full disk", saves, f"{len(desk.saved)} acknowledged, full, freed, went on")], desk.violations
    finally:
        desk.close()
        subprocess.run(["umount", "--lazy", folder])
        shutil.rmtree(folder, ignore_errors=True)


def writers(desk, count, seconds):
    """That many attendants who save one after another, beside an import."""
    times, lock, end = [], threading.Lock(), time.monotonic() + seconds
    desk_lock = threading.Lock()

    def attendant():
        while time.monotonic() < end:
            with desk_lock:
                text = desk.somebody()
            started = time.monotonic()
            ran = desk.run("contact", "add", "--json", text=text)
            with lock:
                times.append(time.monotonic() - started)
                if ran.returncode or "locked" in ran.stderr:
                    desk.violated(f"a writer ended with {ran.returncode}: {ran.stderr.strip()[:200]}")
                desk.acknowledged(ran.stdout)

    def importer():
        while time.monotonic() < end:
            with desk_lock:
                people = [json.loads(desk.somebody()) for _ in range(200)]
            ran = desk.run("import", "-", "--format", "json", text="".join(
                json.dumps({"nome": one["nome"], "telefones": one["telefones"]}) + "\n" for one in people))
            if ran.returncode:
                desk.violated(f"an import beside writers ended with {ran.returncode}: {ran.stderr.strip()[:200]}")

    threads = [threading.Thread(target=attendant) for _ in range(count)] + [threading.Thread(target=importer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.check(f"{count} writers")
    times.sort()
    return [(f"{count} writers beside an import", len(times),
             f"whole command p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {times[len(times) * 95 // 100] * 1000:.0f} ms")]


def clock(desk):
    """Saves while the clock stands on other days, forwards and back, over the end of years and a leap day."""
    if not shutil.which("faketime"):
        return [("a clock that jumps", 0, "not tried: there is no faketime")]
    days = ["+1d", "-2d", "+400d", "-1y", "@2028-02-29 23:59:58", "@2027-01-01 00:00:01", "@1999-12-31 12:00:00"]
    for day in days:
        ran, _ = desk.save(prefix=["faketime", "-f", day])
        if ran.returncode:
            desk.violated(f"the clock at {day}: ended with {ran.returncode}: {ran.stderr.strip()[:200]}")
    desk.check("a clock that jumps")
    return [("a clock that jumps", len(days), "saved at each")]


def model(desk, stub):
    """Every known way in which the model fails, while texts are saved, read by hand and read by the queue."""
    for scenario in QUICK:
        server = Models(stub, [scenario])
        desk.environment["OLLAMA_HOST"] = server.hosts[-1]
        note = "Sou a Rita Prado, (11) 98765-4321, quero orientação."
        read = desk.run("extract", "--json", text=note)
        if read.returncode or "+5511987654321" not in read.stdout:
            desk.violated(f"{scenario}: extract ended with {read.returncode}: {read.stderr.strip()[:200]}")
        desk.save()
        desk.run("import", "-", "--format", "json", text=json.dumps({"texto": note}))
        ran = desk.run("queue", "run", "--limit", "2")
        if ran.returncode not in (0, 69, 75):
            desk.violated(f"{scenario}: queue run ended with {ran.returncode}: {ran.stderr.strip()[:200]}")
        server.close()
    desk.environment["OLLAMA_HOST"] = NONE
    desk.check("a model that fails")
    return [("a model that fails", len(QUICK), "rules read every text")]
