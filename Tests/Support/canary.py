#!/usr/bin/env python3
"""Drives every command and a session of the screens with marked values, and looks for the marks in every byte written.

    Tests/Support/canary.py PROGRAM

The program runs under strace at the level `debug`. What it may write a mark to: the store's own files, the model's server
on this machine, the terminal, the folder of an export, and the standard output of the commands that are asked to print
somebody's data. Anywhere
else (logs, standard error, other files, temporary files, the window's title, the process list) one mark is a failure.
Every command of the program's own help must have a scenario here. Prints what it looked through; exits 1 on a finding.
"""
import fcntl
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

NAME, EMAIL, PHONE, CPF = "Zoraide Canarina", "zoraide.canarina@exemplo.com.br", "71981234567", "52998224725"
TEXT = f"Sou a {NAME}, meu telefone é (71) 98123-4567, {EMAIL}, CPF 529.982.247-25. Quero falar do segredocanario."
SECRET = "Senha-Canarina#7781"
#: Folded, without accents, in lower case: what is looked for is folded the same way.
MARKS = ["zoraide", "canarina", "segredocanario", "98123-4567", "981234567", "529.982.247", "52998224725", SECRET.lower()]

#: Each line of the help → runs of it: words, what stands on its input, whether its output may show the person.
PERSON = '{"nome": "%s", "telefones": ["(71) 98123-4567"], "emails": ["%s"], "cpf": "%s", "texto": "%s"}' % (
    NAME, EMAIL, CPF, TEXT)
SHOWS, QUIET = True, False
#: The first request of today, in São Paulo.
REQUEST = time.strftime("LGPD-%Y%m%d-0001", time.gmtime(time.time() - 10800))


