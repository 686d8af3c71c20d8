"""A told operation, and the sheets printed of it by this machine's own Chromium."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from dashboard.clock import instant, now
from dashboard.exchange.demonstration import stories_to_tell, tell_stories
from dashboard.journal import MemoryJournal
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.printing.bundle import answering
from dashboard.printing.chromium import find_chromium
from dashboard.printing.order import Order, placed
from dashboard.printing.page import Base, Signature, sheet_page
from dashboard.views.printing import look

STORIES = Path(__file__).parents[2] / "data" / "demo"
BIARRITZ = (-1.62, 43.44, -1.42, 43.52)
CALM = instant("2019-08-24T17:50:00+02:00")
PRINTED_AT = instant("2019-08-24T18:02:00+02:00")

needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="Chromium is not on this machine: nothing was printed"
)


@pytest.fixture(scope="session")
def told():
    """The demonstrations, as whoever keeps the store reads them."""
    journal = MemoryJournal()
    for _ in tell_stories(journal, stories_to_tell(journal, STORIES), now=now()):
        pass
    shelf = Shelf(journal)
    return Library(journal, shelf, ShelfPictures(shelf))


@pytest.fixture(scope="session")
def g7(told):
    return told.whole("g7-biarritz-2019")


def order(**asked):
    return Order(**({"at": CALM, "bounds": BIARRITZ} | asked))


def page_of(reading, asked, *, locale="fr", name="Dr Claire M.", base=None):
    """The sheet of ``asked`` as a page."""
    signature = Signature(name=name, organisation="SAMU 64", at=PRINTED_AT)
    return sheet_page(reading, placed(asked, reading), signature, look(locale, base or Base()))


def silent(_fraction, _sentence=None, **_values):
    """Watch without a word."""


def printed(reading, asked, *, tell=silent, tile=None, **more):
    """The sheet of ``asked``, printed."""
    html = page_of(reading, asked, **more)
    return find_chromium().print(
        html, asked.sheet(reading.operation), asked.format, answer=answering(tile), tell=tell
    )


def opened(pdf):
    """The one page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0]


def text_of(pdf):
    """The writing of a PDF, on one line."""
    return " ".join(opened(pdf).get_textpage().get_text_bounded().split())
