"""The Purple Guide: a judgement with its reasons, written down by whoever plans; no formula.

The British guide to health and safety at events (Events Industry Forum, since 2013) speaks of five
tiers of medical cover and leaves it to a competent planner to say which an event is in. What is
kept here is that planner's answer. The questions are the headings under which the older scheme
(HSG195 of the Health and Safety Executive) gave points; its points and its table are not used, for
the guide itself has left them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.text import RefusedError, Text

TIERS = (1, 2, 3, 4, 5)

QUESTIONS: Mapping[str, Text] = {
    "event": Text(
        fr="Quelle est la nature de l'événement ?", en="What is the nature of the event?"
    ),
    "venue": Text(
        fr="Où : en salle, au stade, dans la rue, avec camping ?",
        en="Where: indoors, in a stadium, in the street, with camping?",
    ),
    "posture": Text(
        fr="Le public est-il assis, debout, ou les deux ?",
        en="Is the public seated, standing, or both?",
    ),
    "public": Text(
        fr="Qui vient : familles, groupes, camps opposés ?",
        en="Who comes: families, groups, opposing sides?",
    ),
    "disorder": Text(fr="Quels troubles sont à craindre ?", en="What disorder is to be expected?"),
}

BAD_TIER = Text(
    fr="« {tier} » n'est pas un niveau du Purple Guide ; attendu : de 1 à 5.",
    en="“{tier}” is no tier of the Purple Guide; expected: 1 to 5.",
)


class TierError(RefusedError):
    """What was given is no tier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a planner judged, and why.

    Attributes:
        tier: The tier they chose.
        answers: What they answered, by question.
        reason: Why this tier.
        unanswered: The questions they left, in order; ``reason`` is one of what is asked.
    """

    tier: int
    answers: Mapping[str, str]
    reason: str
    unanswered: tuple[str, ...]

    @property
    def is_reasoned(self) -> bool:
        """Whether every question has its answer, and the tier its reason."""
        return not self.unanswered and bool(self.reason)


def judgement(tier: int, answers: Mapping[str, str], reason: str) -> Judgement:
    """Return a judgement, with what it leaves unanswered.

    >>> judgement(3, {"event": "concert"}, "").unanswered
    ('venue', 'posture', 'public', 'disorder')

    Raises:
        TierError: ``tier`` is none of the five.
    """
    if tier not in TIERS:
        raise TierError(BAD_TIER, tier=tier)
    told = {key: answers[key].strip() for key in QUESTIONS if answers.get(key, "").strip()}
    return Judgement(
        tier=tier,
        answers=told,
        reason=reason.strip(),
        unanswered=tuple(key for key in QUESTIONS if key not in told),
    )
