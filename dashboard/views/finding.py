"""The search box of the toolbar, its list of results, and what is said of the one chosen."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria

FIND = Text(
    fr="Chercher : objet, entrée, personne, lieu, coordonnées",
    en="Search: object, entry, person, place, coordinates",
)
SHORT = Text(fr="Chercher partout ( / )", en="Search everywhere ( / )")
RESULTS = Text(fr="Résultats", en="Results")
WRITE = Text(fr="Écrire sur ce lieu", en="Write about this place")
CLOSE = Text(fr="Fermer", en="Close")


def search_box(locale: Locale) -> html.Div:
    """Return the search box; the page fills its list, and makes a combobox of the two.

    The library's own lists filter by themselves what they are given, by the letters of its labels;
    here the server decides what is found.
    """
    return html.Div(
        [
            dmc.TextInput(
                id=ids.FIND,
                placeholder=SHORT.say(locale),
                size="xs",
                debounce=120,
                leftSection=html.Span("⌕", **aria(hidden="true")),
                inputProps={"autoComplete": "off", "spellCheck": False},
                **aria(label=FIND.say(locale)),
            ),
            html.Div(
                id=ids.FIND_LIST,
                className="find-list hidden",
                role="listbox",
                **aria(label=RESULTS.say(locale)),
            ),
        ],
        className="find",
        role="search",
    )


def found_strip(locale: Locale) -> html.Div:
    """Return what stands over the map after a choice: where it led, and the way back."""
    return html.Div(
        [
            html.Span(id=ids.FOUND_SAID, role="status"),
            _button(ids.FOUND_BACK, ""),
            _button(ids.FOUND_WRITE, WRITE.say(locale)),
            dmc.ActionIcon(
                "✕",
                id=ids.FOUND_CLOSE,
                size="sm",
                variant="subtle",
                **aria(label=CLOSE.say(locale)),
            ),
        ],
        id=ids.FOUND,
        className="found hidden",
    )


def _button(name: str, label: str) -> dmc.Button:
    return dmc.Button(label, id=name, size="compact-xs", variant="light", className="hidden")
