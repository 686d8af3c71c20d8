"""Capacity: the casualties a scenario expects, against the places left for them."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.layers import INTAKE, SCENARIO
from dashboard.planning.capacity import Category, Side
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.plan_tab import Tab
from dashboard.views.rights import said

HINT = Text(
    fr="Les places restantes à l'instant affiché, tenues contre un scénario de victimes. Un calcul "
    "sur des nombres supposés : ni une prévision, ni une consigne.",
    en="The places left at the instant shown, held against a casualty scenario. Arithmetic on "
    "assumed counts: neither a forecast nor an instruction.",
)
SCENARIO_LABEL = Text(fr="Scénario", en="Scenario")
RULE = Text(
    fr="Les victimes arrivent à rythme égal sur les heures du scénario, personne ne repart ; un "
    "poste compte tant qu'il est ouvert ou prévu ; ce qui n'est pas déclaré n'est pas une place. "
    "Postes et hôpitaux ne s'ajoutent pas : qui passe par un poste a besoin d'un lit ensuite.",
    en="Casualties come evenly over the hours of the scenario and nobody leaves; a post counts "
    "while it is open or planned; what is not declared is no place. Posts and hospitals do not "
    "add up: whoever passes through a post needs a bed afterwards.",
)
CHART = Text(
    fr="Victimes attendues et places restantes sur les heures du scénario",
    en="Casualties expected and places left over the hours of the scenario",
)

CATEGORIES: dict[Category, Text] = {
    "absolute": Text(fr="UA", en="Absolute urgency"),
    "relative": Text(fr="UR", en="Relative urgency"),
    "involved": Text(fr="Impliqués", en="Uninjured involved"),
}
SIDES: dict[Side, Text] = {
    "posts": Text(fr="Postes médicaux", en="Medical posts"),
    "hospitals": Text(fr="Hôpitaux", en="Hospitals"),
    "receptions": Text(fr="Accueil des impliqués", en="Survivor receptions"),
}
WORDS = {
    "capacity_none": Text(
        fr="Aucun scénario avec ses heures à cet instant : en placer un sur la carte, type "
        "« Scénarios de victimes ».",
        en="No scenario with its hours at this instant: place one on the map, kind “Casualty "
        "scenarios”.",
    ),
    "capacity_of": Text(
        fr="{absolute} UA, {relative} UR, {involved} impliqués, de {start} à {end}. {basis}",
        en="{absolute} absolute, {relative} relative, {involved} involved, from {start} to {end}. "
        "{basis}",
    ),
    "capacity_basis": Text(fr="Nombres : {basis}.", en="Counts: {basis}."),
    "capacity_no_basis": Text(
        fr="Rien ne dit ce que valent ces nombres.", en="Nothing says what these counts are worth."
    ),
    "capacity_for": Text(fr="Pour", en="For"),
    "capacity_expected": Text(fr="Attendus", en="Expected"),
    "capacity_left": Text(fr="Places au début", en="Places at the start"),
    "capacity_result": Text(fr="Résultat", en="Result"),
    "capacity_enough": Text(fr="suffit", en="enough"),
    "capacity_short": Text(
        fr="⚠ il en manque {short} ; dès {first}", en="⚠ {short} too few; from {first} on"
    ),
    "capacity_nobody": Text(fr="personne n'est attendu", en="nobody is expected"),
    "capacity_places": Text(fr="Places par lieu", en="Places by place"),
    "capacity_place": Text(fr="Lieu", en="Place"),
    "capacity_when": Text(fr="Ouvert", en="Open"),
    "capacity_always": Text(fr="en permanence", en="all the time"),
    "capacity_no_places": Text(
        fr="Aucun lieu ne déclare de places à cet instant.",
        en="No place declares any places at this instant.",
    ),
}


def capacity(locale: Locale) -> dict[str, Any]:
    """Return what the page needs to hold casualties against places, and to tell it."""
    return {
        "intake": {"scenario": SCENARIO, "sides": dict(INTAKE)},
        "categories": said(CATEGORIES, locale),
        "sides": said(SIDES, locale),
        "chart": CHART.say(locale),
    }


def capacity_tab(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [
        html.P(HINT.say(locale), className="hint"),
        dmc.Select(
            id=ids.CAPACITY_SCENARIO,
            label=SCENARIO_LABEL.say(locale),
            data=[],
            allowDeselect=False,
            size="xs",
        ),
        html.P(id=ids.CAPACITY_SAID, role="status"),
        html.Div(id=ids.CAPACITY_TABLE, className="listed capacity-table"),
        html.Div(id=ids.CAPACITY_CHART, className="capacity-chart", role="img"),
        html.P(RULE.say(locale), className="hint"),
        html.Div(id=ids.CAPACITY_PLACES, className="listed capacity-table"),
    ]


TAB = Tab(key="capacity", label=Text(fr="Capacité", en="Capacity"), build=capacity_tab)
