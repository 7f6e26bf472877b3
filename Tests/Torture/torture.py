#!/usr/bin/env python3
"""Everything that can go wrong around the program, made to go wrong, and a table of what was tried.

    Tests/Torture/torture.py PROGRAM [--kills N] [--keys N] [--writers N] [--seconds N] [--chance N] [--only WORD]

Each part has a store of its own. After it every acknowledged save must be there, once and whole, the audit must verify and the
file must be sound. Ends with 1 when anything was not. What this finds becomes a plain test. `make torture` runs it in
minutes; `make torture KILLS=1000 KEYS=1000000 SECONDS=120 EVERY=1` is the long form.
"""
import argparse
import os
import re
import subprocess
import sys
import time

import faults
import models
import screens
from desk import Desk
from kills import Kills


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--every", type=int, default=3, help="of the writes that can fail, each that many")
    parser.add_argument("--chance", type=int, default=1, help="the seed")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    text = subprocess.run([options.program, "--help"], capture_output=True, text=True).stdout
    commands = {f"{group} {word}".strip() for group, words in re.findall(
        r"^  ([a-z]+)(?: ([a-z|-]+))?(?:  |$)", text.split("Comandos:")[1].split("\n\n")[0], re.M)
        for word in words.split("|")}
    stub = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Support", "stub_ollama.py")

    parts = {
        "kills": lambda desk: Kills(desk, commands, options.chance).run(options.kills),
        "disk": lambda desk: faults.injected(desk, options.every),
        "full": None,  # makes its own store, on a disk of its own
        "writers": lambda desk: faults.writers(desk, options.writers, options.seconds),
        "clock": faults.clock,
        "model": lambda desk: faults.model(desk, stub),
        "line": screens.hang_up,
        "monkey": lambda desk: screens.monkey(desk, options.keys, options.chance),
    }
    table, violations = [], []
    for name, part in parts.items():
        if options.only not in name:
            continue
        started = time.monotonic()
        if part:
            desk = Desk(options.program)
            # What is killed, hung up on or pressed at finds a model that fails; nobody waits for a slow one there.
            if name in ("kills", "writers", "line", "monkey"):
                slow = models.SLOW if name == "monkey" else []
                desk.models = models.Models(stub, models.QUICK + slow, options.chance)
            try:
                rows, found = part(desk), desk.violations
            finally:
                if desk.models:
                    desk.models.close()
                desk.close()
        else:
            rows, found = faults.full_disk(lambda home: Desk(options.program, home))
        for row in rows:
            print(f"{row[0]:<34} {row[1]:>8}  {row[2]}", flush=True)
        print(f"{'':<34} {'':>8}  ({name}: {time.monotonic() - started:.0f} s)", flush=True)
        table += rows
        violations += [f"{name}: {sentence}" for sentence in found]
    print(f"\n{sum(row[1] for row in table)} faults, seed {options.chance}: {len(violations)} violations")
    for sentence in violations:
        print(f"  {sentence}")
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
