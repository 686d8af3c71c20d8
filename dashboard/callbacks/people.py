"""A demonstration: being another of its people, to see what each sees."""

from typing import Any

from dash import Dash, Input

from dashboard.access.demonstration import CHAIRS
from dashboard.callbacks.browser import in_browser
from dashboard.reader import Reader
from dashboard.views import ids


def register(app: Dash) -> None:
    """Wire the choice of a person."""
    in_browser(app, "became", Input(ids.PERSON, "value"))


def chairs(who: Reader) -> dict[str, Any]:
    """Return the people a demonstration is seen as, and which of them ``who`` is; else nothing."""
    if who.way != "demonstration":
        return {}
    locale = who.locale
    return {
        "people": [
            {"key": one.key, "label": one.actor.name, "description": one.who.say(locale)}
            for one in CHAIRS
        ],
        "person": next(one.key for one in CHAIRS if one.actor == who.actor),
    }