def scenarios(uid, files):
    """What is run, in this order, for each command that the help lists."""
    return {
        "init": [(["init", "--organization", "Central"], "", QUIET)],
        "extract": [(["extract"], TEXT, SHOWS), (["extract", "--json"], TEXT, SHOWS),
                    (["extract", "--engine", "llm"], TEXT, SHOWS), (["extract", files["bytes"]], "", QUIET)],
        "contact add": [(["contact", "add", "--json"], PERSON, QUIET),
                        (["contact", "add", "--json"], PERSON.replace(CPF, "52998224726"), QUIET),
                        (["contact", "add", "--json"], PERSON[:-9], QUIET), (["contact", "add"], TEXT, QUIET)],
        "contact show": [(["contact", "show", uid], "", SHOWS), (["contact", "show", uid, "--json"], "", SHOWS),
                         (["contact", "show", NAME], "", QUIET)],
        "contact search": [(["contact", "search", NAME], "", SHOWS), (["contact", "search", PHONE, "--json"], "", SHOWS),
                           (["contact", "search", NAME, EMAIL], "", QUIET)],
        "contact edit": [(["contact", "edit", uid, "--json"], '{"nome": "%s da Silva"}' % NAME, QUIET),
                         (["contact", "edit", uid, "--json"], '{"cpf": "%s"}' % NAME, QUIET)],
        "contact duplicates": [(["contact", "duplicates"], "", SHOWS), (["contact", "duplicates", "--json"], "", SHOWS)],
        "contact undo": [(["contact", "undo", uid], "", QUIET), (["contact", "undo", NAME], "", QUIET)],
        "contact merge": [(["contact", "merge", uid, NAME], "", QUIET), (["contact", "merge", uid, uid], "", QUIET),
                          (["contact", "merge", uid, "--undo"], "", QUIET)],
        "callback add": [(["callback", "add", uid, "-", "--at", "em 2 horas"], f"dizer a {NAME} do segredocanario, {PHONE}", QUIET),
                         (["callback", "add", uid, "--at", NAME], "", QUIET), (["callback", "add", NAME, "--at", "9h"], "", QUIET)],
        "callback list": [(["callback", "list"], "", SHOWS), (["callback", "list", "--json"], "", SHOWS)],
        "callback pass": [(["callback", "pass", uid, "--to", "ninguem", "--reason", f"fim do turno de {NAME}, {PHONE}"], "", QUIET),
                          (["callback", "pass", NAME, "--to", NAME, "--reason", f"fim do turno de {NAME}"], "", QUIET)],
        "callback done": [(["callback", "done", uid], "", QUIET), (["callback", "done", NAME], "", QUIET)],
        "import": [(["import", files["csv"]], "", QUIET), (["import", files["bad"]], "", QUIET)],
        "export": [(["export", "--output", files["out"] + "/tudo.json", "--justification", f"pedido de {NAME}"], "", QUIET),
                   (["export", "--output", files["out"] + "/tudo.xlsx", "--justification", "rotina da central"], "", QUIET),
                   (["export", "--output", files["out"] + "/tudo.xlsx", "--justification", "rotina da central"], "", QUIET),
                   (["export", "--format", "vcf", "--output", "-", "--justification", "rotina da central"], "", SHOWS),
                   (["export", "--output", files["out"] + "/mascarada.xlsx", "--masked"], "", QUIET)],
        "doctor": [(["doctor"], "", QUIET), (["doctor", "--json"], "", QUIET)],
        "audit list": [(["audit", "list"], "", QUIET), (["audit", "list", "--json"], "", QUIET)],
        "audit verify": [(["audit", "verify"], "", QUIET)],
        "config list": [(["config", "list"], "", QUIET), (["config", "list", "--json"], "", QUIET)],
        "config get": [(["config", "get", "telefone.ddd"], "", QUIET), (["config", "get", NAME], "", QUIET)],
        "config set": [(["config", "set", "telefone.ddd", "11"], "", QUIET), (["config", "set", NAME, PHONE], "", QUIET)],
        "warning list": [(["warning", "list"], "", QUIET), (["warning", "list", "--json"], "", QUIET)],
        "warning ack": [(["warning", "ack", "disco"], "", QUIET), (["warning", "ack", NAME], "", QUIET)],
        "catalog list": [(["catalog", "list", "motivos"], "", QUIET), (["catalog", "list", "motivos", "--json"], "", QUIET),
                         (["catalog", "list", NAME], "", QUIET)],
        "catalog add": [(["catalog", "add", "motivos", "Moradia"], "", QUIET), (["catalog", "add", NAME, PHONE], "", QUIET)],
        "catalog rename": [(["catalog", "rename", "motivos", "saude", "Saúde"], "", QUIET),
                           (["catalog", "rename", "motivos", NAME, "Saúde"], "", QUIET)],
        "catalog retire": [(["catalog", "retire", "motivos", "saude"], "", QUIET),
                           (["catalog", "retire", "motivos", NAME], "", QUIET)],
        "user add": [(["user", "add", "daemon", "--roles", "atendente", "--password"], SECRET + "\n", QUIET),
                     (["user", "add", NAME, "--roles", "admin", "--system-user", "bin"], "", QUIET)],
        "user list": [(["user", "list"], "", QUIET), (["user", "list", "--json"], "", QUIET)],
        "user role": [(["user", "role", "daemon", "--add", "supervisor"], "", QUIET)],
        "user disable": [(["user", "disable", "daemon"], "", QUIET)],
        "user enable": [(["user", "enable", "daemon"], "", QUIET)],
        "user link": [(["user", "link", "daemon", "--system-user", "bin"], "", QUIET)],
        "user passwd": [(["user", "passwd"], SECRET + "\n", QUIET), (["user", "passwd", "daemon"], SECRET + "x\n", QUIET),
                        (["user", "passwd"], SECRET + "errada\n" + SECRET + "\n", QUIET)],
        "user recover": [(["user", "recover", "daemon"], "", QUIET)],
        "contact guardian": [(["contact", "guardian", uid, "-"], TEXT, QUIET), (["contact", "guardian", NAME, "--aggressor"], "", QUIET),
                             (["contact", "guardian", uid, "--withdraw", "--reason", NAME], "", QUIET),
                             (["contact", "guardian", uid, "--withdraw", "--reason", "-"], f"caso de {NAME}", QUIET)],
        "contact restrict": [(["contact", "restrict", uid, "--to", "daemon", "--reason", f"caso de {NAME}"], "", QUIET)],
        "contact unrestrict": [(["contact", "show", uid, "--break-glass", f"caso de {NAME}"], "", SHOWS),
                               (["contact", "unrestrict", uid, "--reason", f"caso de {NAME}"], "", QUIET)],
        "hold add": [(["hold", "add", uid, "--kind", "documento", "--article", "art. 16, I", "--reason", f"caso de {NAME}"], "", QUIET),
                     (["hold", "add", uid, "--kind", NAME, "--article", NAME], "", QUIET)],
        "hold release": [(["hold", "release", NAME], "", QUIET)],
        "contact block": [(["contact", "block", NAME, "--reason", NAME], "", QUIET), (["contact", "block", NAME, "--reason", "-"], TEXT, QUIET)],
        "contact unblock": [(["contact", "unblock", uid, "--reason", f"caso de {NAME}"], "", QUIET)],
        "retention list": [(["retention", "list"], "", QUIET), (["retention", "list", "--json"], "", QUIET)],
        "retention run": [(["retention", "run", "--dry-run"], "", QUIET), (["retention", "run", "--yes", "--json"], "", QUIET),
                          (["retention", "run", "--keep", NAME], "", QUIET)],
        "hold list": [(["hold", "list"], "", QUIET), (["hold", "list", "--json"], "", QUIET)],
        "erase": [(["erase", uid, "--request", REQUEST, "--dry-run"], "", QUIET),
                  (["erase", NAME, "--request", NAME], "", QUIET), (["erase", uid, "--request", NAME], "", QUIET)],
        "request certificate": [(["request", "certificate", NAME], "", QUIET)],
        "backup key": [(["backup", "key", "--output", files["out"] + "/chave.txt"], "", QUIET)],
        "backup run": [(["backup", "run"], "", QUIET), (["backup", "run", "--folder", files["out"]], "", QUIET)],
        "backup list": [(["backup", "list"], "", QUIET), (["backup", "list", "--json"], "", QUIET)],
        "backup verify": [(["backup", "verify", files["csv"]], "", QUIET)],
        "restore": [(["restore", files["csv"], "--identity", files["csv"]], "", QUIET)],
        "approval list": [(["approval", "list"], "", QUIET)],
        "approval grant": [(["approval", "grant", NAME], "", QUIET)],
        "approval deny": [(["approval", "deny", NAME], "", QUIET)],
        "notice list": [(["notice", "list", "--all"], "", SHOWS), (["notice", "list", "--json"], "", SHOWS)],
        "notice done": [(["notice", "done", NAME], "", QUIET)],
        "queue list": [(["queue", "list", "--json"], "", QUIET), (["queue", "list"], "", SHOWS)],
        "queue run": [(["queue", "run", "--limit", "1"], "", QUIET)],
        "queue retry": [(["queue", "retry", uid], "", QUIET), (["queue", "retry", NAME], "", QUIET)],
        "queue discard": [(["queue", "discard", uid, "--reason", "spam"], "", QUIET)],
        "queue batches": [(["queue", "batches", "--json"], "", QUIET)],
        "queue pause": [(["queue", "pause", uid], "", QUIET)],
        "queue resume": [(["queue", "resume", uid], "", QUIET)],
        "queue cancel": [(["queue", "cancel", uid], "", QUIET)],
        "audit export": [(["audit", "export", "--output", files["csv"] + ".auditoria"], "", QUIET)],
        "audit checkpoint": [(["audit", "checkpoint"], "", QUIET)],
        "audit seal": [(["audit", "seal", "--dry-run"], "", QUIET)],
        "audit replace-key": [(["audit", "replace-key", "auditoria", "--reason", "rotina"], "", QUIET)],
        "mask": [(["mask"], TEXT, SHOWS), (["mask", "--json"], TEXT, SHOWS), (["mask", files["bytes"]], "", QUIET)],
        "model status": [(["model", "status", "--json"], "", QUIET)],
        "model pull": [(["model", "pull", "--yes"], "", QUIET)],
        "report day": [(["report", "day"], "", QUIET), (["report", "day", "--json"], "", QUIET)],
        "report period": [(["report", "period", "--format", "md"], "", QUIET), (["report", "period", "--from", NAME], "", QUIET)],
        "report extraction": [(["report", "extraction", "--json"], "", QUIET), (["report", "extraction"], "", QUIET)],
        "request new": [(["request", "new", "--type", "acesso_completo", "--contact", uid, "-", "--json"],
                         '{"representante": "%s", "poderes": "%s", "canal_seguro": "%s"}' % (NAME, TEXT, PHONE), QUIET),
                        (["request", "new", "--type", NAME, "--contact", uid], "", QUIET),
                        (["request", "new", "--type", "correcao", "--no-record", "-"], '{"%s": 1}' % NAME, QUIET)],
        "request list": [(["request", "list"], "", QUIET), (["request", "list", "--json"], "", QUIET)],
        "request show": [(["request", "show", REQUEST, "--json"], "", SHOWS),
                         (["request", "show", NAME], "", QUIET)],
        "request fulfil": [(["request", "fulfil", REQUEST, "--evidence", "-", "--output",
                             files["out"] + "/resposta.html"], f"dito a {NAME}", QUIET),
                           (["request", "fulfil", NAME, "--step", NAME, "--evidence", NAME], "", QUIET)],
        "request verify": [(["request", "verify", files["csv"]], "", QUIET)],
        "report ropa": [(["report", "ropa"], "", QUIET), (["report", "ropa", "--json"], "", QUIET)],
        "report ripd": [(["report", "ripd"], "", QUIET), (["report", "ripd", "--format", "html"], "", QUIET)],
        "incident new": [(["incident", "new", "-", "--from", "2020-01-01", "--json"], f"planilha com o CPF {CPF} perdida", QUIET),
                         (["incident", "new", "-", "--from", NAME], "", QUIET)],
        "incident list": [(["incident", "list"], "", QUIET), (["incident", "list", "--json"], "", QUIET)],
        "incident show": [(["incident", "show", NAME], "", QUIET)],
        "consent record": [(["consent", "record", uid, "-", "--purpose", "retorno", "--decision", "dado", "--notice-read"],
                            f"gravado com {NAME}", QUIET), (["consent", "record", NAME, "--purpose", NAME], "", QUIET)],
        "consent revoke": [(["consent", "revoke", uid, "--json"], "", QUIET), (["consent", "revoke", NAME], "", QUIET)],
        "consent list": [(["consent", "list"], "", QUIET), (["consent", "list", uid, "--json"], "", QUIET)],
        "request refuse": [(["request", "refuse", REQUEST, "--article", "art. 16, I",
                             "--reason", "-"], f"caso de {NAME}", SHOWS),
                           (["request", "refuse", NAME, "--article", NAME, "--reason", NAME], "", QUIET)],
        "_unknown": [([NAME], "", QUIET), (["contact", NAME], "", QUIET), (["--" + NAME], "", QUIET)],
    }


