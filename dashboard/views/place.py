"""A field a place is typed or pasted into, in any system, with what was understood under it.

The page listens to it (``opsmap/src/page/place-field.ts``: ``new PlaceField(id)``) and the server
reads it (``GET /api/coordinates``).
"""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text

LABEL = Text(fr="Lieu", en="Place")
HINT = Text(
    fr="43,4868 ; -1,5561 · 30T XP 16757 15887 · CD82C9",
    en="43.4868, -1.5561 · 30T XP 16757 15887 · CD82C9",
)
WORDS = {
    "not_read": Text(
        fr="Non lu : le serveur ne répond pas. Le texte est conservé ; réessayer.",
        en="Not read: the server does not answer. The text is kept; try again.",
    ),
    "place_wrong": Text(
        fr="Le lieu n'est pas lisible : le corriger, ou vider le champ.",
        en="The place cannot be read: correct it, or empty the field.",
    ),
}


def place_field(
    name: str, locale: Locale, *, label: Text = LABEL, focused: bool = False
) -> html.Div:
    """Return the field; ``name`` is its id, and that of what is said under it ends in "-said".

    A dialog that opens gives the focus to the field that is ``focused``.
    """
    focus = {"data-autofocus": "true"} if focused else {}
    return html.Div(
        [
            dmc.TextInput(
                id=name,
                label=label.say(locale),
                placeholder=HINT.say(locale),
                size="xs",
                autoComplete="off",
                **focus,
            ),
            html.P(id=f"{name}-said", className="place-said", role="status"),
        ],
        className="place-field",
    )
