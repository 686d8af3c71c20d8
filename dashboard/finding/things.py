"""Objects and people by their words, at an instant and as known at one.

The rules:
- An object is found by its name, its kind and what is written in its fields, in any state it was
  believed to be in; by all that is known, or by what was known when one looks. Kinds and choices
  are found in both languages: an English speaker among us hears "PMA" all day.
- It is shown as it is at the instant one looks at. When it is not there then, as it was last seen
  before; when it never was there before, as it is first seen after; with when that is.
- Those called exactly so come first, then those that are there, then what changed last.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

import numpy as np
from numpy.typing import NDArray

from dashboard.clock import EPOCH, from_microseconds, microseconds, milliseconds_up
from dashboard.finding.found import Group, Result, box_of, joined, told
from dashboard.layers import DIRECTORY, layer_of
from dashboard.picture import END, MapObject, Reel, Version
from dashboard.picture.columns import Columns
from dashboard.picture.reel import KNOWN_FROM, KNOWN_TO, VALID_FROM, VALID_TO
from dashboard.review.values import moment
from dashboard.search import Index, Query
from dashboard.text import LOCALES, Locale, Text

GONE = Text(fr="n'est plus là ; vu en dernier : {at}", en="no longer there; last seen {at}")
NOT_YET = Text(fr="pas encore là ; vu d'abord : {at}", en="not there yet; first seen {at}")
FIELD = Text(fr="{label} : {value}", en="{label}: {value}")
CALLED = Text(fr="appelé aussi « {name} »", en="also called “{name}”")

PEOPLE = frozenset(layer.key for layer in DIRECTORY)
"""The kinds that are listed rather than drawn."""


MOST_FIELDS = 2
"""How many of its fields a result shows, where they say what is asked for."""

NOW, BEFORE, AFTER = 0, 1, END
"""How far from the instant one looks at: there; away since before it; away until after it."""


class Things:
    """An index of the versions of the objects of one reel, told in one language."""

    def __init__(self, locale: Locale, zone: tzinfo) -> None:
        self._locale = locale
        self._zone = zone
        self._index = Index()
        self._texts: dict[tuple[str, str], int] = {}  # the number of each text of each object
        self._shared: dict[tuple[str, str, int], int] = {}
        self._objects: dict[str, int] = {}
        self._people: dict[int, bool] = {}  # which objects are people, as said last
        self._columns = Columns(2)  # of each version, its object and its text
        self._versions: list[Version] = []

    def __len__(self) -> int:
        return len(self._versions)

    def extend(self, versions: Sequence[Version]) -> None:
        """Take in the versions that follow those already taken."""
        for version in versions:
            state = version.span.state
            number = self._objects.setdefault(state.object_id, len(self._objects))
            self._people[number] = state.kind in PEOPLE
            self._columns.append((number, self._text_of(state)))
            self._versions.append(version)

    def found(
        self, query: Query, reel: Reel, at: datetime, known_at: datetime | None, limit: int
    ) -> tuple[Group, Group]:
        """Return the objects and the people that are found at ``at``, as known at ``known_at``.

        ``reel`` is the one the versions are of; an index does not keep it.
        """
        matching, saying = self._index.matching(query), self._index.saying(query)
        objects, texts = self._columns.view
        numbers = np.flatnonzero(matching[texts])
        with reel.reading():
            times = reel.times[:, numbers]
            there = reel.at(at, known_at=known_at).objects if len(numbers) else {}
        known = END - 1 if known_at is None else microseconds(known_at)
        nearest = _nearest(objects[numbers], times, microseconds(at), known)
        sightings = [
            _Sighting(
                version=(version := self._versions[number]),
                there=there.get(version.span.state.object_id),
                is_exact=bool(saying[texts[number]]),
            )
            for number in numbers[nearest].tolist()
        ]
        today = objects[numbers[_believed(times, END - 1)]]
        unknown = set(today.tolist()) - set(objects[numbers[nearest]].tolist())
        later = [self._people[number] for number in unknown]
        people = [one for one in sightings if one.is_person]
        others = [one for one in sightings if not one.is_person]
        say = partial(self._result, query=query, at=at, known=None if known_at is None else known)
        return (
            _group(others, later.count(False), limit, say),
            _group(people, later.count(True), limit, say),
        )

    def _text_of(self, state: MapObject) -> int:
        """Return the number of the text a state is found by, made once for the same values."""
        key = (state.object_id, state.kind, id(state.values))  # the reel keeps them: ids stay
        number = self._shared.get(key)
        if number is None:
            text = joined(self._said(state))
            number = self._texts.get((state.object_id, text))
            if number is None:
                number = self._index.add(text)
                self._texts[state.object_id, text] = number
            self._shared[key] = number
        return number

    def _said(self, state: MapObject) -> Iterator[str]:
        layer = layer_of(state.kind)
        yield from (state.name, layer.code)
        for locale in LOCALES:
            yield from (layer.label.say(locale), layer.call(state, locale))
            yield from (value for _, value in self._written(state, locale))

    def _written(self, state: MapObject, locale: Locale) -> Iterator[tuple[str, str]]:
        """Yield what is written in the fields of a state, with the field's own name."""
        fields = layer_of(state.kind).fields
        for key, value in state.values.items():
            name = key.partition("@")[0]
            if isinstance(value, str) and name != "name" and value.strip():
                known = fields.get(name)
                label = known.label.say(locale) if known else name
                choice = known.choices.get(value) if known else None
                yield label, choice.say(locale) if choice else value

    def _result(self, one: "_Sighting", query: Query, at: datetime, known: int | None) -> Result:
        state, layer = one.state, layer_of(one.state.kind)
        name, locale = state.name, self._locale
        seen = [layer.label.say(locale), layer.status(state.status).label.say(locale)]
        if not query.matches(name):
            seen += [
                FIELD.say(locale, label=label, value=value)
                for label, value in self._written(state, locale)
                if query.ranges(value)
            ][:MOST_FIELDS]
        if one.there is not None and one.version.span.state.name != name:
            seen.append(CALLED.say(locale, name=one.version.span.state.name))
        if one.is_person:
            seen = [value for _, value in self._written(state, locale)]
        return Result(
            key=state.object_id,
            label=told(name, query),
            text=told(joined(seen), query),
            note="" if one.there is not None else self._away(one.version, at),
            kind=state.kind,
            status=state.status,
            at=None if one.there is not None else _when(one.version, known),
            box=box_of(state.geometry),
        )

    def _away(self, version: Version, at: datetime) -> str:
        gone = version.span.valid_to <= microseconds(at)
        end = version.span.valid_to if gone else version.span.valid_from
        said = moment(from_microseconds(end), at, self._locale, self._zone)
        return (GONE if gone else NOT_YET).say(self._locale, at=said)


