"""The rail of tools over the map, and the bar that leads whoever draws."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import TOOLS as MEASURES
from dashboard.views.nearest import TITLE as NEAREST
from dashboard.views.statuses import WORDS

TOOLS = Text(fr="Outils de la carte", en="Map tools")
PLACE = Text(fr="Placer un objet…", en="Place an object…")
RAIL = (
    (ids.TOOL_SELECT, "➤", Text(fr="Choisir sur la carte", en="Choose on the map")),
    (ids.TOOL_PLACE, "+", PLACE),
    (ids.TOOL_NOTE, "✎", Text(fr="Annoter à main levée", en="Note drawn by hand")),
    *MEASURES,
    (ids.NEAREST, "⊕", NEAREST),
    (ids.STATUSES, "⌨", WORDS["status_keys"]),
)
"""The tools: id, sign, name."""

SHAPES = Text(fr="Forme", en="Shape")
SNAP = Text(fr="Aimanter aux objets", en="Stick to objects")
STEPS = (
    (ids.DRAW_UNDO, "↶", Text(fr="Reprendre le dernier point", en="Take the last point back")),
    (ids.DRAW_REDO, "↷", Text(fr="Remettre le point", en="Put the point again")),
)
FINISH = Text(fr="Terminer", en="Finish")
CANCEL = Text(fr="Abandonner", en="Give up")


def rail(locale: Locale) -> html.Div:
    """Return the rail; the menu of what may be placed is filled in by the page."""
    return html.Div(
        [
            html.Div(
                [_tool(name, sign, label, locale) for name, sign, label in RAIL],
                id=ids.TOOLS,
                className="rail",
                role="toolbar",
                **aria(label=TOOLS.say(locale), orientation="vertical"),
            ),
            html.Div(
                id=ids.PLACE_MENU,
                className="place-menu hidden",
                role="group",
                **aria(label=PLACE.say(locale)),
            ),
        ],
        className="rails",
    )


def draw_bar(locale: Locale) -> html.Div:
    """Return the bar of the drawing under way, hidden until there is one."""
    return html.Div(
        [
            html.B(id=ids.DRAW_WHAT, className="draw-what"),
            html.Div(
                id=ids.DRAW_SHAPES, className="draw-shapes", role="group", **_named(SHAPES, locale)
            ),
            html.Div(id=ids.DRAW_MEASURES, className="draw-measures"),
            html.Div(
                [
                    *(_tool(name, sign, label, locale) for name, sign, label in STEPS),
                    dmc.Button(FINISH.say(locale), id=ids.DRAW_FINISH, size="compact-sm"),
                    dmc.Button(
                        CANCEL.say(locale),
                        id=ids.DRAW_CANCEL,
                        size="compact-sm",
                        variant="default",
                    ),
                    dmc.Switch(id=ids.DRAW_SNAP, label=SNAP.say(locale), checked=True, size="xs"),
                ],
                className="draw-steps",
            ),
            html.P(id=ids.DRAW_HINT, className="draw-hint", role="status"),
        ],
        id=ids.DRAW_BAR,
        className="draw-bar hidden",
    )


def _tool(name: str, sign: str, label: Text, locale: Locale) -> dmc.Tooltip:
    return dmc.Tooltip(
        dmc.ActionIcon(
            html.Span(sign, **aria(hidden="true")),
            id=name,
            size="lg",
            variant="default",
            **_named(label, locale),
        ),
        label=label.say(locale),
        position="right",
    )


def _named(label: Text, locale: Locale) -> dict[str, Any]:
    return aria(label=label.say(locale))
