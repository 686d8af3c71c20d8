"""The density strip: how many entries were written when, by category, under the slider."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from dashboard.text import Locale, Text

BINS = 120
COLOURS = {
    "alert": "#c0392b",
    "victims": "#1e8449",
    "means": "#1f618d",
    "command": "#6c3483",
    "decision": "#a569bd",
    "measure": "#d35400",
    "security": "#7b241c",
    "weather": "#2e86c1",
    "communication": "#b7950b",
    "logistics": "#5d6d7e",
    "situation": "#808b96",
    "other": "#b2babb",
}


def density(
    entries: Iterable[tuple[datetime, str]],
    span: tuple[datetime, datetime],
    words: Mapping[str, Text],
    locale: Locale,
) -> go.Figure:
    """Return the strip over ``span``, one bar for each of ``BINS`` equal parts of it.

    Args:
        entries: When each occurred, and its category.
        span: From when to when the slider goes.
        words: The name of each category.
        locale: The reader's language.
    """
    start, end = span
    width = max((end - start) / BINS, timedelta(seconds=1))
    counts = Counter((category, int((occurred - start) / width)) for occurred, category in entries)
    present = [c for c in COLOURS if any(category == c for category, _ in counts)]
    middles = [start + width * (part + 0.5) for part in range(BINS)]
    bars = [
        go.Bar(
            x=middles,
            y=[counts[category, part] for part in range(BINS)],
            name=words[category].say(locale) if category in words else category,
            marker={"color": COLOURS[category], "line": {"width": 0}},
            width=width.total_seconds() * 1000,
            hovertemplate="%{y} %{fullData.name}<extra></extra>",
        )
        for category in present
    ]
    return _bare(bars, span)


def _bare(bars: Sequence[go.Bar], extent: tuple[datetime, datetime]) -> go.Figure:
    figure = go.Figure(list(bars))
    axis = {"visible": False, "fixedrange": True}
    figure.update_layout(
        barmode="stack",
        bargap=0,
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={**axis, "range": list(extent)},
        yaxis=axis,
        hovermode="x",
        dragmode=False,
    )
    return figure
