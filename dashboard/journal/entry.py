"""An entry is a fact written in the journal: who, when it happened, when it was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dashboard.journal.facts import Fact, about_of, objects_of, target_of

Category = Literal[
    "alert", "situation", "means", "victims", "command", "logistics", "communication", "weather",
    "security", "decision", "measure", "other",
]  # fmt: skip
Priority = Literal["normal", "important", "urgent"]
Reliability = Literal["confirmed", "unconfirmed", "rumour", "denied"]
Means = Literal["", "phone", "radio", "sms", "mail", "portal", "face_to_face", "automatic"]
Standing = Literal["public_fact", "computed", "invented"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Where a value comes from: a public fact with its source, a computation, or an invention."""

    standing: Standing
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fact somebody wants to record, before the journal gives it a number, a time and a seal.

    Attributes:
        author: Who writes; a person, or a system that says so in ``means``.
        organisation: On whose behalf.
        occurred_at: When it happened or was observed, aware.
        fact: What happened.
        text: What was said, in the writer's own words. Text, never markup.
        approximate: The hour is "about".
        origin: Who told it (radio practice keeps both ends).
        recipient: Whom it was told to.
        corrects: The number of the entry this one replaces.
        provenance: For demonstrations and exercises: what each value is worth, by name of the
            value (``geometry``, ``occurred_at``, ``crowd@police``); ``*`` speaks for the rest.
        audience: The organisations that may read this entry beside the author's own; None is
            everybody who may read the operation, and no name is nobody else.
        embargo_until: Until when only the author's own organisation may read it.
    """

    author: str
    organisation: str
    occurred_at: datetime
    fact: Fact
    text: str = ""
    category: Category = "situation"
    priority: Priority = "normal"
    reliability: Reliability = "confirmed"
    approximate: bool = False
    means: Means = ""
    origin: str = ""
    recipient: str = ""
    corrects: int | None = None
    provenance: Mapping[str, Claim] = field(default_factory=dict)
    audience: tuple[str, ...] | None = None
    embargo_until: datetime | None = None

    @property
    def objects(self) -> tuple[str, ...]:
        """The ids of the objects this entry speaks of."""
        return objects_of(self.fact)

    @property
    def target(self) -> int | None:
        """The number of the entry that this one strikes or replaces."""
        return target_of(self.fact, self.corrects)

    @property
    def about(self) -> int | None:
        """The number of the entry that this one speaks of, and leaves as it is."""
        return about_of(self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Draft):
    """A sealed line of the journal.

    ``occurred_at`` is when it happened in the field; ``recorded_at`` is when the cell learnt
    it. A radio report written down ten minutes late has both, and the review needs both.

    Attributes:
        operation: Whose journal this is.
        seq: Its number there: 1, 2, 3… without a gap, never used again.
        recorded_at: When the store sealed it; never earlier than the entry before.
        content: The canonical text that was sealed, word for word.
        nonce: 16 random bytes, so that a redacted short text cannot be guessed from its digest.
        digest: SHA-256 of nonce and content.
        previous: The seal of the entry before.
        seal: SHA-256 of previous seal, number and digest.
    """

    operation: str
    seq: int
    recorded_at: datetime
    content: str
    nonce: bytes
    digest: bytes
    previous: bytes
    seal: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a journal goes: the number and the seal of its last entry."""

    seq: int
    seal: bytes
