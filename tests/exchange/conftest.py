"""An evening in a journal, and its file as lines and as values to be tampered with."""

import json

import pytest

from dashboard.exchange.journal_file import journal_lines, read_journal
from dashboard.journal import Changed, Noted, Placed, Struck
from tests.conftest import at

POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="active",
    geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
    values={"name": "Nord"},
)


@pytest.fixture
def evening(journal, record):
    """A journal of five entries, told between 18:00 and 18:30."""
    record("18:05", POST)
    record("18:10", Noted(object_ids=("pma1",)), text="Deux blessés : « é » & \u2028 </script>")
    record("18:20", Changed(object_id="pma1", values={"present_relative": 2}), learnt="18:35")
    record("18:36", Struck(seq=3, reason="doublon"))
    return journal


@pytest.fixture
def lines(evening):
    """The lines of its file."""
    return list(journal_lines(evening, "demo", now=at("19:00")))


@pytest.fixture
def rows(lines):
    """Its lines as values: the header, then the entries."""
    return [json.loads(line) for line in lines]


def read(rows):
    """Read a file made of ``rows``."""
    return read_journal(json.dumps(row).encode() + b"\n" for row in rows)
