"""The sheet as a page: all it shows is in it, but the scripts that draw the map, and tiles.

The same page is drawn by the server's Chromium and, for want of one, by the reader's own browser.
All of it comes from one reading, so the head that stands on the sheet is that of what is drawn.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import __version__
from dashboard.clock import microseconds, milliseconds_up
from dashboard.exchange.reel_file import reel_json
from dashboard.operations import Operation, Reading
from dashboard.operations.whereabouts import Whereabouts
from dashboard.printing.order import Order
from dashboard.printing.paper import Part
from dashboard.printing.scale import Outlook, bar
from dashboard.printing.words import WAYS, WAYS_TOLD, words
from dashboard.text import Locale, written
from dashboard.tracks.track import milliseconds

FOLDER = Path(__file__).parent
SCRIPTS = "/opsmap/"
"""Where the bundle of the map is, beside where Dash serves it once its own page was asked for."""

BAR_MM = 46.0
"""The longest scale bar of an A4."""

TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who prints, when, and where the moment is found again.

    Attributes:
        name, organisation: Empty for whoever keeps the store.
        at: When it is printed.
        link: The address of this moment on a screen, drawn for a phone to read; or empty.
    """

    name: str = ""
    organisation: str = ""
    at: datetime
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the map is drawn on.

    Attributes:
        style: A MapLibre style; None for the plain ground and its grid.
        credit: What its owner asks to be shown.
    """

    style: Mapping[str, Any] | None = None
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How things are drawn and called, in the language of the sheet.

    Attributes:
        locale: That language.
        layers: How each kind is drawn, as ``OpsMap`` takes it.
        figures: What is counted, as the page's script takes it.
        base: The ground.
    """

    locale: Locale
    layers: Sequence[Mapping[str, Any]]
    figures: Sequence[Mapping[str, Any]]
    base: Base = Base()


def sheet_page(
    reading: Reading,
    order: Order,
    signature: Signature,
    look: Look,
    places: Iterable[Whereabouts] = (),
) -> str:
    """Return the sheet as HTML.

    Args:
        reading: The operation as who prints it may see it.
        order: What is asked for, its bounds known.
        signature: Who asks.
        look: How it is drawn.
        places: Where objects are at the instant; those of which the log says it may be left out.
    """
    locale, fixes = look.locale, [fix_of(one, order) for one in places if one.source == "device"]
    operation, sheet, said = reading.operation, order.sheet(reading.operation), words(locale)
    outlook = order.outlook(sheet)
    head = reading.head
    parts = {name: _place(getattr(sheet, name)) for name in ("head", "map", "aside", "foot")}
    measure = bar(outlook.scale, BAR_MM * sheet.unit)
    known = order.knowledge
    return TEMPLATES.get_template("sheet.html").render(
        t=said,
        locale=locale,
        style=Markup(style("sheet")),  # noqa: S704  a file of ours
        scripts=SCRIPTS,
        version=__version__,
        sheet=sheet,
        parts=parts,
        order=order,
        operation=operation,
        title=order.title.strip() or operation.name,
        way=WAYS[order.way].say(
            locale, known="" if known is None else _local(known, operation.zone)
        ),
        way_told=WAYS_TOLD[order.way].say(locale),
        instant=order.at.astimezone(operation.zone),
        utc=order.at.astimezone(UTC),
        scale=spaced(outlook.scale),
        scale_told=said["scale_told"].format(size=order.size),
        bar=measure,
        bar_unit=measure.unit,
        marks=measure.marks(locale),
        head=said["head"].format(seq=head.seq),
        seal=head.seal.hex(),
        printed=_printed(signature, said, operation.zone),
        sources=_sources(reading, look.base, said),
        positions=said["positions"].format(count=len(fixes)) if fixes else "",
        code=_code(signature.link),
        data=_data(reading, order, look, fixes),
    )


