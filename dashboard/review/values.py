"""Values, windows and statuses in words, as they stand inside a sentence."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from dashboard.clock import UnreadableTimeError, instant
from dashboard.journal import Value, Values
from dashboard.layers.layer import Field, Status
from dashboard.review.words import SOURCES
from dashboard.text import Locale, Text, written

FROM_TO = Text(fr=" de {start} à {end}", en=" from {start} to {end}")
FROM_DAY_TO_DAY = Text(fr=" du {start} au {end}", en=" from {start} to {end}")
ON_DAY = Text(fr=" le {day} de {start} à {end}", en=" on {day} from {start} to {end}")
FROM = Text(fr=" à partir de {start}", en=" from {start}")
FROM_DAY = Text(fr=" à partir du {start}", en=" from {start}")
UNTIL = Text(fr=" jusqu'à {end}", en=" until {end}")
UNTIL_DAY = Text(fr=" jusqu'au {end}", en=" until {end}")

YES = Text(fr="oui", en="yes")
NO = Text(fr="non", en="no")
NOT_GIVEN = Text(fr="non renseigné", en="not given")

DAY = Text(fr="{at:%d/%m}", en="{at:%d} {month}")
HOUR = Text(fr="{at:%H:%M}", en="{at:%H:%M}")
MOMENT = Text(fr="{at:%d/%m} à {at:%H:%M}", en="{at:%d} {month} {at:%H:%M}")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NBSP = "\u00a0"
QUOTED = Text(fr="« {word} »", en="“{word}”")


def status_word(statuses: Mapping[str, Status], name: str, locale: Locale) -> str:
    """Return the status called ``name`` in words; one we do not know, quoted."""
    known = statuses.get(name)
    return lowered(known.label.say(locale)) if known else QUOTED.say(locale, word=name)


def changes(
    values: Values, fields: Mapping[str, Field], day: datetime, locale: Locale, zone: tzinfo
) -> Iterator[str]:
    """Yield "label value (source)" for each value, under its field's name where it has one."""
    for key, value in values.items():
        name, _, source = key.partition("@")
        field = fields.get(name, Field(label=Text(fr=name, en=name)))
        told = f"{lowered(field.label.say(locale))} {worded(value, field, day, locale, zone)}"
        if source:
            known = SOURCES.get(source)
            told += f" ({known.say(locale) if known else source})"
        yield told


def worded(value: Value, field: Field, day: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return a value in words, with its unit; the date is left out on the day it is told."""
    if value is None or value == "":
        return NOT_GIVEN.say(locale)
    if isinstance(value, bool):
        return (YES if value else NO).say(locale)
    if isinstance(value, str):
        if value in field.choices:
            return lowered(field.choices[value].say(locale))
        return _moment(value, day, locale, zone) if field.type == "time" else value
    number = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return written(number, locale) + ("" if field.unit in {"", "°"} else NBSP) + field.unit


def _moment(said: str, day: datetime, locale: Locale, zone: tzinfo) -> str:
    try:
        at = instant(said)
    except UnreadableTimeError:
        return said
    return moment(at, day, locale, zone)


def moment(at: datetime, day: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return an instant in words, without the date on the day it is told."""
    there, here = _local(at, zone), _local(day, zone)
    return _said_at(HOUR if there.date() == here.date() else MOMENT, there, locale)


def window(
    start: datetime | None, end: datetime | None, day: datetime, locale: Locale, zone: tzinfo
) -> str:
    """Return a planned window in words, without the date on the day it is told; "" for none."""
    today = _local(day, zone).date()
    first, last = (_local(at, zone) if at else None for at in (start, end))
    if first and last:
        if first.date() != last.date():
            return FROM_DAY_TO_DAY.say(
                locale, start=_said_at(MOMENT, first, locale), end=_said_at(MOMENT, last, locale)
            )
        return (FROM_TO if first.date() == today else ON_DAY).say(
            locale,
            day=_said_at(DAY, first, locale),
            start=_said_at(HOUR, first, locale),
            end=_said_at(HOUR, last, locale),
        )
    only = first or last
    if only is None:
        return ""
    is_today = only.date() == today
    told = _said_at(HOUR if is_today else MOMENT, only, locale)
    if first:
        return (FROM if is_today else FROM_DAY).say(locale, start=told)
    return (UNTIL if is_today else UNTIL_DAY).say(locale, end=told)


def _said_at(words: Text, at: datetime, locale: Locale) -> str:
    return words.say(locale, at=at, month=MONTHS[at.month - 1])


def _local(at: datetime, zone: tzinfo) -> datetime:
    try:
        return at.astimezone(zone)
    except OverflowError:  # a window to the end of time
        return at


def lowered(label: str) -> str:
    """Return ``label`` as it stands inside a sentence: acronyms keep their capitals.

    >>> lowered("Places UA"), lowered("UA"), lowered("À confirmer"), lowered("HéliSMUR")
    ('places UA', 'UA', 'à confirmer', 'HéliSMUR')
    """
    first = label.partition(" ")[0]
    is_word = first[1:].islower() or (len(first) == 1 and first.isalpha())
    return label[:1].lower() + label[1:] if is_word else label
