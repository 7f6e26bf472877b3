"""A person who is cut off in every screen, and one who presses anything at all."""
import fcntl
import os
import pty
import random
import select
import signal
import struct
import termios
import time

#: How each screen is reached from Contatos, and a text of what stands in it.
SCREENS = {
    "Contatos": "", "Fila": "\x1b[B2", "Agenda": "\x1b[B3", "Painel": "\x1b[B4", "Auditoria": "\x1b[B7",
    "Novo atendimento": "\x1b[17~", "Ajuda": "\x1bOP", "Comandos": "\x1b[21~", "Bloqueio": "\x18",
}
KEYS = ["\t", "\x1b[Z", "\r", " ", "\x7f", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
        "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~", "\x1b[24~",
        "\x14", "\x12", "\x18", "\x0c", "\x10", "\x03", "\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[999;999~", "\x1b]0;x\x07"]
PIECES = ["Ana ", "(11) 98765-4321", "a@exemplo.com.br", "529.982.247-25", "ç", "李", "👩‍👩‍👧", "\u202e", "e\u0301", "\x00",
          "\xa0", "123", "q", "s", "n", "apagar"]


class Screen:
    """The program in a terminal of its own, and everything it has drawn since it was last asked."""

    def __init__(self, desk, columns=80, rows=24):
        self.desk, self.text = desk, b""
        environment = desk.surroundings()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            # What a monkey exports under any name lands where it is cleared away.
            os.chdir(desk.out)
            os.execve(desk.program, [desk.program], environment)
        self.status = None
        self.resize(columns, rows)
        os.set_blocking(self.terminal, False)
        # The list, or what is asked before it: drafts offered again, a screen too small for either.
        while not self.text and not self.ended():
            self.take(0.5)
        while self.take(0.2):
            pass

    def resize(self, columns, rows):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys):
        """Writes keys, reading meanwhile: with both queues of the terminal full, neither side would go on."""
        left = keys.encode()
        while left:
            try:
                left = left[os.write(self.terminal, left):]
            except BlockingIOError:
                if not self.take(1) and self.ended():
                    return
            except OSError:
                return

    def settle(self):
        """Until nothing more is drawn."""
        while self.take(0.5):
            pass

    def take(self, seconds):
        """Reads what was drawn, waiting at most that long for more of it; whether there was any."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.text = (self.text + data)[-200_000:]
        return bool(data)

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def wait_for_end(self, limit=20):
        end = time.monotonic() + limit
        while not self.ended() and time.monotonic() < end:
            self.take(0.05)
        return self.ended()

    def close(self):
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


def hang_up(desk):
    """The line drops in every screen: the program ends by itself, and what was typed is a draft."""
    for name, keys in SCREENS.items():
        screen = Screen(desk)
        screen.send(keys)
        screen.settle()
        typed = name == "Novo atendimento"
        [(drafts,)] = desk.rows("SELECT count(*) FROM drafts")
        if typed:
            screen.send("Sou a Rita e estava a falar")
            screen.settle()
        os.kill(screen.pid, signal.SIGHUP)
        if not screen.wait_for_end():
            desk.violated(f"{name}: goes on after the line has dropped")
        screen.close()
        if typed and desk.rows("SELECT count(*) FROM drafts") != [(drafts + 1,)]:
            desk.violated(f"{name}: what was typed before the line dropped is no draft")
    desk.check("a line that drops")
    return [("the line drops (SIGHUP)", len(SCREENS), "one in each screen")]


def monkey(desk, keys, chance):
    """Any keys, pastes and sizes. It may leave the program, which must then have ended well; nothing else may end it."""
    chooser, pressed, starts, screen, sent = random.Random(chance), 0, 0, None, ""
    while pressed < keys and not desk.violations:
        if screen is None:
            screen, starts = Screen(desk), starts + 1
        burst = chooser.randint(1, 40)
        sent = ""
        for _ in range(burst):
            kind = chooser.random()
            if kind < 0.45:
                sent += chooser.choice(KEYS)
            elif kind < 0.75:
                sent += chr(chooser.randint(32, 126))
            elif kind < 0.95:
                sent += chooser.choice(PIECES)
            elif kind < 0.99:
                pasted = "".join(chooser.choice(PIECES) for _ in range(chooser.randint(1, 300)))
                sent += "\x1b[200~" + pasted.replace("\x1b", "") + "\x1b[201~"
            else:
                screen.resize(chooser.randint(1, 200), chooser.randint(1, 60))
        screen.send(sent)
        pressed += burst
        while screen.take(0.0005):
            pass
        if screen.ended():
            if screen.status != 0:
                desk.violated(f"monkey: after {pressed} keys the program ended with {screen.status}: "
                              f"{screen.text[-300:]!r}, keys {sent[-200:]!r}")
            screen.close()
            screen = None
        elif pressed % 4000 < burst:
            answers(desk, screen, pressed, sent)
    if screen:
        answers(desk, screen, pressed, sent)
        if not screen.ended():
            os.kill(screen.pid, signal.SIGTERM)
        if not screen.wait_for_end() or screen.status not in (0, -signal.SIGTERM, 143):
            desk.violated(f"monkey: asked to end it ended with {screen.status}")
        screen.close()
    desk.check("a monkey")
    return [("a monkey at the keys", pressed, f"{starts} sessions")]


def answers(desk, screen, pressed, sent):
    """The program still draws: a whole redraw is asked for, at a size where there is something to draw."""
    screen.resize(80, 24)
    while screen.take(0.1):
        pass
    screen.text = b""
    # Between two askings there is time for a paste without an end to be given up.
    for _ in range(10):
        screen.send("\x0c")
        end = time.monotonic() + 3
        while len(screen.text) < 200 and time.monotonic() < end:
            if not screen.take(0.5) and screen.ended():
                return
        if len(screen.text) >= 200:
            return
    with open(f"/proc/{screen.pid}/stat", encoding="utf-8") as file:
        state = file.read().split(")")[-1].split()[0]
    what = f"state {state}, drew {screen.text[-300:]!r}, last keys {sent[-300:]!r}"
    desk.violated(f"monkey: after {pressed} keys the program draws nothing any more: {what}")
