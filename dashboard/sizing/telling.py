"""The need in the reader's words: what the panel shows, the note prints and the API answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from fractions import Fraction

from dashboard.journal import Entry
from dashboard.layers import layer_of
from dashboard.layers.sizing import FRENCH, MAURER, PURPLE, SIZING
from dashboard.operations import Reading
from dashboard.planning import QUESTIONS, Cover, Level
from dashboard.planning.first_aid_cover import FOUR, HALVED_ABOVE, PARTS
from dashboard.review.values import changes
from dashboard.review.words import SOURCES, STANDINGS
from dashboard.sizing import words
from dashboard.sizing.french import Levels
from dashboard.sizing.need import Need, Sized
from dashboard.sizing.placed import MOST_HOURS, Counted
from dashboard.text import Locale, Text, written

GROUPS = {"french": FRENCH, "maurer": MAURER, "purple": PURPLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who said a value, when, by which entry, and whether it is a fact or invented."""

    author: str
    organisation: str
    occurred_at: datetime
    recorded_at: datetime
    seq: int
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldInput:
    """An input of a rule; ``value`` is None where nobody said it."""

    key: str
    group: str
    label: str
    value: str | None
    wrong: str | None
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEstimate:
    """An estimate of the crowd and what the French rule makes of it."""

    key: str
    label: str
    source: str
    people: int | None
    said: str
    counts: bool
    wrong: str | None
    ratio: str | None
    formula: str | None
    rounded: str | None
    kind: str | None
    kind_label: str | None
    first_aiders: int | None
    notes: list[str]
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLevel:
    """One of P2, E1, E2, and why."""

    name: str
    level: str | None
    why: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHour:
    """What is placed in an hour; ``lacking`` is below 0 where there is more than asked."""

    start: datetime
    end: datetime
    label: str
    there: int
    planned: int
    placed: int
    lacking: int | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTeam:
    """A team of first-aiders at the instant."""

    object: str
    name: str
    crew: int | None
    status: str
    planned: bool
    counts: bool
    said: bool
    covers: str | None
    away_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMaurer:
    """Maurer's scheme, step by step."""

    missing: str | None
    steps: list[str]
    rows: list[tuple[str, str]]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPurple:
    """The judgement of the Purple Guide."""

    tier: int | None
    answers: list[tuple[str, str]]
    reason: str
    unanswered: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNeed:
    """The need of a gathering, in the reader's words."""

    object: str
    kind: str
    name: str
    called: str
    at: datetime
    known_at: datetime | None
    asked: int | None
    asked_said: str
    why: str
    missing: str | None
    balance: str
    notes: list[str]
    levels: list[ToldLevel]
    estimates: list[ToldEstimate]
    inputs: list[ToldInput]
    hours: list[ToldHour]
    teams: list[ToldTeam]
    maurer: ToldMaurer
    purple: ToldPurple


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A gathering in the list of those that may be sized."""

    object: str
    kind: str
    name: str
    label: str
    asked: int | None


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
        missing=_missing(need.levels.missing, locale),
        balance=_balance(need, locale, zone),
        notes=list(_notes(need, locale)),
        levels=list(_levels(need.levels, need, locale)),
        estimates=[_estimate(one, need, locale, is_counting=one == counting) for one in need.sized],
        inputs=list(_inputs(need, locale, zone)),
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
        maurer=_maurer(need, locale),
        purple=_purple(need, locale),
    )


def decimal(number: Fraction, locale: Locale, least: int = 0) -> str:
    r"""Return a number exactly as it is, as the language writes it.

    >>> decimal(Fraction("9.90"), "fr"), decimal(Fraction("1.125"), "en")
    ('9,9', '1.125')
    """
    places = least
    while number * 10**places % 1 and places < 12:
        places += 1
    return written(f"{float(number):,.{places}f}", locale)


def _asked(need: Need, locale: Locale) -> str:
    cover = need.counting and need.counting.cover
    if not cover:
        return (words.NO_CROWD if need.counting is None else words.MISSING).say(
            locale, fields=_labels(need.levels.missing, locale)
        )
    if cover.first_aiders == 0:
        return words.ASKED_NONE.say(locale)
    kind = words.KINDS[cover.kind].say(locale)
    return words.ASKED.say(locale, count=cover.first_aiders, pairs=cover.pairs, kind=kind)


def _why(need: Need, locale: Locale) -> str:
    if need.counting is None:
        return words.NO_CROWD.say(locale)
    one = need.counting.estimate
    said = f"{decimal(Fraction(one.people or 0), locale)} ({_called(one.key, locale)})"
    return words.WHY[need.why].say(locale, one=said)


def _called(key: str, locale: Locale) -> str:
    """Return what an estimate is called: its field, and who gives it."""
    name, _, source = key.partition("@")
    field = layer_of("gathering").fields.get(name) or layer_of("site").fields.get(name)
    label = field.label.say(locale).lower() if field else name
    known = SOURCES.get(source)
    return label + (f", {known.say(locale) if known else source}" if source else "")


def _missing(keys: tuple[str, ...], locale: Locale) -> str | None:
    return words.MISSING.say(locale, fields=_labels(keys, locale)) if keys else None


def _labels(keys: tuple[str, ...], locale: Locale) -> str:
    return " ; ".join(SIZING[key].label.say(locale) for key in keys)


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


def _levels(levels: Levels, need: Need, locale: Locale) -> Iterator[ToldLevel]:
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


def _estimate(one: Sized, need: Need, locale: Locale, *, is_counting: bool) -> ToldEstimate:
    estimate, cover = one.estimate, one.cover
    known = SOURCES.get(estimate.source)
    formula = None if cover is None else _formula(cover, need.levels, estimate.people or 0, locale)
    return ToldEstimate(
        key=estimate.key,
        label=estimate.field.label.say(locale),
        source=known.say(locale) if known else estimate.source,
        people=estimate.people,
        said=_people(estimate.people, locale),
        counts=is_counting,
        wrong=None if estimate.wrong is None else estimate.wrong.say(locale),
        ratio=None if cover is None else decimal(cover.ratio, locale),
        formula=formula,
        rounded=None if cover is None else _rounded(cover, locale),
        kind=None if cover is None else cover.kind,
        kind_label=None if cover is None else words.KINDS[cover.kind].say(locale),
        first_aiders=None if cover is None else cover.first_aiders,
        notes=[] if cover is None else [words.NOTES[note].say(locale) for note in cover.notes],
        origin=_origin(need.said, estimate.key, locale),
    )


def _people(people: int | None, locale: Locale) -> str:
    return "" if people is None else decimal(Fraction(people), locale)


def _formula(cover: Cover, levels: Levels, people: int, locale: Locale) -> str:
    parts = (levels.behaviour, levels.access, levels.delay)
    risks = " + ".join(decimal(Fraction(part or 0, 100), locale, least=2) for part in parts)
    counted = decimal(cover.counted, locale)
    said = f"({risks}) × {counted} / {_people(1000, locale)} = {decimal(cover.ratio, locale)}"
    if people > HALVED_ABOVE:
        bound = decimal(Fraction(HALVED_ABOVE), locale)
        said = f"P = {bound} + ({_people(people, locale)} − {bound}) / 2 = {counted} ; {said}"
    return said


def _rounded(cover: Cover, locale: Locale) -> str:
    if cover.kind in {"none", "paps"}:
        return words.ROUNDED[cover.kind].say(locale)
    if cover.ratio * PARTS <= FOUR:
        return words.ROUNDED["four"].say(locale)
    return words.ROUNDED["even"].say(locale, count=cover.first_aiders)


def _inputs(need: Need, locale: Locale, zone: tzinfo) -> Iterator[ToldInput]:
    values = need.about.values
    for group, fields in GROUPS.items():
        for key, field in fields.items():
            value = values.get(key)
            given = value is not None and value != ""
            wrong = need.wrong.get(key)
            yield ToldInput(
                key=key,
                group=group,
                label=field.label.say(locale),
                value=_value(key, value, need.at, locale, zone) if given else None,
                wrong=None if wrong is None else wrong.say(locale),
                origin=_origin(need.said, key, locale) if given else None,
            )


def _value(key: str, value: object, at: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return a value as sentences of the log say it, without its label."""
    bare = Text(fr="", en="")
    field = {key: replace(SIZING[key], label=bare)}
    said = next(changes({key: value}, field, at, locale, zone))  # type: ignore[dict-item]
    return said.strip()