def fix_of(told: Whereabouts, order: Order) -> list[Any]:
    """Return where a device says an object is, as the map takes a fix (docs/tracks-format.md)."""
    told_ms = milliseconds(told.told_at)
    received_s = milliseconds_up(microseconds(told.told_at)) / 1000
    if order.knowledge is not None:  # it was known: that it is rounded up must not make it later
        received_s = min(received_s, order.knowledge.timestamp())
    return [told.obj.object_id, told_ms, received_s, told.lon, told.lat, None, None, None, 0]


def _data(reading: Reading, order: Order, look: Look, fixes: Sequence[Sequence[Any]]) -> Markup:
    reel = json.loads(
        reel_json(reading.reel, reading.operation, tell=lambda _line: "", view=reading.generation)
    )
    # The map draws versions; the log stays where it is.
    reel["entries"] = []
    return drawing(reel, order, look, reading.operation, fixes)


def drawing(
    reel: Mapping[str, Any],
    order: Order,
    look: Look,
    operation: Operation,
    fixes: Sequence[Sequence[Any]] = (),
    outlook: Outlook | None = None,
) -> Markup:
    """Return what the page's script draws from, as JSON that cannot end its element.

    Args:
        reel: What is drawn, as the page takes it.
        order: At which instant, known when, what is left out.
        look: How.
        operation: Whose it is.
        fixes: Where devices say that teams are.
        outlook: Where the map looks from; as the sheet of the order does when left out.
    """
    outlook = outlook or order.outlook(order.sheet(operation))
    known = order.knowledge
    said = {
        "map": {
            "locale": look.locale,
            "theme": "paper",
            "baseStyle": look.base.style,
            "graticule": True,
            "layers": look.layers,
            "hiddenLayers": sorted(order.hidden),
            "reel": reel,
            "time": milliseconds_up(microseconds(order.at)),
            "knownAt": None if known is None else milliseconds_up(microseconds(known)),
            "view": {"center": [outlook.lon, outlook.lat], "zoom": outlook.zoom, "duration": 0},
        },
        "fixes": fixes,
        "zone": operation.zone.key,
        "figures": look.figures,
        "grey": order.grey,
        "words": words(look.locale),
    }
    return Markup(json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def _place(part: Part) -> str:
    """Return where a part of the sheet stands, as CSS."""
    sides = {
        "left": part.left_mm,
        "top": part.top_mm,
        "width": part.width_mm,
        "height": part.height_mm,
    }
    return ";".join(f"{name}:{side:.3f}mm" for name, side in sides.items())


def _printed(signature: Signature, said: Mapping[str, str], zone: Any) -> str:  # noqa: ANN401
    when = _local(signature.at, zone)
    if not signature.name:
        return said["printed_whole"].format(when=when)
    return said["printed"].format(
        when=when, name=signature.name, organisation=signature.organisation
    )


def _sources(reading: Reading, base: Base, said: Mapping[str, str]) -> str:
    ground = said["ground"].format(credit=base.credit) if base.credit else said["no_ground"]
    owner = said["objects"].format(organisation=reading.operation.organisation)
    return f"{said['sources']} {said['then'].join((owner, ground, said['grid']))}."


def _code(link: str) -> Markup:
    """Return a QR code of ``link`` as SVG; nothing without one."""
    if not link:
        return Markup("")
    drawing = BytesIO()
    segno.make(link, error="l", micro=False).save(
        drawing, kind="svg", xmldecl=False, svgns=False, border=0, omitsize=True
    )
    return Markup(drawing.getvalue().decode())  # noqa: S704  made here, of squares


def _local(at: datetime, zone: Any) -> str:  # noqa: ANN401
    return f"{at.astimezone(zone):%d/%m/%Y %H:%M}"


def spaced(number: int) -> str:
    r"""Return a number with its thousands apart, as both languages read it.

    >>> spaced(25_000).replace("\u202f", "_")
    '25_000'
    """
    return written(f"{number:,}", "fr")


@cache
def style(name: str) -> str:
    """Return the style of a page, with that of a map and its measure."""
    return "\n".join((FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in ("map", name))
