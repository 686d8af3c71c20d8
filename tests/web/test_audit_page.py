"""The audit trail on its page and as a file: for administrators, of what concerns them."""

import csv
import io
import json

import pytest

from dashboard.access.actor import Actor
from tests.conftest import at
from tests.web.conftest import AWAY, client_of, sign_in

ARS = Actor(person=90, name="Nadia B.", organisation="ARS", role="reader")
SDIS = Actor(person=91, name="<b>Paul</b>", organisation="SDIS 44", role="administrator")


@pytest.fixture
def trail(desk, clock, member):
    clock.now = at("19:00")
    desk.audit.note(ARS, "read_by_other", "nantes", concerns="SAMU 64A")
    clock.now = at("19:10")
    desk.audit.note(SDIS, "exported", "rouen", format="jsonl")
    desk.audit.note(SDIS, "refused", "nantes", concerns="SAMU 64A", path="=cmd()")
    clock.now = at("19:20")


def test_an_administrator_reads_what_concerns_their_organisation(member, trail):
    page = member.get("/audit").text

    assert "Nadia B." in page
    assert "lecture par un autre organisme" in page
    assert "&lt;b&gt;Paul&lt;/b&gt;" in page
    assert "rouen" not in page
    assert "Audit" in member.get("/audit?lang=en").text


def test_records_are_found_by_what_who_where_and_when(member, trail):
    def found(query):
        page = member.get(f"/audit?{query}").text
        return [name for name in ("Nadia", "Paul", "Le Goff</td>") if name in page]

    assert found("what=read_by_other") == ["Nadia"]
    assert found("name=le+goff") == ["Le Goff</td>"]
    assert found("operation=nantes") == ["Nadia", "Paul"]
    assert found("since=2026-06-21T19:05") == ["Paul"]
    assert found("until=2026-06-21T19:05") == ["Nadia", "Le Goff</td>"]
    assert found("before=1") == []
    assert member.get("/audit?since=hier").status_code == 422
    assert member.get("/audit?before=x&what=nothing").status_code == 200


def test_older_records_are_a_page_away(member, desk):
    for number in range(150):
        desk.audit.note(ARS, "read_by_other", f"op{number}", concerns="SAMU 64A")

    first = member.get("/audit?what=read_by_other").text
    older = "/audit?before=" + first.partition("/audit?before=")[2].partition('"')[0]
    second = member.get(older.replace("&amp;", "&")).text

    assert "op149<" in first
    assert "op49<" not in first
    assert "op49<" in second
    assert "/audit?before=" not in second


def test_the_trail_goes_out_as_a_table_and_that_is_noted(member, trail, audited):
    answer = member.get("/audit/export?format=csv&operation=nantes")

    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["qui"] for row in rows] == ["<b>Paul</b>", "Nadia B."]
    assert rows[0]["détail"] == "path : =cmd()"
    assert audited()[0] == "audit_exported"


def test_the_trail_goes_out_line_by_line(member, trail):
    answer = member.get("/audit/export?format=jsonl&what=read_by_other")

    [record] = [json.loads(line) for line in answer.text.splitlines()]
    assert (record["at"], record["name"], record["concerns"]) == (
        "2026-06-21T19:00:00+00:00", "Nadia B.", "SAMU 64A",
    )  # fmt: skip


@pytest.mark.parametrize("role", ["reader", "contributor", "coordinator"])
def test_nobody_else_reads_it_and_trying_is_noted(guarded, add, audited, role):
    add("autre", name="A", role=role)
    browser = client_of(guarded, client=AWAY, host="vigie.example")
    sign_in(browser, login="autre")

    statuses = [browser.get(path).status_code for path in ("/audit", "/audit/export?format=csv")]

    assert statuses == [403, 403]
    assert audited()[:2] == ["refused", "refused"]
