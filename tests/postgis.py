"""A throw-away PostGIS cluster, for tests and benches: unix socket only, gone when we are.

PostgreSQL refuses to run as root, so root starts it as ``postgres`` or ``nobody``. ``MISSING``
says in one sentence what this machine lacks, or is None.
"""

import atexit
import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
autovacuum = off
{more}
"""
HASTY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
"""A test's data need not outlive the machine's power."""

TEMPLATE = "with_postgis"
PATIENCE_S = 30


def _programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server here; Debian keeps it off the PATH."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(debian, key=lambda bin_: int(re.sub(r"\D", "", bin_.parent.name) or 0))
    on_path = shutil.which("initdb")
    folders = [*newest, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def _missing() -> str | None:
    programs = _programs()
    if programs is None:
        return "no PostgreSQL server here: apt-get install postgresql-postgis to run these tests"
    asked = subprocess.run(
        [programs / "pg_config", "--sharedir"], capture_output=True, text=True, check=False
    )
    if not Path(asked.stdout.strip(), "extension", "postgis.control").exists():
        return "no PostGIS here: apt-get install postgresql-postgis to run these tests"
    return None


MISSING = _missing()


def _as_somebody() -> dict[str, object]:
    """Return what makes a subprocess run as an ordinary user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("neither postgres nor nobody is a user here, and root may not run a server")


class Cluster:
    """A PostgreSQL server of our own, in its own folder.

    Args:
        more: Lines of its configuration file.
    """

    def __init__(self, more: str = HASTY) -> None:
        programs = _programs()
        if programs is None:
            raise RuntimeError(MISSING)
        self._programs = programs
        # Straight under /tmp: the path of a unix socket may not pass 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="vigie-pg-", dir="/tmp"))
        self._numbers = count(1)
        self._as = _as_somebody()
        if self._as:
            os.chown(self.folder, self._as["user"], self._as["group"])
            self._as |= {"cwd": self.folder, "env": os.environ | {"HOME": str(self.folder)}}
        data = self.folder / "data"
        made = [programs / "initdb", "-D", data, "-U", "vigie", "--auth=trust", "--no-sync"]
        made += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        subprocess.run(made, check=True, capture_output=True, **self._as)
        with (data / "postgresql.auto.conf").open("a") as file:
            file.write(CONFIGURATION.format(folder=self.folder, more=more))
        self.start()
        self.run("postgres", f"CREATE DATABASE {TEMPLATE} IS_TEMPLATE true")
        self.run(TEMPLATE, "CREATE EXTENSION postgis")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data"],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as,
            )
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                self.run("postgres", "SELECT 1")
            except psycopg.OperationalError:
                if self.server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Stop the server at once, hanging up on whoever is connected."""
        self.server.send_signal(signal.SIGINT)
        self.server.wait(PATIENCE_S)

    def remove(self) -> None:
        """Stop the server and leave nothing behind."""
        if self.server.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """Return how our engine names a database of this cluster."""
        return f"postgresql+psycopg://vigie@/{database}?host={self.folder}"

    def new_database(self, template: str = TEMPLATE) -> str:
        """Make an empty database with PostGIS, and return its URL."""
        name = f"store{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def run(self, database: str, statement: str) -> None:
        """Run one statement, outside any transaction."""
        at = f"host={self.folder} user=vigie dbname={database}"
        with psycopg.connect(at, autocommit=True) as connection:
            connection.execute(sql.SQL(statement))


@cache
def cluster() -> Cluster:
    """Return the one cluster this process shares, started when first asked for."""
    started = Cluster()
    atexit.register(started.remove)
    return started
