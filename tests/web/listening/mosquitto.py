"""A throw-away Mosquitto, for tests and benches: one port of this machine, gone when we are.

``MISSING`` says in one sentence what this machine lacks, or is None.
"""

import shutil
import socket
import subprocess
import time
from pathlib import Path

PROGRAM = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
MISSING = None if PROGRAM else "no Mosquitto here: apt-get install mosquitto to run these tests"
PATIENCE_S = 10


class Mosquitto:
    """A broker of our own, in its own folder; what it keeps for a client outlives it."""

    def __init__(self, folder: Path, port: int, *lines: str) -> None:
        self.port = port
        self._file = folder / "mosquitto.conf"
        said = [f"listener {port} 127.0.0.1", "persistence true", f"persistence_location {folder}/"]
        whoever = [] if any("password_file" in line for line in lines) else ["allow_anonymous true"]
        as_us = [f"user {Path.home().owner()}", "log_dest none", "autosave_interval 1"]
        self._file.write_text("\n".join([*said, *whoever, *as_us, *lines]) + "\n")
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._server = subprocess.Popen(
            [PROGRAM or "", "-c", self._file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                if self._server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("Mosquitto does not start") from None
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Stop it; it writes down what it keeps."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(PATIENCE_S)
            self._server = None
