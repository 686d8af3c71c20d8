"""What is drawn beside a need: at which instant, which teams and posts, and what is too far."""

from dashboard.journal import Placed
from dashboard.sizing import need_of
from dashboard.sizing.around import around
from tests.conftest import at
from tests.sizing.conftest import CROWD, LEVELS, march, pair

SPOT = {"type": "Point", "coordinates": [-1.5505, 47.2101]}


def post(name, *, lon=-1.5505, status="planned", **more):
    place = {"type": "Point", "coordinates": [lon, 47.2101]}
    return Placed(
        object_id=name, kind="medical_post", status=status, geometry=place,
        values={"name": name}, **more,
    )  # fmt: skip


def shown(reading, when="18:30", known=None):
    need = need_of(reading, "marche", at(when), known, at("18:40"))
    return around(reading, need, at("18:40"))


def names(objects):
    return [obj.object_id for obj in objects]


def test_before_it_begins_it_is_drawn_at_its_fullest_hour(record, reading):
    record("18:00", march(**LEVELS, **CROWD))
    record("18:01", pair(1))
    record("18:02", pair(2, status="planned", start="20:00", end="21:00"))

    early, late = shown(reading()), shown(reading(), "19:10")

    assert early.at == at("20:00")
    assert names(early.objects) == ["marche", "binome-1", "binome-2"]
    assert late.at == at("19:10")
    assert names(late.objects) == ["marche", "binome-1"]


def test_posts_near_it_and_where_its_teams_are_assigned_are_on_it(record, reading):
    record("18:00", march(**LEVELS, **CROWD))
    record("18:01", pair(1))
    record("18:02", post("near"))
    record("18:02", post("later", planned_from=at("22:00")))
    record("18:02", post("gone", status="closed"))
    record("18:02", post("away", lon=-1.54))
    record("18:02", post("assigned", lon=-1.5455))
    record(
        "18:03",
        Placed(
            object_id="task", kind="assignment", status="planned", geometry=SPOT,
            values={"name": "t", "team": "binome-1", "place": "assigned"},
            planned_from=at("19:00"), planned_to=at("21:00"),
        ),
    )  # fmt: skip

    assert names(shown(reading()).objects) == ["marche", "assigned", "near", "binome-1", "task"]


def test_what_counts_for_it_from_far_away_is_named_and_not_drawn(record, reading):
    record("18:00", march(**LEVELS, **CROWD))
    record("18:01", pair(1, lon=-1.7, covers="marche"))
    record("18:02", pair(2, covers="elsewhere"))

    found = shown(reading())

    assert names(found.outside) == ["binome-1"]
    assert names(found.objects) == ["marche"]
    assert found.frame == (-1.55, 47.21, -1.55, 47.21)


def test_a_gathering_without_a_place_has_no_map(record, reading):
    placed = march(**LEVELS, **CROWD)
    record("18:00", Placed(object_id="marche", kind="gathering", status="planned",
                           values=placed.values, planned_from=placed.planned_from,
                           planned_to=placed.planned_to))  # fmt: skip

    assert shown(reading()) is None
