"""The map: the layer declarations as the component draws them; nothing else knows how."""

from collections.abc import Iterable

from dashboard.layers import DIRECTORY, REFERENCES, ObjectLayer
from dashboard.layers.layer import UNKNOWN_STATUS, Field, Status
from dashboard.opsmap import OpsMap
from dashboard.opsmap.props import Field as Row
from dashboard.opsmap.props import Layer, StatusStyle
from dashboard.review.words import SOURCES
from dashboard.text import Locale
from dashboard.views import ids
from dashboard.views.symbols import symbol_of


def map_view(layers: Iterable[ObjectLayer], locale: Locale) -> OpsMap:
    """Return the map, empty until an operation is chosen."""
    return OpsMap(
        id=ids.MAP,
        className="vigie-map",
        locale=locale,
        theme="light",
        layers=[
            *(drawn(layer, locale) for layer in layers),
            *(drawn(layer, locale, listed=True) for layer in (*DIRECTORY, *REFERENCES)),
        ],
        hiddenLayers=[],
        selection=[],
        mode="select",
        # The page's own script hears these; no callback does.
        quiet=["shown", "loaded", "hoverData"],
    )


def drawn(layer: ObjectLayer, locale: Locale, *, listed: bool = False) -> Layer:
    """Return one layer as ``OpsMap`` takes it: symbols ready made, words chosen.

    One that is ``listed`` lends its words to the cards, and is neither drawn nor counted.
    """
    return {
        "key": layer.key,
        "label": layer.label.say(locale),
        "geometry": layer.geometry,
        "colour": layer.colour,
        "rank": layer.rank,
        "code": layer.code,
        "counted": list(layer.counted),
        "urgentCounted": layer.urgent_when_counted,
        "listed": listed,
        "statuses": {key: _state(layer, status, locale) for key, status in layer.statuses.items()},
        "fallback": _state(layer, UNKNOWN_STATUS, locale),
        "sources": {name: text.say(locale) for name, text in SOURCES.items()},
        "fields": [
            _row(key, field, locale) for key, field in layer.fields.items() if not field.aside
        ],
    }


def _state(layer: ObjectLayer, status: Status, locale: Locale) -> StatusStyle:
    stale_after = status.stale_after_min
    # What moves may have a device, which falls silent in any status.
    ages = stale_after is not None or layer.nature == "mobile"
    return {
        "label": status.label.say(locale),
        "dashed": status.dashed,
        "hatched": status.hatched,
        "colour": None,
        "icon": symbol_of(layer, status),
        "urgent": status.urgent,
        "staleAfter": None if stale_after is None else stale_after * 60_000,
        "stale": symbol_of(layer, status, stale=True) if ages else None,
    }


def _row(key: str, field: Field, locale: Locale) -> Row:
    return {
        "key": key,
        "label": field.label.say(locale),
        "unit": field.unit or None,
        "kind": field.type if field.type in {"time", "object"} else None,
        "choices": {value: text.say(locale) for value, text in field.choices.items()} or None,
    }
