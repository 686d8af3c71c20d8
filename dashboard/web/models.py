"""What the API takes and gives, field by field; ``/docs`` is written from here."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from dashboard.exchange.reel_file import is_late, kind_of
from dashboard.journal import Level, Phase
from dashboard.journal.codec import encode_fact
from dashboard.journal.entry import Category, Means, Priority, Reliability
from dashboard.operations import Operation, Reading
from dashboard.picture import Departure, Deviation, Line, Part, Way

Moment = Annotated[
    str, Field(description="ISO 8601 with its offset.", examples=["2019-09-26T02:39:00+02:00"])
]


class _In(BaseModel):
    """A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class OperationIn(_In):
    """An operation to open."""

    name: str = Field(examples=["Championnat de volley, Nantes 2019"])
    starts_at: Moment
    ends_at: Moment | None = Field(
        default=None, description="Only a routine log, which has no end, may leave it out."
    )
    time_zone: str = "Europe/Paris"
    exercise: bool = False
    continuous: bool = Field(
        default=False, description="An organisation's routine log, which is always open."
    )
    model: str | None = Field(
        default=None,
        max_length=80,
        description="The id of an operation whose objects are planned again, dates shifted.",
    )
    area: tuple[float, float, float, float] | None = Field(
        default=None,
        description="West, south, east, north in degrees: where its places are expected.",
        examples=[[-1.65, 47.15, -1.45, 47.3]],
    )


class EntryIn(_In):
    """An entry to record. Author and organisation are those of who is signed in."""

    fact: str = Field(
        description="Noted, Placed, Moved, Changed, Transitioned, Planned, Withdrawn, Struck, or "
        "a fact of your own, which is kept word for word.",
        examples=["Placed"],
        min_length=1,
        max_length=80,
    )
    body: dict[str, Any] = Field(
        default_factory=dict,
        description="The fact's own fields.",
        examples=[
            {
                "object_id": "pma-nord",
                "kind": "medical_post",
                "status": "planned",
                "geometry": {"type": "Point", "coordinates": [-1.5561, 43.4868]},
                "values": {"name": "Nord", "capacity_absolute": 12},
            }
        ],
    )
    occurred_at: Moment
    text: str = Field(default="", description="In the writer's own words, 4 000 characters.")
    category: Category = "situation"
    priority: Priority = "normal"
    reliability: Reliability = "confirmed"
    approximate: bool = Field(default=False, description="The hour is “about”.")
    means: Means = ""
    origin: str = Field(default="", description="Who told it.")
    recipient: str = Field(default="", description="Whom it was told to.")
    audience: list[str] | None = Field(
        default=None,
        max_length=100,
        description="The organisations that may read it beside one's own; everybody who may read "
        "the operation when left out, nobody else when empty.",
    )
    embargo_until: Moment | None = Field(
        default=None, description="Until when only one's own organisation may read it."
    )
    corrects: int | None = Field(
        default=None, ge=1, lt=2**31, description="The number of the entry this one replaces."
    )
    confirmed: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="Codes of doubts (409 answers that say “doubt”) the writer insists on.",
    )


class TogetherIn(_In):
    """The entries of one gesture, to be recorded all or none."""

    entries: list[EntryIn] = Field(min_length=1, max_length=20)
    confirmed: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="Codes of doubts (409 answers that say “doubt”) the writer insists on.",
    )


class DocumentIn(BaseModel):
    """What is said of a document, in the address; its body is the document itself."""

    name: str = Field(min_length=1, max_length=1000, description="The file's name.")
    seq: int | None = Field(
        default=None, ge=1, lt=2**31, description="The entry it belongs to, if any."
    )
    occurred_at: Moment | None = Field(default=None, description="Now when left out.")
    reserved: bool = Field(
        default=False,
        description="Only for the author's organisation, and for those of `audience`.",
    )
    audience: list[str] = Field(
        default_factory=list,
        max_length=50,
        description="The other organisations that may read it; reserves it if there is any.",
    )
    embargo_until: Moment | None = Field(
        default=None, description="Before, only the author's organisation may read it."
    )
    confirmed: list[str] = Field(
        default_factory=list,
        max_length=20,
        description="Codes of doubts (409 answers that say “doubt”) the writer insists on.",
    )


