"""Who and what is inside an area: the panel that lists them, now and between two times."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import CLOSE, panel_head

TITLE = Text(fr="Qui et quoi est dans la zone", en="Who and what is in the area")
ZONE = Text(fr="Zone", en="Area")
CHOOSE = Text(fr="Choisir une zone de l'opération", en="Choose an area of the operation")
DRAW = Text(fr="Tracer", en="Draw")
WHEN = Text(fr="Quand", en="When")
WHENS = {
    "at": Text(fr="à l'instant affiché", en="at the instant shown"),
    "between": Text(fr="entre deux heures", en="between two times"),
}
FROM = Text(fr="De", en="From")
TO = Text(fr="À", en="To")
SAVE = Text(fr="Télécharger (CSV)", en="Download (CSV)")

WORDS = {
    "inside_hint": Text(
        fr="Choisir une zone de l'opération, ou en tracer une : elle ne sera pas enregistrée.",
        en="Choose an area of the operation, or draw one: it will not be recorded.",
    ),
    "inside_times_wrong": Text(
        fr="Dire deux heures, la première avant la seconde.",
        en="Say two times, the first before the second.",
    ),
    "inside_at": Text(fr="À l'instant affiché : {time}", en="At the instant shown: {time}"),
    "inside_by_log": Text(
        fr="Entre deux heures : d'après les lieux que dit la main courante.",
        en="Between two times: by the places the log says.",
    ),
    "position": Text(fr="Position", en="Position"),
    "inside_one": Text(fr="{count} objet", en="{count} object"),
    "inside_count": Text(fr="{count} objets", en="{count} objects"),
    "inside": Text(fr="dedans", en="inside"),
    "partly": Text(fr="en partie", en="in part"),
    "already_there": Text(fr="déjà là", en="already there"),
    "still_there": Text(fr="toujours là", en="still there"),
    "came": Text(fr="entre {time}", en="in {time}"),
    "went": Text(fr="sort {time}", en="out {time}"),
    "layer": Text(fr="Couche", en="Layer"),
    "object": Text(fr="Objet", en="Object"),
    "in_area": Text(fr="Dans la zone", en="In the area"),
    "entered": Text(fr="Entrée", en="Entered"),
    "left": Text(fr="Sortie", en="Left"),
}


def inside_panel(locale: Locale) -> html.Section:
    """Return the panel, hidden until it is asked for."""
    return html.Section(
        [
            panel_head(ids.INSIDE_TITLE, ids.INSIDE_CLOSE, CLOSE, locale, TITLE.say(locale)),
            html.Div(
                [
                    dmc.Select(
                        id=ids.INSIDE_ZONE,
                        label=ZONE.say(locale),
                        placeholder=CHOOSE.say(locale),
                        data=[],
                        searchable=True,
                        size="xs",
                    ),
                    dmc.Button(DRAW.say(locale), id=ids.INSIDE_DRAW, size="xs", variant="default"),
                ],
                className="row",
            ),
            dmc.SegmentedControl(
                id=ids.INSIDE_WHEN,
                data=[{"value": key, "label": text.say(locale)} for key, text in WHENS.items()],
                value="at",
                size="xs",
                fullWidth=True,
                **aria(label=WHEN.say(locale)),
            ),
            html.Div(
                [
                    dmc.TextInput(id=ids.INSIDE_FROM, label=FROM.say(locale), size="xs"),
                    dmc.TextInput(id=ids.INSIDE_TO, label=TO.say(locale), size="xs"),
                ],
                id=ids.INSIDE_TIMES,
                className="row hidden",
            ),
            html.P(id=ids.INSIDE_AT, className="hint"),
            html.Div(id=ids.INSIDE_BODY, className="inside-body"),
            dmc.Button(
                SAVE.say(locale),
                id=ids.INSIDE_SAVE,
                size="compact-sm",
                variant="default",
                className="hidden",
            ),
        ],
        id=ids.INSIDE_PANEL,
        className="panel hidden",
        **aria(labelledby=ids.INSIDE_TITLE),
    )
