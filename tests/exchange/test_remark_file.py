"""Remarks leave beside the journal in a file of their own, and come back as they were."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.exchange.remark_file import read_remarks, remark_lines, take_remarks
from dashboard.remarks import MemoryRemarks, Remark, StaleRemarkError
from dashboard.text import RefusedError

NOON = datetime(2026, 6, 21, 12, tzinfo=UTC)
FIRST = Remark(
    id="r1",
    operation="nantes",
    organisation="SAMU",
    author="ada",
    made_at=NOON,
    at=NOON,
    place=(-1.5, 47.2),
    text="Le point de regroupement « Nord » est sous le vent",
    category="improved",
)
SECOND = replace(FIRST, version=2, author="bob", text="sous le vent", until=NOON)


def file(*remarks, operation="nantes"):
    return [line.encode() for line in remark_lines(remarks, operation, now=NOON)]


def test_what_was_written_is_what_is_read():
    assert read_remarks(file(FIRST, SECOND), "nantes") == [FIRST, SECOND]


def test_taking_a_file_in_twice_adds_nothing():
    remarks = MemoryRemarks()

    first = take_remarks(remarks, [SECOND, FIRST])
    again = take_remarks(remarks, [FIRST, SECOND])

    assert (first, again) == (2, 0)
    assert remarks.versions("nantes") == [FIRST, SECOND]


def test_a_file_that_went_another_way_is_refused():
    remarks = MemoryRemarks()
    take_remarks(remarks, [FIRST])

    with pytest.raises(StaleRemarkError):
        take_remarks(remarks, [replace(FIRST, text="autre")])


def test_remarks_about_another_operation_are_refused():
    with pytest.raises(RefusedError, match="about “nantes”, not about “rouen”"):
        read_remarks(file(FIRST), "rouen")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"at": "2026-06-21T12:00:00"},
        {"at": "demain"},
        {"version": 0},
        {"category": "furious"},
        {"place": [200, 0]},
        {"text": "x" * 1_001},
        {"id": None},
        {"author": "x" * 201},
        {"unheard": 1},
    ],
)
def test_a_line_that_is_no_remark_is_named(spoilt):
    header, line = file(FIRST)
    told = json.dumps(json.loads(line) | spoilt).encode()
    if "unheard" in spoilt:
        told = b"[]"

    with pytest.raises(RefusedError, match="Line 2 of the file"):
        read_remarks([header, told], "nantes")


def test_a_file_that_is_something_else_is_refused():
    with pytest.raises(RefusedError, match="the header of remarks"):
        read_remarks([b'{"vigie": "journal"}'], "nantes")
