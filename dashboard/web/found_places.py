"""Places that are found: by name on this machine, outside when that is wanted, by coordinates."""

from dashboard.desk import Desk
from dashboard.finding import Told, told
from dashboard.geo import Box, coordinates
from dashboard.geo.spot import (
    AmbiguousCoordinatesError,
    OutsideSystemError,
    SwappedCoordinatesError,
    UnreadableCoordinatesError,
)
from dashboard.search import Query
from dashboard.territory.place import KINDS, LngLat, Place
from dashboard.text import Text
from dashboard.web.coordinates_api import spot_out
from dashboard.web.found_models import GroupOut, ResultOut, told_out
from dashboard.web.geocoder import Geocoder, OutsideError
from dashboard.web.reader import reader

GO_TO = Text(fr="Aller à {place}", en="Go to {place}")

SHORTEST = 3
"""Letters below which no place is looked for: two name half of France."""


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

    @property
    def are_here(self) -> bool:
        """Whether this machine knows any place by name."""
        return bool(self._gazetteer)

    def found(self, query: Query, near: LngLat | None, limit: int) -> GroupOut:
        """Return the places this machine knows."""
        text = query.text.strip()
        places = self._gazetteer.find(text, near, limit) if len(text) >= SHORTEST else []
        return GroupOut(results=[_place_out(one, query) for one in places], total=len(places))

    def with_outside(
        self, named: GroupOut, query: Query, near: LngLat | None, limit: int
    ) -> GroupOut:
        """Return ``named`` and what is known outside; if that cannot be asked, it says why."""
        if self._geocoder is None:
            return named
        try:
            places = self._geocoder.find(query.text.strip(), near, limit)
        except OutsideError as error:
            return named.model_copy(update={"said": error.say(reader().locale)})
        more = [_place_out(one, query, self._geocoder.host) for one in places]
        return GroupOut(results=[*named.results, *more], total=named.total + len(more))


def _place_out(place: Place, query: Query, host: str | None = None) -> ResultOut:
    kind = KINDS.get(place.kind, KINDS["other"]).say(reader().locale)
    text = " · ".join(part for part in (kind, place.context) if part)
    return ResultOut(
        key=f"{place.lon:.6f},{place.lat:.6f}",
        label=told_out(told(place.name, query)),
        text=told_out(told(text, query)),
        box=(place.lon, place.lat, place.lon, place.lat),
        outside=host,
    )


def coordinates_of(text: str, near: Box | None) -> GroupOut:
    """Return the place ``text`` names by its coordinates; why not, if it nearly does."""
    locale = reader().locale
    try:
        spot = coordinates.read(text, near=near)
    except UnreadableCoordinatesError:
        return GroupOut()
    except (AmbiguousCoordinatesError, OutsideSystemError, SwappedCoordinatesError) as error:
        return GroupOut(said=error.say(locale))
    understood = spot_out(spot, near, locale)
    label = GO_TO.say(locale, place=understood.written["dd"])
    result = ResultOut(
        key=f"{spot.lon:.6f},{spot.lat:.6f}",
        label=told_out(Told(text=label)),
        text=told_out(Told(text=understood.sentence)),
        box=(spot.lon, spot.lat, spot.lon, spot.lat),
    )
    return GroupOut(results=[result], total=1)
