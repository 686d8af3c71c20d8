"""Writers in processes of their own: they append to the operation ``demo`` and note each answer."""

import multiprocessing
import time
from pathlib import Path

from dashboard.journal import Draft, Moved
from dashboard.storage import SqlJournal, engine_for
from tests.conftest import OPENED

PATIENCE_S = 60
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


class Writer:
    """A team that reports its moves, one after the other.

    Args:
        url: The store.
        name: The team's.
        moves: How many it reports before it leaves.
        folder: Where it notes the number of each entry the store acknowledged.
    """

    def __init__(self, url: str, name: str, moves: int, folder: Path) -> None:
        self._notes = folder / name
        self._notes.touch()
        told = (url, name, moves, self._notes)
        self._process = PROCESSES.Process(target=_write, args=told)
        self._process.start()

    @property
    def acknowledged(self) -> list[int]:
        """The numbers noted so far; a line cut short by a kill was not noted."""
        *lines, _ = self._notes.read_text().split("\n")
        return [int(line) for line in lines]

    def wait_for(self, count: int) -> None:
        """Wait until it has noted ``count`` answers."""
        until = time.monotonic() + PATIENCE_S
        while len(self.acknowledged) < count:
            assert self._process.is_alive(), f"{self._notes.name} stopped by itself"
            assert time.monotonic() < until, f"{self._notes.name} is stuck"
            time.sleep(0.005)

    def leave(self) -> int | None:
        """Wait until it has told all; return how it ended (0: well)."""
        self._process.join(PATIENCE_S)
        return self._process.exitcode

    def kill(self) -> None:
        """End it in the middle of whatever it does: kill -9."""
        self._process.kill()
        self._process.join(PATIENCE_S)


def _write(url: str, name: str, moves: int, notes: Path) -> None:
    journal = SqlJournal(engine_for(url))
    with notes.open("a", buffering=1) as file:
        for number in range(moves):
            file.write(f"{journal.append('demo', _move(name, number)).seq}\n")


def _move(name: str, number: int) -> Draft:
    place = {"type": "Point", "coordinates": [2 + number / 1000, 48.8]}
    return Draft(
        author=name,
        organisation="SAMU",
        occurred_at=OPENED,
        fact=Moved(object_id=name, geometry=place),
    )
