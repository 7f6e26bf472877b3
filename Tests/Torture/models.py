"""Servers of a model, each of which fails in a way of its own."""
import random
import subprocess
import threading

# A server that is not there is one more: the port of none.
QUICK = ["missing", "html", "redirect", "error-500", "error-503", "reset", "truncated", "prose", "types", "invented", "error-line",
         "blank", "flaky"]
SLOW = ["hang", "stall", "trickle"]
NONE = "127.0.0.1:9"


class Models:
    """All of them at once, for a program that finds another each time it is started."""

    def __init__(self, stub, scenarios, chance=1):
        self.chooser, self.servers, self.hosts = random.Random(chance), [], [NONE]
        for scenario in scenarios:
            server = subprocess.Popen(["python3", stub, scenario, "--delay", "0"], stdout=subprocess.PIPE, text=True)
            self.servers.append(server)
            port = server.stdout.readline().strip().removeprefix("PORT=")
            if not port:
                raise SystemExit(f"the model's stub did not start: {stub}")
            threading.Thread(target=server.stdout.read, daemon=True).start()
            self.hosts.append(f"127.0.0.1:{port}")

    def any(self):
        return self.chooser.choice(self.hosts)

    def close(self):
        for server in self.servers:
            server.terminate()
            server.wait()
