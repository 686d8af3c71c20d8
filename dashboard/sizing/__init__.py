"""What the rules ask for at each gathering, beside what is placed, at every hour.

``inputs`` reads what was said of a gathering and by whom, ``crowds`` keeps every estimate of its
crowd side by side, ``french`` and ``others`` apply the rules of ``planning``, ``placed`` counts
the first-aiders hour by hour, ``need`` is all of it for one gathering at an instant, ``plans`` for
all gatherings of a plan together.
"""

from dashboard.sizing.need import Need, UnknownGatheringError, need_of, needs_of, sizeable
from dashboard.sizing.plans import PlanNeed, plan_need

__all__ = [
    "Need",
    "PlanNeed",
    "UnknownGatheringError",
    "need_of",
    "needs_of",
    "plan_need",
    "sizeable",
]
