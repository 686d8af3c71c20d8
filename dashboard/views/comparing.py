"""The panel beside the map that compares: two instants, plan and actual, a team's day."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.refusal import refusal

TITLE = Text(fr="Comparer", en="Compare")
CLOSE = Text(fr="Fermer la comparaison", en="Close the comparison")
TABS = {
    "difference": Text(fr="Deux instants", en="Two instants"),
    "plan": Text(fr="Prévu et réel", en="Plan and actual"),
    "schedule": Text(fr="Affectations", en="Assignments"),
}
FROM = Text(fr="De", en="From")
TO = Text(fr="À", en="To")
SHOWN = Text(fr="Instant affiché", en="Instant shown")
SHOWN_FROM = Text(fr="Comparer depuis l'instant affiché", en="Compare from the instant shown")
SHOWN_TO = Text(fr="Comparer jusqu'à l'instant affiché", en="Compare up to the instant shown")
EXPORT = Text(fr="Exporter (CSV)", en="Export (CSV)")
MARKS = {
    "added": ("+", Text(fr="nouveau", en="new")),
    "removed": ("−", Text(fr="parti", en="gone")),
    "moved": ("→", Text(fr="déplacé", en="moved")),
    "changed": ("≠", Text(fr="changé", en="changed")),
}
TEAM = Text(fr="Équipe", en="Team")
PLACE = Text(fr="Lieu", en="Place")
POINT = Text(fr="Point sur la carte", en="Point on the map")
TASK = Text(fr="Tâche", en="Task")
RECORD = Text(fr="Enregistrer l'affectation", en="Record the assignment")
NEW = Text(fr="Vider le formulaire", en="Empty the form")
ADD = Text(fr="Ajouter une affectation", en="Add an assignment")


def compare_panel(locale: Locale) -> html.Section:
    """Return the panel, closed; the page fills it from the reel it holds."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(TITLE.say(locale), id="compare-title"),
                    dmc.ActionIcon(
                        "×",
                        id=ids.COMPARE_CLOSE,
                        variant="subtle",
                        **aria(label=CLOSE.say(locale)),
                    ),
                ],
                className="compare-head",
            ),
            dmc.SegmentedControl(
                id=ids.COMPARE_TAB,
                data=[{"value": key, "label": text.say(locale)} for key, text in TABS.items()],
                value="difference",
                size="xs",
                fullWidth=True,
            ),
            html.Div(_instants(locale), id=ids.COMPARE_INSTANTS, className="compare-instants"),
            html.Div(_teams(locale), id=ids.COMPARE_TEAMS, className="hidden"),
            html.P(id=ids.COMPARE_SAID, className="hint", role="status"),
            html.Div(id=ids.COMPARE_LIST, className="compare-list"),
            html.Div(_assignment(locale), id=ids.ASSIGNMENT_FORM, className="form hidden"),
            html.A(EXPORT.say(locale), id=ids.COMPARE_EXPORT, href="#", className="export"),
        ],
        id=ids.COMPARE_PANEL,
        className="compare hidden",
        **aria(labelledby="compare-title"),
    )


def _instants(locale: Locale) -> list[Component]:
    return [
        _instant(ids.COMPARE_FROM, FROM, ids.COMPARE_FROM_SHOWN, SHOWN_FROM, locale),
        _instant(ids.COMPARE_TO, TO, ids.COMPARE_TO_SHOWN, SHOWN_TO, locale),
        html.Ul(
            [
                html.Li(
                    [
                        html.Span(sign, className=f"sign {name}", **aria(hidden="true")),
                        text.say(locale),
                    ]
                )
                for name, (sign, text) in MARKS.items()
            ],
            className="marks",
        ),
    ]


def _instant(name: str, label: Text, button: str, says: Text, locale: Locale) -> html.Div:
    return html.Div(
        [
            dmc.TextInput(id=name, label=label.say(locale), size="xs"),
            dmc.Button(
                SHOWN.say(locale),
                id=button,
                size="compact-xs",
                variant="default",
                **aria(label=says.say(locale)),
            ),
        ],
        className="instant-of",
    )


def _teams(locale: Locale) -> list[Component]:
    return [
        dmc.Select(
            id=ids.SCHEDULE_TEAM, label=TEAM.say(locale), data=[], searchable=True, size="xs"
        )
    ]


def _assignment(locale: Locale) -> list[Component]:
    return [
        html.H3(ADD.say(locale), id=ids.ASSIGNMENT_TITLE),
        html.Div(
            [
                dmc.Select(
                    id=ids.ASSIGNMENT_PLACE,
                    label=PLACE.say(locale),
                    data=[],
                    searchable=True,
                    clearable=True,
                    size="xs",
                ),
                html.Div(
                    [
                        dmc.Button(
                            POINT.say(locale),
                            id=ids.ASSIGNMENT_POINT,
                            size="compact-xs",
                            variant="default",
                        ),
                        html.Span(id=ids.ASSIGNMENT_POINT_SAID, className="point-said"),
                    ],
                    className="point",
                ),
                dmc.TextInput(id=ids.ASSIGNMENT_FROM, label=FROM.say(locale), size="xs"),
                dmc.TextInput(id=ids.ASSIGNMENT_TO, label=TO.say(locale), size="xs"),
                dmc.TextInput(id=ids.ASSIGNMENT_TASK, label=TASK.say(locale), size="xs"),
            ],
            className="assignment",
        ),
        refusal(ids.ASSIGNMENT_REFUSAL),
        html.Div(
            [
                dmc.Button(RECORD.say(locale), id=ids.ASSIGNMENT_CONFIRM, size="xs"),
                dmc.Button(NEW.say(locale), id=ids.ASSIGNMENT_NEW, size="xs", variant="subtle"),
            ],
            className="actions",
        ),
    ]
