"""What everything that keeps remarks promises, in memory, in a file or on a server."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from dashboard.remarks import MemoryRemarks, Remark, StaleRemarkError, standing
from dashboard.storage import SqlRemarks
from tests.storage.stores import SQL_STORES, new_engine

NOON = datetime(2026, 6, 21, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def remarks(request, tmp_path_factory):
    """What keeps remarks in this kind of store, for all tests of this module."""
    if request.param == "memory":
        yield MemoryRemarks()
        return
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    yield SqlRemarks(engine)
    engine.dispose()


@pytest.fixture
def remark():
    """A remark about an operation no other test has."""
    return Remark(
        id=uuid4().hex,
        operation=f"op-{uuid4().hex[:8]}",
        organisation="SAMU",
        author="ada",
        made_at=NOON,
        at=NOON - timedelta(hours=2),
        until=NOON - timedelta(hours=1),
        place=(-1.553621, 47.218371),
        text="Trop tard : \\u0000 n'est pas \0 <b>",
        category="improved",
    )


def test_what_is_kept_is_what_is_read(remarks, remark):
    bare = Remark(
        id=uuid4().hex,
        operation=remark.operation,
        organisation="SAMU",
        author="bob",
        made_at=NOON,
        at=NOON,
    )

    remarks.keep(remark)
    remarks.keep(bare)

    assert remarks.versions(remark.operation) == sorted([remark, bare], key=lambda one: one.id)
    assert remarks.versions("op-nobody-opened") == []


def test_a_correction_and_a_withdrawal_keep_what_was_said_before(remarks, remark):
    corrected = replace(remark, version=2, text="Tardif", author="bob", made_at=NOON)
    withdrawn = replace(corrected, version=3, withdrawn=True)

    remarks.keep(remark)
    remarks.keep(corrected)
    stood = standing(remarks.versions(remark.operation))
    remarks.keep(withdrawn)

    assert stood == [corrected]
    assert remarks.versions(remark.operation) == [remark, corrected, withdrawn]
    assert standing(remarks.versions(remark.operation)) == []


def test_remarks_are_those_of_an_organisation(remarks, remark):
    theirs = replace(remark, id=uuid4().hex, organisation="ARS")

    remarks.keep(remark)
    remarks.keep(theirs)

    assert remarks.versions(remark.operation, "ARS") == [theirs]
    assert remarks.count(remark.operation, "SAMU") == 1
    assert remarks.count(remark.operation, "SDIS") == 0


def test_the_same_version_may_be_given_again(remarks, remark):
    first, again = remarks.keep(remark), remarks.keep(remark)

    assert (first, again) == (True, False)
    assert remarks.count(remark.operation, "SAMU") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"text": "autre"},
        {"version": 3},
        {"version": 2, "operation": "op-another"},
        {"version": 2, "organisation": "ARS"},
    ],
)
def test_what_does_not_follow_the_last_version_is_refused(remarks, remark, change):
    remarks.keep(remark)

    with pytest.raises(StaleRemarkError, match="in the meantime"):
        remarks.keep(replace(remark, **change))

    assert remarks.versions(remark.operation) == [remark]


def test_of_two_who_correct_at_once_one_is_told_to_read_again(remarks, remark):
    remarks.keep(remark)

    def correct(number):
        with suppress(StaleRemarkError):
            remarks.keep(replace(remark, version=2, text=str(number)))
            return number

    with ThreadPoolExecutor(4) as people:
        won = [number for number in people.map(correct, range(8)) if number is not None]

    assert len(won) == 1
    assert [one.text for one in remarks.versions(remark.operation)][1:] == [str(won[0])]
