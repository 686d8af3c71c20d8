"""The place under the pointer, at the bottom of the map, in the system the reader chose."""

import dash_mantine_components as dmc
from dash import html

from dashboard.geo.spot import SYSTEM_NAMES
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria

LABEL = Text(fr="Lieu sous le pointeur", en="Place under the pointer")
SYSTEM = Text(fr="Système de coordonnées", en="Coordinate system")
COPY = Text(fr="Copier le lieu (touche C)", en="Copy the place (key C)")
SHORT = {
    "dd": Text(fr="Degrés", en="Degrees"),
    "dms": Text(fr="D M S", en="D M S"),
    "ddm": Text(fr="D M,m", en="D M.m"),
    "utm": Text(fr="UTM", en="UTM"),
    "mgrs": Text(fr="MGRS", en="MGRS"),
    "dfci": Text(fr="DFCI", en="DFCI"),
    "lambert93": Text(fr="Lambert-93", en="Lambert-93"),
}
"""Their names where there is little room; the full ones are in the list."""

WORDS = {
    "under_pointer": Text(fr="sous le pointeur", en="under the pointer"),
    "at_centre": Text(fr="au centre de la carte", en="at the middle of the map"),
    "out_of_system": Text(
        fr="hors de ce système ; en choisir un autre", en="outside this system; choose another"
    ),
    "copied": Text(fr="Copié", en="Copied"),
    "not_copied": Text(
        fr="Non copié : le navigateur le refuse.", en="Not copied: the browser refuses."
    ),
}


def readout(locale: Locale) -> html.Div:
    """Return the line; the page writes the place into it, many times a second."""
    return html.Div(
        [
            dmc.Select(
                id=ids.READOUT_SYSTEM,
                data=[
                    {"value": system, "label": _name(system, name, locale)}
                    for system, name in SYSTEM_NAMES.items()
                ],
                value="dd",
                allowDeselect=False,
                size="xs",
                className="readout-system",
                comboboxProps={"width": 250, "position": "top-start"},
                persistence=True,
                persistence_type="local",
                **aria(label=SYSTEM.say(locale)),
            ),
            html.Button(
                [
                    html.Span(id=ids.READOUT_OF, className="readout-of"),
                    html.Span(id=ids.READOUT_SAID, className="readout-said"),
                ],
                id=ids.READOUT_COPY,
                className="readout-copy",
                title=COPY.say(locale),
            ),
        ],
        id=ids.READOUT,
        className="readout",
        role="group",
        **aria(label=LABEL.say(locale)),
    )


def _name(system: str, name: Text, locale: Locale) -> str:
    short, long = SHORT[system].say(locale), name.say(locale)
    return long if long.startswith(short) else f"{short} · {long}"