@dataclass(slots=True, kw_only=True)
class _Sighting:
    """An object that is found: by which version, and how it is at the instant one looks at."""

    version: Version
    there: MapObject | None
    is_exact: bool

    @property
    def state(self) -> MapObject:
        return self.there or self.version.span.state

    @property
    def is_person(self) -> bool:
        return self.state.kind in PEOPLE


def _believed(times: NDArray[np.int64], known: int) -> NDArray[np.bool_]:
    believed: NDArray[np.bool_] = (times[KNOWN_FROM] <= known) & (known < times[KNOWN_TO])
    return believed


def _nearest(
    objects: NDArray[np.int64], times: NDArray[np.int64], at: int, known: int
) -> NDArray[np.int64]:
    """Return which versions are the nearest of their objects to ``at``, of those believed then."""
    believed = np.flatnonzero(_believed(times, known))
    starts, ends = times[VALID_FROM, believed], times[VALID_TO, believed]
    away = np.where(
        ends <= at, BEFORE + at - ends, np.where(starts <= at, NOW, AFTER + starts - at)
    )
    order = np.lexsort((away, objects[believed]))
    firsts = np.unique(objects[believed][order], return_index=True)[1]
    nearest: NDArray[np.int64] = believed[order[firsts]]
    return nearest


def _when(version: Version, known: int | None) -> datetime:
    """Return the first instant of a version, in whole milliseconds as pages count.

    As the cell believed it then, it is to be seen from when it was learnt, if that was in time.
    """
    start, end = version.span.valid_from, version.span.valid_to
    if known is not None and start < version.known_from < end:
        start = version.known_from
    return from_microseconds(milliseconds_up(start) * 1000)


def _group(
    sightings: list[_Sighting], later: int, limit: int, say: Callable[[_Sighting], Result]
) -> Group:
    ranked = sorted(
        sightings, key=lambda one: (not one.is_exact, one.there is None, EPOCH - one.state.since)
    )
    return Group(
        results=tuple(say(one) for one in ranked[:limit]), total=len(sightings), later=later
    )
