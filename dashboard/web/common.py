"""What the processes of one Vigie have in common: attempts, quotas, what was begun, long work.

One process has it by itself. Of several, the parent keeps it and each asks there (``far``): a call
is a call, so that a login is slowed down, and a quota counted, as if there were one. What is only a
memory of what the store says (reels, views, indexes) is no part of it: each has its own.
"""

from dataclasses import dataclass, fields
from typing import Any

from dashboard.access.secret import new_secret
from dashboard.clock import Clock
from dashboard.settings import Settings
from dashboard.web import listening
from dashboard.web.asking import Far, Line
from dashboard.web.board import Board
from dashboard.web.pending import Pending
from dashboard.web.quota import Quota
from dashboard.web.throttle import Attempts

NOTED_PER_MINUTE = 60
"""How often what strangers do is written in the audit trail: they must not fill the disk."""

PRINTED_PER_MINUTE = 6
"""How many sheets a person may ask for: each takes the server's processors for seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What is one, however many processes serve.

    Attributes:
        attempts: Who tries to sign in, and how often in vain.
        writes: How often each person writes.
        positions: How many messages with positions come for each person.
        notes: How often what strangers do is written down.
        prints: How many sheets each person asks for.
        halves: Sign-ins that wait for a code.
        leaving: Sign-ins that wait for the provider.
        enrolling: Second factors that wait for their first code.
        board: The long works.
        ways: How each way in besides HTTP is.
        secret: What all of them prove the pages of a demonstration by.
        alone: Whether one process serves, and has this by itself.
    """

    attempts: Attempts
    writes: Quota
    positions: Quota
    notes: Quota
    prints: Quota
    halves: Pending[Any]
    leaving: Pending[Any]
    enrolling: Pending[Any]
    board: Board
    ways: listening.Board
    secret: str
    alone: bool = True


def common_of(settings: Settings, clock: Clock) -> Common:
    """Return what a Vigie has in common, kept by this process."""
    return Common(
        attempts=Attempts(clock),
        writes=Quota(settings.writes_per_minute, clock),
        positions=Quota(settings.positions_per_minute, clock),
        notes=Quota(NOTED_PER_MINUTE, clock),
        prints=Quota(PRINTED_PER_MINUTE, clock),
        halves=Pending(clock),
        leaving=Pending(clock),
        enrolling=Pending(clock),
        board=Board(clock),
        ways=listening.Board(clock),
        secret=new_secret(),
    )


def far(line: Line, secret: str) -> Common:
    """Return the same, asked by ``line`` of the process that keeps it."""
    kept: dict[str, Any] = {
        one.name: Far(line, one.name)
        for one in fields(Common)
        if one.name not in {"secret", "alone"}
    }
    return Common(**kept, secret=secret, alone=False)
