"""Alarms of an operation: rules are entries, alarms are entries, each once, in the right eyes."""

from datetime import timedelta

import pytest

from dashboard.access.actor import Actor
from dashboard.geo.measure import away, circle
from dashboard.journal import (
    Bell,
    Ceased,
    Granted,
    Moved,
    Noted,
    Phased,
    Placed,
    Raised,
    Reserved,
    RetentionSet,
    Ringing,
    Tracked,
    Transitioned,
    Watched,
)
from dashboard.operations.following import Following
from dashboard.operations.watching import Watching
from dashboard.text import RefusedError
from dashboard.tracks import Fix, MemoryTracks, judge
from tests.conftest import at

HEART = (-1.55, 47.21)
ZONE = Placed(
    object_id="rouge",
    kind="zone",
    status="active",
    geometry=circle(HEART, 300),
    values={"name": "Zone rouge"},
)
TEAM = Placed(object_id="smur1", kind="team", status="on_scene", values={"name": "SMUR 1"})
CARRIED = Tracked(object_id="smur1", device="VLM1", starts_at=at("18:00"))
INSIDE = Watched(rule="r1", watch="inside", zone_ids=("rouge",))
UNHEARD = Watched(rule="r2", watch="unheard", minutes=20)
ARS = Actor(name="eve", organisation="ARS", role="coordinator")


class Scene:
    """An office that watches, and a team with a tracker."""

    def __init__(self, office):
        self.office = office
        self.bell = Bell()
        office.journal = Ringing(office.journal, self.bell)
        self.tracks = MemoryTracks(office.clock)
        self.device = self.tracks.device("SAMU", "VLM1", "osmand")
        self.watching = self.begin()

    def begin(self):
        """Begin to watch, as a process that has just started does."""
        following = Following(self.tracks)
        office = self.office
        return Watching(
            office.journal, office.library, self.tracks, following, self.bell, office.clock
        )

    def tell(self, when, metres, *, late=0, seconds=0, **more):
        """Let the tracker tell that it is so many metres from the heart of the zone."""
        lon, lat = away(HEART, 90, metres)
        moment = at(when) + timedelta(seconds=seconds)
        fix = Fix(device="VLM1", at=moment, lon=lon, lat=lat, **{"accuracy_m": 8.0} | more)
        self.office.clock.now = moment + timedelta(seconds=late)
        self.tracks.keep({self.device: [judge(fix, received_at=self.office.clock.now)]})

    def stay(self, when, metres):
        """Let it tell the same place for half a minute, and look after each time."""
        for seconds in (0, 10, 20, 30):
            self.tell(when, metres, seconds=seconds)
            self.watching.turn()

    def look(self, when):
        self.office.clock.now = at(when)
        self.watching.turn()

    def said(self, fact):
        entries = self.office.journal.entries("nantes")
        return [entry for entry in entries if isinstance(entry.fact, fact)]


@pytest.fixture
def scene(office):
    for fact in (ZONE, TEAM, CARRIED):
        office.write("18:01", fact)
    return Scene(office)


def test_nothing_is_watched_for_until_somebody_sets_a_rule(scene):
    scene.stay("18:10", 10)

    assert scene.said(Raised) == []


def test_an_alarm_is_an_entry_and_so_is_its_end(scene):
    scene.office.write("18:05", INSIDE)
    scene.stay("18:10", 10)
    scene.stay("18:12", 10)
    scene.stay("18:20", 900)

    (raised,) = scene.said(Raised)
    (ceased,) = scene.said(Ceased)
    assert raised.fact.since == raised.occurred_at == at("18:10")
    assert (raised.fact.object_id, raised.fact.zone) == ("smur1", "Zone rouge")
    assert (raised.author, raised.organisation) == ("Vigie", "SAMU")
    assert (raised.means, raised.priority) == ("automatic", "urgent")
    assert ceased.fact == Ceased(seq=raised.seq, object_id="smur1")


def test_it_rings_again_only_after_it_was_over(scene):
    scene.office.write("18:05", INSIDE)
    for when, metres in (("18:10", 10), ("18:12", 900), ("18:14", 10), ("18:16", 10)):
        scene.stay(when, metres)

    assert [entry.fact.since for entry in scene.said(Raised)] == [at("18:10"), at("18:14")]


def test_after_a_restart_nothing_rings_twice_and_timers_go_on(scene):
    scene.office.write("18:05", INSIDE)
    scene.office.write("18:05", UNHEARD)
    scene.tell("18:06", 900)
    scene.stay("18:10", 10)
    for minute in range(11, 29):
        scene.tell(f"18:{minute}", 10)
    scene.watching = scene.begin()
    scene.tell("18:29", 10)
    scene.watching.turn()
    scene.look("18:31")

    told = [(entry.fact.watch, entry.fact.since) for entry in scene.said(Raised)]
    assert told == [("inside", at("18:10")), ("unheard", at("18:10"))]
    assert scene.said(Ceased) == []


def test_two_that_look_at_once_write_it_once(scene):
    other = scene.begin()
    scene.office.write("18:05", INSIDE)
    for seconds in (0, 10, 20, 30):
        scene.tell("18:10", 10, seconds=seconds)
    scene.watching.turn()
    other.turn()

    assert len(scene.said(Raised)) == 1


