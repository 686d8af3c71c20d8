"""What gives help, and how it goes: the one place where that is said, for the page and the server.

The rules (the page keeps them in ``opsmap/src/reach/sources.ts``):
- A post that is open, a team that is available and a place a team has taken up give help from where
  they are; an object without a place gives none.
- What is only planned gives help while it is due, and only where what is due is asked for.
- A place taken up speaks for a team that is nowhere itself; a team that is due elsewhere does not
  speak for where it is now.
- What has no vehicle goes on foot: help is rather missed than promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.coverage.ground import Mode
from dashboard.layers import assignments, medical_posts, teams


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """How objects of a kind give help.

    Attributes:
        present: The statuses in which one does.
        planned: The statuses in which one is to, while it is due.
        mode: How it goes, unless its vehicle says otherwise.
        vehicles: How it goes by the beginning of its vehicle's type; the longest that fits holds.
        team: The field that names the team it speaks for, if it speaks for one; it goes as that
            team does.
    """

    present: tuple[str, ...]
    planned: tuple[str, ...] = ("planned",)
    mode: Mode = "walk"
    vehicles: Mapping[str, Mode] = field(default_factory=dict)
    team: str = ""


HELP: Mapping[str, Help] = {
    medical_posts.LAYER.key: Help(present=("active",)),
    assignments.LAYER.key: Help(present=("active",), team="team"),
    teams.LAYER.key: Help(
        present=teams.AVAILABLE,
        vehicles={
            "SMUR.": "emergency",
            "SMUR.HELISMUR": "helicopter",
            "SIS.": "emergency",
            "SIS.DRAGON": "helicopter",
            "FSI": "emergency",
            "AASC.": "drive",
            "TSU.": "drive",
            "LIB": "drive",
            "AUTREVEC": "drive",
        },
    ),
}


def mode_of(kind: str, vehicle: str) -> Mode:
    """Return how an object of ``kind`` with a ``vehicle`` goes.

    >>> mode_of("team", "SMUR.VLM"), mode_of("team", "SMUR.HELISMUR"), mode_of("team", "")
    ('emergency', 'helicopter', 'walk')
    """
    told = HELP[kind]
    fits = [start for start in told.vehicles if vehicle and vehicle.startswith(start)]
    return told.vehicles[max(fits, key=len)] if fits else told.mode
