"""Who takes which way: by the rules of the road, with a siren, on foot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.roads.access import (
    BOTH_MOTOR,
    OPEN,
    READ,
    ROADS,
    SHUT,
    Standing,
    passage_of,
    standing_of,
)
from dashboard.roads.speeds import limit_of, speed_of

WAYS = {
    "none": (False, False),
    "along": (True, False),
    "against": (False, True),
    "both": (True, True),
}


def taken(speeds):
    return next(name for name, ways in WAYS.items() if ways == tuple(map(bool, speeds)))


@pytest.mark.parametrize(
    ("tags", "drive", "emergency", "walk"),
    [
        ("highway=residential", "both", "both", "both"),
        ("highway=residential oneway=yes", "along", "along", "both"),
        ("highway=residential oneway=-1", "against", "against", "both"),
        ("highway=primary oneway=reversible", "none", "none", "both"),
        ("highway=motorway", "along", "along", "none"),
        ("highway=primary junction=roundabout", "along", "along", "both"),
        ("highway=service access=private", "none", "both", "none"),
        ("highway=service access=no", "none", "none", "none"),
        ("highway=service access=no emergency=yes", "none", "both", "none"),
        ("highway=service service=emergency_access", "none", "both", "both"),
        ("highway=service access=customers", "both", "both", "both"),
        ("highway=residential motor_vehicle=no", "none", "both", "both"),
        ("highway=residential access=no motorcar=yes", "both", "both", "none"),
        ("highway=pedestrian", "none", "both", "both"),
        ("highway=pedestrian access=yes", "none", "both", "both"),
        ("highway=pedestrian motor_vehicle=destination", "both", "both", "both"),
        ("highway=pedestrian area=yes", "none", "both", "both"),
        ("highway=footway", "none", "none", "both"),
        ("highway=footway emergency=designated", "none", "both", "both"),
        ("highway=cycleway foot=no", "none", "none", "none"),
        ("highway=busway", "none", "both", "none"),
        ("highway=service access=no psv=yes", "none", "both", "none"),
        ("highway=residential oneway=yes oneway:bus=no", "along", "both", "both"),
        ("highway=residential oneway=yes busway=opposite_lane", "along", "both", "both"),
        ("highway=residential vehicle:backward=no", "along", "along", "both"),
        ("highway=track", "both", "both", "both"),
        ("highway=track access=forestry", "none", "both", "none"),
        ("highway=path sac_scale=alpine_hiking", "none", "none", "none"),
        ("highway=trunk", "both", "both", "none"),
        ("highway=trunk foot=yes", "both", "both", "both"),
        ("highway=construction", "none", "none", "none"),
        ("highway=proposed access=yes", "none", "none", "none"),
        ("highway=residential access=military", "none", "none", "none"),
    ],
)
def test_a_way_is_taken_by_whom_its_tags_allow(tags, drive, emergency, walk):
    passage = passage_of(dict(tag.split("=") for tag in tags.split()))

    assert taken(passage.drive) == drive
    assert taken(passage.emergency) == emergency
    assert taken(passage.walk) == walk


@pytest.mark.parametrize(
    ("tags", "speed"),
    [
        ({"highway": "motorway"}, 130 * 0.92),
        ({"highway": "primary", "maxspeed": "50"}, 43),
        ({"highway": "primary", "maxspeed": "FR:rural"}, 80 * 0.86),
        ({"highway": "primary", "maxspeed": "signals"}, 65 * 0.86),
        ({"highway": "primary", "lit": "yes"}, 43),
        ({"highway": "primary", "sidewalk": "no"}, 80 * 0.86),
        ({"highway": "tertiary", "zone:maxspeed": "FR:30"}, 30 * 0.82),
        ({"highway": "residential", "maxspeed": "20 mph"}, 20 * 1.609344 * 0.75),
        ({"highway": "residential", "maxspeed": "0"}, 37.5),
        ({"highway": "residential", "maxspeed": "999"}, 130 * 0.75),
        ({"highway": "secondary", "maxspeed": "80", "surface": "gravel"}, 25),
        ({"highway": "secondary", "maxspeed": "80", "junction": "roundabout"}, 35),
        ({"highway": "service", "service": "driveway"}, 12),
        ({"highway": "track", "tracktype": "grade1"}, 30),
        ({"highway": "track", "tracktype": "grade5", "maxspeed": "80"}, 6),
    ],
)
def test_a_way_is_driven_at_a_part_of_its_limit(tags, speed):
    assert speed_of(tags) == pytest.approx(speed)


def test_each_direction_may_have_a_limit_of_its_own():
    passage = passage_of({"highway": "residential", "maxspeed": "50", "maxspeed:backward": "30"})

    assert passage.drive == pytest.approx((37.5, 22.5))


@pytest.mark.parametrize(
    ("tags", "standing"),
    [
        ("highway=traffic_signals", Standing.SIGNAL),
        ("highway=crossing", Standing.SLOW),
        ("highway=street_lamp", Standing.NOTHING),
        ("traffic_calming=table", Standing.SLOW),
        ("barrier=gate", Standing.NOTHING),
        ("barrier=gate access=private", Standing.SHUT | Standing.NO_FOOT),
        ("barrier=gate access=private foot=yes", Standing.SHUT),
        ("barrier=gate locked=yes", Standing.SHUT),
        ("barrier=lift_gate motor_vehicle=private", Standing.SHUT),
        ("barrier=bollard", Standing.SHUT | Standing.LOCKED),
        ("barrier=bollard bollard=removable", Standing.SHUT),
        ("barrier=block emergency=yes", Standing.SHUT),
        ("barrier=bollard motor_vehicle=yes", Standing.NOTHING),
        ("barrier=bollard access=yes", Standing.SHUT | Standing.LOCKED),
        ("barrier=toll_booth", Standing.NOTHING),
        ("barrier=wall", Standing.SHUT | Standing.LOCKED | Standing.NO_FOOT),
    ],
)
def test_what_stands_on_a_way_stops_those_it_is_for(tags, standing):
    assert standing_of(dict(tag.split("=") for tag in tags.split())) == standing


ROAD = st.sampled_from(sorted(ROADS | {"pedestrian", "busway", "footway", "cycleway"}))
SAID = st.sampled_from(sorted(OPEN | SHUT | {"-1", "reversible", "opposite_lane", "30", "quoi"}))


@given(ROAD, st.dictionaries(st.sampled_from(sorted(READ - {"highway"})), SAID))
def test_a_siren_opens_ways_and_closes_none_whatever_is_drawn(kind, tags):
    passage = passage_of({"highway": kind, **tags})

    assert all(siren >= none for siren, none in zip(passage.emergency, passage.drive, strict=True))
    assert all(speed == 0 or 5 <= speed <= 130 for speed in passage.drive + passage.emergency)


@given(st.text())
def test_no_limit_is_beyond_belief(told):
    limit = limit_of(told)

    assert limit is None or 0 < limit <= 130


def test_what_is_judged_by_a_tag_is_read_of_it():
    assert set(BOTH_MOTOR) <= READ
