"""Reach: how far help gets in how many minutes, as a layer that follows the clock; its legend."""

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.coverage.ground import Mode
from dashboard.coverage.paces import PACES
from dashboard.layers.closing import CLOSING
from dashboard.layers.helping import HELP
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import panel_head
from dashboard.views.plan_tab import Tab
from dashboard.views.rights import said

TITLE = Text(fr="Atteinte", en="Reach")
HINT = Text(
    fr="D'où partent les secours à l'instant affiché, et ce qu'ils atteignent en combien de "
    "minutes. La couche suit le curseur, les coupures et les zones interdites.",
    en="Where help starts from at the instant shown, and what it reaches in how many minutes. The "
    "layer follows the slider, the closures and the exclusion zones.",
)
ON = Text(fr="Sur la carte", en="On the map")
CLOSE = Text(fr="Ôter l'atteinte de la carte", en="Take reach off the map")
MEANS = Text(fr="Moyen", en="Means")
MEANS_HOW = Text(
    fr="Qui n'a pas de vecteur va à pied : mieux vaut oublier un secours que le promettre. Un "
    "hélicoptère n'est compté que si on le demande : passé son envol, on ne verrait que lui.",
    en="Who has no vehicle goes on foot: help is rather missed than promised. A helicopter is "
    "counted only where that is asked for: once it flies, nothing else would be seen.",
)
MODES: Mapping[Mode, Text] = {
    "drive": Text(fr="voiture", en="car"),
    "emergency": Text(fr="voiture, avec avertisseurs", en="car, with siren"),
    "walk": Text(fr="à pied", en="on foot"),
    "helicopter": Text(fr="hélicoptère", en="helicopter"),
}
MEANS_OF: Mapping[str, Text] = {
    "own": Text(fr="Selon le vecteur, sans hélicoptères", en="By vehicle, no helicopters"),
    "own_air": Text(fr="Selon le vecteur, avec hélicoptères", en="By vehicle, with helicopters"),
    "air": Text(fr="Hélicoptères seuls", en="Helicopters alone"),
    "drive": Text(fr="Tous en voiture", en="All by car"),
    "emergency": Text(fr="Tous en voiture, avec avertisseurs", en="All by car, with siren"),
    "walk": Text(fr="Tous à pied", en="All on foot"),
}
PACE = Text(fr="Allure", en="Pace")
PACED = {
    "favourable": Text(fr="Favorable", en="Favourable"),
    "central": Text(fr="Centrale", en="Central"),
    "prudent": Text(fr="Prudente", en="Prudent"),
}
BANDS = Text(fr="Minutes", en="Minutes")
BANDS_HOW = Text(fr="Cinq au plus, de 1 à 60.", en="Five at most, from 1 to 60.")
FIRST_BANDS = "5, 10, 15, 20, 30"
DELAY = Text(fr="Délai de départ (min)", en="Launch delay (min)")
DELAY_HOW = Text(fr="Alerte et départ.", en="Alert and launch.")
DUE = Text(fr="Ce qui n'est que prévu", en="What is only planned")
DUES = {
    "auto": Text(fr="À venir", en="Ahead"),
    "with": Text(fr="Compté", en="Counted"),
    "without": Text(fr="Non", en="Not"),
}
DUE_HOW = Text(
    fr="« À venir » : compté à son heure dans une opération en préparation, et au-delà de "
    "maintenant.",
    en="“Ahead”: counted at its hour in an operation being planned, and beyond now.",
)

