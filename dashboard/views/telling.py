"""The words that tell of differences and of plans kept or not, as the page reads them."""

from typing import Any

from dashboard.layers import FORESIGHT, KINDS, ObjectLayer
from dashboard.review.differences import CHANGES, COMPASS, DAYS, DEPARTURES, NOWHERE, REDRAWN
from dashboard.review.values import NO, NOT_GIVEN, YES
from dashboard.review.words import SOURCES
from dashboard.text import Locale, Text
from dashboard.views.rights import said

GROUPS = {
    "added": Text(fr="Nouveau sur la carte", en="New on the map"),
    "removed": Text(fr="N'est plus sur la carte", en="No longer on the map"),
    "moved": Text(fr="Déplacé ou redessiné", en="Moved or redrawn"),
    "status": Text(fr="Changé d'état", en="Changed status"),
    "window": Text(fr="Créneau prévu changé", en="Planned window changed"),
    "value": Text(fr="Valeurs changées", en="Values changed"),
    "kind": Text(fr="Changé de type", en="Changed kind"),
}
DEVIATIONS = {
    "missing": Text(fr="Pas en place, en retard", en="Not in place, late"),
    "missed": Text(fr="Jamais mis en place", en="Never put in place"),
    "opened_late": Text(fr="Mis en place en retard", en="Put in place late"),
    "opened_early": Text(fr="Mis en place en avance", en="Put in place early"),
    "elsewhere": Text(fr="Pas au lieu prévu", en="Not at the planned place"),
    "overdue": Text(fr="En place après la fin prévue", en="In place after its planned end"),
    "closed_late": Text(fr="Fini en retard", en="Ended late"),
    "closed_early": Text(fr="Fini en avance", en="Ended early"),
    "cancelled": Text(fr="Prévu puis annulé", en="Planned, then cancelled"),
    "unplanned": Text(fr="En place sans avoir été prévu", en="In place, not planned"),
}


def telling(locale: Locale) -> dict[str, Any]:
    """Return the sentences of differences with their {places}, and the words of every kind."""
    return {
        "changes": said(CHANGES, locale),
        "redrawn": REDRAWN.say(locale),
        "nowhere": NOWHERE.say(locale),
        "yes": YES.say(locale),
        "no": NO.say(locale),
        "not_given": NOT_GIVEN.say(locale),
        "sources": said(SOURCES, locale),
        "departures": said(DEPARTURES, locale),
        "groups": said(GROUPS, locale),
        "deviations": said(DEVIATIONS, locale),
        "compass": [direction.say(locale) for direction in COMPASS],
        "days": DAYS.say(locale),
        "foresight": {
            "planned": sorted(FORESIGHT.planned),
            "mobile": sorted(FORESIGHT.mobile),
        },
        "kinds": {key: _kind(layer, locale) for key, layer in KINDS.items()},
    }


def _kind(layer: ObjectLayer, locale: Locale) -> dict[str, Any]:
    """Return what a kind and its states, values and verbs are called."""
    return {
        "label": layer.label.say(locale),
        "one": layer.one.say(locale),
        "statuses": {key: status.label.say(locale) for key, status in layer.statuses.items()},
        "fields": {
            key: {
                "label": field.label.say(locale),
                "unit": field.unit,
                "type": field.type,
                "choices": said(field.choices, locale),
            }
            for key, field in layer.fields.items()
        },
        "verbs": {
            key: {"label": verb.label.say(locale), "before": verb.before, "after": verb.after}
            for key, verb in layer.verbs.items()
        },
    }
