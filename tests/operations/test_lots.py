"""Many objects at once: all of them or none, once, and what is doubtful told with how many."""

import math
from dataclasses import replace

import pytest

from dashboard.access.policy import NotAllowedError
from dashboard.journal import Attached, Draft, Phased, Placed, Struck
from dashboard.operations import DoubtError, NotRecordableError, doubts_of, record_lot
from tests.conftest import at
from tests.operations.conftest import ADA, NORD

PLAN = Attached(sha256="ab" * 32, name="zones.geojson", media_type="application/geo+json", size=9)
READER = replace(ADA, role="reader")
CONTRIBUTOR = replace(ADA, role="contributor")


def placed(number, *, lon=-1.55, status="active", occurred="18:05", **more):
    fact = Placed(
        object_id=f"site-{number}",
        kind="site",
        status=status,
        geometry={"type": "Point", "coordinates": [lon, 47.21]},
        values={"name": f"Site {number}"} | more,
    )
    return Draft(author="ada", organisation="SAMU", occurred_at=at(occurred), fact=fact)


def attached():
    return replace(placed(0), fact=PLAN)


def send(office, drafts, *, actor=ADA, key="k", **more):
    office.clock.now = at("18:10")
    return record_lot(office, actor, "nantes", drafts, key=key, **more)


def test_a_lot_is_recorded_in_order_with_what_it_came_from(office):
    told = []

    entries = send(office, [attached(), placed(1), placed(2)], told=told.append)

    assert [entry.seq for entry in entries] == [2, 3, 4]
    seen = office.library.reading(ADA, "nantes").picture(at("18:10"))
    assert set(seen.objects) == {"site-1", "site-2"}
    assert told == sorted(told)
    assert told[-1] == 1


def test_the_same_lot_sent_again_is_recorded_once(office):
    drafts = [attached(), placed(1)]
    first = send(office, drafts)

    assert send(office, drafts) == first
    assert office.journal.head("nantes").seq == 3


@pytest.mark.parametrize(
    ("wrong", "fr", "en"),
    [
        (placed(2, capacity=math.nan), "n° 2 du lot : Une valeur", "no. 2 of the lot: A value"),
        (placed(2, lon=200), "hors du monde", "outside the world"),
        (placed(1), "« site-1 » ne peut pas être pris", "“site-1” cannot be taken"),
        (
            replace(placed(2), fact=Struck(seq=1, reason="x")),
            "rien d'autre",
            "nothing else",
        ),
        (
            replace(placed(2), fact=replace(placed(2).fact, geometry={"type": "{nom}"})),
            "« {nom} »",
            "“{nom}”",
        ),
    ],
)
def test_one_that_cannot_be_recorded_keeps_all_from_it_and_is_named(office, wrong, fr, en):
    with pytest.raises(NotRecordableError) as refused:
        send(office, [placed(1), wrong, placed(3)])

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")
    assert office.journal.head("nantes").seq == 1


def test_what_is_there_already_is_not_placed_again(office):
    send(office, [placed(1)])

    with pytest.raises(NotRecordableError):
        send(office, [placed(2), placed(1)], key="other")

    assert office.journal.head("nantes").seq == 2


def test_a_doubt_is_told_once_and_says_how_many_it_is_about(office):
    far = [placed(n, lon=9.0) for n in range(3)]
    drafts = [placed(9), *far]
    reading = office.library.reading(ADA, "nantes")

    with pytest.raises(DoubtError) as doubted:
        send(office, drafts)

    assert doubted.value.code == "outside_area"
    assert office.journal.head("nantes").seq == 1
    assert {c: d.count for c, d in doubts_of(office, reading, drafts).items()} == {
        "outside_area": 3
    }
    assert len(send(office, drafts, confirmed=["outside_area"])) == 4


@pytest.mark.parametrize(
    ("actor", "drafts"),
    [(READER, [placed(1)]), (CONTRIBUTOR, [placed(1), placed(2, status="planned")])],
)
def test_who_may_not_do_one_part_of_it_does_none(office, actor, drafts):
    with pytest.raises(NotAllowedError):
        send(office, drafts, actor=actor)

    assert office.journal.head("nantes").seq == 1


def test_nothing_is_placed_in_an_operation_that_is_over(office):
    office.write("18:06", Phased(phase="closed", reason="fin"))

    with pytest.raises(NotAllowedError) as refused:
        send(office, [placed(1)])

    assert "close" in refused.value.say("fr")


def test_who_stops_it_leaves_nothing(office):
    def told(fraction):
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(office, [placed(n) for n in range(20)], told=told)

    assert office.journal.head("nantes").seq == 1


def test_the_geometry_of_the_story_is_a_place(office):
    fact = replace(placed(1).fact, geometry=NORD)

    assert send(office, [replace(placed(1), fact=fact)])[0].fact == fact
