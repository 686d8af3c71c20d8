"""The fixtures every test shares: a clock, an empty journal, and a way to tell an evening."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings

from dashboard.journal import Draft, Entry, Fact, MemoryJournal, Opened

# How long an example takes says something of the machine, nothing of the code.
# A change is judged by the same examples each time; whoever works on it meets new ones.
settings.register_profile(
    "vigie",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("vigie")

OPENED = datetime(2026, 6, 21, 18, 0, tzinfo=UTC)
Record = Callable[..., Entry]


def at(clock: str) -> datetime:
    """Return the instant ``clock`` ("18:42") on the evening of the story."""
    hours, minutes = clock.split(":")
    return OPENED.replace(hour=int(hours), minute=int(minutes))


class Stopwatch:
    """A clock a test sets by hand."""

    def __init__(self, now: datetime = OPENED) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a case of many bytes by their number: an archive holds the hour it was made at."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > 40 else None


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def journal(clock: Stopwatch) -> MemoryJournal:
    """A journal in which the operation ``demo`` was opened at 18:00."""
    journal = MemoryJournal(clock)
    opening = Opened(name="Fête", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    journal.append(
        "demo", Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=opening)
    )
    return journal


@pytest.fixture
def record(journal: MemoryJournal, clock: Stopwatch) -> Record:
    """Write a line as the cell would: ``record("18:05", Placed(...), learnt="18:15")``."""

    def _record(occurred: str, fact: Fact, *, learnt: str | None = None, **said: object) -> Entry:
        clock.now = at(learnt or occurred)
        draft = Draft(
            author="ada", organisation="SAMU", occurred_at=at(occurred), fact=fact, **said
        )
        return journal.append("demo", draft)

    return _record
