"""The need of one gathering at an instant: what the rules ask for it, and what is placed.

The plan is read as it stands at the instant shown: the inputs and the estimates are those of that
instant, as known then if one looks so. What is placed is read hour by hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.journal import Entry
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.planning import Cover, Judgement
from dashboard.sizing.crowds import CROWDS, Estimate, Why, counting, estimates_of
from dashboard.sizing.french import Levels, cover_of, levels_of
from dashboard.sizing.inputs import Inputs, said_by
from dashboard.sizing.others import Maurer, maurer_of, purple_of
from dashboard.sizing.placed import Counted, Hour, Ways, counted_at, hours_of
from dashboard.text import RefusedError, Text


class UnknownGatheringError(RefusedError):
    """There is no gathering and no site of that name at that instant, or none for this reader."""

    def __init__(self, object_id: str) -> None:
        super().__init__(
            Text(
                fr="« {name} » n'est ni un rassemblement ni un site à cet instant.",
                en="“{name}” is neither a gathering nor a site at that instant.",
            ),
            name=object_id[:80],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """An estimate, and the cover the French rule asks for it; None while a level is missing."""

    estimate: Estimate
    cover: Cover | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What the rules ask for a gathering, and what is placed.

    Attributes:
        about: The gathering, as it is at the instant.
        at, known_at: That instant, and as known when (None: today).
        levels: The three levels of the French rule.
        sized: Every estimate of the crowd, each with its cover.
        counting: The one that sizes the cover.
        why: Why that one.
        maurer: Maurer's scheme, on the estimate that counts.
        purple: The judgement of the Purple Guide, if one was written.
        wrong: What is wrong with an input, by its key.
        said: The entry that said each value.
        teams: The teams of first-aiders at the instant, those of other gatherings too.
        hours: What is placed, hour by hour; empty where nothing says when it goes on.
    """

    about: MapObject
    at: datetime
    known_at: datetime | None
    levels: Levels
    sized: tuple[Sized, ...]
    counting: Sized | None
    why: Why
    maurer: Maurer
    purple: Judgement | None
    wrong: Mapping[str, Text]
    said: Mapping[str, Entry]
    teams: tuple[Counted, ...] = ()
    hours: tuple[Hour, ...] = ()

    @property
    def asked(self) -> int | None:
        """How many first-aiders the rule asks for; None while it cannot say."""
        if self.counting is None or self.counting.cover is None:
            return None
        return self.counting.cover.first_aiders

    @property
    def short(self) -> tuple[Hour, ...]:
        """The hours with fewer first-aiders than asked for."""
        asked = self.asked or 0
        return tuple(hour for hour in self.hours if hour.placed < asked)


def sizeable(objects: Mapping[str, MapObject]) -> list[MapObject]:
    """Return what may be sized: gatherings that are not cancelled, and sites with a crowd."""
    found = [
        obj
        for obj in objects.values()
        if (obj.kind == "gathering" and obj.status != "cancelled")
        or (obj.kind == "site" and (estimates_of(obj) or "behaviour" in obj.values))
    ]
    return sorted(found, key=lambda obj: (obj.kind != "gathering", obj.name, obj.object_id))


def needs_of(reading: Reading, at: datetime, known_at: datetime | None) -> list[Need]:
    """Return the need of each gathering, without its hours."""
    objects = reading.reel.at(at, known_at=known_at).objects
    return [need_at(obj, at, known_at, {}) for obj in sizeable(objects)]


def need_of(
    reading: Reading, object_id: str, at: datetime, known_at: datetime | None, now: datetime
) -> Need:
    """Return the need of a gathering, with what is placed each hour.

    Raises:
        UnknownGatheringError: There is none of that name at that instant.
    """
    picture = reading.reel.at(at, known_at=known_at)
    obj = picture.objects.get(object_id)
    if obj is None or obj.kind not in CROWDS:
        raise UnknownGatheringError(object_id)
    horizon = min(known_at or now, now)
    return need_at(
        obj,
        at,
        known_at,
        said_by(reading, object_id, at, known_at),
        teams=tuple(counted_at(picture.objects.values(), at, obj.kind, horizon, Ways())),
        hours=tuple(hours_of(reading, obj, known_at, horizon)),
    )


def need_at(
    obj: MapObject,
    at: datetime,
    known_at: datetime | None,
    said: Mapping[str, Entry],
    teams: tuple[Counted, ...] = (),
    hours: tuple[Hour, ...] = (),
) -> Need:
    """Return the need of a gathering as it is, with who said what of it and what is placed."""
    inputs = Inputs(values=obj.values)
    levels, estimates = levels_of(inputs), estimates_of(obj)
    chosen, why = counting(obj, estimates)
    sized = tuple(
        Sized(
            estimate=one,
            cover=None if one.people is None else cover_of(levels, one.people),
        )
        for one in estimates
    )
    maurer = maurer_of(inputs, None if chosen is None else chosen.people)
    purple = purple_of(inputs)
    bad = {one.key: one.wrong for one in estimates if one.wrong is not None}
    return Need(
        about=obj,
        at=at,
        known_at=known_at,
        levels=levels,
        sized=sized,
        counting=next((one for one in sized if one.estimate == chosen), None),
        why=why,
        maurer=maurer,
        purple=purple,
        wrong=inputs.wrong | bad,
        said=said,
        teams=teams,
        hours=hours,
    )
