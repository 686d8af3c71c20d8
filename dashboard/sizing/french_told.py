"""The French rule in the reader's words: its indicators, and what it makes of each estimate."""

from collections.abc import Iterator
from fractions import Fraction

from dashboard.layers.sizing import SIZING
from dashboard.planning import Cover, Level
from dashboard.planning.first_aid_cover import FOUR, HALVED_ABOVE, PARTS
from dashboard.review.words import SOURCES
from dashboard.sizing import words
from dashboard.sizing.french import Levels
from dashboard.sizing.need import Need, Sized
from dashboard.sizing.told import ToldEstimate, ToldLevel
from dashboard.sizing.wording import decimal, origin, people_said
from dashboard.text import Locale


def levels_told(levels: Levels, need: Need, locale: Locale) -> Iterator[ToldLevel]:
    """Yield P2, E1 and E2, each with its reasons."""
    for name, level, key in (
        ("P2", levels.behaviour, "behaviour"),
        ("E1", levels.access, ""),
        ("E2", levels.delay, "help_min"),
    ):
        if key == "behaviour" and level is not None:
            why = [SIZING[key].choices[str(level)].say(locale)]
        elif key == "help_min" and level is not None:
            minutes = Fraction(str(need.about.values[key]))
            why = [f"{decimal(minutes, locale)}\u00a0min"]
        else:
            why = [
                f"{reason.said.say(locale)} → {_level(reason.level, locale)}"
                for reason in (levels.reasons if name == "E1" else ())
            ]
        yield ToldLevel(name=name, level=None if level is None else _level(level, locale), why=why)


def _level(level: Level, locale: Locale) -> str:
    number = decimal(Fraction(level, 100), locale, least=2)
    return f"{number} ({words.LEVEL_NAMES[level].say(locale)})"


def estimate_told(one: Sized, need: Need, locale: Locale, *, is_counting: bool) -> ToldEstimate:
    """Return an estimate of the crowd, and what the French rule makes of it."""
    estimate, cover = one.estimate, one.cover
    known = SOURCES.get(estimate.source)
    formula = None if cover is None else _formula(cover, need.levels, estimate.people or 0, locale)
    return ToldEstimate(
        key=estimate.key,
        label=estimate.field.label.say(locale),
        source=known.say(locale) if known else estimate.source,
        people=estimate.people,
        said=people_said(estimate.people, locale),
        counts=is_counting,
        wrong=None if estimate.wrong is None else estimate.wrong.say(locale),
        ratio=None if cover is None else decimal(cover.ratio, locale),
        formula=formula,
        rounded=None if cover is None else _rounded(cover, locale),
        kind=None if cover is None else cover.kind,
        kind_label=None if cover is None else words.KINDS[cover.kind].say(locale),
        first_aiders=None if cover is None else cover.first_aiders,
        notes=[] if cover is None else [words.NOTES[note].say(locale) for note in cover.notes],
        origin=origin(need.said, estimate.key, locale),
    )


def _formula(cover: Cover, levels: Levels, people: int, locale: Locale) -> str:
    parts = (levels.behaviour, levels.access, levels.delay)
    risks = " + ".join(decimal(Fraction(part or 0, 100), locale, least=2) for part in parts)
    counted = decimal(cover.counted, locale)
    said = f"({risks}) × {counted} / {people_said(1000, locale)} = {decimal(cover.ratio, locale)}"
    if people > HALVED_ABOVE:
        bound = decimal(Fraction(HALVED_ABOVE), locale)
        said = f"P = {bound} + ({people_said(people, locale)} − {bound}) / 2 = {counted} ; {said}"
    return said


def _rounded(cover: Cover, locale: Locale) -> str:
    if cover.kind in {"none", "paps"}:
        return words.ROUNDED[cover.kind].say(locale)
    if cover.ratio * PARTS <= FOUR:
        return words.ROUNDED["four"].say(locale)
    return words.ROUNDED["even"].say(locale, count=cover.first_aiders)
