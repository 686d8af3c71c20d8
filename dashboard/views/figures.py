"""The figures under the slider: what is counted at the instant shown, as data for the page."""

from dataclasses import dataclass
from typing import Any

from dashboard.text import Locale, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many objects of ``kinds`` are in one of ``statuses``, or the sum of their ``keys``."""

    label: Text
    kinds: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


CASUALTIES = ("casualty_point", "medical_post")
ENGAGED = ("alerted", "en_route", "on_scene", "transporting", "at_destination", "handed_over")

FIGURES = (
    Figure(
        label=Text(fr="Équipes engagées", en="Teams engaged"), kinds=("team",), statuses=ENGAGED
    ),
    Figure(
        label=Text(fr="Équipes sur les lieux", en="Teams on scene"),
        kinds=("team",),
        statuses=("on_scene",),
    ),
    Figure(
        label=Text(fr="PMA en place", en="Medical posts open"),
        kinds=("medical_post",),
        statuses=("active",),
    ),
    Figure(
        label=Text(fr="UA", en="Absolute urgency"),
        kinds=CASUALTIES,
        keys=("absolute", "present_absolute"),
    ),
    Figure(
        label=Text(fr="UR", en="Relative urgency"),
        kinds=CASUALTIES,
        keys=("relative", "present_relative"),
    ),
    Figure(
        label=Text(fr="Impliqués", en="Uninjured involved"), kinds=CASUALTIES, keys=("involved",)
    ),
)


def figures(locale: Locale) -> list[dict[str, Any]]:
    """Return the figures as the page reads them."""
    return [
        {
            "label": figure.label.say(locale),
            "kinds": figure.kinds,
            "statuses": figure.statuses,
            "keys": figure.keys,
        }
        for figure in FIGURES
    ]
