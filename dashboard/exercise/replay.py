"""A journal as a film to be lived: what was written then, due at its hour from now on.

The rules:
- From ``since`` on, entries come as they were recorded, at the speed asked for; what they tell of
  happened as long before, at the same speed.
- What was recorded before is the scene: it is all there when the exercise begins, its hours
  squeezed, in order, into the hour before.
- What runs the operation (sharing, phases, documents, trackers) is not played: an exercise has
  its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dashboard.journal import Entry, Noted, ObjectFact, Struck
from dashboard.journal.codec import encode_fact

SCENE = timedelta(hours=1)
INSTANTS = ("planned_from", "planned_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An entry to be written.

    Attributes:
        after: How long after the exercise began.
        seq: Its number in the journal that is played.
        names: The number there of the entry it strikes or corrects; None for none.
        said: What is sent to the API, its instants told as how long after the beginning.
    """

    after: timedelta
    seq: int
    names: int | None
    said: dict[str, Any]

    def sent(self, began_at: datetime, numbers: dict[int, int]) -> dict[str, Any]:
        """Return what is sent to the API, now that the beginning and the numbers are known."""
        body = {
            key: (began_at + value).isoformat() if isinstance(value, timedelta) else value
            for key, value in self.said["body"].items()
        }
        occurred_at = (began_at + self.said["occurred_at"]).isoformat()
        sent = self.said | {"body": body, "occurred_at": occurred_at}
        if self.names is not None:
            number = numbers.get(self.names)
            if self.said["fact"] == Struck.__name__:
                sent["body"] = body | {"seq": number}
            else:
                sent["corrects"] = number
        return sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What is to be written, in order, and how many entries are not played."""

    due: Sequence[Due]
    left_out: int


def replay(entries: Sequence[Entry], since: datetime, speed: float) -> Replay:
    """Return the entries of a journal as they are due when it is played.

    Args:
        entries: The whole journal, in order.
        since: From when on it is played.
        speed: How many times as fast as it was.
    """
    played = [e for e in entries if isinstance(e.fact, ObjectFact | Noted | Struck)]
    first = min((e.occurred_at for e in played), default=since)
    scene = max(since - first, timedelta(seconds=1))

    def told(at: datetime) -> timedelta:
        return (at - since) / speed if at >= since else -SCENE * ((since - at) / scene)

    due = [
        Due(
            after=max(timedelta(0), told(entry.recorded_at)),
            seq=entry.seq,
            names=entry.target,
            said=_said(entry, told),
        )
        for entry in played
    ]
    return Replay(due=due, left_out=len(entries) - len(played))


def _said(entry: Entry, told: Callable[[datetime], timedelta]) -> dict[str, Any]:
    fact, body = encode_fact(entry.fact)
    instants = {
        key: told(getattr(entry.fact, key))
        for key in INSTANTS
        if getattr(entry.fact, key, None) is not None
    }
    return {
        "fact": fact,
        "body": body | instants,
        "occurred_at": told(entry.occurred_at),
        "text": entry.text,
        "category": entry.category,
        "priority": entry.priority,
        "reliability": entry.reliability,
        "approximate": entry.approximate,
        "means": entry.means,
        "origin": entry.origin,
        "recipient": entry.recipient,
    }
