"""What changed and what is not as planned, as sentences: one a line, in the words of the log.

The page fills the very same sentences from the reel it holds; they are handed to it with their
{places}.
"""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from dashboard.geo import Apart
from dashboard.journal import Value
from dashboard.layers import ObjectLayer, layer_of
from dashboard.layers.layer import Field
from dashboard.picture import Departure, Deviation, MapObject, Part, Way
from dashboard.review.values import lowered, moment, status_word, window, worded
from dashboard.review.words import SOURCES
from dashboard.text import Locale, Text

CHANGES: Mapping[Way, Text] = {
    "added": Text(fr="{one} : nouveau sur la carte, {after}", en="{one}: new on the map, {after}"),
    "removed": Text(fr="{one} n'est plus sur la carte", en="{one} is no longer on the map"),
    "kind": Text(fr="{one} : {before} → {after}", en="{one}: {before} → {after}"),
    "status": Text(fr="{one} : {before} → {after}", en="{one}: {before} → {after}"),
    "moved": Text(
        fr="{one} : déplacement de {distance} vers {bearing}",
        en="{one}: moved by {distance} {bearing}",
    ),
    "window": Text(
        fr="{one} : créneau prévu {before} → {after}", en="{one}: planned window {before} → {after}"
    ),
    "value": Text(fr="{one} : {label} {before} → {after}", en="{one}: {label} {before} → {after}"),
}
REDRAWN = Text(fr="{one} : nouveau tracé", en="{one}: new outline")
NOWHERE = Text(fr="sans créneau", en="no window")

DEPARTURES: Mapping[Departure, Text] = {
    "missing": Text(
        fr="{one} : pas en place, {delay} de retard (prévu {planned})",
        en="{one}: not in place, {delay} late (planned {planned})",
    ),
    "missed": Text(
        fr="{one} : pas mis en place, créneau passé depuis {delay} (fin prévue {planned})",
        en="{one}: never put in place, window over for {delay} (planned until {planned})",
    ),
    "opened_late": Text(
        fr="{one} : mise en place {delay} après l'heure prévue ({planned} ; réel {actual})",
        en="{one}: put in place {delay} later than planned ({planned}; actual {actual})",
    ),
    "opened_early": Text(
        fr="{one} : mise en place {delay} avant l'heure prévue ({planned} ; réel {actual})",
        en="{one}: put in place {delay} earlier than planned ({planned}; actual {actual})",
    ),
    "elsewhere": Text(
        fr="{one} : à {distance} du lieu prévu, vers {bearing}",
        en="{one}: {distance} {bearing} of its planned place",
    ),
    "overdue": Text(
        fr="{one} : toujours en place {delay} après la fin prévue ({planned})",
        en="{one}: still in place {delay} after its planned end ({planned})",
    ),
    "closed_late": Text(
        fr="{one} : fin {delay} après l'heure prévue ({planned} ; réel {actual})",
        en="{one}: ended {delay} later than planned ({planned}; actual {actual})",
    ),
    "closed_early": Text(
        fr="{one} : fin {delay} avant l'heure prévue ({planned} ; réel {actual})",
        en="{one}: ended {delay} earlier than planned ({planned}; actual {actual})",
    ),
    "cancelled": Text(
        fr="{one} : annulation de ce qui était prévu", en="{one}: was planned, and cancelled"
    ),
    "unplanned": Text(
        fr="{one} : en place sans avoir été prévu", en="{one}: in place, not planned"
    ),
}

COMPASS: tuple[Text, ...] = (
    Text(fr="le nord", en="north"),
    Text(fr="le nord-est", en="north-east"),
    Text(fr="l'est", en="east"),
    Text(fr="le sud-est", en="south-east"),
    Text(fr="le sud", en="south"),
    Text(fr="le sud-ouest", en="south-west"),
    Text(fr="l'ouest", en="west"),
    Text(fr="le nord-ouest", en="north-west"),
)
"""The eight directions, clockwise, each in the middle of its 45 degrees."""

NBSP = "\u00a0"
DAYS = Text(fr="j", en="d")


