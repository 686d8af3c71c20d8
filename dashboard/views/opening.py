"""The dialog that opens an operation: a name, a span of time, an area."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.refusal import refusal

OPEN = Text(fr="Ouvrir une opération", en="Open an operation")
NAME = Text(fr="Nom", en="Name")
NAME_HINT = Text(fr="Concert place Bellecour, 21 juin", en="Concert, Bellecour square, 21 June")
STARTS = Text(fr="Début (heure locale)", en="Starts (local time)")
ENDS = Text(fr="Fin (heure locale)", en="Ends (local time)")
ZONE = Text(fr="Fuseau horaire", en="Time zone")
EXERCISE = Text(
    fr="Exercice : l'écran le dira en permanence", en="Exercise: the screen will always say so"
)
CONTINUOUS = Text(
    fr="Main courante permanente : toujours ouverte, sans fin",
    en="Routine log: always open, without end",
)
MODEL = Text(fr="À partir de", en="Starting from")
NO_MODEL = Text(fr="rien : une opération vide", en="nothing: an empty operation")
MODEL_SAYS = Text(
    fr="Ce qui y était prévu sera de nouveau prévu ici, à des dates décalées.",
    en="What was planned there will be planned again here, its dates shifted.",
)
AREA = Text(
    fr="La zone attendue est celle que montre la carte : la cadrer avant d'ouvrir.",
    en="The expected area is what the map shows: frame it before opening.",
)
ZONES = (
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
)


def opening_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed."""
    return dmc.Modal(
        [
            dmc.TextInput(
                id=ids.OPEN_NAME, label=NAME.say(locale), placeholder=NAME_HINT.say(locale)
            ),
            html.Div(
                [
                    dmc.TextInput(id=ids.OPEN_STARTS, label=STARTS.say(locale), size="sm"),
                    dmc.TextInput(id=ids.OPEN_ENDS, label=ENDS.say(locale), size="sm"),
                ],
                className="row",
            ),
            dmc.Select(
                id=ids.OPEN_ZONE,
                label=ZONE.say(locale),
                data=list(ZONES),
                value=ZONES[0],
                allowDeselect=False,
            ),
            dmc.Checkbox(id=ids.OPEN_EXERCISE, label=EXERCISE.say(locale), checked=False, mt="sm"),
            dmc.Checkbox(
                id=ids.OPEN_CONTINUOUS, label=CONTINUOUS.say(locale), checked=False, mt="sm"
            ),
            dmc.Select(
                id=ids.OPEN_MODEL,
                label=MODEL.say(locale),
                description=MODEL_SAYS.say(locale),
                placeholder=NO_MODEL.say(locale),
                data=[],
                clearable=True,
                searchable=True,
                mt="sm",
            ),
            html.Div(id=ids.OPEN_COPY, className="open-copy", role="status"),
            html.P(AREA.say(locale), className="hint"),
            refusal(ids.OPEN_REFUSAL),
            dmc.Button(OPEN.say(locale), id=ids.OPEN_CONFIRM, mt="sm"),
        ],
        id=ids.OPEN_DIALOG,
        title=OPEN.say(locale),
        opened=False,
        keepMounted=True,
    )
