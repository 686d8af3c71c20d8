"""Measuring tools: their places in the rail, and the panel that says what was measured."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.place import place_field
from dashboard.views.refusal import refusal

INSIDE = Text(fr="Qui et quoi est dans une zone ?", en="Who and what is in an area?")
TOOLS = (
    (ids.MEASURE_LINE, "↔", Text(fr="Mesurer une distance", en="Measure a distance")),
    (ids.MEASURE_AREA, "▱", Text(fr="Mesurer une surface", en="Measure an area")),
    (ids.MEASURE_RINGS, "◎", Text(fr="Cercles autour d'un lieu", en="Rings around a place")),
    (ids.INSIDE, "⊡", INSIDE),
)
"""What stands in the rail of the map: its id, its sign, its name."""

CLOSE = Text(fr="Ranger (Échap)", en="Put away (Esc)")
NOTE = Text(fr="Écrire dans la main courante…", en="Write in the log…")
KEEP = Text(fr="Enregistrer le tracé…", en="Record the shape…")
AROUND = Text(fr="Autour de (sinon, de l'objet choisi)", en="Around (else, the chosen object)")
POINT = Text(fr="Pointer", en="Point")
LIST = Text(fr="Distances ou minutes", en="Distances or minutes")
SPEED = Text(fr="Vitesse (km/h)", en="Speed (km/h)")

WORDS = {
    "measure_line": Text(fr="Distance", en="Distance"),
    "measure_area": Text(fr="Surface", en="Area"),
    "measure_rings": Text(fr="Cercles", en="Rings"),
    "measure_hint": Text(
        fr="Ce qui est mesuré ne s'enregistre pas, et s'efface avec Échap.",
        en="What is measured is not recorded, and goes away with Esc.",
    ),
    "point_centre": Text(fr="Centre des cercles", en="Middle of the rings"),
    "draw_inside": Text(fr="Zone à regarder", en="Area to look into"),
    "measure_rings_hint": Text(
        fr="Par exemple : 500 m, 1 km, 2 km ; ou 5, 10, 15 min et une vitesse.",
        en="For example: 500 m, 1 km, 2 km; or 5, 10, 15 min and a speed.",
    ),
    "rings_where": Text(
        fr="Autour de quoi ? Choisir un objet, pointer ou écrire un lieu.",
        en="Around what? Choose an object, point or write a place.",
    ),
    "unreadable_rings": Text(
        fr="« {text} » n'est pas une liste de distances ; attendu : 500 m, 1 km ou 5, 10 min "
        "(douze au plus, une unité au moins).",
        en="“{text}” is not a list of distances; expected: 500 m, 1 km or 5, 10 min (twelve at "
        "most, with a unit).",
    ),
    "speed_missing": Text(
        fr="Pour des minutes, dire la vitesse en km/h.", en="For minutes, say the speed in km/h."
    ),
    "rings_too_far": Text(fr="Un cercle va de 1 m à 500 km.", en="A ring goes from 1 m to 500 km."),
    "crow": Text(
        fr="{minutes} min à vol d'oiseau, {speed} km/h",
        en="{minutes} min as the crow flies, {speed} km/h",
    ),
    "rings_around": Text(fr="Autour de : {name}", en="Around: {name}"),
    "this_place": Text(fr="ce lieu", en="this place"),
    "leg": Text(fr="Trajet", en="Leg"),
    "length": Text(fr="Longueur", en="Length"),
    "bearing": Text(fr="Cap", en="Bearing"),
    "sum": Text(fr="Cumul", en="Sum"),
    "ring": Text(fr="Cercle", en="Ring"),
    "radius": Text(fr="Rayon", en="Radius"),
    "area": Text(fr="Surface", en="Area"),
    "true_north": Text(
        fr="Distances géodésiques (WGS 84) ; caps depuis le nord géographique.",
        en="Geodesic distances (WGS 84); bearings from true north.",
    ),
    "perimeter": Text(fr="Périmètre : {length}", en="Perimeter: {length}"),
    "measured_line": Text(
        fr="Distance mesurée sur la carte : {length} ({legs}).",
        en="Distance measured on the map: {length} ({legs}).",
    ),
    "measured_area": Text(
        fr="Surface mesurée sur la carte : {area}, périmètre {length}.",
        en="Area measured on the map: {area}, perimeter {length}.",
    ),
    "measured_rings": Text(
        fr="Cercles autour de {name} : {rings}.", en="Rings around {name}: {rings}."
    ),
}


def measure_panel(locale: Locale) -> html.Section:
    """Return the panel, hidden until something is measured."""
    return html.Section(
        [
            panel_head(ids.MEASURE_TITLE, ids.MEASURE_CLOSE, CLOSE, locale),
            html.Div(
                [
                    html.Div(
                        [
                            place_field(ids.RINGS_PLACE, locale, label=AROUND),
                            dmc.Button(
                                POINT.say(locale), id=ids.RINGS_POINT, size="xs", variant="default"
                            ),
                        ],
                        className="row",
                    ),
                    html.Div(
                        [
                            dmc.TextInput(
                                id=ids.RINGS_LIST,
                                label=LIST.say(locale),
                                value="500 m, 1 km, 2 km",
                                size="xs",
                            ),
                            dmc.TextInput(
                                id=ids.RINGS_SPEED, label=SPEED.say(locale), value="", size="xs"
                            ),
                        ],
                        className="row",
                    ),
                    refusal(ids.RINGS_REFUSAL),
                ],
                id=ids.RINGS_FORM,
                className="rings-form hidden",
            ),
            html.Div(id=ids.MEASURE_BODY, className="listed", role="status"),
            html.Div(
                [
                    dmc.Button(
                        label.say(locale),
                        id=name,
                        size="compact-sm",
                        variant="default",
                        className="hidden",
                    )
                    for name, label in ((ids.MEASURE_NOTE, NOTE), (ids.MEASURE_KEEP, KEEP))
                ],
                className="panel-actions",
            ),
        ],
        id=ids.MEASURE_PANEL,
        className="panel hidden",
        **aria(labelledby=ids.MEASURE_TITLE),
    )


def panel_head(title: str, close: str, label: Text, locale: Locale, said: str = "") -> html.Div:
    """Return the head of a panel over the map: what it is, and the way to put it away."""
    return html.Div(
        [
            html.H2(said, id=title),
            dmc.ActionIcon(
                html.Span("✕", **aria(hidden="true")),
                id=close,
                variant="subtle",
                **aria(label=label.say(locale)),
            ),
        ],
        className="panel-head",
    )
