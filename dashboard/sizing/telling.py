"""The need in the reader's words: what the panel shows, the note prints and the API answers.

``told`` is all of it; ``french_told``, ``others_told`` and ``inputs_told`` tell its parts.
"""

from collections.abc import Iterator
from datetime import tzinfo
from fractions import Fraction

from dashboard.layers import layer_of
from dashboard.operations import Reading
from dashboard.sizing import words
from dashboard.sizing.french_told import estimate_told, levels_told
from dashboard.sizing.inputs_told import inputs_told
from dashboard.sizing.need import Need
from dashboard.sizing.others_told import maurer_told, purple_told
from dashboard.sizing.placed import MOST_HOURS, Counted
from dashboard.sizing.told import ToldHour, ToldLine, ToldNeed, ToldTeam
from dashboard.sizing.wording import called, decimal, labels, missing_said
from dashboard.text import Locale


def line(need: Need, locale: Locale) -> ToldLine:
    """Return a gathering as it stands in the list."""
    obj = need.about
    layer = layer_of(obj.kind)
    return ToldLine(
        object=obj.object_id,
        kind=obj.kind,
        name=obj.name,
        label=f"{obj.name} ({layer.status(obj.status).label.say(locale).lower()})",
        asked=need.asked,
    )


def told(need: Need, reading: Reading, locale: Locale) -> ToldNeed:
    """Return all of a need in the reader's words, hours in the operation's own time."""
    zone, obj = reading.operation.zone, need.about
    counting = need.counting
    return ToldNeed(
        object=obj.object_id,
        kind=obj.kind,
        name=obj.name,
        called=layer_of(obj.kind).call(obj, locale),
        at=need.at,
        known_at=need.known_at,
        asked=need.asked,
        asked_said=_asked(need, locale),
        why=_why(need, locale),
        missing=missing_said(need.levels.missing, locale),
        balance=_balance(need, locale, zone),
        notes=list(_notes(need, locale)),
        levels=list(levels_told(need.levels, need, locale)),
        estimates=[
            estimate_told(one, need, locale, is_counting=one == counting) for one in need.sized
        ],
        inputs=list(inputs_told(need, locale, zone)),
        hours=[
            ToldHour(
                start=hour.start,
                end=hour.end,
                label=f"{hour.start.astimezone(zone):%d/%m %H:%M}–"
                f"{hour.end.astimezone(zone):%H:%M}",
                there=hour.there,
                planned=hour.planned,
                placed=hour.placed,
                lacking=None if need.asked is None else need.asked - hour.placed,
                is_over=hour.is_over,
            )
            for hour in need.hours
        ],
        teams=[_team(one, need, reading, locale) for one in need.teams],
        maurer=maurer_told(need, locale),
        purple=purple_told(need, locale),
    )


def _asked(need: Need, locale: Locale) -> str:
    cover = need.counting and need.counting.cover
    if not cover:
        return (words.NO_CROWD if need.counting is None else words.MISSING).say(
            locale, fields=labels(need.levels.missing, locale)
        )
    if cover.first_aiders == 0:
        return words.ASKED_NONE.say(locale)
    kind = words.KINDS[cover.kind].say(locale)
    return words.ASKED.say(locale, count=cover.first_aiders, pairs=cover.pairs, kind=kind)


def _why(need: Need, locale: Locale) -> str:
    if need.counting is None:
        return words.NO_CROWD.say(locale)
    one = need.counting.estimate
    said = f"{decimal(Fraction(one.people or 0), locale)} ({called(one.key, locale)})"
    return words.WHY[need.why].say(locale, one=said)


def _balance(need: Need, locale: Locale, zone: tzinfo) -> str:
    if not need.hours:
        return words.NO_HOURS.say(locale)
    if need.asked is None:
        return ""
    said = []
    if need.short:
        most = max(need.asked - hour.placed for hour in need.short)
        hours = ", ".join(f"{hour.start.astimezone(zone):%d/%m %H:%M}" for hour in need.short[:6])
        hours += "…" if len(need.short) > 6 else ""
        said.append(words.SHORT.say(locale, count=most, hours=hours))
    else:
        said.append(words.ENOUGH.say(locale))
    most = max(hour.placed - need.asked for hour in need.hours)
    if most > 0:
        said.append(words.SURPLUS.say(locale, count=most))
    if len(need.hours) == MOST_HOURS:
        said.append(words.CUT.say(locale, count=MOST_HOURS))
    return " ".join(said)


def _notes(need: Need, locale: Locale) -> Iterator[str]:
    cover = need.counting and need.counting.cover
    if cover:
        yield from (words.NOTES[note].say(locale) for note in cover.notes)
    if need.levels.paps_if_far:
        yield words.OFF.say(locale)
    choices = layer_of("gathering").fields["cover"].choices
    said = need.about.values.get("cover")
    if cover and isinstance(said, str) and said in choices and said != cover.kind:
        yield words.DIFFERS.say(
            locale, said=choices[said].say(locale), found=choices[cover.kind].say(locale)
        )
    silent = [one.team.name for one in need.teams if one.crew is None and _counts(one, need)]
    if silent:
        yield words.NO_CREW.say(locale, names=", ".join(silent))
    yield words.ACTORS.say(locale)
    yield words.MEDICAL.say(locale)


def _counts(one: Counted, need: Need) -> bool:
    return one.covers == need.about.object_id


def _team(one: Counted, need: Need, reading: Reading, locale: Locale) -> ToldTeam:
    other = None if one.covers is None or _counts(one, need) else reading.reel.called(one.covers)
    return ToldTeam(
        object=one.team.object_id,
        name=one.team.name,
        crew=one.crew,
        status=layer_of("team").status(one.team.status).label.say(locale),
        planned=one.state == "planned",
        counts=_counts(one, need),
        said=one.how == "said",
        covers=other or None,
        away_m=None if one.away_m is None else round(one.away_m),
    )
