"""Going to a place that is typed or pasted, and writing there."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.place import place_field

TITLE = Text(fr="Aller à un lieu", en="Go to a place")
SAYS = Text(
    fr="Degrés décimaux, degrés et minutes, UTM, MGRS, DFCI ou Lambert-93, tels qu'ils sont dits.",
    en="Decimal degrees, degrees and minutes, UTM, MGRS, DFCI or Lambert-93, as they are said.",
)
GO = Text(fr="Aller", en="Go")
NEAREST = Text(fr="Équipes proches…", en="Nearest teams…")
WRITE = Text(fr="Écrire ici…", en="Write here…")


def going_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed."""
    return dmc.Modal(
        [
            html.P(SAYS.say(locale), className="hint"),
            place_field(ids.GOTO_PLACE, locale, focused=True),
            html.Div(
                [
                    dmc.Button(GO.say(locale), id=ids.GOTO_GO, size="sm", disabled=True),
                    dmc.Button(
                        WRITE.say(locale),
                        id=ids.GOTO_WRITE,
                        size="sm",
                        variant="default",
                        disabled=True,
                    ),
                    dmc.Button(
                        NEAREST.say(locale),
                        id=ids.GOTO_NEAREST,
                        size="sm",
                        variant="default",
                        disabled=True,
                    ),
                ],
                className="actions",
            ),
        ],
        id=ids.GOTO_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
    )
