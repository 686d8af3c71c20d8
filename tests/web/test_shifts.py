"""Over HTTP: who is to be where, what there is to look at, and places against casualties."""

from dataclasses import replace

import pytest

from dashboard.journal import Draft, Placed, Transitioned
from tests.conftest import at
from tests.web.conftest import HOUSE, POST, TEAM

BASE = "/api/operations/nantes"


@pytest.fixture
def evening(desk, clock):
    """A post from 19:00 to 22:00; a team there from 19:30, and elsewhere at 21:00 too."""

    def tell(when, fact):
        clock.now = at(when)
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=at(when), fact=fact)
        desk.journal.append("nantes", draft)

    def assigned(name, start, end, **values):
        tell(
            "18:25",
            Placed(
                object_id=name,
                kind="assignment",
                status="planned",
                geometry=POST.geometry,
                values={"name": name, "team": "smur1"} | values,
                planned_from=at(start),
                planned_to=at(end),
            ),
        )

    values = {"name": "Nord", "capacity_relative": 4, "capacity_absolute": 1}
    post = replace(POST, values=values, planned_from=at("19:00"), planned_to=at("22:00"))
    tell("18:20", post)
    tell("18:21", TEAM)
    assigned("aff1", "19:30", "22:00", place="pma1")
    assigned("aff2", "21:00", "21:45")
    tell("18:26", Placed(object_id="aff3", kind="assignment", status="planned"))
    scenario = Placed(
        object_id="scn",
        kind="scenario",
        status="considered",
        values={"name": "Tribune", "relative": 6, "basis": "invented"},
        planned_from=at("20:00"),
        planned_to=at("21:00"),
    )
    tell("18:30", scenario)
    tell("20:30", Transitioned(object_id="scn", verb="set_aside", status="closed"))


def told(client, address, language):
    answer = client.get(f"{BASE}/{address}", headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_roster_is_told_with_what_there_is_to_look_at(client, evening):
    found = told(client, "staffing?at=2026-06-21T18:40:00Z", "fr")

    assert [(one["object"], one["place"], one["use"]) for one in found["shifts"]] == [
        ("aff1", "pma1", "post"),
        ("aff2", None, "post"),
    ]
    assert [(one["place"], one["teams"]) for one in found["demands"]] == [("pma1", 1)]
    assert found["unscheduled"] == ["aff3"]
    assert [(one["matter"], one["minutes"], one["objects"]) for one in found["findings"]] == [
        ("uncovered", 30, []),
        ("double", 45, ["aff1", "aff2"]),
    ]
    assert [one["sentence"].replace("\u00a0", " ") for one in found["findings"]] == [
        "Nord : personne pendant 30 min (de 21:00 à 21:30)",
        "SMUR 1 : affectée deux fois, Nord et sans lieu, pendant 45 min (de 23:00 à 23:45)",
    ]


def test_it_is_told_in_english_and_as_it_was_known(client, evening):
    now = told(client, "staffing?at=2026-06-21T18:40:00Z", "en")["findings"]
    before = told(client, "staffing?at=2026-06-21T18:40:00Z&known_at=2026-06-21T18:22:00Z", "en")

    said = now[0]["sentence"].replace("\u00a0", " ")
    assert said == "Nord: nobody for 30 min (from 21:00 to 21:30)"
    assert before["shifts"] == []
    assert [one["minutes"] for one in before["findings"]] == [180]


def test_places_are_held_against_a_scenario_until_it_is_set_aside(client, evening):
    found = told(client, "capacity?at=2026-06-21T18:40:00Z", "fr")

    assert [(one["name"], one["category"], one["left"]) for one in found["places"]] == [
        ("Nord", "absolute", 1),
        ("Nord", "relative", 4),
    ]
    (one,) = found["scenarios"]
    assert (one["name"], one["basis"]) == ("Tribune", "Inventés pour l'exercice")
    posts = [each for each in one["balances"] if each["side"] == "posts"]
    assert [(each["expected"], each["short"]) for each in posts] == [(0, 0), (6, 2)]
    assert posts[1]["first_short_at"] == "2026-06-21T20:50:00Z"
    assert told(client, "capacity?at=2026-06-21T20:40:00Z", "fr")["scenarios"] == []
