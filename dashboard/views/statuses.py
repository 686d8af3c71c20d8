"""The keys of statuses: a strip over the map, one digit for each status of the chosen team."""

from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import CLOSE, panel_head
from dashboard.views.refusal import refusal

WORDS = {
    "status_keys": Text(fr="Touches d'état", en="Status keys"),
    "status_of": Text(fr="{name} : {status}", en="{name}: {status}"),
    "status_choose": Text(
        fr="Choisir une équipe, sur la carte ou dans la main courante.",
        en="Choose a team, on the map or in the log.",
    ),
    "status_now": Text(
        fr="Un chiffre inscrit l'état, à l'instant présent.",
        en="A digit records the status, at this moment.",
    ),
    "status_then": Text(
        fr="Un chiffre inscrit l'état à {time}, l'instant affiché.",
        en="A digit records the status at {time}, the instant shown.",
    ),
    "status_already": Text(
        fr="{name} est déjà « {status} » : rien n'a été écrit.",
        en="{name} is already “{status}”: nothing was written.",
    ),
    "status_impossible": Text(
        fr="« {status} » n'est pas possible pour {name}, « {was} » : rien n'a été écrit.",
        en="“{status}” is not possible for {name}, “{was}”: nothing was written.",
    ),
    "status_far": Text(
        fr="à {distance} de « {name} », le lieu le plus proche",
        en="{distance} from “{name}”, the nearest place",
    ),
}


def status_strip(locale: Locale) -> html.Section:
    """Return the strip, hidden until it is asked for."""
    return html.Section(
        [
            panel_head(ids.STATUS_TITLE, ids.STATUS_CLOSE, CLOSE, locale),
            html.P(id=ids.STATUS_WHEN, className="hint"),
            html.Div(
                id=ids.STATUS_KEYS,
                className="status-keys",
                role="group",
                **aria(labelledby=ids.STATUS_TITLE),
            ),
            refusal(ids.STATUS_REFUSAL),
        ],
        id=ids.STATUS_STRIP,
        className="status-strip hidden",
        **aria(labelledby=ids.STATUS_TITLE),
    )
