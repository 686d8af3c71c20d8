"""The layers beside the map: which are drawn, how many hold now, and what their symbols mean."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html

from dashboard.layers import ObjectLayer
from dashboard.layers.layer import Status
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.stages import stages
from dashboard.views.symbols import as_address, symbol_of

TITLE = Text(fr="Couches", en="Layers")
BASE_MAP = Text(fr="Fond de carte", en="Base map")
STATES = Text(fr="Légende", en="Legend")
COUNT = Text(fr="nombre à cet instant", en="how many at this instant")


def count_id(layer: ObjectLayer) -> str:
    """Return the id of the element that shows how many objects of ``layer`` hold."""
    return f"count-{layer.key}"


def legend(
    layers: Sequence[ObjectLayer], base_maps: Sequence[Mapping[str, str]], locale: Locale
) -> html.Aside:
    """Return the layers panel: the topmost layer first, as one reads a map's legend."""
    shown = list(reversed(layers))
    return html.Aside(
        [
            dmc.Select(
                id=ids.BASE_MAP,
                label=BASE_MAP.say(locale),
                data=list(base_maps),
                value="none",
                size="xs",
                allowDeselect=False,
                persistence=True,
            ),
            stages(locale),
            html.H2(TITLE.say(locale)),
            dmc.CheckboxGroup(
                id=ids.LAYERS_ON,
                value=[layer.key for layer in layers],
                children=html.Div([_line(layer, locale) for layer in shown], className="layers"),
                persistence=True,
                persistence_type="session",
            ),
            html.Details(
                [
                    html.Summary(STATES.say(locale)),
                    html.Div([_states(layer, locale) for layer in shown], className="states"),
                ]
            ),
        ],
        id=ids.LEGEND,
        className="legend",
        **aria(label=TITLE.say(locale)),
    )


def _line(layer: ObjectLayer, locale: Locale) -> html.Div:
    usual = next(iter(sorted(layer.statuses.values(), key=_plainest)))
    label = html.Span([_image(layer, usual), html.Span(layer.label.say(locale))])
    return html.Div(
        [
            dmc.Checkbox(value=layer.key, label=label, size="xs"),
            html.Span("0", id=count_id(layer), className="count", title=COUNT.say(locale)),
        ],
        className="layer",
    )


def _states(layer: ObjectLayer, locale: Locale) -> html.Div:
    states = [
        html.Li([_image(layer, status), status.label.say(locale)])
        for status in layer.statuses.values()
    ]
    return html.Div([html.H3(layer.label.say(locale)), html.Ul(states)])


def _image(layer: ObjectLayer, status: Status) -> html.Img:
    return html.Img(src=as_address(symbol_of(layer, status)), alt="", width=22, height=22)


def _plainest(status: Status) -> tuple[bool, bool, bool]:
    return (status.dashed, status.hatched, bool(status.badge))