WORDS = {
    "reach_band": Text(fr="≤ {minutes} min", en="≤ {minutes} min"),
    "reach_one": Text(fr="Secours d'un lieu", en="Help from one place"),
    "reach_many": Text(fr="Secours de {count} lieux", en="Help from {count} places"),
    "reach_missing": Text(
        fr="Incomplet : {come} lieux calculés sur {all}",
        en="Incomplete: {come} of {all} places computed",
    ),
    "reach_refused": Text(fr="{count} sans calcul possible", en="{count} that cannot be computed"),
    "reach_closed": Text(
        fr="coupures et zones comptées : {count}", en="closures and zones counted: {count}"
    ),
    "reach_nobody": Text(
        fr="Aucun secours en place ni disponible à cet instant.",
        en="No help is in place or available at this instant.",
    ),
    "reach_nobody_else": Text(
        fr="Aucun autre secours en place ni disponible à cet instant.",
        en="No other help is in place or available at this instant.",
    ),
    "reach_left_out": Text(
        fr="Hélicoptères non comptés : {count} (à choisir sous « Moyen »)",
        en="Helicopters not counted: {count} (choose under “Means”)",
    ),
    "reach_uncounted": Text(fr="non compté", en="not counted"),
    "reach_own_eyes": Text(
        fr="On regarde avec les yeux d'un autre organisme : l'atteinte n'est pas calculée.",
        en="You see with the eyes of another organisation: reach is not computed.",
    ),
    "reach_off": Text(fr="La couche n'est pas sur la carte.", en="The layer is not on the map."),
    "reach_too_wide": Text(
        fr="Vue trop large pour être calculée : rapprocher la carte.",
        en="The view is too wide to be computed: zoom in.",
    ),
    "reach_delay": Text(fr="départ en {minutes} min", en="leaves within {minutes} min"),
    "reach_no_delay": Text(fr="départ non compté", en="launch not counted"),
    "reach_advice": Text(
        fr="Aide à la préparation : à vérifier, jamais une décision.",
        en="A planning aid: to be checked, never a decision.",
    ),
    "reach_bands_wrong": Text(
        fr="Écrire de une à {most} durées en minutes, de 1 à {longest} : 5, 10, 15.",
        en="Write one to {most} times in minutes, from 1 to {longest}: 5, 10, 15.",
    ),
    "reach_coming": Text(fr="calcul en cours", en="being computed"),
    "reach_snapped": Text(fr="à {far} d'une voie", en="{far} from a way"),
    "reach_planned": Text(fr="prévu", en="planned"),
    "model_roads": Text(fr="Routes : {name}", en="Roads: {name}"),
    "model_dated": Text(fr="état du {date}", en="as of {date}"),
    "model_crow": Text(
        fr="Vol d'oiseau corrigé (pas de routes pour toute cette zone), détour et vitesse "
        "supposés ; rien n'est compté derrière une coupure",
        en="Corrected straight line (no roads for all of this area), detour and speed assumed; "
        "nothing is counted behind a closure",
    ),
    "model_air": Text(
        fr="Hélicoptère : ligne droite, 220 km/h, 8 min avant l'envol (supposés)",
        en="Helicopter: straight line, 220 km/h, 8 min before it flies (assumed)",
    ),
    "model_part": Text(fr="× {low} à {high} ({mode})", en="× {low} to {high} ({mode})"),
    "model_against_engine": Text(
        fr="8 temps sur 10 à côté de ceux d'un calcul indépendant : {parts}",
        en="8 times in 10 beside those of an independent engine: {parts}",
    ),
    "model_against_roads": Text(
        fr="8 temps sur 10 à côté de ceux par les routes : {parts}",
        en="8 times in 10 beside those by road: {parts}",
    ),
    "model_beside": Text(
        fr="(mesuré sur {places}, le {date})", en="(measured on {places}, {date})"
    ),
    "model_unmeasured": Text(fr="écart non mesuré ({mode})", en="error not measured ({mode})"),
    "extract_Andorra": Text(fr="Andorre", en="Andorra"),
    "pace_favourable": Text(fr="Allure favorable : temps × 0,8", en="Favourable pace: times × 0.8"),
    "pace_central": Text(fr="Allure centrale", en="Central pace"),
    "pace_prudent": Text(fr="Allure prudente : temps × 1,3", en="Prudent pace: times × 1.3"),
}


def reach(locale: Locale) -> dict[str, Any]:
    """Return what the page has to know of reach: who gives help how, what closes, the paces."""
    return {
        "helps": {
            kind: {
                "present": one.present,
                "planned": one.planned,
                "mode": one.mode,
                "vehicles": dict(one.vehicles),
                "team": one.team,
            }
            for kind, one in HELP.items()
        },
        "closing": {
            kind: {"by": bars.by, "realms": dict(bars.realms)} for kind, bars in CLOSING.items()
        },
        "paces": dict(PACES),
        "modes": said(MODES, locale),
    }


def reach_tab(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [
        html.P(HINT.say(locale), className="hint"),
        dmc.Switch(id=ids.REACH_ON, label=ON.say(locale), checked=False, size="sm"),
        dmc.Select(
            id=ids.REACH_MEANS,
            label=MEANS.say(locale),
            description=MEANS_HOW.say(locale),
            data=[{"value": key, "label": text.say(locale)} for key, text in MEANS_OF.items()],
            value="own",
            allowDeselect=False,
            size="xs",
        ),
        html.Div(
            [
                dmc.TextInput(
                    id=ids.REACH_BANDS,
                    label=BANDS.say(locale),
                    description=BANDS_HOW.say(locale),
                    value=FIRST_BANDS,
                    size="xs",
                ),
                dmc.NumberInput(
                    id=ids.REACH_DELAY,
                    label=DELAY.say(locale),
                    description=DELAY_HOW.say(locale),
                    value=0,
                    min=0,
                    max=60,
                    size="xs",
                ),
            ],
            className="reach-fields",
        ),
        html.P(id=ids.REACH_WRONG, className="refusal hidden", role="alert"),
        *_choice(ids.REACH_PACE, PACE, PACED, "central", locale),
        *_choice(ids.REACH_DUE, DUE, DUES, "auto", locale),
        html.P(DUE_HOW.say(locale), className="hint"),
        html.Div(id=ids.REACH_BODY),
    ]


def reach_legend(locale: Locale) -> html.Aside:
    """Return the legend that lies over the map as long as the layer is on it."""
    return html.Aside(
        [
            panel_head(ids.REACH_TITLE, ids.REACH_CLOSE, CLOSE, locale, TITLE.say(locale)),
            html.Div(id=ids.REACH_LEGEND_BODY),
        ],
        id=ids.REACH_LEGEND,
        className="reach-legend hidden",
        **aria(labelledby=ids.REACH_TITLE),
    )


def _choice(
    name: str, label: Text, choices: Mapping[str, Text], value: str, locale: Locale
) -> tuple[html.Span, dmc.SegmentedControl]:
    return (
        html.Span(label.say(locale), className="choice-label"),
        dmc.SegmentedControl(
            id=name,
            data=[{"value": key, "label": text.say(locale)} for key, text in choices.items()],
            value=value,
            size="xs",
            fullWidth=True,
            **aria(label=label.say(locale)),
        ),
    )


TAB = Tab(key="reach", label=TITLE, build=reach_tab)
