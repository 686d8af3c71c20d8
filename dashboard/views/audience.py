"""Who may read something: everybody, our own organisation, some; and from when."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views.rights import said

VISIBLE = Text(fr="Visible par", en="Visible to")
AUDIENCES = {
    "all": Text(fr="tous", en="everybody"),
    "own": Text(fr="mon organisme", en="my organisation"),
    "some": Text(fr="certains…", en="some…"),
}
SOME = Text(fr="Organismes, en plus du mien", en="Organisations, beside mine")
EMBARGO = Text(fr="Embargo jusqu'à (facultatif)", en="Embargo until (optional)")


def audience(name: str, of: str, until: str, locale: Locale) -> html.Div:
    """Return the three fields under the ids ``name``, ``of`` and ``until``.

    Which organisations there are to choose from is filled in by the page.
    """
    return html.Div(
        [
            dmc.Select(
                id=name,
                label=VISIBLE.say(locale),
                data=[{"value": k, "label": text} for k, text in said(AUDIENCES, locale).items()],
                value="all",
                allowDeselect=False,
                size="xs",
            ),
            dmc.TextInput(id=until, label=EMBARGO.say(locale), size="xs"),
            dmc.MultiSelect(
                id=of,
                label=SOME.say(locale),
                data=[],
                value=[],
                searchable=True,
                size="xs",
                className="audience-of hidden",
            ),
        ],
        className="row audience",
    )
