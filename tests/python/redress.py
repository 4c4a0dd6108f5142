"""A Redress instance in development mode on a folder and a port of its own, for tests in Python."""
import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
import time

import aiohttp
import aiohttp.connector

START_SECONDS_MAX = 30

# Names below .localhost are this machine (RFC 6761); the C library does not know that everywhere.
_system = socket.getaddrinfo


def _look_up(host, *rest, **named):
    local = isinstance(host, str) and host.endswith(".localhost")
    return _system("127.0.0.1" if local else host, *rest, **named)


socket.getaddrinfo = _look_up
aiohttp.connector.DefaultResolver = aiohttp.ThreadedResolver


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Redress:
    def __init__(self, peers):
        self.binary = os.environ["BINARY"]
        self.folder = tempfile.mkdtemp(prefix="redress-python-")
        port = free_port()
        self.base = f"http://redress.localhost:{port}"
        self.env = {
            "PATH": os.environ["PATH"],
            "REDRESS_BASE_URL": self.base,
            "REDRESS_LISTEN": f"127.0.0.1:{port}",
            "REDRESS_DATA_DIR": self.folder,
            "REDRESS_DEVELOPMENT": "true",
            "REDRESS_DEVELOPMENT_PEERS": ",".join(peers),
            "REDRESS_LOG": "info,redress=debug",
        }
        self.log = open(os.path.join(self.folder, "log"), "wb")
        self.process = None

    def run(self, *words):
        """One command beside the running instance; what it printed."""
        done = subprocess.run([self.binary, *words], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f"redress {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    async def __aenter__(self):
        self.process = subprocess.Popen([self.binary, "serve"], env=self.env, stdout=self.log, stderr=self.log)
        until = time.monotonic() + START_SECONDS_MAX
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.get(f"{self.base}/health") as answer:
                        if answer.status == 200:
                            return self
                except aiohttp.ClientError:
                    pass
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"redress did not start:\n{self.said()}")
                await asyncio.sleep(0.05)

    def said(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    async def __aexit__(self, kind, *rest):
        self.process.terminate()
        self.process.wait(timeout=30)
        if kind is not None:
            print(self.said())
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
