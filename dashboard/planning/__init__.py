"""Before the day: how much help the rules ask for, who is where, and whether it is enough.

``first_aid_cover`` is the French rule (DPS), ``maurer`` the German and Austrian scheme; both say
every step they took, so that a printed note can. ``purple_guide`` is a judgement, written down.
``shifts`` looks at who is to be where and when, ``capacity`` holds casualties against places.
``crowds`` refuses what is no number of people.
"""

from dashboard.planning.crowds import CrowdError
from dashboard.planning.first_aid_cover import (
    LEVELS,
    Asked,
    Cover,
    Level,
    access_level,
    delay_level,
    first_aid_cover,
)
from dashboard.planning.maurer import FACTORS, Event, Factor, Need, Needs, needs_of
from dashboard.planning.purple_guide import QUESTIONS, TIERS, Judgement, TierError, judgement

__all__ = [
    "FACTORS",
    "LEVELS",
    "QUESTIONS",
    "TIERS",
    "Asked",
    "Cover",
    "CrowdError",
    "Event",
    "Factor",
    "Judgement",
    "Level",
    "Need",
    "Needs",
    "TierError",
    "access_level",
    "delay_level",
    "first_aid_cover",
    "judgement",
    "needs_of",
]
