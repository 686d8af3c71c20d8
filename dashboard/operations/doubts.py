"""What makes the writer be asked twice: an unlikely hour, an unlikely place, an absent object."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.geo import Box, bounds, grown, meet, swapped
from dashboard.journal import Draft, Entry, Fact, ObjectFact, Placed, Planned
from dashboard.operations.checks import geometry_of
from dashboard.operations.operation import operation_from
from dashboard.operations.refusals import DoubtError
from dashboard.picture import Picture
from dashboard.text import Text

SKEW = timedelta(minutes=1)
"""How far the clock of a writer's machine may be ahead of ours."""

PREPARATION = timedelta(days=1)
"""How long before an operation starts (or is opened, if sooner) something may well be noted."""

SURROUNDINGS = 0.5
"""Degrees around an area that still belong to it, at least; a wide area has as much as its side."""


def doubts(
    draft: Draft, opening: Entry, picture: Picture, now: datetime, *, called: str = ""
) -> Iterator[DoubtError]:
    """Yield what looks like a slip in ``draft``, the hour first.

    Args:
        draft: What is to be recorded; checked by itself already.
        opening: The first entry of the operation.
        picture: What was so when it happened, without the entry the draft replaces.
        now: The present instant.
        called: What the object it speaks of is called, where it has a name.
    """
    operation = operation_from(opening)
    begun_at = min(operation.starts_at, opening.occurred_at)
    yield from _hour(draft, begun_at, operation.zone, now)
    yield from _presence(draft.fact, picture, called)
    geometry = geometry_of(draft.fact)
    if geometry is not None and operation.area is not None:
        yield from _place(bounds(geometry), operation.area)


def is_plan(fact: Fact) -> bool:
    """Return whether a fact speaks of what is foreseen, so that its hour may lie ahead."""
    return isinstance(fact, Planned) or (isinstance(fact, Placed) and fact.status == "planned")


def _hour(draft: Draft, begun_at: datetime, zone: ZoneInfo, now: datetime) -> Iterator[DoubtError]:
    local = draft.occurred_at.astimezone(zone)
    if draft.occurred_at > now + SKEW and not is_plan(draft.fact):
        yield DoubtError(
            "future",
            Text(
                fr="Il n'est pas encore {when} : l'heure des faits est-elle juste ?",
                en="It is not yet {when}: is the hour right?",
            ),
            when=f"{local:%H:%M (%d/%m/%Y)}",
        )
    if draft.occurred_at < begun_at - PREPARATION:
        yield DoubtError(
            "before_start",
            Text(
                fr="{when} est bien avant le début de l'opération ({start}) : l'heure des faits "
                "est-elle juste ?",
                en="{when} is long before the operation starts ({start}): is the hour right?",
            ),
            when=f"{local:%H:%M (%d/%m/%Y)}",
            start=f"{begun_at.astimezone(zone):%d/%m/%Y}",
        )


def _presence(fact: Fact, picture: Picture, called: str) -> Iterator[DoubtError]:
    """Doubt what is said of an object that was not there: a late entry may still place it."""
    if (
        isinstance(fact, ObjectFact)
        and not isinstance(fact, Placed)
        and fact.object_id not in picture.objects
    ):
        yield DoubtError(
            "absent",
            Text(
                fr="« {name} » n'était pas sur la carte à cette heure-là : l'heure des faits "
                "est-elle juste ?",
                en="“{name}” was not on the map at that hour: is the hour right?",
            ),
            name=called or fact.object_id,
        )


def _place(place: Box, area: Box) -> Iterator[DoubtError]:
    west, south, east, north = area
    expected = grown(area, max(SURROUNDINGS, east - west, north - south))
    if meet(place, expected):
        return
    if meet(swapped(place), expected):
        yield DoubtError(
            "swapped",
            Text(
                fr="Le lieu (longitude {lon:.4f}, latitude {lat:.4f}) est loin de l'opération, et "
                "n'en serait pas loin en échangeant les deux : ont-elles été inversées ?",
                en="The place (longitude {lon:.4f}, latitude {lat:.4f}) is far from the operation, "
                "and would not be with both exchanged: were they swapped?",
            ),
            lon=place[0],
            lat=place[1],
        )
        return
    yield DoubtError(
        "outside_area",
        Text(
            fr="Le lieu (longitude {lon:.4f}, latitude {lat:.4f}) est loin de la zone de "
            "l'opération : est-il juste ?",
            en="The place (longitude {lon:.4f}, latitude {lat:.4f}) is far from the area of the "
            "operation: is it right?",
        ),
        lon=place[0],
        lat=place[1],
    )
