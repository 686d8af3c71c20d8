"""A real `vigie serve` in processes of its own, which a test or a bench kills as it likes."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE_S = 120


class Running:
    """A Vigie that serves a demonstration's people from a store, on a port that stays its own.

    Args:
        store: The URL of the store.
        folder: Where it runs, and where what it logs is kept.
        workers: How many processes serve.
    """

    def __init__(self, store, folder, *, workers=1):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log = Path(folder) / "log"
        self._folder = folder
        own = {name: value for name, value in os.environ.items() if not name.startswith("VIGIE_")}
        said = {"STORE": store, "PORT": port, "WORKERS": workers, "DEMONSTRATION": "yes"}
        said |= {"WRITES_PER_MINUTE": 10**6, "POSITIONS_PER_MINUTE": 10**6}
        self._environment = own | {f"VIGIE_{name}": str(value) for name, value in said.items()}
        self._environment["PYTHONPATH"] = str(Path(__file__).parents[1])
        self.process = None

    def start(self):
        """Start it; return once it says that it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dashboard", "serve"],
                cwd=self._folder,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.said = self.process.stdout.readline()
        if not self.said:
            raise RuntimeError(self.log.read_text())

    def workers(self):
        """Return the numbers of the processes that serve beside a parent."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        told = {int(number): _called(number) for number in children.read_text().split()}
        return [number for number, command in told.items() if b"spawn_main" in command]

    def kill_one(self):
        """End one of the processes that serve; return its number once another has its place."""
        first, *others = self.workers()
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in (now := self.workers()) and len(now) > len(others))
        return first

    def kill(self):
        """End all of it in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()

    def stop(self):
        """Tell it to end; return how it did, and what else it had said."""
        self.process.terminate()
        try:
            rest, _ = self.process.communicate(timeout=PATIENCE_S)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.returncode, rest


def _called(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def until(true, patience_s=PATIENCE_S):
    """Wait until ``true`` returns something that is, and return it."""
    end = time.monotonic() + patience_s
    while True:
        found = true()
        if found:
            return found
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)
