"""What every audit trail promises, in a file or on a server."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from dashboard.access.actor import Actor
from dashboard.access.audit import ALL_DEEDS, DEEDS, Asked, asked_from
from dashboard.storage import SqlAudit
from tests.conftest import at
from tests.storage.stores import SQL_STORES, new_engine

ADA = Actor(person=7, name="Ada \ud800", organisation="SAMU 44", role="coordinator")
OTHER = Actor(person=8, name="Paul", organisation="ARS", role="reader")


@pytest.fixture(params=SQL_STORES)
def engine(request, tmp_path):
    engine = new_engine(request.param, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def audit(engine, clock):
    return SqlAudit(engine, clock)


def test_a_record_says_who_what_when_and_where_from(audit, clock):
    clock.now = at("18:20")
    asked_from.set("192.0.2.1")

    audit.note(ADA, "exported", "nantes", concerns="ARS", format="jsonl", entries=12, whole=True)

    [record] = audit.records(Asked())
    assert (record.at, record.what, record.operation) == (at("18:20"), "exported", "nantes")
    assert (record.person, record.name, record.organisation) == (7, "Ada \ud800", "SAMU 44")
    assert (record.concerns, record.address) == ("ARS", "192.0.2.1")
    assert record.detail == {"format": "jsonl", "entries": 12, "whole": True}
    asked_from.set("")


def test_each_organisation_reads_what_it_did_what_concerns_it_and_what_nobody_known_did(audit):
    audit.note(ADA, "signed_in")
    audit.note(OTHER, "read_by_other", "nantes", concerns="SAMU 44")
    audit.note(OTHER, "signed_in")
    audit.note(None, "sign_in_failed", concerns="ARS")
    audit.note(None, "sign_in_failed")

    def read_by(organisation):
        asked = Asked(reader=organisation)
        return [(r.organisation, r.what, r.concerns) for r in reversed(audit.records(asked))]

    assert read_by("SAMU 44") == [
        ("SAMU 44", "signed_in", ""),
        ("ARS", "read_by_other", "SAMU 44"),
        ("", "sign_in_failed", ""),
    ]
    assert len(read_by("ARS")) == 4
    assert read_by("SAMU 76A") == [("", "sign_in_failed", "")]


def test_records_are_asked_for_by_deed_person_operation_and_time(audit, clock):
    for minute, (who, what, operation) in enumerate(
        [
            (ADA, "signed_in", None),
            (ADA, "exported", "nantes"),
            (OTHER, "exported", "rouen"),
            (replace(OTHER, name="100 % Paul_a"), "signed_out", None),
        ]
    ):
        clock.now = at(f"18:0{minute}")
        audit.note(who, what, operation)

    def found(**asked):
        return [record.id for record in audit.records(Asked(**asked))]

    ids = found()
    assert ids == sorted(ids, reverse=True)
    assert found(deeds=("exported", "signed_in")) == ids[1:]
    assert found(operation="nantes") == [ids[2]]
    assert found(name="paul") == ids[:2]
    assert found(name="0 % p") == [ids[0]]
    assert found(name="l_a") == [ids[0]]
    assert found(since=at("18:01"), until=at("18:03")) == ids[1:3]
    assert found(before=ids[1]) == ids[2:]
    assert [r.id for r in audit.records(Asked(), limit=2)] == ids[:2]


def test_no_statement_alters_a_record(audit, engine):
    audit.note(ADA, "signed_in")

    for attempt in ("UPDATE audit SET name = 'x'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="never altered"), engine.begin() as connection:
            connection.execute(text(attempt))

    assert [record.name for record in audit.records(Asked())] == [ADA.name]


def test_every_deed_has_its_words():
    assert set(DEEDS) == set(ALL_DEEDS)
