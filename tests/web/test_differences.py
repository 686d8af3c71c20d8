"""Over HTTP: what changed between two instants, and what is not as planned, in two languages."""

import csv
import io
from dataclasses import replace

import pytest

from dashboard.journal import Draft, Moved, Transitioned
from tests.conftest import at
from tests.web.conftest import HOUSE, POST

BASE = "/api/operations/nantes"
HOUR = "from=2026-06-21T18:06:00Z&to=2026-06-21T19:30:00Z"
NORTH = {"type": "Point", "coordinates": [-1.55, 47.2145]}


@pytest.fixture
def evening(desk, clock):
    """The post was to open at 19:00; it opened at 19:12, some way off."""

    def tell(when, fact):
        clock.now = at(when)
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=at(when), fact=fact)
        desk.journal.append("nantes", draft)

    tell("18:20", replace(POST, planned_from=at("19:00"), planned_to=at("22:00")))
    tell("19:12", Transitioned(object_id="pma1", verb="open", status="active"))
    tell("19:12", Moved(object_id="pma1", geometry=NORTH))
    tell("19:13", replace(POST, object_id="pma2", values={"name": "=SUM(A1)"}))


def told(client, address, **headers):
    answer = client.get(f"{BASE}/{address}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_changed_is_told_line_by_line_with_what_it_was(client, evening):
    listed = told(client, f"difference?{HOUR}", **{"Accept-Language": "en"})

    assert [(one["object_id"], one["change"]) for one in listed] == [
        ("pma1", "status"),
        ("pma1", "moved"),
        ("pma1", "window"),
        ("pma2", "added"),
    ]
    status, moved, window, added = listed
    assert (status["before"], status["after"]) == ("planned", "active")
    assert round(moved["distance_m"]) == 500
    assert round(moved["bearing_deg"]) == 0
    assert moved["sentence"].replace("\u00a0", " ") == "Medical post Nord: moved by 500 m north"
    assert window["before"] == [None, None]
    assert window["sentence"] == (
        "Medical post Nord: planned window no window → from 21 Jun 21:00 to 22 Jun 00:00"
    )
    assert added["sentence"] == "Medical post =SUM(A1): new on the map, planned"


def test_what_is_not_as_planned_is_told_with_its_delay(client, evening):
    before = told(client, "plan?at=2026-06-21T19:10:00Z", **{"Accept-Language": "fr"})
    after = told(client, "plan?at=2026-06-21T20:00:00Z", **{"Accept-Language": "fr"})

    assert [(one["departure"], one["minutes"]) for one in before] == [("missing", 10)]
    assert before[0]["sentence"].replace("\u00a0", " ") == (
        "PMA Nord : pas en place, 10 min de retard (prévu 21:00)"
    )
    assert [one["departure"] for one in after] == ["opened_late", "elsewhere"]
    assert after[1]["planned_place"] == POST.geometry
    assert "vers le nord" in after[1]["sentence"]


def test_as_known_before_it_was_recorded_nothing_of_it_is_told(client, evening):
    known = "known_at=2026-06-21T18:10:00Z"

    assert told(client, f"difference?{HOUR}&{known}") == []
    assert told(client, f"plan?at=2026-06-21T20:00:00Z&{known}") == []


def test_both_lists_are_tables_that_no_spreadsheet_computes(client, evening, audited):
    changes = client.get(f"{BASE}/difference.csv?{HOUR}")
    plan = client.get(f"{BASE}/plan.csv?at=2026-06-21T20:00:00Z")

    rows = list(csv.reader(io.StringIO(changes.text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 5
    assert len({len(row) for row in rows}) == 1
    assert rows[1][:3] == ["status", "pma1", "medical_post"]
    assert "opened_late" in plan.text
    assert changes.headers["content-disposition"].endswith('"nantes-difference.csv"')
    assert audited().count("exported") == 2


@pytest.mark.parametrize(
    "address",
    ["difference", "difference?from=hier&to=2026-06-21T19:30:00Z", "plan?at=20:00"],
)
def test_an_instant_that_cannot_be_read_is_refused_in_a_sentence(client, address):
    answer = client.get(f"{BASE}/{address}")

    assert answer.status_code == 422
    assert answer.json()["error"]["sentence"]
