"""Tracks are erased when a person asks, and once they were kept for as long as was said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.access.actor import Actor
from dashboard.access.policy import NotAllowedError
from dashboard.clock import EPOCH
from dashboard.journal import Draft, FixesErased, FixesSealed, Opened, RetentionSet, Tracked
from dashboard.journal.chain import first_break
from dashboard.operations.erasing import Erasing
from dashboard.operations.following import Following
from dashboard.operations.sealing import Sealing
from dashboard.tracks import Fix, MemoryTracks, judge
from tests.conftest import OPENED, at
from tests.operations.test_watching import CARRIED, TEAM

BOSS = Actor(name="boss", organisation="SAMU", role="administrator")


class House:
    """An office that keeps tracks, and those who seal and erase them."""

    def __init__(self, office):
        self.office = office
        self.tracks = MemoryTracks(office.clock)
        self.device = self.tracks.device("SAMU", "VLM1", "osmand")
        kept = (office.journal, office.library, self.tracks, Following(self.tracks), office.clock)
        self.sealing = Sealing(*kept)
        self.erasing = Erasing(*kept)
        self.begin = lambda: Erasing(*kept)
        self.begin_sealing = lambda: Sealing(*kept)

    def tell(self, *whens):
        for number, when in enumerate(whens):
            self.office.clock.now = at(when)
            fix = Fix(device="VLM1", at=at(when), lon=-1.55, lat=47.21 + number / 1000)
            self.tracks.keep({self.device: [judge(fix, received_at=at(when))]})

    def later(self, **ago):
        """Let time go by, and let everything be done that is done by itself."""
        self.office.clock.now = OPENED + timedelta(**ago)
        self.sealing.turn()
        self.erasing.turn()

    def left(self):
        chunks = self.tracks.chunks(
            [self.device], EPOCH, self.office.clock() + timedelta(minutes=1)
        )
        return sum(chunk.count for chunk in chunks)

    def said(self, fact, operation="nantes"):
        entries = self.office.journal.entries(operation)
        return [entry.fact for entry in entries if isinstance(entry.fact, fact)]


@pytest.fixture
def house(office):
    for fact in (TEAM, CARRIED):
        office.write("18:01", fact)
    return House(office)


def test_what_a_person_asks_to_be_forgotten_is_and_the_journal_says_so(house):
    house.tell("18:10", "18:20", "19:10")
    house.later(hours=1, minutes=30)

    (device,) = house.tracks.devices("SAMU")
    gone = house.erasing.erase(BOSS, device)

    assert (sum(chunk.count for chunk in gone), house.left()) == (3, 0)
    (erased,) = house.said(FixesErased)
    assert (erased.count, erased.reason) == (3, "asked")
    (sealed,) = house.said(FixesSealed)
    assert set(sealed.digests) <= set(erased.digests)
    entries = house.office.journal.entries("nantes")
    assert first_break(entries, head=house.office.journal.head("nantes")) is None


def test_what_was_erased_and_not_told_is_told_by_the_next_who_looks(house):
    house.tell("18:10")
    house.tracks.erase(house.device, EPOCH, at("19:00"))

    house.begin().turn()
    house.begin().turn()

    assert [fact.count for fact in house.said(FixesErased)] == [1]


def test_what_another_process_erased_and_could_not_tell_is_told_within_the_hour(house):
    house.tell("18:10")
    leads = house.begin()
    leads.turn()
    house.tracks.erase(house.device, EPOCH, at("19:00"))  # elsewhere; that process ends here

    for minute in ("18:30", "18:59", "19:00", "19:01"):
        house.office.clock.now = at(minute)
        leads.turn()

    assert [fact.count for fact in house.said(FixesErased)] == [1]


def test_what_another_process_sealed_and_did_not_tell_is_told_within_the_hour(house):
    leads = house.begin_sealing()
    house.tell("18:10")
    house.office.clock.now = at("19:10")
    leads.turn()
    house.tell("19:20")
    house.office.clock.now = at("20:10")
    house.tracks.seal(at("20:05"))  # who leads meanwhile; that process ends here

    for minute in ("20:30", "21:10"):
        house.office.clock.now = at(minute)
        leads.turn()

    assert [fact.count for fact in house.said(FixesSealed)] == [1, 1]


def test_what_was_sealed_before_its_device_was_handed_out_is_told_within_the_hour(house):
    house.office.write("18:02", replace(CARRIED, ends_at=CARRIED.starts_at))
    house.tell("18:10")
    house.office.clock.now = at("19:10")
    house.sealing.turn()
    untold = house.said(FixesSealed)

    house.office.write("19:20", CARRIED)
    house.later(hours=2, minutes=10)

    assert (untold, [fact.count for fact in house.said(FixesSealed)]) == ([], [1])


def test_only_an_administrator_erases(house):
    house.tell("18:10")
    (device,) = house.tracks.devices("SAMU")

    with pytest.raises(NotAllowedError):
        house.erasing.erase(house.office.actor, device)

    assert house.left() == 1


def test_tracks_are_kept_for_good_until_somebody_says_for_how_long(house):
    house.tell("18:10")
    house.later(days=400)

    assert (house.left(), house.said(FixesErased)) == (1, [])


def test_tracks_are_erased_hour_by_hour_once_kept_for_long_enough(house):
    house.tell("18:10", "19:10")
    house.office.write("19:11", RetentionSet(days=30))
    house.later(days=30, minutes=59)
    early = house.left()
    house.later(days=30, hours=1, minutes=1)
    between = house.left()
    house.later(days=31)

    assert (early, between, house.left()) == (2, 1, 0)
    assert [(fact.count, fact.reason) for fact in house.said(FixesErased)] == [
        (1, "retention"),
        (1, "retention"),
    ]


def test_how_long_is_said_anew_or_for_good(house):
    house.tell("18:10")
    house.office.write("18:11", RetentionSet(days=1))
    house.office.write("18:12", RetentionSet(days=None))
    house.later(days=40)

    assert house.left() == 1


def test_an_hour_another_operation_keeps_stays_until_that_one_lets_go(house):
    office = house.office
    opening = Opened(name="Autre", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    for fact in (opening, TEAM, Tracked(object_id="smur1", device="VLM1", starts_at=at("18:30"))):
        draft = Draft(author="ada", organisation="SAMU", occurred_at=at("18:00"), fact=fact)
        office.journal.append("autre", draft)
    house.tell("18:10", "18:40", "20:10")
    office.write("20:11", RetentionSet(days=1))
    house.later(days=3)
    kept = house.left()
    draft = Draft(
        author="ada", organisation="SAMU", occurred_at=office.clock(), fact=RetentionSet(days=1)
    )
    office.journal.append("autre", draft)
    house.later(days=4)

    assert (kept, house.left()) == (3, 0)
    assert len(house.said(FixesErased, "autre")) == 1