def test_a_leap_and_what_comes_late_ring_nothing(scene):
    scene.office.write("18:05", INSIDE)
    for seconds in (0, 10, 20, 30):
        scene.tell("18:10", 10, seconds=seconds, late=600)
        scene.tell("18:30", 10, seconds=seconds, accuracy_m=5000.0)
    scene.look("18:31")

    assert scene.said(Raised) == []


def test_a_team_that_is_moved_by_hand_into_a_zone_rings(office):
    for fact in (ZONE, TEAM):
        office.write("18:01", fact)
    scene = Scene(office)
    office.write("18:05", INSIDE)
    scene.look("18:06")
    office.write(
        "18:10", Moved(object_id="smur1", geometry={"type": "Point", "coordinates": list(HEART)})
    )
    scene.look("18:10")

    assert [entry.fact.object_id for entry in scene.said(Raised)] == ["smur1"]


def test_who_answers_that_all_is_well_is_heard_from(scene):
    scene.office.write("18:05", UNHEARD)
    scene.look("18:24")
    early = scene.said(Raised)
    scene.look("18:25")
    scene.office.write("18:26", Noted(object_ids=("smur1",)), text="Tout va bien")
    scene.look("18:27")

    assert early == []
    assert [entry.fact.since for entry in scene.said(Raised)] == [at("18:05")]
    assert len(scene.said(Ceased)) == 1


def test_a_status_told_by_radio_is_being_heard_from(scene):
    scene.office.write("18:05", UNHEARD)
    scene.look("18:20")
    leaving = Transitioned(object_id="smur1", verb="transport", status="transporting")
    scene.office.write("18:22", leaving)
    scene.look("18:50")

    assert scene.said(Raised) == []


def test_a_rule_that_is_turned_off_ends_what_it_rang_for(scene):
    scene.office.write("18:05", INSIDE)
    scene.stay("18:10", 10)
    scene.office.write("18:11", Watched(rule="r1", watch="inside", on=False))
    scene.stay("18:12", 10)

    assert (len(scene.said(Raised)), len(scene.said(Ceased))) == (1, 1)


def test_a_closed_operation_is_not_watched(scene):
    scene.office.write("18:05", INSIDE)
    scene.office.write("18:06", Phased(phase="closed"))
    scene.stay("18:10", 10)

    assert scene.said(Raised) == []


def test_an_alarm_of_a_team_that_is_kept_for_some_is_read_by_them_alone(scene):
    office = scene.office
    office.write("18:02", Granted(organisation="ARS", level="contribute", reason="appui"))
    office.write("18:03", Reserved(object_id="smur1", audience=()))
    office.write("18:05", INSIDE)
    scene.stay("18:10", 10)

    theirs = office.library.reading(ARS, "nantes").entries()
    assert len(scene.said(Raised)) == 1
    assert not [entry for entry in theirs if isinstance(entry.fact, Raised)]


def test_an_alarm_found_by_a_tracker_that_is_kept_for_some_is_ours_alone(office):
    for fact in (ZONE, TEAM):
        office.write("18:01", fact)
    office.write("18:01", CARRIED, audience=())
    office.write("18:02", Granted(organisation="ARS", level="contribute", reason="appui"))
    scene = Scene(office)
    office.write("18:05", INSIDE)
    scene.stay("18:10", 10)
    scene.stay("18:12", 900)

    theirs = office.library.reading(ARS, "nantes").entries()
    assert (len(scene.said(Raised)), len(scene.said(Ceased))) == (1, 1)
    assert not [entry for entry in theirs if isinstance(entry.fact, Raised | Ceased)]


def test_a_rule_of_others_is_watched_with_their_eyes(scene):
    office = scene.office
    office.write("18:02", Granted(organisation="ARS", level="contribute", reason="appui"))
    office.actor = ARS
    office.write("18:05", INSIDE, author="eve", organisation="ARS")
    scene.stay("18:10", 10)
    office.actor = Actor(name="ada", organisation="SAMU", role="coordinator")
    office.write("18:11", Reserved(object_id="smur1", audience=()))
    scene.stay("18:12", 900)
    scene.stay("18:14", 10)

    assert [entry.organisation for entry in scene.said(Raised)] == ["ARS"]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Watched(rule="r", watch="inside"), "Choisir au moins une zone"),
        (Watched(rule="r", watch="silent", zone_ids=("rouge",), minutes=5), "retirer les zones"),
        (Watched(rule="r", watch="silent", minutes=1), "de 2 à 240 minutes"),
        (Watched(rule="r", watch="unheard", minutes=500), "de 2 à 240 minutes"),
        (Watched(rule=" ", watch="unheard", minutes=20), "Une règle a un nom"),
        (Watched(rule="r", watch="inside", zone_ids=("nulle",)), "Aucun objet ne s'appelle"),
        (RetentionSet(days=0), "de 1 à 3650 jours"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_a_sentence(scene, fact, expected):
    with pytest.raises(RefusedError) as refused:
        scene.office.write("18:05", fact)

    assert expected in refused.value.say("fr")
    assert refused.value.say("en") != refused.value.say("fr")
