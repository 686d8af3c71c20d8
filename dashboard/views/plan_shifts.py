"""Teams over time: what there is to look at in the roster; its chart lies under the map."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.planning.shifts import Customs
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.plan_tab import Tab

HINT = Text(
    fr="Qui est où, et quand : le plan de l'instant affiché, sous la carte. Rien n'est interdit, "
    "tout est dit.",
    en="Who is where, and when: the plan of the instant shown, under the map. Nothing is "
    "forbidden, all is told.",
)
BY = Text(fr="Une ligne par", en="A row for each")
BYS = {"team": Text(fr="Équipe", en="Team"), "place": Text(fr="Lieu", en="Place")}
RANGE = Text(fr="Heures", en="Hours")
RANGES = {
    "day": Text(fr="La journée affichée", en="The day shown"),
    "next": Text(fr="Le lendemain", en="The day after"),
    "near": Text(fr="Huit heures autour", en="Eight hours around"),
    "all": Text(fr="Toute l'opération", en="The whole operation"),
}
TO_LOOK_AT = Text(fr="À regarder", en="To look at")
NOTHING_TO_LOOK_AT = Text(fr="rien", en="nothing")
ALL = Text(fr="Toutes les affectations", en="All assignments")
CUSTOMS = Text(
    fr="Réglages de la maison, et non règles de droit : {duty} h de suite au plus sans {rest} min "
    "de pause ; {together} min de relève au moins ; trajets estimés à vol d'oiseau × {detour}, à "
    "{speed} km/h. Une ronde, une attente et une pause ne tiennent pas un poste.",
    en="Settings of the house, and no law: {duty} h at most without a break of {rest} min; "
    "{together} min of hand-over at least; ways estimated as the crow flies × {detour}, at "
    "{speed} km/h. A patrol, a stand-by and a break hold no post.",
)
CHART = Text(fr="Équipes dans le temps", en="Teams over time")


def shifts_tab(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    customs = Customs()
    detour = f"{customs.detour_percent / 100:g}"
    none: dict[str, Any] = {"data-none": NOTHING_TO_LOOK_AT.say(locale)}
    return [
        html.P(HINT.say(locale), className="hint"),
        html.Div(
            [
                html.Div(
                    [
                        html.Span(BY.say(locale), className="choice-label"),
                        dmc.SegmentedControl(
                            id=ids.SHIFTS_BY,
                            data=[{"value": k, "label": t.say(locale)} for k, t in BYS.items()],
                            value="team",
                            size="xs",
                            **aria(label=BY.say(locale)),
                        ),
                    ],
                    className="choice",
                ),
                dmc.Select(
                    id=ids.SHIFTS_RANGE,
                    label=RANGE.say(locale),
                    data=[{"value": k, "label": t.say(locale)} for k, t in RANGES.items()],
                    value="day",
                    allowDeselect=False,
                    size="xs",
                ),
            ],
            className="shifts-choices",
        ),
        html.P(id=ids.SHIFTS_SAID, role="status"),
        html.H3(TO_LOOK_AT.say(locale)),
        html.Ul(
            id=ids.SHIFTS_FINDINGS,
            className="findings",
            **none,
        ),
        html.P(
            CUSTOMS.say(
                locale,
                duty=customs.duty_min // 60,
                rest=customs.break_min,
                together=customs.handover_min,
                detour=detour.replace(".", ",") if locale == "fr" else detour,
                speed=customs.speed_kmh,
            ),
            className="hint",
        ),
        html.Details(
            [
                html.Summary(ALL.say(locale)),
                html.Div(id=ids.SHIFTS_LIST, className="shifts-list"),
            ],
            open=False,
        ),
    ]


def gantt(locale: Locale) -> html.Section:
    """Return the chart under the map, hidden while its tab is out of view."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(CHART.say(locale), id=ids.GANTT_TITLE),
                    html.P(id=ids.GANTT_SAID, className="gantt-said", role="status"),
                ],
                className="gantt-head",
            ),
            html.P(id=ids.GANTT_EMPTY, className="hint hidden"),
            html.Div(
                [
                    html.Div(id=ids.GANTT_HOURS, className="gantt-hours", **aria(hidden="true")),
                    html.Div(id=ids.GANTT_CHART, **aria(hidden="true")),
                    html.Div(id=ids.GANTT_BARS, className="gantt-bars"),
                    html.Div(id=ids.GANTT_CURSOR, className="gantt-cursor", **aria(hidden="true")),
                ],
                id=ids.GANTT_PLOT,
                className="gantt-plot",
            ),
            html.P(id=ids.GANTT_WHY, className="hint"),
        ],
        id=ids.GANTT,
        className="gantt hidden",
        **aria(labelledby=ids.GANTT_TITLE),
    )


TAB = Tab(key="shifts", label=Text(fr="Équipes", en="Shifts"), build=shifts_tab)
