"""`kill -9` at any moment of what writes, and what must hold after it."""
import glob
import json
import os
import random
import re
import signal
import subprocess
import time


class Kills:
    def __init__(self, desk, commands, chance):
        self.desk, self.commands, self.random = desk, commands, random.Random(chance)
        self.lengths, self.counts = {}, {}

    def run(self, count):
        """Kills that many processes; rows of what was tried: operation, started, killed before they ended, acknowledged."""
        operations = [self.save, self.bulk, self.export, self.queue]
        operations += [self.merge] if "contact merge" in self.commands else []
        operations += [self.erase] if "erase" in self.commands else []
        operations += [self.backup] if "backup run" in self.commands else []
        for _ in range(12):
            self.desk.save()
        for number in range(count):
            operations[number % len(operations)]()
            if number % 50 == 49:
                self.desk.check(f"kill {number + 1}")
        self.desk.check("the last kill")
        return [(f"kill -9: {name}", tried, f"{killed} killed, {done} acknowledged")
                for name, (tried, killed, done) in self.counts.items()]

    def killed(self, name, *words, text=""):
        """Starts a command and kills it within the time that its last whole run took; what it printed until then."""
        started = time.monotonic()
        process = self.desk.start(*words, text=text, start_new_session=True)
        longest = self.lengths.get(name)
        try:
            process.wait(self.random.uniform(0, longest * 1.2) if longest else 120)
            self.lengths[name] = max(time.monotonic() - started, 0.01)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        output, errors = process.communicate()
        tried, killed, done = self.counts.get(name, (0, 0, 0))
        whole = process.returncode == 0
        self.counts[name] = (tried + 1, killed + (process.returncode == -signal.SIGKILL), done + whole)
        if process.returncode not in (0, -signal.SIGKILL, 69, 75):
            self.desk.violated(f"{name}: ended with {process.returncode}: {errors.strip()[-200:]}")
        return whole, output

    # MARK: - What is killed

    def save(self):
        _, output = self.killed("save", "contact", "add", "--json", text=self.desk.somebody())
        self.desk.acknowledged(output)

    def bulk(self):
        """A file of forty, and the same file again: what is told of its lines is told once."""
        people = [json.loads(self.desk.somebody()) for _ in range(40)]
        lines = "".join(json.dumps({"nome": one["nome"], "telefones": one["telefones"]}) + "\n" for one in people)
        self.killed("import", "import", "-", "--format", "json", text=lines)

    def export(self):
        path = f"{self.desk.out}/tudo.json"
        before = os.path.exists(path) and open(path, "rb").read()
        whole, _ = self.killed(
            "export", "export", "--output", path, "--force", "--justification", "rotina da central")
        # Between its two names a file may be left, whole, and goes with the next export.
        left = [name for name in os.listdir(self.desk.out) if name != "tudo.json"]
        if whole and left or len(left) > 1 or not all(re.fullmatch(r"\.atende-[0-9a-f]{16}\.parte", name) for name in left):
            self.desk.violated(f"export: left behind {left}")
        if left:
            self.desk.run("export", "--output", path, "--force", "--justification", "rotina da central")
            if os.listdir(self.desk.out) != ["tudo.json"]:
                self.desk.violated(f"export: the next one left behind {os.listdir(self.desk.out)}")
        if os.path.exists(path):
            try:
                json.load(open(path, encoding="utf-8"))
            except ValueError:
                self.desk.violated("export: a file that is not whole stands under its name")
        elif whole or before:
            self.desk.violated("export: there is no file")

    def queue(self):
        text = json.dumps({"texto": f"Sou a pessoa {self.desk.number}, quero orientação.", "nome": ""})
        self.desk.run("import", "-", "--format", "json", text=text)
        self.killed("queue", "queue", "run", "--limit", "2")

    def pair(self):
        rows = self.desk.rows("SELECT uid FROM contacts WHERE status = 'ativo' ORDER BY random() LIMIT 2")
        return [uid for (uid,) in rows]

    def merge(self):
        kept, lost = self.pair()
        [(before,)] = self.desk.rows("SELECT count(*) FROM interactions")
        self.desk.allowed_to_go |= {lost}
        self.killed("merge", "contact", "merge", kept, lost)
        [(after,)] = self.desk.rows("SELECT count(*) FROM interactions")
        if before != after:
            self.desk.violated(f"merge: of {before} interactions {after} are left")

    def erase(self):
        uid = self.pair()[0]
        asked = self.desk.run("request", "new", "--type", "eliminacao", "--contact", uid, "--json")
        self.desk.allowed_to_go |= {uid}
        if asked.returncode:
            return self.desk.violated(f"request new: {asked.returncode} {asked.stderr[:200]}")
        words = ["erase", uid, "--request", json.loads(asked.stdout)["protocolo"], "--yes"]
        self.killed("erase", *words)
        again = self.desk.run(*words)
        gone = self.desk.rows(f"SELECT count(*) FROM contacts WHERE uid = '{uid}' AND status = 'ativo'")
        if gone != [(0,)]:
            self.desk.violated(f"erase: begun again it ends with {again.returncode}, and the person is there")

    def backup(self):
        key = f"{self.desk.root}/chave.txt"
        if not os.path.exists(key):
            self.desk.run("backup", "key", "--output", key)
        whole, _ = self.killed("backup", "backup", "run")
        copies = glob.glob(f"{self.desk.home}/seguranca/*.age")
        if whole and glob.glob(f"{self.desk.home}/*.parte"):
            self.desk.violated("backup: a working copy is left behind a whole one")
        for path in copies:
            if not os.path.exists(path + ".json"):
                continue  # Without its manifest it is no copy yet.
            if self.desk.run("backup", "verify", path, "--identity", key).returncode:
                self.desk.violated("backup: a copy that is not whole stands under its name")
            os.remove(path)
