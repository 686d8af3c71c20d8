"""What can happen, as a small closed set of past-tense facts.

A new *kind* of map object needs no new fact: ``Placed(kind="shelter", ...)`` is enough.
Journals written by another organisation therefore fold here even when they hold kinds this
installation has never heard of; a fact it has never heard of is kept as ``Foreign``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from pydantic import AwareDatetime, ConfigDict

Value = str | int | float | bool | None
Values = Mapping[str, Value]
"""What an object carries. A key may name its source after an at sign: two estimates of one crowd
stand side by side as ``crowd@police`` and ``crowd@organisers``; neither overwrites the other."""

Geometry = Mapping[str, Any]
"""A GeoJSON geometry (RFC 7946), WGS 84, longitude first."""


class _Strict:
    """A body with a field we do not know must not lose it: it is refused here and kept whole."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(_Strict):
    """What a variant of a plan was made of.

    Attributes:
        operation: The id of the operation.
        seq: The number of its last entry then.
        placed: How many entries, the first after the opening, placed what it was made of.
    """

    operation: str
    seq: int
    placed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(_Strict):
    """The operation was opened: the first entry of every journal, and only the first."""

    name: str
    time_zone: str = "Europe/Paris"
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    exercise: bool = False
    continuous: bool = False
    """An organisation's routine log, which has no end: ``ends_at`` is only how far it looks."""
    area: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees: where this operation's places are expected."""
    variant_of: Origin | None = None
    """It is a variant of the plan of another operation; None for an operation at large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(_Strict):
    """An object entered the picture, whole: whatever it was before is replaced."""

    object_id: str
    kind: str
    status: str
    geometry: Geometry | None = None
    values: Values = field(default_factory=dict)
    planned_from: AwareDatetime | None = None
    planned_to: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(_Strict):
    """The window in which an object is foreseen was set anew."""

    object_id: str
    planned_from: AwareDatetime | None = None
    planned_to: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(_Strict):
    """An object changed place."""

    object_id: str
    geometry: Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(_Strict):
    """Some values of an object changed; the others stay."""

    object_id: str
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitioned(_Strict):
    """A verb took an object from one status to another: a team was engaged, a post opened."""

    object_id: str
    verb: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(_Strict):
    """An object left the picture."""

    object_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(_Strict):
    """Something was said or decided that changes nothing on the map."""

    object_ids: tuple[str, ...] = ()
    place: Geometry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck(_Strict):
    """An earlier entry was struck out. It stays readable and no longer counts."""

    seq: int
    reason: str


Level = Literal["read", "contribute", "coordinate"]
"""What a grant lets another organisation do, each level with those before it."""

Phase = Literal["planned", "active", "closed", "archived"]
"""The life of an operation, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted(_Strict):
    """Another organisation was given access to the operation, or its access was set anew."""

    organisation: str
    level: Level
    reason: str
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked(_Strict):
    """Another organisation's access was taken back."""

    organisation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved(_Strict):
    """Who may read an entry, or all that is said of an object, was set anew.

    ``audience`` names organisations; None is everybody who may read the operation. The
    organisation that wrote the entry, or that reserves the object, always may.
    """

    seq: int | None = None
    object_id: str | None = None
    audience: tuple[str, ...] | None = None
    embargo_until: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phased(_Strict):
    """The operation entered a phase of its life: it was closed, reopened, archived."""

    phase: Phase
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(_Strict):
    """A document was added to the operation, or to one of its entries; its digest seals it."""

    sha256: str
    name: str
    media_type: str
    size: int
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(_Strict):
    """The author read an entry and understood it."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked(_Strict):
    """A device of the author's organisation tells where an object is, from one time to another.

    Said again of the same two and the same start, its end is set anew; ended where it starts, it
    never told anything.
    """

    object_id: str
    device: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixesSealed(_Strict):
    """What devices told of an hour was sealed: the digest of every chunk of fixes."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    count: int
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixesErased(_Strict):
    """Where devices were was erased: the digests of the chunks whose bytes are gone for good."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    count: int
    digests: tuple[str, ...]
    reason: Literal["asked", "retention"] = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSet(_Strict):
    """How many days the tracks of the operation are kept was set anew; None is for good."""

    days: int | None = None


Watch = Literal["inside", "left", "outside", "silent", "still", "unheard"]
"""What an operation can be watched for: a team in a zone; one that left it; one outside its sector;
no position for a while; on its way and standing still; on scene and not heard from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(_Strict):
    """What the operation is watched for was set: a rule, set anew under the same name, or off."""

    rule: str
    watch: Watch
    object_ids: tuple[str, ...] = ()
    """The teams it is for; none is all of them."""
    zone_ids: tuple[str, ...] = ()
    minutes: int = 0
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised(_Strict):
    """A rule was met, and somebody is to know: an alarm. ``seq`` is the entry that set the rule.

    ``since`` is when it began, and ``zone`` what its zones were called then.
    """

    seq: int
    rule: str
    watch: Watch
    object_id: str
    zone_ids: tuple[str, ...] = ()
    zone: str = ""
    minutes: int = 0
    since: AwareDatetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceased(_Strict):
    """What an alarm rang for is over: the team is back, moves again, was heard."""

    seq: int
    object_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What a reader sees in the place of a fact that is not for their organisation.

    Never recorded: views make it (``access.view``). Number, digest and seals stay, so that the
    chain verifies from end to end.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A fact this version does not know. Kept word for word, shown in the log, not drawn."""

    name: str
    body: Mapping[str, Any]


ObjectFact = Placed | Planned | Moved | Changed | Transitioned | Withdrawn
"""The facts that say something of one object, and so change the picture."""

HouseFact = Granted | Revoked | Reserved | Phased | Attached | Acknowledged | Tracked | FixesSealed
"""The facts that say who reads the operation, where it is in its life, what belongs to it."""

AlarmingFact = FixesErased | RetentionSet | Watched | Raised | Ceased
"""The facts that say what is watched for, what rang, and how long tracks are kept."""

RunningFact = HouseFact | AlarmingFact
"""The facts that say how the operation is run."""

Fact = Opened | ObjectFact | Noted | Struck | RunningFact | Withheld | Foreign
"""All that can happen."""


def objects_of(fact: Fact) -> tuple[str, ...]:
    """Return the ids of the objects a fact speaks of, drawn or only mentioned."""
    if isinstance(fact, Watched | Raised):
        teams = fact.object_ids if isinstance(fact, Watched) else (fact.object_id,)
        return (*teams, *fact.zone_ids)
    if isinstance(fact, ObjectFact | Tracked | Ceased):
        return (fact.object_id,)
    if isinstance(fact, Reserved):
        return () if fact.object_id is None else (fact.object_id,)
    return fact.object_ids if isinstance(fact, Noted) else ()


def target_of(fact: Fact, corrects: int | None) -> int | None:
    """Return the number of the entry that a strike or a correction takes out of the count."""
    return fact.seq if isinstance(fact, Struck) else corrects


def about_of(fact: Fact) -> int | None:
    """Return the number of the earlier entry a fact speaks of, and leaves as it is."""
    speaking = Reserved | Attached | Acknowledged | Raised | Ceased
    return fact.seq if isinstance(fact, speaking) else None
