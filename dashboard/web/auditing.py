"""What is done in operations and belongs in the audit trail: sharing, exports, reading, refusals.

Reading, looking places up outside and being refused are noted once an hour for each person and
operation: a page that asks every second would bury the rest.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock

from dashboard.access.actor import Actor
from dashboard.access.audit import Audit, Deed
from dashboard.access.policy import NotAllowedError
from dashboard.access.tokens import Permit
from dashboard.desk import Desk
from dashboard.journal import (
    Attached,
    Entry,
    Fact,
    Granted,
    Phased,
    Reserved,
    Revoked,
    UnknownOperationError,
)
from dashboard.operations import Operation, Reading
from dashboard.text import RefusedError
from dashboard.web.reader import Reader

AGAIN = timedelta(hours=1)
ROOM = 10_000

DEEDS: Mapping[type[Fact], Deed] = {
    Granted: "granted",
    Revoked: "revoked",
    Reserved: "reserved",
    Phased: "phased",
    Attached: "attached",
}


def note_token(audit: Audit, who: Actor, number: int, permit: Permit) -> None:
    """Note that somebody made a token, and what it lets in."""
    audit.note(
        who,
        "token_made",
        permit.operation,
        token=number,
        name=permit.name,
        scope=permit.scope,
    )


class Auditing:
    """Notes in the audit trail of ``desk`` what is done in its operations."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._noted: dict[tuple[object, ...], datetime] = {}
        self._lock = Lock()

    def recorded(self, who: Reader, entry: Entry) -> None:
        """Note an entry that shares, reserves, closes or attaches."""
        deed = DEEDS.get(type(entry.fact))
        if deed is None:
            return
        other = getattr(entry.fact, "organisation", "")
        self._desk.audit.note(who.actor, deed, entry.operation, concerns=other, entry=entry.seq)

    def read(self, who: Reader, reading: Reading) -> None:
        """Note that another organisation than the owner reads an operation."""
        owner = reading.operation.organisation
        if who.organisation != owner and self._is_news("read", who, reading.operation.id):
            self._desk.audit.note(who.actor, "read_by_other", reading.operation.id, concerns=owner)

    def exported(self, who: Reader, reading: Reading, what: str) -> None:
        """Note that a journal or a picture was taken away."""
        owner = reading.operation.organisation
        other = owner if owner != who.organisation else ""
        self._desk.audit.note(
            who.actor, "exported", reading.operation.id, concerns=other, format=what
        )

    def geocoded(self, who: Reader, operation: Operation, host: str) -> None:
        """Note that somebody's words were sent to ``host`` outside; not which."""
        if self._is_news("geocoded", who, operation.id):
            owner = operation.organisation
            other = owner if owner != who.organisation else ""
            self._desk.audit.note(who.actor, "geocoded", operation.id, concerns=other, host=host)

    def refused(self, who: Reader | None, error: RefusedError, operation: str | None) -> None:
        """Note what somebody was kept from; a stranger's try too, if the operation is there."""
        if who is None or not isinstance(error, NotAllowedError | UnknownOperationError):
            return
        owner = self._desk.library.owner(operation) if operation else None
        if isinstance(error, UnknownOperationError) and owner is None:
            return
        if self._is_news("refused", who, operation, type(error)):
            other = owner if owner and owner != who.organisation else ""
            why = error.say("en")[:200]
            self._desk.audit.note(who.actor, "refused", operation, concerns=other, why=why)

    def _is_news(self, what: str, who: Reader, *about: object) -> bool:
        key, now = (what, who.actor.person, who.name, who.organisation, *about), self._desk.clock()
        with self._lock:
            last = self._noted.get(key)
            if last is not None and now - last < AGAIN:
                return False
            if len(self._noted) >= ROOM:
                self._noted.clear()
            self._noted[key] = now
            return True
