"""The note for the authority: how a cover was sized, on A4, with every input and who gave it.

It is a page of its own, which the server's Chromium makes a PDF of and any browser prints. All of
it comes from one reading, so the head that stands at its foot is that of what is said.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from dashboard import __version__
from dashboard.exchange.reel_file import still_json
from dashboard.geo import Box
from dashboard.layers import layer_of
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.printing.order import Order, Way
from dashboard.printing.page import SCRIPTS, TEMPLATES, Look, Signature, drawing, spaced, style
from dashboard.printing.paper import Part, Sheet
from dashboard.printing.scale import Bar, Outlook, bar, look_at
from dashboard.printing.words import NOTE, WAYS, WAYS_TOLD, words
from dashboard.sizing.around import Around, around
from dashboard.sizing.need import Need
from dashboard.sizing.telling import told
from dashboard.sizing.words import ADVICE, ARTICLE, FORMULA, PEOPLE, WHO_COUNTS
from dashboard.text import Locale

A4 = Sheet(size="A4", orientation="portrait", exercise=False)
"""The paper: what is on it is laid out by the page itself."""

MAP = Part(left_mm=0, top_mm=0, width_mm=179, height_mm=80)
EDGE_MM = 13.0
"""What is left around what the map must show, for symbols and their names."""

BAR_MM = 46.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The map of a note: what its page draws it from, and what is said under it."""

    part: Part
    scale: str
    bar: Bar
    marks: Sequence[str]
    told: str
    listed: Mapping[str, str]
    outside: str
    data: Markup


def note_page(reading: Reading, need: Need, signature: Signature, look: Look) -> str:
    """Return the note as HTML.

    Args:
        reading: The operation as who prints it may see it.
        need: What it is about.
        signature: Who asks, and when.
        look: How its map is drawn, and the language of the note.
    """
    locale, credit = look.locale, look.base.credit
    operation, zone = reading.operation, reading.operation.zone
    known = need.known_at
    way = way_of(need)
    said = words(locale) | {key: text.say(locale) for key, text in NOTE.items()}

    def local(at: datetime) -> str:
        return f"{at.astimezone(zone):%d/%m/%Y %H:%M}"

    return TEMPLATES.get_template("note.html").render(
        t=said,
        locale=locale,
        style=Markup(style("note")),  # noqa: S704  files of ours
        scripts=SCRIPTS,
        plan=_plan(reading, need, signature.at, look, said),
        version=__version__,
        operation=operation,
        need=told(need, reading, locale),
        local=local,
        hour=lambda at: f"{at.astimezone(zone):%d/%m %H:%M}",
        utc=f"{need.at.astimezone(UTC):%d/%m %H:%M} UTC",
        way=WAYS[way].say(locale, known="" if known is None else local(known)),
        way_told=WAYS_TOLD[way].say(locale),
        article=ARTICLE.say(locale),
        formula=FORMULA.say(locale),
        people=PEOPLE.say(locale),
        advice=ADVICE.say(locale),
        who_counts=WHO_COUNTS.say(locale),
        head=said["head"].format(seq=reading.head.seq),
        seal=reading.head.seal.hex(),
        printed=said["printed"].format(
            when=local(signature.at), name=signature.name, organisation=signature.organisation
        ),
        ground=said["ground"].format(credit=credit) if credit else said["no_ground"],
        page=said["page"],
    )


def way_of(need: Need) -> Way:
    """Return the way of seeing a need is read in."""
    if need.known_at is None:
        return "so"
    return "believed" if need.known_at == need.at else "pair"


def note_name(reading: Reading, need: Need) -> str:
    """Return what the file of a note is called: operation, gathering, local instant."""
    local = need.at.astimezone(reading.operation.zone)
    about = re.sub(r"[^A-Za-z0-9_-]", "-", need.about.object_id)
    return f"{reading.operation.id}_{about[:60]}_{local:%Y-%m-%d_%H%M}.pdf"


def _plan(
    reading: Reading, need: Need, now: datetime, look: Look, said: dict[str, str]
) -> Drawn | None:
    """Return the map of what is planned; None where the gathering has no place."""
    found = around(reading, need, now)
    if found is None:
        return None
    outlook = _outlook(found.frame)
    # What is drawn is chosen already, as it was known: nothing else leaves in the page.
    still = json.loads(still_json(found.objects, reading.operation, reading.head))
    measure = bar(outlook.scale, BAR_MM)
    return Drawn(
        part=MAP,
        scale=spaced(outlook.scale),
        bar=measure,
        marks=measure.marks(look.locale),
        told=_told(found, reading, said),
        listed=_listed(found.objects[1:], look.locale),
        outside=said["plan_outside"].format(names=", ".join(obj.name for obj in found.outside))
        if found.outside
        else "",
        data=drawing(still, Order(at=found.at), look, reading.operation, outlook=outlook),
    )


def _outlook(frame: Box) -> Outlook:
    inside = Part(
        left_mm=0,
        top_mm=0,
        width_mm=MAP.width_mm - 2 * EDGE_MM,
        height_mm=MAP.height_mm - 2 * EDGE_MM,
    )
    return look_at(frame, inside)


def _told(found: Around, reading: Reading, said: dict[str, str]) -> str:
    about, *others = found.objects
    return said["plan_told" if others else "plan_alone"].format(
        name=about.name,
        when=f"{found.at.astimezone(reading.operation.zone):%d/%m/%Y %H:%M}",
    )


def _listed(objects: Sequence[MapObject], locale: Locale) -> dict[str, str]:
    """Return the names of what is drawn by its kind: some stand in a pile, which names nobody."""
    found: dict[str, list[str]] = {}
    for obj in objects:
        crew = obj.values.get("crew") if obj.kind == "team" else None
        name = f"{obj.name} ({crew})" if isinstance(crew, int) else obj.name
        found.setdefault(layer_of(obj.kind).label.say(locale), []).append(name)
    return {label: ", ".join(names) for label, names in found.items()}
