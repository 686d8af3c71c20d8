"""What a browser would run of a text: such a text is a page, whatever it is called."""

import re

from dashboard.text import Text

TAGS = (b"html", b"body", b"script", b"svg", b"iframe", b"object", b"embed")
MARKS = (b"<!doctype", *(b"<" + tag for tag in TAGS))
MARKUP = re.compile(rb"<(?:!doctype\s+)?(" + b"|".join(TAGS) + rb")\b")

HTML = Text(fr="une page HTML", en="an HTML page")
SVG = Text(fr="un dessin SVG, qui peut porter un programme", en="an SVG, which may hold a program")


def page_in(content: bytes) -> Text | None:
    """Return what a browser would run of a text; None for one that only reads.

    Nearly all texts are told by a few searches that take no time; a pattern takes a second on the
    longest, during which nobody else is served.
    """
    lower = content.lower()
    if not any(mark in lower for mark in MARKS):
        return None
    found = MARKUP.search(lower)
    if found is None:
        return None
    return SVG if found[1] == b"svg" else HTML
