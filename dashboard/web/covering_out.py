"""What coverage and siting answer, as JSON and in sentences, with what it was computed with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from math import isfinite
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping

from dashboard.clock import microseconds
from dashboard.coverage.cover import Gap
from dashboard.coverage.demand import DEGREE_M, Demand, Place
from dashboard.coverage.ground import Mode, Model
from dashboard.coverage.siting import Choice, Unreached, Worth
from dashboard.covering.curve import Covered
from dashboard.covering.people import Told as People
from dashboard.covering.placing import Sited
from dashboard.covering.words import (
    AIM_SAID,
    ALREADY,
    BEST_FOUND,
    CELL,
    FIGURES_SAID,
    INSTEAD,
    LEFT_OUT,
    NONE_NEEDED,
    PROVED,
    TOO_FEW,
)
from dashboard.layers import KINDS
from dashboard.surveys.people import PeopleSurvey
from dashboard.text import Locale, written

SHOWN = 300
"""Gaps and places that are told one by one."""

POINT_M = 40.0
"""How wide a single spot is drawn."""


def covered_out(
    found: Covered, within_s: float, file: PeopleSurvey | None, locale: Locale
) -> dict[str, Any]:
    """Return the cover of a period."""
    cover, day, demand = found.cover, found.inputs.day, found.inputs.people.demand
    return {
        "within_s": within_s,
        "instants": [_ms(at) for at in day.instants],
        "people": _rounded(cover.people),
        "reached": _rounded(cover.reached),
        "twice": _rounded(cover.twice),
        "places": cover.places.tolist(),
        "whole": cover.whole.tolist(),
        "helps": [
            {
                "object": one.object_id,
                "name": one.name,
                "mode": one.mode,
                "lon": one.lon,
                "lat": one.lat,
            }
            for one in day.helps
        ],
        "gaps": [_gap(gap, day.instants, demand, locale) for gap in found.gaps[:SHOWN]],
        "gap_count": len(found.gaps),
    } | _said(found.inputs.people, found.models, file, locale)


def sited_out(
    found: Sited, people: People, file: PeopleSurvey | None, seconds: float, locale: Locale
) -> dict[str, Any]:
    """Return the best places."""
    question, choice, demand = found.question, found.choice, people.demand
    reach, weights = question.reach, question.weights
    chosen = list(choice.chosen)
    total = float(weights.sum())
    settled = reach[question.settled].any(axis=0)
    numbers = _numbers(found)
    return {
        "aim": question.aim,
        "within_s": question.within_s,
        "value": choice.value,
        "bound": choice.bound,
        "proved": choice.proved,
        "gap": choice.gap,
        "method": choice.method,
        "people": total,
        "reached": float(weights[reach[chosen].any(axis=0)].sum()),
        "reachable": float(weights[reach.any(axis=0)].sum()),
        "already": float(weights[settled].sum()),
        "candidates": int((~question.settled).sum()),
        "sentences": sentences(found, seconds, locale),
        "sites": [_site(found, worth, demand, numbers, locale) for worth in found.worths],
        "unreached": _unreached(found, demand, numbers, locale),
    } | _said(people, found.models, file, locale)


def sentences(found: Sited, seconds: float, locale: Locale) -> list[str]:
    """Return the answer in words: what was found, and how good it is known to be."""
    question, choice = found.question, found.choice
    weights, reach = question.weights, question.reach
    total = float(weights.sum())
    reached = float(weights[reach[list(choice.chosen)].any(axis=0)].sum())
    new = sum(not question.settled[one] for one in choice.chosen)
    too_few = question.aim == "worst" and choice.value >= question.limit_s
    said = [
        (TOO_FEW if too_few else AIM_SAID[question.aim]).say(
            locale,
            n=new,
            reached=count_said(reached, locale),
            people=count_said(total, locale),
            percent=percent_said(reached / total, locale),
            minutes=minutes_said(question.within_s, locale),
            value=minutes_said(choice.value, locale) if question.aim in {"mean", "worst"} else "",
        )
    ]
    if question.aim == "all" and new == 0:
        said = [NONE_NEEDED.say(locale)]
    if question.settled.any():
        kept = float(weights[reach[question.settled].any(axis=0)].sum())
        share = percent_said(kept / total, locale)
        said.append(ALREADY.say(locale, count=int(question.settled.sum()), percent=share))
    said.append(_quality(choice, question.aim, total, seconds, locale))
    return said


def place_name(place: Place, locale: Locale) -> str:
    """Return what a place is called; a cell of a file has a number."""
    if place.name or not place.id.startswith("file "):
        return place.name
    return CELL.say(locale, number=int(place.id.removeprefix("file ")) + 1)


def count_said(count: float, locale: Locale) -> str:
    """Return a number of people as it is written.

    >>> count_said(12345.4, "en")
    '12,345'
    """
    return written(f"{count:,.0f}", locale)


def percent_said(share: float, locale: Locale) -> str:
    """Return a share as it is written; never all where some are missing.

    >>> percent_said(0.9999, "en"), percent_said(1, "en")
    ('99.9%', '100%')
    """
    said = "100" if share >= 1 - 1e-9 else f"{min(99.9, 100 * share):.1f}"
    return written(said, locale) + ("\u00a0%" if locale == "fr" else "%")


def minutes_said(seconds: float, locale: Locale) -> str:
    """Return a time in minutes as it is written.

    >>> minutes_said(90, "fr").split()
    ['1,5', 'min']
    """
    said = f"{seconds / 60:.1f}".removesuffix(".0")
    return f"{written(said, locale)}\u00a0min"


def _quality(choice: Choice, aim: str, total: float, seconds: float, locale: Locale) -> str:
    if choice.proved:
        return PROVED.say(locale)
    match aim:
        case "most":
            bound = percent_said(choice.bound / total, locale)
        case "all":
            bound = f"{choice.bound:.0f}"
        case _:
            bound = minutes_said(choice.bound, locale)
    gap = percent_said(choice.gap, locale)
    return BEST_FOUND[aim].say(locale, seconds=round(seconds), bound=bound, gap=gap)


def _site(
    found: Sited, worth: Worth, demand: Demand, numbers: Mapping[int, int], locale: Locale
) -> dict[str, Any]:
    help_ = found.helps[worth.candidate]
    return {
        "number": numbers.get(worth.candidate),
        "object": help_.object_id,
        "name": help_.name,
        "mode": help_.mode,
        "lon": help_.lon,
        "lat": help_.lat,
        "settled": bool(found.question.settled[worth.candidate]),
        "reached": worth.reached,
        "alone": worth.alone,
        "nearest": worth.nearest,
        "slower_s": worth.slower_s,
        "only": _only(worth, demand, found.question.weights, locale),
        "adds": _drawn(worth.spots, demand),
    }


def _numbers(found: Sited) -> dict[int, int]:
    """Return what each new place is called on the map: 1, 2… by what it alone adds."""
    new = [worth for worth in found.worths if not found.question.settled[worth.candidate]]
    order = sorted(new, key=lambda worth: (-worth.alone, -worth.reached, worth.candidate))
    return {worth.candidate: number for number, worth in enumerate(order, start=1)}


def _only(
    worth: Worth, demand: Demand, weights: NDArray[np.float64], locale: Locale
) -> list[dict[str, Any]]:
    """Return the places only one reaches people of, the most people first."""
    people: defaultdict[int, float] = defaultdict(float)
    for spot in worth.spots.tolist():
        people[int(demand.place[spot])] += float(weights[spot])
    most = sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    return [
        {"name": place_name(demand.places[place], locale), "people": count} for place, count in most
    ]


def _drawn(spots: NDArray[np.int64], demand: Demand) -> dict[str, Any] | None:
    """Return the cells of some spots as one area of the map."""
    if spots.size == 0:
        return None
    lon, lat = demand.spots.lon[spots], demand.spots.lat[spots]
    wide = np.array([demand.places[place].cell_m or POINT_M for place in demand.place[spots]])
    # A little more than half, so that neighbours grow together.
    half_lat = 0.51 * wide / DEGREE_M
    half_lon = half_lat / np.cos(np.radians(lat))
    cells = shapely.box(lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat)
    merged = shapely.set_precision(shapely.unary_union(cells), 1e-6)
    return dict(mapping(merged))


def _unreached(
    found: Sited, demand: Demand, numbers: Mapping[int, int], locale: Locale
) -> list[dict[str, Any]]:
    """Return what no candidate reaches in time, place by place, the most people first."""
    by_place: defaultdict[int, list[Unreached]] = defaultdict(list)
    for one in found.unreached:
        by_place[int(demand.place[one.spot])].append(one)
    weights = found.question.weights
    told: list[dict[str, Any]] = []
    for place, late in by_place.items():
        # They come the farthest first.
        worst = late[0]
        nearest = None if worst.nearest is None else found.helps[worst.nearest]
        told.append(
            {
                "name": place_name(demand.places[place], locale),
                "people": float(sum(weights[one.spot] for one in late)),
                "lon": float(demand.spots.lon[worst.spot]),
                "lat": float(demand.spots.lat[worst.spot]),
                "wait_s": worst.time_s if isfinite(worst.time_s) else None,
                "nearest": None
                if nearest is None
                else {
                    "name": nearest.name,
                    "object": nearest.object_id,
                    "number": numbers.get(worst.nearest or 0),
                    "lon": nearest.lon,
                    "lat": nearest.lat,
                },
            }
        )
    return sorted(told, key=lambda one: (-one["people"], one["name"]))[:SHOWN]


def _gap(gap: Gap, instants: Sequence[datetime], demand: Demand, locale: Locale) -> dict[str, Any]:
    place = demand.places[gap.place]
    end = min(gap.last + 1, len(instants) - 1)
    return {
        "place": place.id,
        "name": place_name(place, locale),
        "from": _ms(instants[gap.first]),
        "to": _ms(instants[end]),
        "at": _ms(instants[gap.at]),
        "people": gap.people,
        "wait_s": gap.wait_s if isfinite(gap.wait_s) else None,
        "lon": float(demand.spots.lon[gap.spot]) if gap.spot >= 0 else place.lon,
        "lat": float(demand.spots.lat[gap.spot]) if gap.spot >= 0 else place.lat,
    }


def _said(
    people: People, models: Mapping[Mode, Model], file: PeopleSurvey | None, locale: Locale
) -> dict[str, Any]:
    """Return what every answer says of what it was made from."""
    notes = [text.say(locale) for text in people.left_out]
    notes += [
        INSTEAD.say(locale, name=place.name, source=source_label(place.source, locale))
        for place in people.demand.places
        if place.instead
    ]
    if file is not None and file.left_out:
        first = file.left_out[0]
        notes.append(
            LEFT_OUT.say(
                locale,
                count=len(file.left_out),
                number=first.number,
                why=first.why.say(locale),
            )
        )
    return {
        "sources": [
            {"value": source, "label": source_label(source, locale)} for source in people.sources
        ],
        "models": [{"mode": mode, **asdict(model)} for mode, model in models.items()],
        "spots": len(people.demand),
        "notes": notes,
    }


def source_label(source: str, locale: Locale) -> str:
    """Return what a source is called: the field of an unsigned figure, else its own name."""
    if source not in FIGURES_SAID:
        return source
    return KINDS[FIGURES_SAID[source]].fields[source].label.say(locale).lower()


def _rounded(counts: NDArray[np.float64]) -> list[float]:
    return [round(float(count), 1) for count in counts]


def _ms(at: datetime) -> int:
    return microseconds(at) // 1000
