"""One store under torture, and what must hold of it whatever happened."""
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile


class Desk:
    """A store of its own in a temporary folder, the program that works on it, and the effects it has acknowledged."""

    def __init__(self, program, home=None):
        self.program = os.path.abspath(program)
        self.root = tempfile.mkdtemp(prefix="atende-torture-")
        self.home = home or f"{self.root}/casa"
        self.out = f"{self.root}/saida"
        os.mkdir(self.out)
        os.mkdir(f"{self.root}/tmp")
        self.saved, self.number, self.violations = {}, 0, []
        self.environment = {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "HOME": self.root,
            "TMPDIR": f"{self.root}/tmp", "ATENDE_HOME": self.home, "OLLAMA_HOST": "127.0.0.1:9"}
        # Whose host a program is started with; one that fails in another way each time.
        self.models = None
        first = self.run("init", "--organization", "Central")
        if first.returncode:
            raise SystemExit(f"init: {first.stderr}")

    def start(self, *words, prefix=(), text="", **more):
        """The program, begun and not waited for, with `text` on its input."""
        feed = tempfile.TemporaryFile()
        feed.write(text.encode())
        feed.seek(0)
        return subprocess.Popen(
            [*prefix, self.program, *words], stdin=feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.surroundings(), text=True, **more)

    def surroundings(self):
        """The environment of a program that is about to be started."""
        return {**self.environment, "OLLAMA_HOST": self.models.any()} if self.models else self.environment

    def run(self, *words, prefix=(), text="", limit=120):
        process = self.start(*words, prefix=prefix, text=text)
        try:
            output, errors = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.violated(f"{' '.join(words)}: still running after {limit} s")
            output, errors = "", ""
        return subprocess.CompletedProcess(words, process.returncode, output, errors)

    def somebody(self):
        """A person nobody else is, and what they told."""
        self.number += 1
        name = "Pessoa " + "".join(chr(97 + int(digit)) for digit in f"{self.number:07}")
        phone = f"(11) 9{self.number:08}"
        return json.dumps({
            "nome": name, "telefones": [f"{phone[:10]}-{phone[10:]}"], "motivo": "orientação",
            "texto": f"Sou {name}, quero orientação."})

    def acknowledged(self, output):
        """Remembers what a `contact add --json` has answered; its uid, or None where it was cut off."""
        try:
            answer = json.loads(output)
        except ValueError:
            return None
        self.saved[answer["uid"]] = answer["protocolo"]
        return answer["uid"]

    def save(self, **more):
        ran = self.run("contact", "add", "--json", text=self.somebody(), **more)
        return ran, self.acknowledged(ran.stdout)

    # MARK: - What must hold

    def violated(self, sentence):
        if sentence not in self.violations:
            self.violations.append(sentence)

    def rows(self, sql):
        connection = sqlite3.connect(f"file:{self.home}/atende.db?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def check(self, after):
        """Every acknowledged save is there once and whole, nothing is there by half, the audit and the file are sound."""
        verified = self.run("audit", "verify")
        if verified.returncode:
            self.violated(f"{after}: audit verify: {verified.returncode} {verified.stderr.strip()[:200]}")
        try:
            self.check_rows(after)
        except sqlite3.Error as error:
            self.violated(f"{after}: the store does not answer: {error}")
        for folder, _, names in os.walk(self.root):
            for name in names:
                if name.startswith("crash-"):
                    self.violated(f"{after}: {name} was left: the program has crashed")
            if folder == f"{self.root}/tmp" and names:
                self.violated(f"{after}: left in the folder of temporary files: {names}")

    def check_rows(self, after):
        [(sound,)] = self.rows("PRAGMA integrity_check")
        if sound != "ok":
            self.violated(f"{after}: integrity_check: {sound}")
        # Who was merged with somebody has that one's interactions too, older ones among them.
        there = set(self.rows("SELECT c.uid, i.protocol FROM contacts c JOIN interactions i ON i.contact_id = c.id"))
        gone = {uid for uid, protocol in self.saved.items() if (uid, protocol) not in there}
        if gone - self.allowed_to_go:
            self.violated(f"{after}: {len(gone - self.allowed_to_go)} acknowledged saves are gone")
        for sentence, sql in INVARIANTS.items():
            [(count,)] = self.rows(sql)
            if count:
                self.violated(f"{after}: {count} × {sentence}")

    #: Saves that a later, acknowledged or interrupted, merge or erasure may have removed.
    allowed_to_go = frozenset()

    def close(self):
        shutil.rmtree(self.root, ignore_errors=True)


#: What is never true of a store, and counts it.
INVARIANTS = {
    "a protocol number given twice": "SELECT count(*) - count(DISTINCT protocol) FROM interactions",
    # Requests and incidents count in the same table, under other names than a day's.
    "a protocol number left out": """SELECT count(*) FROM protocol_counters p
        WHERE p.day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND p.last <>
        (SELECT count(*) FROM interactions i WHERE substr(i.protocol, 1, 8) = replace(p.day, '-', ''))
        AND NOT EXISTS (SELECT 1 FROM erasures)""",
    "an interaction of nobody": """SELECT count(*) FROM interactions i
        LEFT JOIN contacts c ON c.id = i.contact_id WHERE c.id IS NULL""",
    "a count of interactions that is wrong": """SELECT count(*) FROM contacts c WHERE c.interaction_count <>
        (SELECT count(*) FROM interactions i WHERE i.contact_id = c.id)""",
    "a total of contacts that is wrong": """SELECT count(*) FROM totals WHERE name = 'contacts'
        AND value <> (SELECT count(*) FROM contacts WHERE status = 'ativo')""",
}
