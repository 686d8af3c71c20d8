"""Finding over HTTP: objects, entries, people, places and coordinates, from one text."""

from typing import Annotated

from fastapi import APIRouter, Query

from dashboard.desk import Desk
from dashboard.finding import Finder, Found, told
from dashboard.operations import Operation, Reading
from dashboard.search import Query as Words
from dashboard.search import query_of
from dashboard.territory.place import KINDS, LngLat, Place
from dashboard.web.asked import moment_or_none, position
from dashboard.web.auditing import Auditing
from dashboard.web.found_models import (
    FindIn,
    FoundOut,
    GroupOut,
    NumbersOut,
    ResultOut,
    group_out,
    told_out,
)
from dashboard.web.geocoder import Geocoder, OutsideError
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

SHORTEST = 3
"""Letters below which no place is looked for: two name half of France."""


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
        if asked.outside and places.outside:
            auditing.geocoded(who, where, places.outside)
            named = places.with_outside(named, query, around, asked.limit)
        return FoundOut(
            objects=group_out(found.objects),
            people=group_out(found.people),
            entries=group_out(found.entries),
            places=named,
            coordinates=GroupOut(),
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


class Places:
    """Finds places: in the gazetteer of this machine, and outside when that is wanted."""

    def __init__(self, desk: Desk) -> None:
        self._gazetteer = desk.gazetteer
        address = desk.settings.geocoder
        self._geocoder = Geocoder(address) if address else None

    @property
    def outside(self) -> str | None:
        """The geocoder that may be asked, by its host; None while none may."""
        return self._geocoder.host if self._geocoder else None

    def found(self, query: Words, near: LngLat | None, limit: int) -> GroupOut:
        """Return the places this machine knows."""
        text = query.text.strip()
        places = self._gazetteer.find(text, near, limit) if len(text) >= SHORTEST else []
        return GroupOut(results=[_place_out(one, query) for one in places], total=len(places))

    def with_outside(
        self, named: GroupOut, query: Words, near: LngLat | None, limit: int
    ) -> GroupOut:
        """Return ``named`` and what is known outside; if that cannot be asked, it says why."""
        if self._geocoder is None or not query.wanted:
            return named
        try:
            places = self._geocoder.find(query.text.strip(), near, limit)
        except OutsideError as error:
            return named.model_copy(update={"said": error.say(reader().locale)})
        more = [_place_out(one, query, self._geocoder.host) for one in places]
        return GroupOut(results=[*named.results, *more], total=named.total + len(more))


def _place_out(place: Place, query: Words, host: str | None = None) -> ResultOut:
    kind = KINDS.get(place.kind, KINDS["other"]).say(reader().locale)
    text = " · ".join(part for part in (kind, place.context) if part)
    return ResultOut(
        key=f"{place.lon:.6f},{place.lat:.6f}",
        label=told_out(told(place.name, query)),
        text=told_out(told(text, query)),
        box=(place.lon, place.lat, place.lon, place.lat),
        outside=host,
    )


def _middle(operation: Operation) -> LngLat | None:
    area = operation.area
    return None if area is None else ((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)
