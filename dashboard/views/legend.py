"""The panel beside the map: its layers, the legend of what is on it now, and the same as a list."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html

from dashboard.layers import ObjectLayer
from dashboard.layers.layer import Status
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.basemaps import Ground
from dashboard.views.stages import stages
from dashboard.views.symbols import as_address, symbol_of

TITLE = Text(fr="Couches", en="Layers")
BASE_MAP = Text(fr="Fond de carte", en="Base map")
STATES = Text(fr="Légende", en="Legend")
PANEL = Text(fr="Volet de la carte", en="Map panel")
PANELS = {
    "layers": TITLE,
    "now": STATES,
    "list": Text(fr="Liste", en="List"),
}
ALL_STATES = Text(fr="Tous les symboles", en="All symbols")
ON_THE_MAP = Text(fr="Sur la carte maintenant", en="On the map now")
SIZE = Text(fr="Taille des symboles", en="Size of symbols")
SIZES = {
    "small": Text(fr="Petite", en="Small"),
    "normal": Text(fr="Normale", en="Normal"),
    "projector": Text(fr="Projection", en="Projector"),
}
GATHER = Text(fr="Regrouper ce qui se couvre", en="Gather what overlaps")
GATHER_HOW = Text(
    fr="Ce qui est urgent ou choisi reste toujours à part.",
    en="What is urgent or chosen always stands apart.",
)
TRAIL = Text(fr="Traces des équipes suivies", en="Trails of tracked teams")
TRAILS = {
    "0": Text(fr="Sans", en="None"),
    "5": Text(fr="5 min", en="5 min"),
    "15": Text(fr="15 min", en="15 min"),
    "60": Text(fr="1 h", en="1 h"),
}
"""Minutes of their ways that teams leave behind them."""

LIST = Text(fr="Objets sur la carte", en="Objects on the map")
LIST_HOW = Text(
    fr="Flèches : parcourir. Entrée : choisir et centrer.",
    en="Arrows: go through. Enter: choose and centre.",
)
ALL = Text(fr="Aussi hors de la vue", en="Outside the view too")
COUNT = Text(fr="nombre à cet instant", en="how many at this instant")


def count_id(layer: ObjectLayer) -> str:
    """Return the id of the element that shows how many objects of ``layer`` hold."""
    return f"count-{layer.key}"


def legend(layers: Sequence[ObjectLayer], ground: Ground, locale: Locale) -> html.Aside:
    """Return the layers panel: the topmost layer first, as one reads a map's legend."""
    shown = list(reversed(layers))
    return html.Aside(
        [
            dmc.SegmentedControl(
                id=ids.PANEL,
                data=[{"value": key, "label": text.say(locale)} for key, text in PANELS.items()],
                value="layers",
                size="xs",
                fullWidth=True,
                **aria(label=PANEL.say(locale)),
            ),
            html.Section(
                [
                    dmc.Select(
                        id=ids.BASE_MAP,
                        label=BASE_MAP.say(locale),
                        description=ground.note(locale) or None,
                        data=ground.choices(locale),
                        value=ground.first(),
                        size="xs",
                        allowDeselect=False,
                        persistence=True,
                    ),
                    stages(locale),
                    html.H2(TITLE.say(locale)),
                    dmc.CheckboxGroup(
                        id=ids.LAYERS_ON,
                        value=[layer.key for layer in layers],
                        children=html.Div(
                            [_line(layer, locale) for layer in shown], className="layers"
                        ),
                        persistence=True,
                        persistence_type="session",
                        **aria(label=TITLE.say(locale)),
                    ),
                    html.Div(id=ids.REFERENCES, className="references"),
                    *_display(locale),
                    html.Details(
                        [
                            html.Summary(ALL_STATES.say(locale)),
                            html.Div(className="states"),
                        ],
                        id=ids.SYMBOLS,
                    ),
                ],
                id=ids.PANEL_LAYERS,
            ),
            html.Section(
                [
                    html.H2(ON_THE_MAP.say(locale)),
                    html.Div(id=ids.LEGEND_NOW, className="states"),
                ],
                id=ids.PANEL_NOW,
                className="hidden",
            ),
            _list(locale),
        ],
        id=ids.LEGEND,
        className="legend",
        **aria(label=PANEL.say(locale)),
    )


def _display(locale: Locale) -> tuple[html.Div, dmc.Switch, html.Div, html.P]:
    """Return how the symbols are shown: the reader's own choice, remembered."""
    size = _choice(ids.SYMBOL_SIZE, SIZE, SIZES, "normal", locale)
    gather = dmc.Switch(
        id=ids.GATHER,
        label=GATHER.say(locale),
        description=GATHER_HOW.say(locale),
        checked=True,
        size="xs",
        persistence=True,
    )
    trail = _choice(ids.TRAIL, TRAIL, TRAILS, "15", locale)
    # Nobody is tracked without knowing it: the page says how many are, and that all is recorded.
    tracked = html.P(id=ids.TRACKED, className="hint hidden")
    return size, gather, trail, tracked


def _choice(
    name: str, label: Text, choices: Mapping[str, Text], value: str, locale: Locale
) -> html.Div:
    return html.Div(
        [
            html.Span(label.say(locale), className="choice-label"),
            dmc.SegmentedControl(
                id=name,
                data=[{"value": key, "label": text.say(locale)} for key, text in choices.items()],
                value=value,
                size="xs",
                persistence=True,
                **aria(label=label.say(locale)),
            ),
        ],
        className="choice display",
    )


def _list(locale: Locale) -> html.Section:
    """Return the list; the page fills it, and keeps it equal to the map."""
    return html.Section(
        [
            html.H2(LIST.say(locale)),
            dmc.Switch(id=ids.LIST_ALL, label=ALL.say(locale), checked=False, size="xs"),
            html.P(id=ids.LIST_COUNT, className="hint"),
            html.Div(
                id=ids.LIST,
                className="list",
                role="listbox",
                tabIndex=0,
                title=LIST_HOW.say(locale),
                **aria(label=LIST.say(locale)),
            ),
            html.P(id=ids.LIST_SAID, className="visually-hidden", role="status"),
        ],
        id=ids.PANEL_LIST,
        className="listing hidden",
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


def _image(layer: ObjectLayer, status: Status) -> html.Img:
    return html.Img(src=as_address(symbol_of(layer, status)), alt="", width=22, height=22)


def _plainest(status: Status) -> tuple[bool, bool, bool]:
    return (status.dashed, status.hatched, bool(status.badge))
