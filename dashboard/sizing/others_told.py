"""Maurer's scheme and the Purple Guide in the reader's words."""

from fractions import Fraction

from dashboard.layers.sizing import SIZING
from dashboard.planning import QUESTIONS
from dashboard.sizing import words
from dashboard.sizing.need import Need
from dashboard.sizing.told import ToldMaurer, ToldPurple
from dashboard.sizing.wording import decimal, missing_said, people_said
from dashboard.text import Locale


def maurer_told(need: Need, locale: Locale) -> ToldMaurer:
    """Return Maurer's scheme, step by step."""
    found = need.maurer
    source, missing = words.MAURER_SOURCE.say(locale), missing_said(found.missing, locale)
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
            count=people_said(count, locale),
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


def purple_told(need: Need, locale: Locale) -> ToldPurple:
    """Return the judgement of the Purple Guide."""
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
