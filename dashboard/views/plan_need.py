"""The need: what the rules ask for at a gathering, what is placed, and the note that says so.

The page fills it from the server's answer (``web/needs_api.py``); the inputs of the rules are made
from the fields the layers declare, so that what is asked and what the log says have one name.
"""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.layers.sizing import FRENCH, MAURER, PURPLE
from dashboard.planning.crowds import MOST
from dashboard.review.words import SOURCES
from dashboard.sizing.crowds import CROWDS
from dashboard.sizing.inputs import BOUNDS
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.plan_tab import Tab
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

HINT = Text(
    fr="Combien de secouristes la règle demande, à côté de ce qui est placé, à l'instant affiché.",
    en="How many first-aiders the rule asks for, beside what is placed, at the instant shown.",
)
SAVE = Text(fr="Enregistrer ces données", en="Record these inputs")
PDF = Text(fr="Note pour l'autorité (PDF)", en="Note for the authority (PDF)")
HTML = Text(fr="Note à l'écran", en="Note on screen")
CHART = Text(
    fr="Secouristes placés et demandés, heure par heure",
    en="First-aiders placed and asked for, hour by hour",
)
INPUTS = Text(fr="Données de la règle", en="Inputs of the rule")

WORDS = {
    "need_gathering": Text(fr="Rassemblement ou site", en="Gathering or site"),
    "need_empty": Text(
        fr="Aucun rassemblement dans cette opération à cet instant : en dessiner un, avec un "
        "effectif et un créneau prévu.",
        en="No gathering in this operation at this instant: draw one, with a crowd and a planned "
        "window.",
    ),
    "need_lost": Text(
        fr="Le serveur ne répond pas ; ce qui est affiché peut avoir changé.",
        en="The server does not answer; what is shown may have changed.",
    ),
    "need_draw": Text(fr="Dessiner un rassemblement", en="Draw a gathering"),
    "need_own_eyes": Text(
        fr="Le besoin se lit avec ses propres yeux : revenir à « nous ».",
        en="The need is read with one's own eyes: go back to “us”.",
    ),
    "need_estimates": Text(fr="Ce que la règle demande (RIS)", en="What the rule asks for (RIS)"),
    "need_who": Text(fr="Effectif", en="Crowd"),
    "need_people": Text(fr="Personnes", en="People"),
    "need_ratio": Text(fr="RIS", en="RIS"),
    "need_class": Text(fr="Classe", en="Class"),
    "need_first_aiders": Text(fr="Secouristes", en="First-aiders"),
    "need_choose": Text(fr="Retenir", en="Choose"),
    "need_counts": Text(fr="compte", en="counts"),
    "need_said_by": Text(
        fr="{author}, {organisation}, {when}, entrée n° {seq}",
        en="{author}, {organisation}, {when}, entry no. {seq}",
    ),
    "need_levels": Text(fr="Indicateurs", en="Indicators"),
    "need_hours": Text(fr="Heure par heure", en="Hour by hour"),
    "need_hour": Text(fr="Heure", en="Hour"),
    "need_asked": Text(fr="Demandés", en="Asked"),
    "need_there": Text(fr="En place", en="There"),
    "need_planned": Text(fr="Prévus", en="Planned"),
    "need_balance": Text(fr="Écart", en="Balance"),
    "need_lacking": Text(fr="manque {count}", en="{count} missing"),
    "need_enough": Text(fr="suffisant", en="enough"),
    "need_surplus": Text(fr="{count} en plus", en="{count} more"),
    "need_absent": Text(fr="{count} non venus", en="{count} did not come"),
    "need_teams": Text(fr="Équipes de secouristes à cet instant", en="First-aid teams now"),
    "need_no_team": Text(
        fr="Aucune équipe de secouristes n'est placée à cet instant.",
        en="No team of first-aiders is placed at this instant.",
    ),
    "need_team": Text(fr="Équipe", en="Team"),
    "need_crew": Text(fr="Effectif", en="Crew"),
    "need_no_crew": Text(fr="non dit", en="not said"),
    "need_status": Text(fr="État", en="Status"),
    "need_where": Text(fr="Compte", en="Counts"),
    "need_here_near": Text(fr="ici, à {away} m", en="here, {away} m away"),
    "need_here_said": Text(fr="ici, affectée", en="here, told to"),
    "need_other": Text(fr="pour {name}", en="for {name}"),
    "need_nowhere": Text(fr="pour aucun à cet instant", en="for none at this instant"),
    "need_count": Text(fr="Compter ici", en="Count here"),
    "need_uncount": Text(fr="Ne plus affecter", en="Count by place"),
    "need_maurer": Text(fr="Schéma de Maurer (Allemagne, Autriche)", en="Maurer's scheme"),
    "need_purple": Text(fr="Purple Guide (Royaume-Uni)", en="Purple Guide (United Kingdom)"),
    "need_french": Text(fr="Règle française (DPS)", en="French rule (DPS)"),
    "need_tier": Text(fr="Niveau {tier}", en="Tier {tier}"),
    "need_no_tier": Text(
        fr="Aucun niveau n'est retenu : répondre aux questions, choisir un niveau, dire pourquoi.",
        en="No tier was chosen: answer the questions, choose a tier, say why.",
    ),
    "need_add": Text(fr="Ajouter un effectif", en="Add a crowd"),
    "need_source": Text(fr="Donné par", en="Given by"),
    "need_nobody": Text(fr="sans source", en="no source"),
    "need_bounds": Text(
        fr="{field} : attendu, un nombre de {least} à {most}.",
        en="{field}: expected, a number from {least} to {most}.",
    ),
    "need_nothing": Text(
        fr="Rien n'a été changé : il n'y a rien à enregistrer.",
        en="Nothing was changed: there is nothing to record.",
    ),
    "need_recorded": Text(fr="Enregistré, entrée n° {seq}.", en="Recorded, entry no. {seq}."),
    "need_notes": Text(fr="À savoir", en="To be known"),
}


