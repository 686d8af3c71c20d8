"""The time slider: where in the operation one looks, how dense it was, and how time runs."""

import dash_mantine_components as dmc
import plotly.graph_objects as go
from dash import dcc, html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.replay import REPLAY, replay

INSTANT = Text(fr="Instant affiché", en="Instant shown")
PREVIOUS = Text(fr="Entrée précédente", en="Previous entry")
NEXT = Text(fr="Entrée suivante", en="Next entry")
PLAY = Text(fr="Lecture ou pause", en="Play or pause")
PLAY_BACK = Text(fr="Lecture à rebours ou pause", en="Play backwards or pause")
SPEED = Text(fr="Vitesse", en="Speed")
LIVE = Text(fr="Direct", en="Live")
DENSITY = Text(
    fr="Nombre d'entrées au cours de l'opération, par catégorie",
    en="Number of entries over the operation, by category",
)
SPEEDS = (1, 2, 5, 10, 30, 60, 120, 300, 600)


def timeline(locale: Locale) -> html.Section:
    """Return the slider, its buttons, its density strip and the figures under it."""
    return html.Section(
        [
            html.Div(
                [
                    _button(ids.PREVIOUS, "❮", PREVIOUS, locale),
                    _button(
                        ids.PLAY_BACK, html.Span("◀", id=ids.PLAY_BACK_SIGN), PLAY_BACK, locale
                    ),
                    _button(ids.PLAY, html.Span("▶", id=ids.PLAY_SIGN), PLAY, locale),
                    _button(ids.NEXT, "❯", NEXT, locale),
                    dmc.Select(
                        id=ids.SPEED,
                        data=[{"value": str(s), "label": f"×{s}"} for s in SPEEDS],
                        value="60",
                        size="xs",
                        w=76,
                        allowDeselect=False,
                        comboboxProps={"position": "top"},
                        **aria(label=SPEED.say(locale)),
                    ),
                    dmc.Button(
                        html.Span(LIVE.say(locale), id=ids.LIVE_SIGN),
                        id=ids.LIVE,
                        size="xs",
                        variant="default",
                    ),
                    dmc.Button(
                        REPLAY.say(locale),
                        id=ids.REPLAY_MORE,
                        size="xs",
                        variant="default",
                        **aria(expanded="false", controls=ids.REPLAY),
                    ),
                ],
                className="transport",
            ),
            html.Div(
                [
                    html.Div(
                        id=ids.STRIP,
                        role="img",
                        className="density",
                        **aria(label=DENSITY.say(locale)),
                    ),
                    html.Div(id=ids.CURSOR, className="cursor", **aria(hidden="true")),
                    html.Div(id=ids.FILM_RULER, className="film-ruler"),
                    dcc.Input(
                        id=ids.SLIDER,
                        type="range",
                        min=0,
                        max=1,
                        step=1,
                        value=0,
                        debounce=True,
                        className="slider",
                    ),
                    html.Label(
                        INSTANT.say(locale), htmlFor=ids.SLIDER, className="visually-hidden"
                    ),
                ],
                className="track",
            ),
            replay(locale),
            html.Div(id=ids.FIGURES, className="figures", role="status"),
        ],
        className="timeline",
        **aria(label=INSTANT.say(locale)),
    )


def density_strip(figure: go.Figure) -> dcc.Graph:
    """Return the strip; put on the page once it is filled, for plotly takes long to load."""
    return dcc.Graph(
        id=ids.DENSITY,
        figure=figure,
        config={"displayModeBar": False, "responsive": True},
        className="density-graph",
    )


def _button(name: str, sign: str | html.Span, label: Text, locale: Locale) -> dmc.ActionIcon:
    return dmc.ActionIcon(
        sign, id=name, variant="default", size="md", **aria(label=label.say(locale))
    )
