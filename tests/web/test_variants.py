"""Variants of a plan over HTTP: made, listed, compared, previewed, adopted; and who may."""

from dataclasses import replace

import pytest

from dashboard.journal import Changed, Draft, Granted, Moved, Reserved
from tests.conftest import at
from tests.web.conftest import HOUSE, POST

BASE = "/api/operations/nantes/variants"
SOUTH = {"type": "Point", "coordinates": [-1.55, 47.2]}
ARS = "ARS Pays de la Loire"


def make(client, name="Sud", **said):
    answer = client.post(BASE, json={"name": name} | said)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def write(client, operation, fact, **body):
    said = {"fact": fact, "body": body, "occurred_at": "2026-06-21T18:10:00Z"}
    answer = client.post(f"/api/operations/{operation}/entries", json=said)
    assert answer.status_code == 201, answer.text
    return answer.json()["seq"]


@pytest.fixture
def variant(client):
    """A variant in which the post stands in the south."""
    made = make(client, note="Plus près de la sortie")
    write(client, made, "Moved", object_id="pma1", geometry=SOUTH)
    return made


def test_a_variant_is_listed_under_its_operation_and_not_among_the_operations(client, variant):
    (listed,) = client.get(BASE).json()

    assert (listed["id"], listed["name"], listed["variant_of"]) == ("nantes-sud", "Sud", "nantes")
    assert (listed["note"], listed["made_at"]) == ("Plus près de la sortie", 2)
    assert [one["id"] for one in client.get("/api/operations").json()] == ["nantes"]
    assert "nantes-sud" not in client.get("/api/unread").json()


def test_all_that_is_asked_of_an_operation_is_asked_of_a_variant(client, variant):
    for path in ("head", "picture", "entries", "reel?locale=fr", "plan", "journal.jsonl"):
        assert client.get(f"/api/operations/{variant}/{path}").status_code == 200


def test_a_name_that_is_taken_says_so(client, variant):
    answer = client.post(BASE, json={"name": "Sud"})

    assert answer.status_code == 409
    assert "nantes-sud" in answer.json()["error"]["sentence"]


@pytest.mark.parametrize("name", ["", "!!!", "x" * 300])
def test_what_is_no_name_is_refused(client, name):
    assert client.post(BASE, json={"name": name}).status_code == 422


def test_plans_stand_beside_each_other_in_figures(client, variant):
    write(
        client,
        variant,
        "Placed",
        object_id="eq1",
        kind="team",
        status="available",
        values={"name": "Binôme 1", "care": "SECOURS", "crew": 2},
    )
    write(
        client,
        variant,
        "Placed",
        object_id="a1",
        kind="assignment",
        status="planned",
        values={"name": "Tribune", "team": "eq1", "place": "pma1"},
        planned_from="2026-06-21T19:00:00Z",
        planned_to="2026-06-21T21:30:00Z",
    )

    told = client.get(f"{BASE}/comparison").json()

    plan, other = told["plans"]
    assert (plan["id"], plan["posts"], plan["teams"], plan["changes"]) == ("nantes", 1, 0, 0)
    assert (other["id"], other["teams"], other["first_aiders"]) == (variant, 1, 2)
    assert (other["assignments"], other["duty_min"], other["changes"]) == (1, 150, 3)
    assert max(plan["teams_due"]) == 0
    due = [i for i, teams in enumerate(other["teams_due"]) if teams]
    assert told["instants"][due[0]] == "2026-06-21T19:00:00Z"
    assert len(due) == 40
    assert set(other["posts_due"]) == {1}


def test_what_the_rule_asks_stands_beside_what_each_plan_places_and_leaves_alone(client, variant):
    hours = {"planned_from": "2026-06-21T19:00:00Z", "planned_to": "2026-06-21T21:00:00Z"}
    crowd = {"name": "Marche", "expected": 10_000}
    levels = {"behaviour": "40", "premises": "permanent", "no_vehicle": True, "help_min": 15}
    write(
        client,
        variant,
        "Placed",
        object_id="marche",
        kind="gathering",
        status="planned",
        geometry=SOUTH,
        values=crowd | levels,
        **hours,
    )
    write(
        client,
        variant,
        "Placed",
        object_id="eq1",
        kind="team",
        status="planned",
        geometry=SOUTH,
        values={"name": "Équipe", "care": "SECOURS", "crew": 5},
        **hours,
    )
    duty = {"name": "Poste", "team": "eq1", "place": "pma1"}
    write(
        client,
        variant,
        "Placed",
        object_id="a1",
        kind="assignment",
        status="planned",
        geometry=SOUTH,
        values=duty,
        **hours,
    )

    plan, other = client.get(f"{BASE}/comparison").json()["plans"]

    assert (plan["asked"], plan["lacking"], plan["unsized"]) == (None, None, 0)
    assert (other["asked"], other["lacking"], other["unsized"]) == (12, 7, 0)
    assert other["first_aiders"] == 5
    # The post says no hours of its own: until somebody does, it needs nobody at any.
    assert (plan["uncovered_min"], other["uncovered_min"]) == (0, 0)
    for operation in ("nantes", variant):
        window = {
            "planned_from": "2026-06-21T18:30:00Z",
            "planned_to": "2026-06-21T21:15:00Z",
        }
        write(client, operation, "Planned", object_id="pma1", **window)

    plan, other = client.get(f"{BASE}/comparison").json()["plans"]

    assert (plan["uncovered_min"], plan["uncovered_places"]) == (165, 1)
    assert (other["uncovered_min"], other["uncovered_places"]) == (45, 1)