def need(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [
        html.P(HINT.say(locale), className="hint"),
        html.Div(id=ids.NEED_CHOICE),
        html.P(id=ids.NEED_SAID, className="need-said", role="status"),
        html.Div(id=ids.NEED_BODY),
        html.Div(
            [
                html.Div(
                    id=ids.NEED_CHART,
                    className="need-plot",
                    role="img",
                    **aria(label=CHART.say(locale)),
                ),
                html.Div(id=ids.NEED_CURSOR, className="need-cursor", **aria(hidden="true")),
            ],
            id=ids.NEED_CHART_BOX,
            className="need-chart hidden",
        ),
        html.Div(id=ids.NEED_HOURS),
        html.Div(
            [
                html.H3(INPUTS.say(locale)),
                html.Div(id=ids.NEED_FIELDS),
                refusal(ids.NEED_REFUSAL),
                html.Div(
                    [
                        dmc.Button(SAVE.say(locale), id=ids.NEED_SAVE, size="xs"),
                        html.Span(id=ids.NEED_SAVED, className="hint", role="status"),
                    ],
                    className="actions",
                ),
            ],
            id=ids.NEED_FORM,
            className="need-form hidden",
        ),
        html.Div(
            [
                dmc.Button(PDF.say(locale), id=ids.NEED_PDF, size="xs"),
                dmc.Button(HTML.say(locale), id=ids.NEED_HTML, size="xs", variant="default"),
            ],
            id=ids.NEED_NOTE,
            className="actions hidden",
        ),
        refusal(ids.NEED_NOTE_REFUSAL),
        html.Div(id=ids.NEED_JOB),
        dcc.Store(id=ids.NEED_ASKED),
    ]


def inputs(locale: Locale) -> dict[str, Any]:
    """Return what the page makes the inputs of the rules from."""
    groups = {"french": FRENCH, "maurer": MAURER, "purple": PURPLE}
    return {
        "fields": [
            {
                "key": key,
                "group": group,
                "label": field.label.say(locale),
                "type": field.type,
                "required": False,
                "unit": field.unit,
                "choices": said(field.choices, locale),
                "bounds": BOUNDS.get(key),
            }
            for group, fields in groups.items()
            for key, field in fields.items()
        ],
        "crowds": {kind: fields[0] for kind, fields in CROWDS.items()},
        "most": MOST,
        "sources": said(SOURCES, locale),
    }


TAB = Tab(key="need", label=Text(fr="Besoin", en="Need"), build=need)
