"""Numbers, fields and their authors, as every part of a need says them."""

from collections.abc import Mapping
from fractions import Fraction

from dashboard.journal import Entry
from dashboard.layers import layer_of
from dashboard.layers.sizing import SIZING
from dashboard.review.words import SOURCES, STANDINGS
from dashboard.sizing import words
from dashboard.sizing.told import Origin
from dashboard.text import Locale, written


def decimal(number: Fraction, locale: Locale, least: int = 0) -> str:
    r"""Return a number exactly as it is, as the language writes it.

    >>> decimal(Fraction("9.90"), "fr"), decimal(Fraction("1.125"), "en")
    ('9,9', '1.125')
    """
    places = least
    while number * 10**places % 1 and places < 12:
        places += 1
    return written(f"{float(number):,.{places}f}", locale)


def people_said(people: int | None, locale: Locale) -> str:
    """Return a number of people as it is written; nothing where there is none."""
    return "" if people is None else decimal(Fraction(people), locale)


def called(key: str, locale: Locale) -> str:
    """Return what an estimate is called: its field, and who gives it."""
    name, _, source = key.partition("@")
    field = layer_of("gathering").fields.get(name) or layer_of("site").fields.get(name)
    label = field.label.say(locale).lower() if field else name
    known = SOURCES.get(source)
    return label + (f", {known.say(locale) if known else source}" if source else "")


def missing_said(keys: tuple[str, ...], locale: Locale) -> str | None:
    """Return which answers a rule still waits for; None where it has them all."""
    return words.MISSING.say(locale, fields=labels(keys, locale)) if keys else None


def labels(keys: tuple[str, ...], locale: Locale) -> str:
    """Return what fields are called, one after the other."""
    return " ; ".join(SIZING[key].label.say(locale) for key in keys)


def origin(said: Mapping[str, Entry], key: str, locale: Locale) -> Origin | None:
    """Return who said a value, and when; None where nobody did."""
    entry = said.get(key)
    if entry is None:
        return None
    claim = entry.provenance.get(key) or entry.provenance.get("*")
    standing = STANDINGS.get(claim.standing) if claim else None
    return Origin(
        author=entry.author,
        organisation=entry.organisation,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        seq=entry.seq,
        standing=standing.say(locale).lower() if standing else "",
    )
