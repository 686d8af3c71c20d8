"""The toolbar: the dialogs of an operation, in one line; a menu on a narrow screen."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.finding import search_box

TOOLS = Text(fr="Outils de l'opération", en="Tools of the operation")
ME = Text(fr="Mon compte", en="My account")
MENU = Text(fr="Menu", en="Menu")
YOU_ARE = Text(fr="Vous êtes…", en="You are…")
SEE_AS = Text(fr="Voir avec les yeux de…", en="See with the eyes of…")
READ_ALL = Text(fr="Tout marquer comme lu", en="Mark all as read")

BUTTONS = (
    (ids.LIFE, "◷", Text(fr="Opération", en="Operation")),
    (ids.SHARE, "⇄", Text(fr="Partage", en="Sharing")),
    (ids.ALARMS, "⚠", Text(fr="Alarmes", en="Alarms")),
    (ids.DIRECTORY, "☎", Text(fr="Annuaire", en="Directory")),
    (ids.DOCUMENTS, "▤", Text(fr="Documents", en="Documents")),
    (ids.IMPORT, "⤓", Text(fr="Importer", en="Import")),
    (ids.PRINT, "▣", Text(fr="Imprimer", en="Print")),
    (ids.COMPARE, "≠", Text(fr="Comparer", en="Compare")),
    (ids.PLAN, "☷", Text(fr="Prévoir", en="Plan")),
    (ids.GOTO, "✛", Text(fr="Aller à…", en="Go to…")),
)
"""What opens each dialog: its id, its sign, its name."""


def toolbar(locale: Locale) -> html.Nav:
    """Return the toolbar."""
    return html.Nav(
        [
            dmc.Button(
                f"☰ {MENU.say(locale)}",
                id=ids.TOOLBAR_MENU,
                size="compact-sm",
                variant="default",
                className="menu",
                **aria(controls=ids.TOOLBAR, expanded="false"),
            ),
            html.Div(
                [
                    *(_button(name, sign, label, locale) for name, sign, label in BUTTONS),
                    dmc.Button(
                        html.Span(READ_ALL.say(locale), id=ids.READ_ALL_SAID),
                        id=ids.READ_ALL,
                        size="compact-sm",
                        variant="light",
                        className="hidden",
                    ),
                ],
                id=ids.TOOLBAR,
                className="buttons",
            ),
            search_box(locale),
            dmc.Select(
                id=ids.PERSON,
                data=[],
                value=None,
                allowDeselect=False,
                size="xs",
                className="who hidden",
                leftSection=html.Span("☺", **aria(hidden="true")),
                comboboxProps={"width": 320, "position": "bottom-end"},
                **aria(label=YOU_ARE.say(locale)),
            ),
            dmc.Select(
                id=ids.SEE_AS,
                data=[],
                value="",
                allowDeselect=False,
                size="xs",
                className="see-as hidden",
                leftSection=html.Span("◉", **aria(hidden="true")),
                comboboxProps={"width": 280, "position": "bottom-end"},
                **aria(label=SEE_AS.say(locale)),
            ),
            html.A(ME.say(locale), href="/account", className="me"),
        ],
        className="toolbar",
        **aria(label=TOOLS.say(locale)),
    )


def _button(name: str, sign: str, label: Text, locale: Locale) -> dmc.Button:
    return dmc.Button(
        label.say(locale),
        id=name,
        leftSection=html.Span(sign, **aria(hidden="true")),
        size="compact-sm",
        variant="default",
    )
