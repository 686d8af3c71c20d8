"""The props of the map component, as types: what views hand to it and callbacks receive from it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

LngLat: TypeAlias = tuple[float, float] | list[float]
"""Longitude then latitude, in degrees (WGS 84)."""

Bounds: TypeAlias = tuple[float, float, float, float] | list[float]
"""West, south, east, north, in degrees (WGS 84)."""


class StatusStyle(TypedDict):
    """How an object in one status is drawn.

    `icon` is SVG text on a square view box, `colour` a CSS colour or None for the layer's own.
    What is `urgent` is not gathered with others and lies above them; after `staleAfter`
    milliseconds without news it is drawn as `stale`, SVG text as well.
    """

    label: str
    dashed: bool
    hatched: bool
    colour: str | None
    icon: str
    urgent: NotRequired[bool | None]
    staleAfter: NotRequired[float | None]
    stale: NotRequired[str | None]


class Field(TypedDict):
    """One row of the popup: the value named `key`, and every `key@source` beside it.

    `choices` gives words to codes; `kind="time"` shows an instant (milliseconds since 1970, or ISO
    8601) as local time, `kind="object"` the name of the object whose id it is.
    """

    key: str
    label: str
    unit: NotRequired[str | None]
    choices: NotRequired[Mapping[str, str] | None]
    kind: NotRequired[Literal["time", "object"] | None]


class Layer(TypedDict):
    """How the objects of one kind are drawn.

    `fallback` draws a status that is not in `statuses`; `rank` says whose name is kept where there
    is no room for all (the higher); `minLabelZoom` is the zoom from which names are shown. The
    layer keyed "unknown" draws the kinds no other layer has, and its card shows every value they
    carry. A layer that is `listed` lends its words to the card of an object and is not drawn.
    `code` is the letters of its symbols, which say what a pile holds; `counted` are the fields that
    count people, and with `urgentCounted` whoever is counted makes it urgent. Colours are written
    "#rrggbb".
    """

    key: str
    label: str
    geometry: Literal["point", "line", "polygon", "any"]
    colour: str
    statuses: Mapping[str, StatusStyle]
    fallback: StatusStyle
    rank: float
    fields: NotRequired[Sequence[Field] | None]
    sources: NotRequired[Mapping[str, str] | None]
    minLabelZoom: NotRequired[float | None]
    listed: NotRequired[bool | None]
    code: NotRequired[str | None]
    counted: NotRequired[Sequence[str] | None]
    urgentCounted: NotRequired[bool | None]


class Mark(TypedDict):
    """A pin that is not an object: a place just "picked", or that of an "entry" of the log."""

    id: str
    lng: float
    lat: float
    kind: str


class ReelAddress(TypedDict):
    """Where the reel is fetched; another `head` (of any form) makes the map fetch what is new."""

    url: str
    head: NotRequired[object]


class CentreView(TypedDict):
    """Look at a place: bearing in degrees from north, duration in milliseconds."""

    center: LngLat
    zoom: float
    bearing: NotRequired[float]
    duration: NotRequired[float]


class BoundsView(TypedDict):
    """Look at an area: padding in CSS pixels, duration in milliseconds."""

    bounds: Bounds
    padding: NotRequired[float]
    duration: NotRequired[float]


Compared = TypedDict(
    "Compared",
    {
        "objectId": str,
        "as": Literal["added", "removed", "moved", "changed"],
        "from": Mapping[str, Any] | None,
        "to": Mapping[str, Any] | None,
    },
)
"""An object marked while two instants are compared: its GeoJSON geometry at each, if it has one."""

Stage = TypedDict("Stage", {"from": float | None, "to": float | None})
"""A stage of the operation, in milliseconds since 1970; None on an open side."""


class Popup(TypedDict):
    """The object whose card is open."""

    objectId: str


class References(TypedDict):
    """The layers under our own objects.

    `url` is the operation's, under which they are fetched; `hidden` names objects not shown;
    `opacity` is by object, 1 where it says nothing; `origins` are the map services that may be
    asked.
    """

    url: str
    hidden: Sequence[str]
    opacity: Mapping[str, float]
    origins: Sequence[str]


class PointerData(TypedDict):
    """What lies under the pointer: `x`, `y` in CSS pixels in the map, `ts` in milliseconds."""

    lng: float
    lat: float
    objectId: str | None
    kind: str | None
    x: int
    y: int
    mode: Literal["select", "pick"]
    ts: int


class Action(TypedDict):
    """A button of the card; a ``verb`` stands before the others."""

    key: str
    label: str
    verb: NotRequired[bool]


class Actions(TypedDict):
    """What the card of an object offers to do; ``note`` says why nothing."""

    objectId: str
    items: Sequence[Action]
    note: NotRequired[str | None]


class Drawing(TypedDict):
    """What is being drawn, and for whom: ``purpose`` comes back with what was drawn.

    A "circle" and a "sector" (a plume: origin, axis, width at its end) are polygons known by their
    measures; "edit" moves the corners of ``geometry``, "move" all of it, "show" only shows it.
    ``snap`` says whether corners stick to those of the objects there are; they do when left out.
    """

    tool: Literal[
        "point", "line", "polygon", "circle", "sector", "freehand", "edit", "move", "show"
    ]
    purpose: str
    geometry: NotRequired[Mapping[str, Any] | None]
    snap: NotRequired[bool]


class Measures(TypedDict):
    """What makes a circle or a sector: metres, degrees from north, and where it begins."""

    centre: LngLat
    radius_m: NotRequired[float]
    bearing_deg: NotRequired[float]
    length_m: NotRequired[float]
    width_m: NotRequired[float]


class Sketch(TypedDict):
    """The drawing under way: its ``geometry`` so far (None before the first point).

    ``undo``, ``redo`` and ``finish`` say whether each may be done now.
    """

    purpose: str
    geometry: Mapping[str, Any] | None
    measures: NotRequired[Measures]
    undo: bool
    redo: bool
    finish: bool


class Drawn(TypedDict):
    """What was drawn, or a ``geometry`` of None when it was given up; ``ts`` in milliseconds."""

    purpose: str
    geometry: Mapping[str, Any] | None
    measures: NotRequired[Measures]
    ts: int


class Tag(TypedDict):
    """Words at a place."""

    lng: float
    lat: float
    text: str


class Overlay(TypedDict):
    """What is shown and never recorded: GeoJSON geometries, and words at places."""

    shapes: Sequence[Mapping[str, Any]]
    tags: Sequence[Tag]


class Props(TypedDict, total=False):
    """Every prop of `OpsMap`; its docstring says what each is for."""

    id: str | Mapping[str, Any]
    className: str
    style: Mapping[str, str | float]
    baseStyle: Mapping[str, Any] | None
    graticule: bool | None
    theme: Literal["light", "dark", "paper"]
    locale: Literal["fr", "en"]
    layers: Sequence[Layer]
    hiddenLayers: Sequence[str]
    symbolSize: float
    gather: bool | None
    trail: float | None
    reel: ReelAddress | Mapping[str, Any] | None
    time: float | None
    knownAt: float | None
    selection: Sequence[str]
    alarmed: Sequence[str]
    marks: Sequence[Mark]
    view: CentreView | BoundsView | None
    mode: Literal["select", "pick"]
    popup: Popup | None
    references: References | None
    ghost: Mapping[str, Any] | None
    compared: Sequence[Compared] | None
    stage: Stage | None
    clickData: PointerData | None
    hoverData: PointerData | None
    contextData: PointerData | None
    viewport: Mapping[str, Any] | None
    loaded: Mapping[str, int] | None
    loadError: Mapping[str, Any] | None
    baseError: Mapping[str, Any] | None
    shown: Mapping[str, Any] | None
    drawing: Drawing | None
    sketch: Sketch | None
    drawn: Drawn | None
    actions: Actions | None
    actionData: Mapping[str, Any] | None
    overlay: Overlay | None
    quiet: Sequence[str]