def change_told(part: Part, day: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return what changed of one object, in one sentence.

    Args:
        part: What changed.
        day: The later instant; hours of that day are told without their date.
        locale: The reader's language.
        zone: The operation's time zone.
    """
    layer = layer_of(part.about.kind)
    one = _called(part.about, layer, locale)
    match part.change:
        case "added":
            after = status_word(layer.statuses, part.about.status, locale)
            return CHANGES["added"].say(locale, one=one, after=after)
        case "moved":
            if part.way is None or part.way.distance_m < 1:
                return REDRAWN.say(locale, one=one)
            return CHANGES["moved"].say(locale, one=one, **_way(part.way, locale))
        case _:
            label, before, after = _turn(part, layer, day, locale, zone)
            return CHANGES[part.change].say(
                locale, one=one, label=label, before=before, after=after
            )


def deviation_told(deviation: Deviation, day: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return in which way an object is not as planned, in one sentence."""
    layer = layer_of(deviation.about.kind)
    told: dict[str, str] = {"one": _called(deviation.about, layer, locale)}
    if deviation.minutes is not None:
        told["delay"] = delay_told(deviation.minutes, locale)
    if deviation.planned_at is not None:
        told["planned"] = moment(deviation.planned_at, day, locale, zone)
    if deviation.actual_at is not None:
        told["actual"] = moment(deviation.actual_at, day, locale, zone)
    if deviation.way is not None:
        told |= _way(deviation.way, locale)
    return DEPARTURES[deviation.departure].say(locale, **told)


def delay_told(minutes: int, locale: Locale) -> str:
    """Return a delay as it is said: minutes, hours and minutes, days and hours.

    >>> [delay_told(m, "fr").replace(NBSP, " ") for m in (7, 95, 3_000)]
    ['7 min', '1 h 35', '2 j 2 h']
    """
    hours, left = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes}{NBSP}min"
    if hours < 48:
        return f"{hours}{NBSP}h{NBSP}{left:02}"
    days, hours = divmod(hours, 24)
    return f"{days}{NBSP}{DAYS.say(locale)}{NBSP}{hours}{NBSP}h"


def distance_told(metres: float, locale: Locale) -> str:
    """Return a distance as it is said: whole metres, from a kilometre on in kilometres.

    >>> [distance_told(m, "fr").replace(NBSP, " ") for m in (49.6, 1_011)]
    ['50 m', '1,0 km']
    """
    if metres < 999.5:
        return f"{metres:.0f}{NBSP}m"
    said = f"{metres / 1000:.1f}"
    return f"{said.replace('.', ',') if locale == 'fr' else said}{NBSP}km"


def compass(bearing_deg: float) -> Text:
    """Return the direction a bearing is nearest to."""
    return COMPASS[int((bearing_deg + 22.5) // 45) % 8]


def _called(about: MapObject, layer: ObjectLayer, locale: Locale) -> str:
    one = layer.call(about, locale)
    return one[:1].upper() + one[1:]


def _way(way: Apart, locale: Locale) -> dict[str, str]:
    return {
        "distance": distance_told(way.distance_m, locale),
        "bearing": compass(way.bearing_deg).say(locale),
    }


def _turn(
    part: Part, layer: ObjectLayer, day: datetime, locale: Locale, zone: tzinfo
) -> tuple[str, str, str]:
    """Return the label of what changed, what it was, and what it is."""
    pair = part.before, part.after
    if part.change == "status":
        before, after = (status_word(layer.statuses, str(one), locale) for one in pair)
        return "", before, after
    if part.change == "kind":
        before, after = (lowered(layer_of(str(one)).label.say(locale)) for one in pair)
        return "", before, after
    if part.change == "window":
        before, after = (_window(one, day, locale, zone) for one in pair)
        return "", before, after
    name, _, source = part.key.partition("@")
    field = layer.fields.get(name, Field(label=Text(fr=name, en=name)))
    label = lowered(field.label.say(locale))
    if source:
        label += f" ({SOURCES[source].say(locale) if source in SOURCES else source})"
    before, after = (worded(_value(one), field, day, locale, zone) for one in pair)
    return label, before, after


def _window(pair: object, day: datetime, locale: Locale, zone: tzinfo) -> str:
    start, end = pair if isinstance(pair, tuple) else (None, None)
    said = window(start, end, day, locale, zone)
    return said.strip() or NOWHERE.say(locale)


def _value(one: object) -> Value:
    return one if isinstance(one, str | int | float | bool) else None
