"""Finding over HTTP: objects, entries, people, places and coordinates, from one text."""

from typing import Annotated

from fastapi import APIRouter, Query

from dashboard.desk import Desk
from dashboard.finding import Finder, Found
from dashboard.operations import Operation, Reading
from dashboard.search import query_of
from dashboard.territory.place import LngLat
from dashboard.web.asked import moment_or_none, position
from dashboard.web.auditing import Auditing
from dashboard.web.found_models import FindIn, FoundOut, NumbersOut, group_out
from dashboard.web.found_places import Places, coordinates_of
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

SORTS = ("objects", "people", "entries", "places", "coordinates")


def find_routes(desk: Desk, auditing: Auditing, finder: Finder) -> APIRouter:
    """Return the routes of finding."""
    router = APIRouter(prefix="/api/operations/{operation}/find", tags=["find"], responses=REFUSALS)
    places = Places(desk)

    @router.get("")
    def find(operation: str, asked: Annotated[FindIn, Query()]) -> FoundOut:
        """Return what is found, as the reader may see it at ``at``."""
        who, query = reader(), query_of(asked.q)
        shown, known = moment_or_none(asked.at) or desk.clock(), moment_or_none(asked.known_at)
        near = None if asked.near is None else position(asked.near)

        def seen(reading: Reading) -> tuple[Found, Operation]:
            auditing.read(who, reading)
            found = finder.found(
                reading, query, who.locale, at=shown, known_at=known, limit=asked.limit
            )
            return found, reading.operation

        found, where = desk.library.ask(who.actor, operation, seen)
        around = near or _middle(where)
        named = places.found(query, around, asked.limit)
        if asked.outside and places.outside and query.wanted:
            auditing.geocoded(who, where, places.outside)
            named = places.with_outside(named, query, around, asked.limit)
        return FoundOut(
            objects=group_out(found.objects),
            people=group_out(found.people),
            entries=group_out(found.entries),
            places=named,
            coordinates=coordinates_of(asked.q, where.area),
            tried=[sort for sort in SORTS if sort != "places" or places.are_here or asked.outside],
            outside=places.outside,
        )

    @router.get("/numbers")
    def numbers(operation: str, q: Annotated[str, Query(max_length=200)] = "") -> NumbersOut:
        """Return the numbers of all the entries that are found, and how far the log goes."""
        who, query = reader(), query_of(q)

        def all_of(reading: Reading) -> NumbersOut:
            auditing.read(who, reading)
            head = reading.head.seq
            return NumbersOut(numbers=finder.entries(reading, query, who.locale), head=head)

        return desk.library.ask(who.actor, operation, all_of)

    return router


def _middle(operation: Operation) -> LngLat | None:
    area = operation.area
    return None if area is None else ((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)
