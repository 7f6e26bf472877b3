#!/usr/bin/env python3
"""A process that acts as Ollama, for manual trials and for stories in a terminal. Standard library only.

    Tests/Support/stub_ollama.py [SCENARIO] [--port N] [--delay SECONDS] [--answer FILE] [--model NAME]

Prints `PORT=12345` on its first line and one line for each request after it (never a body). Stops on SIGTERM.

Scenarios of `/api/chat`; the other routes answer as a healthy server does unless SCENARIO begins with `all-`:
  ok          streams the answer, one word every --delay seconds (default 0.05)
  missing     404, model not found            error-500, error-503    refused by the server
  html        a page                          redirect                307 to a port nobody listens at
  reset       breaks off in mid-stream        hang                    never answers
  stall       stops after the first field     truncated               ends early with done_reason "length"
  prose       words instead of JSON           types                   wrong types
  invented    values that are in no note      error-line              an error in mid-stream
  blank       20 MB of white space            trickle                 one byte a second (--delay)
  flaky       fails at random, one in --rate (default 0.3) by --seed: refused, broken off, cut short or talking
The answer of `ok` is what a reader of the note would say: the name after "sou", "nome" or "contato", the words after
"quero" or "motivo". It is a trick for trials, not a model. --answer gives the JSON instead.
"""
import argparse
import json
import random
import re
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = r"(?:[A-ZÀ-Ý][\wÀ-ÿ'-]+)(?: (?:d[aeo]s? |e )?[A-ZÀ-Ý][\wÀ-ÿ'-]+)*"


def read_note(text):
    """The fields that stand after the plainest cues of a note."""
    def after(cue, value):
        found = re.search(rf"(?:{cue})\s*:?\s*({value})", text)
        return found.group(1).strip() if found else None
    return {
        "nome": after(r"\b(?:[Ss]ou (?:a |o )?|[Nn]ome|[Cc]ontato)\b", NAME),
        "telefones": [], "emails": [], "cpf": None,
        "motivo": after(r"\b(?:[Qq]uero|[Pp]reciso de|[Mm]otivo)\b", r"[^.,;\n]{3,80}"),
        "urgencia": None, "data": None,
        "cidade": after(r"\b(?:[Mm]oro em|[Cc]idade)\b", NAME), "uf": None,
    }


class Ollama(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        print(f"{self.command} {self.path}", flush=True)

    def reply(self, status, body, kind="application/json", headers=()):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def line(self, content="", **more):
        body = {"model": options.model, "created_at": "2026-08-01T12:00:00Z",
                "message": {"role": "assistant", "content": content}, "done": False, **more}
        data = json.dumps(body, ensure_ascii=False).encode() + b"\n"
        if options.scenario != "trickle":
            return self.chunk(data)
        for byte in data:
            self.chunk(bytes([byte]))
            time.sleep(options.delay)

    def done(self, reason="stop"):
        self.line(done=True, done_reason=reason, total_duration=1_840_000_000,
                  prompt_eval_count=700, eval_count=90, eval_duration=1_000_000_000)
        self.wfile.write(b"0\r\n\r\n")

    def stream(self, text):
        for piece in re.findall(r"\S+\s*|\s+", text):
            self.line(piece)
            time.sleep(options.delay if options.scenario != "trickle" else 0)

    def start_stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def do_GET(self):
        self.answer({})

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        try:
            self.answer(json.loads(self.rfile.read(length) or b"{}"))
        except ValueError:
            self.reply(400, {"error": "invalid JSON"})

    def answer(self, request):
        self.close_connection = True
        everything = options.scenario.startswith("all-")
        try:
            if everything or self.path == "/api/chat":
                self.chat(options.scenario.removeprefix("all-"), request)
            else:
                self.housekeeping(request)
        except (BrokenPipeError, ConnectionResetError):
            print("client left", flush=True)

    def housekeeping(self, request):
        model = {"name": options.model, "model": options.model, "size": 4_661_224_676,
                 "digest": "365c0bd3c000", "details": {
                     "family": "llama", "parameter_size": "8.0B", "quantization_level": "Q4_0"}}
        loaded = {**model, "size": 6_000_000_000, "size_vram": 0,
                  "expires_at": "2026-11-21T12:10:00Z"}
        routes = {"/api/version": {"version": "0.12.11"}, "/api/tags": {"models": [model]},
                  "/api/ps": {"models": [loaded]}, "/api/show": {"capabilities": ["completion"]}}
        if self.path == "/":
            self.reply(200, "Ollama is running", "text/plain")
        elif self.path in routes:
            self.reply(200, routes[self.path])
        else:
            self.reply(404, "404 page not found", "text/plain")

    def chat(self, scenario, request):
        if scenario == "flaky":
            with dice_lock:
                fails = dice.random() < options.rate
                kind = dice.choice(["error-500", "reset", "truncated", "prose", "error-line"])
            scenario = kind if fails else "ok"
            print(f"answers {scenario}", flush=True)
        if scenario == "missing":
            return self.reply(404, {"error": f"model '{options.model}' not found"})
        if scenario.startswith("error-5"):
            return self.reply(int(scenario[6:]), {"error": "server busy"})
        if scenario == "html":
            return self.reply(200, "<!doctype html><p>Olá", "text/html; charset=utf-8")
        if scenario == "redirect":
            return self.reply(307, "", headers=[("Location", "http://127.0.0.1:9/api/chat")])
        if scenario == "hang":
            return self.wait_for_leave()
        notes = [m.get("content", "") for m in request.get("messages", [])]
        fields = options.fields or read_note(notes[-1] if notes else "")
        text = json.dumps(fields, ensure_ascii=False)
        self.start_stream()
        if scenario in ("reset", "stall", "truncated", "error-line", "blank"):
            self.stream(text[: text.index(",") + 1])
        if scenario == "reset":
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif scenario == "stall":
            self.wait_for_leave()
        elif scenario == "truncated":
            self.done("length")
        elif scenario == "error-line":
            self.chunk(b'{"error":"llama runner process has terminated"}\n')
            self.wfile.write(b"0\r\n\r\n")
        elif scenario == "blank":
            for _ in range(20_000):
                self.line(" " * 1000)
        else:
            self.stream({
                "prose": "Claro! A pessoa parece triste e quer conversar.",
                "types": '{"nome": 7, "telefones": "x", "emails": {}, "cpf": [], "motivo": true}',
                "invented": '{"nome": "Fulana Inventada", "telefones": ["(21) 99999-8888"], '
                            '"emails": ["nao@existe.com"], "cpf": "529.982.247-25"}',
            }.get(scenario, text))
            self.done()

    def wait_for_leave(self):
        while self.connection.recv(4096):
            pass
        print("client left", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="?", default="ok")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float)
    parser.add_argument("--answer")
    parser.add_argument("--model", default="llama3:8b")
    parser.add_argument("--rate", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.delay is None:
        options.delay = 1.0 if options.scenario == "trickle" else 0.05
    dice, dice_lock = random.Random(options.seed), threading.Lock()
    options.fields = None
    if options.answer:
        with open(options.answer, encoding="utf-8") as file:
            options.fields = json.load(file)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Ollama)
    server.daemon_threads = True
    print(f"PORT={server.server_address[1]}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
