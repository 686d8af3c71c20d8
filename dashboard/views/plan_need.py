"""The need: how many first-aiders the rules ask for, beside what is placed."""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.plan_tab import Tab

HINT = Text(
    fr="Combien de secouristes la règle demande pour chaque rassemblement, à côté de ce qui est "
    "prévu ou en place.",
    en="How many first-aiders the rule asks for at each gathering, beside what is planned or in "
    "place.",
)


def need(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [
        html.P(HINT.say(locale), className="hint"),
        html.Div(id=ids.NEED_BODY),
    ]


TAB = Tab(key="need", label=Text(fr="Besoin", en="Need"), build=need)