def _origin(said: Mapping[str, Entry], key: str, locale: Locale) -> Origin | None:
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


def _maurer(need: Need, locale: Locale) -> ToldMaurer:
    found = need.maurer
    source, missing = words.MAURER_SOURCE.say(locale), _missing(found.missing, locale)
    if found.needs is None or found.event is None or found.factor is None:
        why_not = missing or words.NO_CROWD.say(locale)
        return ToldMaurer(missing=why_not, steps=[], rows=[], source=source)
    event, needs = found.event, found.needs
    kind = str(need.about.values.get("maurer_kind") or "")
    kinds = SIZING["maurer_kind"].choices
    steps: list[tuple[str, int, Fraction]] = [
        (
            "indoors" if event.indoors else "permitted",
            event.permitted,
            Fraction(needs.permitted_points),
        ),
        ("expected", event.expected, Fraction(needs.expected_points)),
        ("own" if found.is_own else "factor", 0, Fraction(0)),
        ("guests", event.guests, Fraction(needs.guest_points)),
        ("violence", 0, Fraction(needs.violence_points)),
        ("sum", 0, needs.points),
    ]
    said = [
        words.MAURER_STEPS[step].say(
            locale,
            count=_people(count, locale),
            points=decimal(points, locale),
            factor=decimal(found.factor, locale),
            kind=kinds[kind].say(locale).lower() if kind in kinds else "",
        )
        for step, count, points in steps
        if step not in {"guests", "violence"} or points
    ]
    rows = []
    for row, label in words.MAURER_ROWS.items():
        if row == "command":
            value = words.COMMANDS[needs.command].say(locale)
        else:
            count = getattr(needs, row)
            value = (
                words.OR_MORE.say(locale, count=count.count) if count.or_more else str(count.count)
            )
        rows.append((label.say(locale), value))
    return ToldMaurer(missing=None, steps=said, rows=rows, source=source)


def _purple(need: Need, locale: Locale) -> ToldPurple:
    source = words.PURPLE_SOURCE.say(locale)
    found = need.purple
    if found is None:
        return ToldPurple(tier=None, answers=[], reason="", unanswered=None, source=source)
    left = [SIZING[f"purple_{key}"].label.say(locale) for key in found.unanswered]
    said = [words.UNANSWERED.say(locale, fields=", ".join(left))] if left else []
    if not found.reason:
        said.append(words.NO_REASON.say(locale))
    return ToldPurple(
        tier=found.tier,
        answers=[(QUESTIONS[key].say(locale), answer) for key, answer in found.answers.items()],
        reason=found.reason,
        unanswered=" ".join(said) or None,
        source=source,
    )
