"""A journal played again at a running Vigie: in order, at its hours, as an exercise of its own."""

from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest

from dashboard.clock import now
from dashboard.exercise import Walk, replay
from dashboard.exercise.player import ExerciseError, Player, play
from dashboard.exercise.replay import SCENE
from dashboard.exercise.scene import busiest_of, name_of, opening_of, places_of
from dashboard.journal import (
    Draft,
    Granted,
    MemoryJournal,
    Moved,
    Noted,
    Opened,
    Placed,
    Struck,
    Tracked,
    Transitioned,
)
from tests.conftest import OPENED, Stopwatch, at
from tests.web.conftest import HOUSE
from tests.web.provider import served

POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="planned",
    geometry={"type": "Point", "coordinates": [-1.55, 47.21]},
    values={"name": "Nord"},
    planned_from=at("18:30"),
)
THERE = {"type": "Point", "coordinates": [-1.54, 47.22]}


@pytest.fixture
def evening():
    """A short evening: a post planned, opened, moved, a slip struck out; and desk work."""
    clock = Stopwatch(OPENED)
    journal = MemoryJournal(clock)

    def record(hour, fact, **said):
        clock.now = at(hour)
        draft = Draft(author="ada", organisation=HOUSE, occurred_at=clock.now, fact=fact)
        journal.append("soir", replace(draft, **said))

    area = (-1.65, 47.15, -1.45, 47.3)
    record(
        "18:00",
        Opened(name="Soir", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6), area=area),
    )
    record("18:02", Granted(organisation="ARS", level="read", reason="suivi"))
    record("18:05", POST)
    record("18:20", Transitioned(object_id="pma1", verb="open", status="active"))
    record("18:22", Noted(), text="Erreur")
    record("18:23", Struck(seq=5, reason="double"))
    record("18:24", Moved(object_id="pma1", geometry=THERE), occurred_at=at("18:22"))
    return journal.entries("soir")


def test_what_was_before_is_the_scene_and_the_rest_comes_at_its_hour(evening):
    film = replay(evening, at("18:20"), speed=2)

    assert [(due.seq, due.after) for due in film.due] == [
        (3, timedelta(0)),
        (4, timedelta(0)),
        (5, timedelta(minutes=1)),
        (6, timedelta(minutes=1, seconds=30)),
        (7, timedelta(minutes=2)),
    ]
    assert film.left_out == 2
    placed = film.due[0].sent(OPENED, {})
    assert placed["occurred_at"] == (OPENED - SCENE).isoformat()
    assert placed["body"]["planned_from"] == (OPENED + timedelta(minutes=5)).isoformat()


def test_what_strikes_or_corrects_names_the_entry_as_it_is_numbered_now(evening):
    film = replay(evening, at("18:20"), speed=1)
    strike = next(due for due in film.due if due.seq == 6)

    assert strike.sent(OPENED, {5: 41})["body"] == {"seq": 41, "reason": "double"}


def test_what_an_exercise_takes_from_the_journal(evening):
    assert name_of(evening) == "Soir"
    assert places_of(evening) == [(-1.55, 47.21), (-1.54, 47.22)]
    assert busiest_of(evening) == at("18:00")
    said = opening_of(evening, OPENED, timedelta(minutes=5), "Exercice")
    assert said["area"] == evening[0].fact.area
    assert said["time_zone"] == "Europe/Paris"


def test_a_running_vigie_is_played_at_by_its_own_api(app, desk, evening):
    desk.clock.now = now()
    film = replay(evening, at("18:24"), speed=600)
    walks = [Walk(places_of(evening), seed) for seed in (1, 2)]
    told = []

    with served(app) as address, httpx2.Client(base_url=address) as client:
        player = Player(client)
        said = opening_of(evening, now(), timedelta(hours=1), "Exercice : Soir")
        name = player.open(said)
        played = play(
            player, film.due, walks, every_s=0.5, lasts=timedelta(seconds=1.2), told=told.append
        )

    entries = desk.journal.entries(name)
    assert entries[0].fact.exercise
    assert (played.entries, played.refused) == (5, [])
    assert played.positions >= len(walks)
    assert [e.fact.device for e in entries if isinstance(e.fact, Tracked)] == [
        f"{name}-001",
        f"{name}-002",
    ]
    assert desk.tracks.cursor() >= 2
    assert told


def test_who_does_not_answer_is_named_in_a_sentence():
    with httpx2.Client(base_url="http://127.0.0.1:9") as client, pytest.raises(ExerciseError) as no:
        Player(client).journal("soir")

    assert "127.0.0.1:9" in no.value.say("fr")
    assert "Vigie y est-il lancé" in no.value.say("fr")