def folded(data):
    text = data.decode("utf-8", "replace")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


class Canary:
    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.root = tempfile.mkdtemp(prefix="atende-canary-")
        self.home = f"{self.root}/casa"
        self.findings, self.runs, self.bytes = [], 0, 0
        for name in ("pessoa", "tmp", "saida", "exportado"):
            os.mkdir(f"{self.root}/{name}")
        self.environment = {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "tmux-256color", "ATENDE_HOME": self.home,
            "HOME": f"{self.root}/pessoa", "TMPDIR": f"{self.root}/tmp", "ATENDE_LOG_LEVEL": "debug"}

    def found(self, where, data):
        self.bytes += len(data)
        text = folded(data)
        for mark in MARKS:
            if mark in text:
                self.findings.append(f"{where}: «{mark}»")

    # MARK: - Commands

    def strace(self, words, trace):
        return ["strace", "-f", "-qq", "-yy", "-xx", "-s", "1048576", "-e",
                "trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg", "-o", trace, self.program] + words

    def run(self, words, text="", shows=False):
        self.runs += 1
        trace = f"{self.root}/saida/{self.runs}"
        ran = subprocess.run(self.strace(words, trace), input=text.encode(), env=self.environment,
                             capture_output=True, timeout=120)
        name = " ".join(w for w in words if folded(w.encode()) not in map(folded, [NAME.encode(), EMAIL.encode()]))
        self.found(f"{name}: standard error", ran.stderr)
        if not shows:
            self.found(f"{name}: standard output", ran.stdout)
        self.read_trace(trace, name)
        return ran

    def read_trace(self, path, name):
        """Every write of a traced run, to files and to sockets."""
        for line in open(path, encoding="utf-8", errors="replace"):
            call = re.match(r"\d+\s+\w+\((\d+)<((?:\\x..|[^>])*)>", line)
            if not call:
                continue
            target = re.sub(r"\\x(..)", lambda m: chr(int(m[1], 16)), call[2])
            if int(call[1]) in (1, 2) or self.is_allowed(target):
                continue
            data = b"".join(bytes.fromhex(m.replace("\\x", "")) for m in re.findall(r'"((?:\\x..)*)"', line))
            self.found(f"{name}: {target}", data)
        os.remove(path)

    def is_allowed(self, target):
        target = target.split("<")[0]
        store = re.fullmatch(re.escape(self.home) + r"/(atende\.db.*|copias/.*)", target)
        store = store or re.fullmatch(re.escape(self.home) + r"/atende\.copia\.[0-9a-f]+\.parte.*", target)
        # A frame is gathered in memory that no file system has before it goes to the terminal.
        drawn = ("/dev/pts/", "/dev/tty", "/memfd:atende")
        return store or target.startswith((f"{self.root}/exportado/", "TCP:", *drawn)) or "127.0.0.1" in target

    # MARK: - The screens

    def screens(self, keys):
        socket, trace = f"{self.root}/tmux", f"{self.root}/saida/telas"
        def tmux(*words, text=None):
            return subprocess.run(["tmux", "-u", "-S", socket, *words], env=self.environment, input=text,
                                  capture_output=True, timeout=30).stdout
        command = " ".join(f"'{w}'" for w in self.strace([], trace))
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", f"{command}; sleep 2")
        self.wait(tmux, "Contatos")
        titles = set()
        for key in keys:
            key = key.replace("EXPORTADO", f"{self.root}/exportado")
            if key.startswith("espera:"):
                self.wait(tmux, key[7:])
            elif key.startswith("cola:"):
                tmux("load-buffer", "-", text=key[5:].encode())
                tmux("paste-buffer", "-p")
            elif key.startswith("escreve:"):
                tmux("send-keys", "-l", "--", key[8:])
            else:
                tmux("send-keys", "--", key)
            time.sleep(0.1)
            titles.add(tmux("display-message", "-p", "#{pane_title} #{window_name}"))
        self.wait(tmux, None)
        self.found("screens: scroll-back after leaving", tmux("capture-pane", "-p", "-S", "-"))
        for title in titles:
            self.found("screens: title of the window", title)
        tmux("kill-server")
        self.read_trace(trace, "screens")

    def wait(self, tmux, text):
        """Until a text is in view; for None until the program has left the alternate screen."""
        for _ in range(300):
            if text is None:
                if tmux("display-message", "-p", "#{alternate_on}").strip() != b"1":
                    return
            elif text.encode() in tmux("capture-pane", "-p"):
                return
            time.sleep(0.05)
        raise SystemExit(f"the screens never showed {text!r}:\n" + tmux("capture-pane", "-p").decode())

    # MARK: - What is left

    def process_list(self):
        """A search that waits for the store's lock shows in the process list without what it looks for."""
        lock = open(f"{self.home}/atende.trava", "r+b")
        fcntl.flock(lock, fcntl.LOCK_EX)
        child = subprocess.Popen([self.program, "contact", "search", NAME], env=self.environment,
                                 stdout=subprocess.DEVNULL)
        time.sleep(1)
        waiting = child.poll() is None
        for name in ("cmdline", "environ", "comm"):
            self.found(f"process list: {name}", open(f"/proc/{child.pid}/{name}", "rb").read())
        fcntl.flock(lock, fcntl.LOCK_UN)
        child.wait(60)
        if not waiting:
            self.findings.append("process list: the search did not wait for the lock, so nothing was looked at")

    def files(self):
        """All files below the folders that the program may write to, but those of the store."""
        count = 0
        for path in glob.glob(f"{self.root}/**", recursive=True, include_hidden=True):
            if os.path.isfile(path) and not self.is_allowed(path) and "/saida/" not in path \
                    and not path.startswith(f"{self.root}/entrada"):
                self.found(path, open(path, "rb").read())
                count += 1
        for path in glob.glob(f"{self.home}/atende.db*"):
            if SECRET.encode() in open(path, "rb").read():
                self.findings.append(f"{path}: a password")
        return count


