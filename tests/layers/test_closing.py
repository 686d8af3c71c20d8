"""What is closed at an instant, to whom, and what gives help how."""

from datetime import timedelta

import pytest

from dashboard.coverage.ground import MODES
from dashboard.layers import KINDS
from dashboard.layers.closing import CLOSING, closed_at
from dashboard.layers.helping import HELP, mode_of
from dashboard.picture import MapObject
from tests.conftest import at

LINE = {"type": "LineString", "coordinates": [[-1.55, 47.2], [-1.55, 47.24]]}
NOW = at("18:30")


def thing(kind, status="active", *, geometry=LINE, window=(None, None), seq=7, **values):
    return MapObject(
        object_id="x",
        kind=kind,
        status=status,
        geometry=geometry,
        values=values,
        planned_from=window[0],
        planned_to=window[1],
        since=at("18:00"),
        seq=seq,
    )


def closes(obj, mode="drive", *, due=False):
    return bool(closed_at([obj], NOW, mode, due=due))


@pytest.mark.parametrize(
    ("obj", "ground", "air"),
    [
        (thing("closure"), True, False),
        (thing("closure", way="road"), True, False),
        (thing("closure", way="bridge"), True, False),
        (thing("closure", way="rail"), False, False),
        (thing("closure", way="river"), False, False),
        (thing("closure", way="air"), False, True),
        (thing("zone", rule="exclusion"), True, False),
        (thing("zone", rule="cordon"), True, False),
        (thing("zone", rule="no_fly"), False, True),
        (thing("zone", rule="plume"), False, False),
        (thing("zone"), False, False),
        (thing("closure", "closed"), False, False),
        (thing("closure", "planned"), False, False),
        (thing("closure", geometry=None), False, False),
        (thing("route"), False, False),
    ],
)
def test_what_closes_the_ground_and_what_the_air(obj, ground, air):
    assert [closes(obj, mode) for mode in MODES] == [ground, ground, ground, air]


def test_what_is_planned_closes_while_it_is_due_and_only_if_that_is_asked():
    window = (NOW - timedelta(minutes=5), NOW + timedelta(minutes=5))
    due = thing("closure", "planned", window=window)
    later = thing("closure", "planned", window=(window[1], None))

    assert [closes(due), closes(due, due=True)] == [False, True]
    assert not closes(later, due=True)


def test_who_may_pass_is_told_with_it_and_which_version_says_so():
    cordon, bridge, road = (
        closed_at([obj], NOW, "emergency")[0]
        for obj in (
            thing("zone", rule="cordon"),
            thing("closure", way="bridge", emergency_passage=False),
            thing("closure", emergency_passage=True, seq=12),
        )
    )

    assert [one.closed.open_to_emergency for one in (cordon, bridge, road)] == [True, False, True]
    assert road.said_by == "x@12"


def test_every_status_field_and_vehicle_that_is_named_exists():
    for kind, help_ in HELP.items():
        layer = KINDS[kind]
        assert {*help_.present, *help_.planned} <= set(layer.statuses)
        assert help_.team == "" or help_.team in layer.fields
    for kind, bars in CLOSING.items():
        assert {*bars.realms, *bars.lets_through} - {""} <= set(KINDS[kind].fields[bars.by].choices)


def test_every_vehicle_goes_in_a_way_of_its_own_and_who_has_none_on_foot():
    vehicles = KINDS["team"].fields["vehicle"].choices

    assert {mode_of("team", vehicle) for vehicle in vehicles} == {
        "drive",
        "emergency",
        "helicopter",
    }
    assert (mode_of("team", ""), mode_of("medical_post", "SMUR.VLM")) == ("walk", "walk")
