"""The nearest teams: the panel that lists them from any place, at the instant shown."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.layers.teams import AVAILABLE, LAYER, STATUS_KEYS
from dashboard.operations.statuses import FAR_M, ON_SCENE, SCENES
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import CLOSE, POINT, panel_head
from dashboard.views.place import place_field

TITLE = Text(fr="Équipes les plus proches", en="Nearest teams")
FROM = Text(fr="De (sinon, de l'objet choisi)", en="From (else, the chosen object)")
ONLY = Text(fr="Disponibles seulement", en="Available only")

WORDS = {
    "nearest_around": Text(fr="De : {name}", en="From: {name}"),
    "nearest_point": Text(fr="Lieu de départ", en="Place to start from"),
    "map_middle": Text(fr="milieu de la carte", en="middle of the map"),
    "found_place": Text(fr="lieu cherché", en="place looked for"),
    "nearest_none": Text(
        fr="Aucune équipe n'a de position à cet instant.",
        en="No team has a position at this instant.",
    ),
    "nearest_none_free": Text(
        fr="Aucune équipe disponible n'a de position à cet instant.",
        en="No available team has a position at this instant.",
    ),
    "nearest_where": Text(
        fr="D'où ? Choisir un objet, pointer ou écrire un lieu.",
        en="From where? Choose an object, point or write a place.",
    ),
    "from_device": Text(fr="de l'appareil", en="from the device"),
    "from_log": Text(fr="de la main courante", en="from the log"),
    "is_stale": Text(fr="sans nouvelles", en="no news"),
    "near_time": Text(fr="{minutes} min ({low}–{high})", en="{minutes} min ({low}–{high})"),
    "near_unreached": Text(fr="plus de 2 h", en="more than 2 h"),
    "near_barred": Text(
        fr="coupé ({minutes} min sans coupure)", en="cut off ({minutes} min without closures)"
    ),
    "near_waiting": Text(
        fr="Temps de trajet en cours de calcul : l'ordre est à vol d'oiseau.",
        en="Travel times are being computed: the order is as the crow flies.",
    ),
    "near_failed": Text(
        fr="Temps de trajet non calculés : l'ordre est à vol d'oiseau.",
        en="Travel times were not computed: the order is as the crow flies.",
    ),
    "advice_title": Text(fr="Hôpitaux : un conseil", en="Hospitals: advice"),
    "advice_how": Text(
        fr="Du lieu, avec avertisseurs ; ceux qui sont fermés ou sans place viennent après. Places "
        "comme déclarées ; la régulation décide.",
        en="From the place, with siren; those closed or without a place come after. Places as "
        "declared; dispatch decides.",
    ),
    "advice_left_absolute": Text(fr="{left} UA", en="{left} absolute"),
    "advice_of_absolute": Text(fr="{left} UA sur {all}", en="{left} of {all} absolute"),
    "advice_left_relative": Text(fr="{left} UR", en="{left} relative"),
    "advice_of_relative": Text(fr="{left} UR sur {all}", en="{left} of {all} relative"),
    "advice_declared": Text(fr="déclaré {ago}", en="declared {ago}"),
    "advice_undeclared": Text(fr="places non déclarées", en="places not declared"),
    "crow_flies": Text(
        fr="À vol d'oiseau (WGS 84) ; cap depuis le nord géographique.",
        en="As the crow flies (WGS 84); bearing from true north.",
    ),
}


def nearest_panel(locale: Locale) -> html.Section:
    """Return the panel, hidden until it is asked for."""
    return html.Section(
        [
            panel_head(ids.NEAREST_TITLE, ids.NEAREST_CLOSE, CLOSE, locale, TITLE.say(locale)),
            html.Div(
                [
                    place_field(ids.NEAREST_PLACE, locale, label=FROM),
                    dmc.Button(
                        POINT.say(locale), id=ids.NEAREST_POINT, size="xs", variant="default"
                    ),
                ],
                className="row",
            ),
            dmc.Switch(id=ids.NEAREST_ONLY, label=ONLY.say(locale), checked=False, size="xs"),
            html.P(id=ids.NEAREST_AT, className="hint"),
            html.Div(id=ids.NEAREST_BODY),
        ],
        id=ids.NEAREST_PANEL,
        className="panel hidden",
        **aria(labelledby=ids.NEAREST_TITLE),
    )


def teams() -> dict[str, Any]:
    """Return what the page has to know of teams: what is free, their keys, where a scene may be."""
    return {
        "kind": LAYER.key,
        "available": AVAILABLE,
        "keys": STATUS_KEYS,
        "on_scene": ON_SCENE,
        "scenes": sorted(SCENES),
        "far_m": FAR_M,
    }
