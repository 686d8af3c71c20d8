"""The map component for Dash: MapLibre GL JS under deck.gl in TypeScript, driven by props."""

import hashlib
from pathlib import Path
from typing import Unpack

from dash.development.base_component import Component, ComponentRegistry

from dashboard.opsmap.props import Props

_DIST = Path(__file__).parent / "dist"
_SCRIPTS = tuple(_DIST / name for name in ("opsmap.js", "page.js"))

# Dash puts this in the address of the scripts. They name the rest of the bundle by digest, so a
# browser never keeps an old one; the date Dash adds is no help: every wheel has the same.
__version__ = (
    hashlib.sha256(b"".join(script.read_bytes() for script in _SCRIPTS)).hexdigest()[:12]
    if all(script.exists() for script in _SCRIPTS)
    else "unbuilt"
)

# Only the scripts and the style sheet are on the page; the rest is served to those who ask.
_js_dist = [
    {
        "relative_package_path": f"dist/{path.name}",
        "namespace": __name__,
        "dynamic": path not in _SCRIPTS,
    }
    for path in sorted(_DIST.glob("*.js"))
]
_css_dist = [
    {"relative_package_path": f"dist/{path.name}", "namespace": __name__}
    for path in sorted(_DIST.glob("*.css"))
]


class OpsMap(Component):
    """The operation on a map, at the instant the page's clock shows.

    The map holds the reel (docs/reel-format.md) and finds by itself what to draw at an instant:
    moving the clock asks nothing of the server. Instants are whole milliseconds since 1970 in UTC,
    places are in degrees (WGS 84) with the longitude first, sizes are in CSS pixels. The types are
    in `dashboard.opsmap.props`.

    Told to the map:
        id: Of the component.
        className: Of its element.
        style: Of its element, which must be given a height.
        baseStyle: MapLibre style of the ground, `{"light", "dark"}` with one for each theme, or
            None for a plain one. Replacing it keeps everything else.
        graticule: Whether meridians and parallels are drawn, with their degrees. None: when there
            is no base, it does not come, or it knows nothing of what is looked at.
        theme: "light", "dark", or "paper": black on white, legible without colours.
        locale: "fr" or "en": of the words the map says by itself, and of numbers.
        layers: How each kind is drawn, bottom first.
        hiddenLayers: Keys of the layers not drawn.
        symbolSize: Side of a symbol (30); that of a line or a zone is three quarters of it. Names
            grow with it.
        gather: Whether symbols that would cover one another are gathered in a pile that says how
            many and of which kinds (the default); what is urgent, or selected, stands apart.
        trail: How many minutes of their ways the teams that have a device leave behind them (15);
            0 for none.
        reel: `{"url", "head"}` to fetch it and, when `head` changes, what is new; or the reel
            itself; or None.
        time: The instant shown.
        knownAt: The instant of knowledge: None for all that is known today, the same as `time` for
            what the cell believed.
        selection: Ids of the objects set off by a ring, their names always shown.
        alarmed: Ids of the objects in a broken ring of alarm.
        marks: Pins that are not objects.
        view: Where to look; the camera moves when it changes.
        mode: "select", or "pick" for a click that gives a place whatever lies there.
        popup: The object whose card is open; None once the reader has closed it.
        references: How reference layers and site plans are fetched and shown.
        ghost: What is about to be recorded: `{"data": GeoJSON}` or `{"image": {"url", "corners"}}`.
        drawing: `{"tool", "purpose", "geometry", "snap"}`: what is being drawn. Its tools are
            fetched the first time; while there is one, clicks draw and do not select. What was
            drawn stays in sight until `drawing` is None again.
        compared: What changed between two instants, marked over the map; None takes the marks off.
        stage: Only what is planned for this stage, in place during it, or has no window at all is
            drawn, what is planned for it as a whole. None for all, each plan in its own window.
        actions: `{"objectId", "items", "note"}`: the buttons on the card of that object.
        overlay: `{"shapes", "tags"}`: GeoJSON geometries and words at places, shown over the
            objects and never recorded: what was measured, the square a text names.
        quiet: Names of what is told below that Dash is not to hear: each report is put to every
            component of the page. A script hears all of them by `opsmap.hear(callback)`.

    Told by the map:
        clickData: What was clicked.
        contextData: What a menu was asked for, by a right click or a long press.
        hoverData: What the pointer came over; None when it left the map.
        viewport: `{"center", "zoom", "bearing", "bounds"}` after each movement.
        loaded: `{"seq", "versions", "entries", "bytes"}` of the reel held.
        loadError: `{"key", "status", "ts"}` when the reel or the map does not come: "unreachable",
            "refused" (with the HTTP status), "unreadable" or "noWebgl". None once the reel has
            come. What was held stays drawn.
        baseError: `{"source", "ts"}` when the ground does not come; None once it does.
        shown: `{"counts": {layer key: number}, "at", "inView": [{"layer", "status", "stale",
            "count"}], "piles": {"marks", "objects"}}`: the objects at the instant, those of hidden
            layers included; those drawn in view; the piles and what they hold. At most five times
            a second.
        sketch: The drawing under way and what can be done with it now; None when there is none.
        drawn: `{"purpose", "geometry", "measures", "ts"}` once it is finished; a geometry of None
            says that it was given up.
        actionData: `{"objectId", "key", "ts"}`: the button of the card that was pressed.

    A script on the page may move the clock without React: the element has `opsmap.showAt(time,
    knownAt)`, `.reel()`, `.onReel(callback)`, `.hear(callback)`, `.drawn()` (every object the map
    shows, with its place and status), `.draw(command)` (undo, redo, finish or cancel the drawing
    under way, or give it measures), `.track(news)` (what devices told: a track file that was read,
    a few fixes as the stream tells them, or null to forget all), `.standsAt(object)`,
    `.fixAt(object, time, knownAt)` (what its devices say of it), `.map` and
    the promise `.whenReady`.
    """

    _namespace = __name__
    _type = "OpsMap"
    # Dash reads lists on the class.
    _children_props: list[str] = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _prop_names = list(Props.__annotations__)  # noqa: RUF012
    available_properties = _prop_names
    _valid_wildcard_attributes: list[str] = []  # noqa: RUF012
    available_wildcard_properties: list[str] = []  # noqa: RUF012

    def __init__(self, **props: Unpack[Props]) -> None:
        # A prop that is None is one not given: the map reads both alike.
        given = {name: value for name, value in props.items() if value is not None}
        super().__init__(**given)  # type: ignore[no-untyped-call]


# Dash registers the first name of the module ("dashboard") and would look there for the scripts.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]

__all__ = ["OpsMap", "Props"]
