"""The chart of the need: first-aiders there and planned, hour by hour, under the line asked for."""

from collections.abc import Sequence
from datetime import tzinfo

import plotly.graph_objects as go
from dash import dcc

from dashboard.sizing.placed import Hour
from dashboard.text import Locale, Text

THERE = Text(fr="en place", en="there")
PLANNED = Text(fr="prévus", en="planned")
ASKED = Text(fr="demandés", en="asked for")
LEFT, RIGHT = 34, 8
"""Of the plot, in pixels: the page puts the slider's cursor between them."""

INK = "#7d8a93"
"""Legible on light and on dark."""


def need_figure(
    hours: Sequence[Hour], asked: int | None, zone: tzinfo, locale: Locale
) -> go.Figure:
    """Return the chart over ``hours``, in local time."""
    starts = [hour.start.astimezone(zone).replace(tzinfo=None) for hour in hours]
    ends = [hour.end.astimezone(zone).replace(tzinfo=None) for hour in hours]
    widths = [(end - start).total_seconds() * 1000 for start, end in zip(starts, ends, strict=True)]
    figure = go.Figure()
    for name, counts, colour, pattern in (
        (THERE, [hour.there for hour in hours], "#0b8a83", ""),
        (PLANNED, [hour.planned for hour in hours], "#8fb8b5", "/"),
    ):
        figure.add_bar(
            x=starts,
            y=counts,
            width=widths,
            offset=0,
            name=name.say(locale),
            marker={"color": colour, "pattern": {"shape": pattern}, "line": {"width": 0}},
            hovertemplate="%{x|%H:%M} : %{y} %{fullData.name}<extra></extra>",
        )
    if asked is not None:
        figure.add_scatter(
            x=[starts[0], ends[-1]],
            y=[asked, asked],
            mode="lines",
            name=ASKED.say(locale),
            line={"color": "#d9480f", "width": 2},
            hovertemplate="%{y} %{fullData.name}<extra></extra>",
        )
    axis = {"fixedrange": True, "color": INK, "gridcolor": "rgba(125,138,147,.25)"}
    figure.update_layout(
        barmode="stack",
        bargap=0,
        margin={"l": LEFT, "r": RIGHT, "t": 24, "b": 22},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK, "size": 11},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={**axis, "range": [starts[0], ends[-1]], "tickformat": "%H:%M", "nticks": 8},
        yaxis={**axis, "rangemode": "tozero", "nticks": 5},
        hovermode="x",
        dragmode=False,
    )
    return figure


def need_chart(figure: go.Figure) -> dcc.Graph:
    """Return the chart; put on the page once it is filled, for plotly takes long to load."""
    return dcc.Graph(
        figure=figure,
        config={"displayModeBar": False, "responsive": True},
        className="need-graph",
    )