class OutlineIn(_In):
    """An outline just drawn."""

    geometry: dict[str, Any] = Field(
        description="A GeoJSON Polygon or MultiPolygon, WGS 84, longitude first.",
        examples=[{"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}],
    )


class OutlineOut(BaseModel):
    """Whether an outline crosses itself: all null where it does not."""

    sentence: str | None = None
    crosses_at: tuple[float, float] | None = None
    mended: dict[str, Any] | None = Field(
        default=None, description="What it would be, mended; null where it goes around nothing."
    )


class ReadIn(_In):
    """How far the reader has read."""

    read: int = Field(ge=0, lt=2**31, description="The number of the last entry seen.")


class ReadOut(BaseModel):
    """How far the reader has read, and how far the journal goes."""

    read: int
    head: int


class OperationOut(BaseModel):
    """An operation."""

    id: str
    name: str
    organisation: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    exercise: bool
    continuous: bool
    area: tuple[float, float, float, float] | None
    variant_of: str | None = Field(
        default=None, description="The id of the operation whose plan it is a variant of."
    )


class HeadOut(BaseModel):
    """How far a journal goes: the number of its last entry, and its seal as hexadecimal."""

    seq: int
    digest: str
    view: str = Field(
        description="Changes when something earlier appeared to the reader or went from them: "
        "the reel is then to be taken anew."
    )
    level: Level = Field(description="What the reader's organisation may do at this instant.")
    phase: Phase = Field(description="The phase of the operation at this instant.")


class EntryOut(BaseModel):
    """An entry, as it was sealed and as it is told."""

    seq: int
    occurred_at: datetime
    recorded_at: datetime
    author: str
    organisation: str
    fact: str
    body: dict[str, Any]
    kind: str | None = Field(description="The kind of the object it speaks of.")
    text: str
    sentence: str = Field(description="Told in the reader's language, with the values of its time.")
    category: str
    priority: str
    reliability: str
    approximate: bool
    means: str
    origin: str
    recipient: str
    corrects: int | None
    objects: tuple[str, ...]
    late: bool = Field(description="Recorded ten minutes or more after it happened.")
    counts: bool = Field(description="False once struck out or replaced.")
    digest: str
    seal: str


class EntriesOut(BaseModel):
    """Some entries, in order; ``next`` is the ``after`` that asks for the following ones."""

    entries: list[EntryOut]
    next: int | None


class TogetherOut(BaseModel):
    """The entries of one gesture, as they were recorded; ``seq`` is the number of the last."""

    entries: list[EntryOut]
    seq: int


class DocumentOut(BaseModel):
    """A document, as the entry that attached it says."""

    sha256: str
    name: str
    media_type: str
    size: int = Field(description="In bytes.")
    seq: int | None = Field(description="The number of the entry it was attached to.")
    entry: int = Field(description="The number of the entry that attached it.")
    occurred_at: datetime
    author: str
    organisation: str
    inline: bool = Field(description="Whether a browser may show it; others are handed over.")
    here: bool = Field(description="False when the journal came from elsewhere without it.")


class DocumentsOut(BaseModel):
    """The documents of an operation, in the order they were attached."""

    documents: list[DocumentOut]
    largest: int = Field(description="The longest that may be attached, in bytes.")
    scanned: bool = Field(description="Whether a virus scanner looks at what is attached.")


class Health(BaseModel):
    """Whether this Vigie works. Says nothing of what it holds."""

    status: str = Field(examples=["ok"])
    version: str
    store: str = Field(description="reachable or unreachable", examples=["reachable"])


def head_out(reading: Reading) -> HeadOut:
    """Return how far a journal goes, and what its reader may do, as the API gives it."""
    head = reading.head
    return HeadOut(
        seq=head.seq,
        digest=head.seal.hex(),
        view=reading.generation,
        level=reading.standing.level,
        phase=reading.standing.phase,
    )


def operation_out(operation: Operation) -> OperationOut:
    """Return an operation as the API gives it."""
    return OperationOut(
        id=operation.id,
        name=operation.name,
        organisation=operation.organisation,
        time_zone=operation.zone.key,
        starts_at=operation.starts_at,
        ends_at=operation.ends_at,
        exercise=operation.exercise,
        continuous=operation.continuous,
        area=operation.area,
        variant_of=operation.variant_of.operation if operation.variant_of else None,
    )


def entry_out(line: Line, sentence: str) -> EntryOut:
    """Return a line of the log as the API gives it."""
    entry = line.entry
    fact, body = encode_fact(entry.fact)
    return EntryOut(
        seq=entry.seq,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        author=entry.author,
        organisation=entry.organisation,
        fact=fact,
        body=body,
        kind=kind_of(line),
        text=entry.text,
        sentence=sentence,
        category=entry.category,
        priority=entry.priority,
        reliability=entry.reliability,
        approximate=entry.approximate,
        means=entry.means,
        origin=entry.origin,
        recipient=entry.recipient,
        corrects=entry.corrects,
        objects=entry.objects,
        late=is_late(line),
        counts=line.counts,
        digest=entry.digest.hex(),
        seal=entry.seal.hex(),
    )


class SpotOut(BaseModel):
    """One reading of a text: where it is, how exactly, and how it was understood."""

    lon: float
    lat: float
    system: str = Field(description="The system the text was read in.", examples=["mgrs"])
    precision_m: float = Field(description="The place meant lies within so many metres.")
    cell: dict[str, Any] | None = Field(
        description="The outline of a square of a grid, as GeoJSON."
    )
    written: dict[str, str | None] = Field(
        description="The place in every system; null where one does not reach."
    )
    sentence: str = Field(description="How it was understood, in the reader's language.")


class ChangeOut(BaseModel):
    """One way in which one object changed between two instants."""

    change: Way
    object_id: str
    kind: str
    status: str
    key: str = Field(description="Of the value that changed; else empty.")
    before: Any = Field(
        description="The kind, status, geometry, [from, to] of the planned window, or value."
    )
    after: Any
    distance_m: float | None = Field(description="Along the ellipsoid, between the middles.")
    bearing_deg: float | None = Field(description="Clockwise from north.")
    sentence: str = Field(description="Told in the reader's language.")


class DeviationOut(BaseModel):
    """One way in which one object is not as planned at an instant."""

    departure: Departure
    object_id: str
    kind: str
    status: str
    minutes: int | None = Field(description="How late, early or overdue, in whole minutes.")
    planned_at: datetime | None = Field(description="The end of the window that was not kept.")
    actual_at: datetime | None = Field(description="When it opened or closed instead.")
    planned_place: dict[str, Any] | None = Field(description="Where it was to stand.")
    distance_m: float | None = Field(description="From there, along the ellipsoid.")
    bearing_deg: float | None = Field(description="Clockwise from north.")
    sentence: str = Field(description="Told in the reader's language.")


def change_out(part: Part, sentence: str) -> ChangeOut:
    """Return one line of a difference as the API gives it."""
    return ChangeOut(
        change=part.change,
        object_id=part.about.object_id,
        kind=part.about.kind,
        status=part.about.status,
        key=part.key,
        before=part.before,
        after=part.after,
        distance_m=part.way.distance_m if part.way else None,
        bearing_deg=part.way.bearing_deg if part.way else None,
        sentence=sentence,
    )


def deviation_out(one: Deviation, sentence: str) -> DeviationOut:
    """Return one deviation as the API gives it."""
    place = one.planned_place
    return DeviationOut(
        departure=one.departure,
        object_id=one.about.object_id,
        kind=one.about.kind,
        status=one.about.status,
        minutes=one.minutes,
        planned_at=one.planned_at,
        actual_at=one.actual_at,
        planned_place=None if place is None else dict(place),
        distance_m=one.way.distance_m if one.way else None,
        bearing_deg=one.way.bearing_deg if one.way else None,
        sentence=sentence,
    )