def main():
    canary = Canary(sys.argv[1])
    try:
        inputs = {"csv": f"nome;telefone;email\n{NAME};(71) 98123-4567;{EMAIL}\n".encode(),
                  "bad": f"nome;cpf\n{NAME};529.982.247-26\n\"{NAME}\n".encode(), "bytes": NAME.encode() + b"\xff\xfe"}
        files = {"out": f"{canary.root}/exportado"}
        for name, data in inputs.items():
            files[name] = f"{canary.root}/entrada-{name}"
            open(files[name], "wb").write(data)
        canary.run(["init", "--organization", "Central"])
        uid = re.search(rb'"uid": "([^"]+)"', canary.run(["contact", "add", "--json"], PERSON).stdout)[1].decode()
        known = scenarios(uid, files)
        text = subprocess.run([canary.program, "--help"], env=canary.environment, capture_output=True).stdout.decode()
        listed = [f"{group} {word}".strip() for group, words in re.findall(
            r"^  ([a-z]+)(?: ([a-z|-]+))?(?:  |$)", text.split("Comandos:")[1].split("\n\n")[0], re.M)
            for word in words.split("|")]
        missing = [command for command in listed if command not in known]
        if missing or not listed:
            raise SystemExit(f"no scenario for: {', '.join(missing) or 'anything'}")
        for runs in known.values():
            for words, text, shows in runs:
                canary.run(words, text, shows)
        canary.screens(SESSION)
        canary.process_list()
        count = canary.files()
        print(f"{canary.runs} commands, a session of {len(SESSION)} steps, {count} files, {canary.bytes} bytes: "
              f"{len(canary.findings)} findings")
        for finding in canary.findings:
            print(f"  {finding}")
        sys.exit(1 if canary.findings else 0)
    finally:
        shutil.rmtree(canary.root, ignore_errors=True)


#: A shift in small: a form filled and saved, a search, a record, an edit, a draft, a paste where none belongs.
SESSION = [
    "espera:Buscar", "F6", "espera:Formulário", f"cola:{TEXT}", "espera:regra", "F2", "espera:?", "s", "escreve:",
    "Escape", "espera:Buscar", f"escreve:{NAME}", "espera:de 4 contatos", "Enter", "espera:Ficha", "Enter", "End", "escreve: Lima",
    "F2", "espera:Ficha", "Escape", "espera:Buscar", "F6", "espera:Formulário", f"escreve:{TEXT}", "espera:regra", "Escape",
    "espera:Buscar", f"cola:{TEXT}\n{TEXT}", "F1", "Escape", "F10", "Escape", "Escape", "Escape",
    # Not at once after Esc, which would make F5 of it.
    "Down", "5", "espera:Formato", *["Down"] * 9, f"escreve:pedido de {NAME}", "Down", "C-u", "escreve:EXPORTADO/tela.xlsx", "F2",
    "espera:pronta", "Enter", "Escape", "espera:Buscar", "Escape", "Escape", "q",
]

if __name__ == "__main__":
    main()
