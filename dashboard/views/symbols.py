"""The symbol of a kind in a state, as SVG: shape and letters say the kind, the line says the state.

Nothing is said by colour alone: the letters name the kind, a dashed outline is planned, hatching is
over, and a badge tells states apart; a faded symbol in a dashed ring is one that nothing was heard
of for too long. The map, the legend and the print draw the very same text: ``--rim``, the line that
sets a symbol off from the ground, is the one thing in it that a print replaces.
"""

from functools import lru_cache
from urllib.parse import quote
from xml.sax.saxutils import escape

from dashboard.layers import ObjectLayer
from dashboard.layers.layer import Shape, Status

BOX = 48
"""Symbols are drawn in a square of this many pixels and may be shown at any size."""

OUTLINES: dict[Shape, str] = {
    "rectangle": "M4 12H44V36H4Z",
    "square": "M8 8H40V40H8Z",
    "circle": "M24 5A19 19 0 1 1 23.99 5Z",
    "diamond": "M24 3L45 24L24 45L3 24Z",
    "triangle": "M24 4L46 42H2Z",
    "hexagon": "M13 6H35L46 24L35 42H13L2 24Z",
    "flag": "M6 6H44L37 20L44 34H10V46H6Z",
    "cross": "M16 4H32V16H44V32H32V44H16V32H4V16H16Z",
}
MIDDLES: dict[Shape, float] = {"triangle": 30, "flag": 20}
"""Where the letters stand, from the top; in the middle unless said otherwise."""

HATCHING = (
    '<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<rect width="2.2" height="6" fill="{colour}"/></pattern>'
)
SIZES = {1: 20, 2: 18, 3: 15, 4: 12}


STALE_RING = (
    '<circle cx="24" cy="24" r="21.5" fill="none" stroke="#fff" stroke-width="5" opacity=".9"/>'
    '<circle cx="24" cy="24" r="21.5" fill="none" stroke="#7a4b00" stroke-width="3" '
    'stroke-dasharray="6 4"/>'
)


FADED = ' opacity=".6" transform="translate(24 24) scale(.8) translate(-24 -24)"'
"""Smaller, so that it stands in its ring."""


@lru_cache(maxsize=1024)
def symbol(shape: Shape, code: str, colour: str, status: Status, *, stale: bool = False) -> str:
    """Return the SVG text of a symbol, ``BOX`` pixels square."""
    hollow = status.dashed or status.hatched
    fill = "url(#h)" if status.hatched else "#fff" if status.dashed else colour
    dash = ' stroke-dasharray="5 3"' if status.dashed else ""
    ink = colour if hollow else "#fff"
    middle = MIDDLES.get(shape, BOX / 2)
    halo = ' stroke="#fff" stroke-width="4" paint-order="stroke"' if status.hatched else ""
    size = SIZES.get(len(code), 11)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{BOX}" height="{BOX}" '
        f'viewBox="0 0 {BOX} {BOX}" style="--rim:#fff">'
        f"<defs>{HATCHING.format(colour=colour) if status.hatched else ''}</defs>"
        f"{STALE_RING if stale else ''}<g{FADED if stale else ''}>"
        f'<path d="{OUTLINES[shape]}" fill="none" style="stroke:var(--rim)" stroke-width="6" '
        f'stroke-linejoin="round" opacity=".9"/>'
        f'<path d="{OUTLINES[shape]}" fill="{fill}" stroke="{colour}" stroke-width="3"{dash} '
        f'stroke-linejoin="round"/>'
        f'<text x="24" y="{middle}" fill="{ink}"{halo} font-family="sans-serif" '
        f'font-weight="700" font-size="{size}" text-anchor="middle" '
        f'dominant-baseline="central">{escape(code)}</text></g>{_badge(status.badge)}</svg>'
    )


def symbol_of(layer: ObjectLayer, status: Status, *, stale: bool = False) -> str:
    """Return the symbol of a kind in a state; ``stale`` when nothing was heard of it for long."""
    return symbol(layer.shape, layer.code, layer.colour, status, stale=stale)


def as_address(svg: str) -> str:
    """Return ``svg`` as a data address for an image, where no script in it could ever run."""
    return "data:image/svg+xml;utf8," + quote(svg)


def _badge(letters: str) -> str:
    if not letters:
        return ""
    return (
        '<circle cx="38" cy="11" r="9" fill="#fff" stroke="#1b1b1b" stroke-width="1.5"/>'
        '<text x="38" y="11" fill="#1b1b1b" font-family="sans-serif" font-weight="700" '
        'font-size="10" text-anchor="middle" dominant-baseline="central">'
        f"{escape(letters)}</text>"
    )
