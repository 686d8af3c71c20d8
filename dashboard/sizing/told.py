"""What is told of the need of a gathering: the parts of the panel, the note and the answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who said a value, when, by which entry, and whether it is a fact or invented."""

    author: str
    organisation: str
    occurred_at: datetime
    recorded_at: datetime
    seq: int
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldInput:
    """An input of a rule; ``value`` is None where nobody said it."""

    key: str
    group: str
    label: str
    value: str | None
    wrong: str | None
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEstimate:
    """An estimate of the crowd and what the French rule makes of it."""

    key: str
    label: str
    source: str
    people: int | None
    said: str
    counts: bool
    wrong: str | None
    ratio: str | None
    formula: str | None
    rounded: str | None
    kind: str | None
    kind_label: str | None
    first_aiders: int | None
    notes: list[str]
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLevel:
    """One of P2, E1, E2, and why."""

    name: str
    level: str | None
    why: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHour:
    """What is placed in an hour; ``lacking`` is below 0 where there is more than asked."""

    start: datetime
    end: datetime
    label: str
    there: int
    planned: int
    placed: int
    lacking: int | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTeam:
    """A team of first-aiders at the instant."""

    object: str
    name: str
    crew: int | None
    status: str
    planned: bool
    counts: bool
    said: bool
    covers: str | None
    away_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMaurer:
    """Maurer's scheme, step by step."""

    missing: str | None
    steps: list[str]
    rows: list[tuple[str, str]]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPurple:
    """The judgement of the Purple Guide."""

    tier: int | None
    answers: list[tuple[str, str]]
    reason: str
    unanswered: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNeed:
    """The need of a gathering, in the reader's words."""

    object: str
    kind: str
    name: str
    called: str
    at: datetime
    known_at: datetime | None
    asked: int | None
    asked_said: str
    why: str
    missing: str | None
    balance: str
    notes: list[str]
    levels: list[ToldLevel]
    estimates: list[ToldEstimate]
    inputs: list[ToldInput]
    hours: list[ToldHour]
    teams: list[ToldTeam]
    maurer: ToldMaurer
    purple: ToldPurple


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A gathering in the list of those that may be sized."""

    object: str
    kind: str
    name: str
    label: str
    asked: int | None