def test_what_would_be_adopted_is_told_first_and_then_recorded(client, variant):
    told = client.get(f"{BASE}/{variant}/adoption", headers={"Accept-Language": "en"}).json()

    (step,) = told["steps"]
    assert (step["name"], step["conflict"], step["entries"]) == ("Nord", False, 1)
    assert step["changed"][0]["sentence"].startswith("Medical post Nord: moved by 1.1")
    answer = client.post(f"{BASE}/{variant}/adoption", json={"mark": told["mark"]})
    assert (answer.status_code, answer.json()) == (201, {"entries": [3]})
    (entry,) = client.get("/api/operations/nantes/entries?after=2").json()["entries"]
    assert (entry["fact"], entry["text"]) == ("Moved", "Repris de la variante « Sud »")

    again = client.get(f"{BASE}/{variant}/adoption").json()
    assert (again["entries"], again["conflicts"]) == (0, 0)
    repeated = client.post(f"{BASE}/{variant}/adoption", json={"mark": again["mark"]})
    assert repeated.json() == {"entries": []}


def test_a_conflict_waits_for_a_choice(client, variant):
    write(client, "nantes", "Changed", object_id="pma1", values={"lead": "Dr Y"})
    told = client.get(f"{BASE}/{variant}/adoption").json()
    assert told["conflicts"] == 1
    assert "Dr Y" in told["steps"][0]["since"][0]["sentence"]

    unsaid = client.post(f"{BASE}/{variant}/adoption", json={"mark": told["mark"]})
    assert unsaid.status_code == 422
    assert "Nord" in unsaid.json()["error"]["sentence"]

    kept = {"mark": told["mark"], "choices": {"pma1": "operation"}}
    assert client.post(f"{BASE}/{variant}/adoption", json=kept).json() == {"entries": []}


def test_a_preview_that_no_longer_holds_is_a_conflict(client, variant):
    mark = client.get(f"{BASE}/{variant}/adoption").json()["mark"]
    write(client, "nantes", "Changed", object_id="pma1", values={"lead": "Dr Y"})

    answer = client.post(f"{BASE}/{variant}/adoption", json={"mark": mark})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "stale")


def test_who_does_not_coordinate_makes_and_adopts_none(browser):
    reader = browser("reader")

    answer = reader.post(
        BASE, json={"name": "Sud"}, headers={"X-CSRFToken": reader.cookies["_csrf_token"]}
    )

    assert answer.status_code == 403
    assert "coordinat" in answer.json()["error"]["sentence"]


def test_a_partner_sees_no_variant_until_it_is_shared_and_then_not_what_is_kept(
    browser, desk, record
):
    record(Granted(organisation=ARS, level="coordinate", reason="suivi"))
    record(Reserved(object_id="pma1", audience=()))
    record(replace(POST, object_id="pma2", values={"name": "Ouest"}))
    ours, theirs = browser(), browser("coordinator", ARS)
    headers = {"X-CSRFToken": ours.cookies["_csrf_token"]}
    variant = ours.post(BASE, json={"name": "Sud"}, headers=headers).json()["id"]

    def moved(name):
        said = {"author": "ada", "organisation": HOUSE, "occurred_at": at("18:11")}
        desk.journal.append(variant, Draft(**said, fact=Moved(object_id=name, geometry=SOUTH)))

    moved("pma1")
    moved("pma2")
    assert theirs.get(BASE).json() == []
    for path in (f"/api/operations/{variant}/head", f"{BASE}/{variant}/adoption"):
        assert theirs.get(path).status_code == 404
    assert [plan["id"] for plan in theirs.get(f"{BASE}/comparison").json()["plans"]] == ["nantes"]

    said = {"author": "ada", "organisation": HOUSE, "occurred_at": at("18:12")}
    grant = Granted(organisation=ARS, level="coordinate", reason="avis")
    desk.journal.append(variant, Draft(**said, fact=grant))

    told = theirs.get(f"{BASE}/{variant}/adoption")
    assert [step["object_id"] for step in told.json()["steps"]] == ["pma2"]
    plans = theirs.get(f"{BASE}/comparison").json()["plans"]
    assert [(plan["posts"], plan["changes"]) for plan in plans] == [(1, 0), (1, 1)]
    for path in ("entries", "reel?locale=fr", "journal.jsonl", "picture?at=2026-06-21T20:00:00Z"):
        assert "pma1" not in theirs.get(f"/api/operations/{variant}/{path}").text


def test_what_a_partner_may_not_read_changes_no_answer_about_variants(browser, desk, record):
    """Two evenings that differ in what is kept from the partner alone are answered alike."""
    record(Granted(organisation=ARS, level="coordinate", reason="suivi"))
    record(replace(POST, object_id="pma2", values={"name": "Ouest"}))
    theirs = browser("coordinator", ARS)
    headers = {"X-CSRFToken": theirs.cookies["_csrf_token"]}
    record(replace(POST, object_id="secret", values={"name": "Secret"}), audience=())
    variant = theirs.post(BASE, json={"name": "Ailleurs"}, headers=headers).json()["id"]
    said = {"author": "bob", "organisation": ARS, "occurred_at": at("18:12")}
    moved = Moved(object_id="pma2", geometry=SOUTH)
    desk.journal.append(variant, Draft(**said, fact=moved))

    def answers():
        asked = (f"{BASE}/comparison", f"{BASE}/{variant}/adoption", BASE)
        return [theirs.get(address).text for address in asked]

    before = answers()
    record(Changed(object_id="secret", values={"lead": "Dr Z"}), audience=())
    record(Changed(object_id="pma2", values={"lead": "Dr Z"}), audience=())

    assert answers() == before
    assert "ecret" not in str(before)
    assert "secret" not in theirs.get(f"/api/operations/{variant}/journal.jsonl").text
