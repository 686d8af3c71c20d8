"""What finding gives over HTTP, field by field."""

from datetime import datetime

from pydantic import BaseModel, Field

from dashboard.finding import Group, Told
from dashboard.web.models import Moment


class FindIn(BaseModel):
    """What is asked for, in the address."""

    q: str = Field(
        default="",
        max_length=200,
        description="Words in any order and form, the last perhaps unfinished; or coordinates.",
    )
    at: Moment | None = Field(default=None, description="The instant shown; now if left out.")
    known_at: Moment | None = Field(
        default=None, description="As known then; by all known today if left out."
    )
    limit: int = Field(default=8, ge=1, le=50, description="Results of each sort.")
    near: str | None = Field(
        default=None, max_length=80, description="lon,lat: of places alike, the nearest first."
    )
    outside: bool = Field(
        default=False,
        description="Ask the geocoder of the settings too: the text then leaves the house.",
    )


class ToldOut(BaseModel):
    """A text, and what of it was asked for."""

    text: str
    ranges: list[tuple[int, int]] = Field(
        description="From, to (exclusive), in UTF-16 units, as browsers count."
    )


class ResultOut(BaseModel):
    """One thing that was found."""

    key: str = Field(description="The object's id, the entry's number, or lon,lat of a place.")
    label: ToldOut
    text: ToldOut
    note: str = Field(default="", description="Why it does not show at the instant asked for.")
    kind: str | None = None
    status: str | None = None
    at: datetime | None = Field(
        default=None, description="The instant to show to see it; none if it is there already."
    )
    box: tuple[float, float, float, float] | None = Field(
        default=None, description="West, south, east, north, in degrees."
    )
    counts: bool = Field(default=True, description="False for an entry that is struck out.")
    outside: str | None = Field(default=None, description="The service outside that said so.")


class GroupOut(BaseModel):
    """What was found of one sort."""

    results: list[ResultOut] = Field(default_factory=list)
    total: int = 0
    later: int = Field(
        default=0, description="How many more are known today, and were not at “known_at”."
    )
    said: str | None = Field(default=None, description="What could not be answered, and why.")


class FoundOut(BaseModel):
    """What was found, by sort."""

    objects: GroupOut
    people: GroupOut
    entries: GroupOut
    places: GroupOut
    coordinates: GroupOut
    tried: list[str] = Field(description="The sorts that were looked in; no places without a map.")
    outside: str | None = Field(description="The geocoder that “outside” would ask, if any.")


class NumbersOut(BaseModel):
    """The numbers of entries, in order, of a log that goes to ``head``."""

    numbers: list[int]
    head: int


def group_out(group: Group) -> GroupOut:
    """Return a group of results as the API gives it."""
    return GroupOut(
        results=[
            ResultOut(
                key=one.key,
                label=told_out(one.label),
                text=told_out(one.text),
                note=one.note,
                kind=one.kind,
                status=one.status,
                at=one.at,
                box=one.box,
                counts=one.counts,
            )
            for one in group.results
        ],
        total=group.total,
        later=group.later,
    )


def told_out(told: Told) -> ToldOut:
    """Return a text with its ranges as a browser counts: a letter beyond the first plane is two.

    >>> told_out(Told(text="🚑 PMA", ranges=((2, 5),))).ranges
    [(3, 6)]
    """
    if told.text.isascii():
        return ToldOut(text=told.text, ranges=list(told.ranges))

    def counted(place: int) -> int:
        return len(told.text[:place].encode("utf-16-le", "surrogatepass")) // 2

    return ToldOut(text=told.text, ranges=[(counted(a), counted(b)) for a, b in told.ranges])
