"""Putting in place what was planned: when, and where; one gesture, recorded whole."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.refusal import refusal

WHEN = Text(fr="Heure des faits", en="When it happened")
WHERE = Text(fr="Où", en="Where")
AS_PLANNED = Text(fr="au lieu prévu", en="as planned")
ELSEWHERE = Text(fr="ailleurs, sur la carte", en="elsewhere, on the map")
PUT = Text(fr="Mettre en place…", en="Put in place…")
CONFIRM = Text(fr="Enregistrer", en="Record")
CANCEL = Text(fr="Fermer", en="Close")


def placing_panel(locale: Locale) -> html.Section:
    """Return the line of a planned object that is chosen, and its form, both hidden."""
    return html.Section(
        [
            html.Div(
                [
                    html.Span(id=ids.PLACING_WHAT, className="placing-what"),
                    dmc.Button(PUT.say(locale), id=ids.PLACING_BEGIN, size="compact-sm"),
                ],
                className="placing-line",
            ),
            html.Div(
                [
                    dmc.TextInput(id=ids.PLACING_WHEN, label=WHEN.say(locale), size="xs"),
                    html.Div(
                        [
                            html.Span(
                                WHERE.say(locale), className="choice-label", id="placing-where-l"
                            ),
                            dmc.SegmentedControl(
                                id=ids.PLACING_WHERE,
                                data=[
                                    {"value": "planned", "label": AS_PLANNED.say(locale)},
                                    {"value": "point", "label": ELSEWHERE.say(locale)},
                                ],
                                value="planned",
                                size="xs",
                            ),
                        ],
                        className="choice",
                        role="group",
                        **aria(labelledby="placing-where-l"),
                    ),
                    html.P(id=ids.PLACING_SAID, className="hint", role="status"),
                    refusal(ids.PLACING_REFUSAL),
                    html.Div(
                        [
                            dmc.Button(CONFIRM.say(locale), id=ids.PLACING_CONFIRM, size="xs"),
                            dmc.Button(
                                CANCEL.say(locale),
                                id=ids.PLACING_CANCEL,
                                size="xs",
                                variant="subtle",
                            ),
                        ],
                        className="actions",
                    ),
                ],
                id=ids.PLACING_FORM,
                className="form hidden",
            ),
        ],
        id=ids.PLACING,
        className="placing hidden",
        **aria(label=PUT.say(locale)),
    )
