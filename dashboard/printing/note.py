"""The note for the authority: how a cover was sized, on A4, with every input and who gave it.

It is a page of its own, which the server's Chromium makes a PDF of and any browser prints. All of
it comes from one reading, so the head that stands at its foot is that of what is said.
"""

import re
from datetime import UTC, datetime
from functools import cache

from markupsafe import Markup

from dashboard import __version__
from dashboard.operations import Reading
from dashboard.printing.order import Way
from dashboard.printing.page import FOLDER, TEMPLATES, Signature
from dashboard.printing.paper import Sheet
from dashboard.printing.words import NOTE, WAYS, WAYS_TOLD, words
from dashboard.sizing.need import Need
from dashboard.sizing.telling import told
from dashboard.sizing.words import ADVICE, ARTICLE, FORMULA, PEOPLE, WHO_COUNTS
from dashboard.text import Locale

A4 = Sheet(size="A4", orientation="portrait", exercise=False)
"""The paper: what is on it is laid out by the page itself."""


def note_page(
    reading: Reading, need: Need, signature: Signature, locale: Locale, credit: str = ""
) -> str:
    """Return the note as HTML.

    Args:
        reading: The operation as who prints it may see it.
        need: What it is about.
        signature: Who asks, and when.
        locale: The language of the note.
        credit: Whose map the places were drawn on; empty for the plain ground.
    """
    operation, zone = reading.operation, reading.operation.zone
    known = need.known_at
    way = way_of(need)
    said = words(locale) | {key: text.say(locale) for key, text in NOTE.items()}

    def local(at: datetime) -> str:
        return f"{at.astimezone(zone):%d/%m/%Y %H:%M}"

    return TEMPLATES.get_template("note.html").render(
        t=said,
        locale=locale,
        style=Markup(_style()),  # noqa: S704  a file of ours
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


@cache
def _style() -> str:
    return (FOLDER / "note.css").read_text(encoding="utf-8")
