"""What the rules ask for a gathering, of what was said of it, and by whom."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.journal import Changed, Struck
from dashboard.picture import MapObject
from dashboard.sizing import UnknownGatheringError, need_of, needs_of
from dashboard.sizing.french import cover_of, levels_of
from dashboard.sizing.inputs import Inputs
from dashboard.sizing.need import need_at
from tests.conftest import OPENED, at
from tests.sizing.conftest import CROWD, LEVELS, PLACE, march


def need(reading, moment="18:30", known=None, now="18:30"):
    return need_of(reading(), "marche", at(moment), known and at(known), at(now))


def by_source(found):
    return {one.estimate.source: one.cover and one.cover.first_aiders for one in found.sized}


def test_every_estimate_is_sized_side_by_side_and_until_somebody_chooses_the_highest_counts(
    record, reading
):
    record("18:05", march(**LEVELS, **CROWD))

    found = need(reading)

    assert by_source(found) == {"police": 10, "organisers": 18}
    assert (found.why, found.asked) == ("highest", 18)


def test_the_one_that_is_chosen_counts_by_its_entry(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    chosen = record("18:20", Changed(object_id="marche", values={"sized_by": "crowd@police"}))

    before, after = need(reading, "18:10"), need(reading)

    assert (before.why, before.asked) == ("highest", 18)
    assert (after.why, after.asked) == ("chosen", 10)
    assert after.said["sized_by"].seq == chosen.seq
    assert after.counting.cover.ratio == Fraction("9.9")


def test_what_was_chosen_and_struck_out_counts_no_more_but_did_then(record, reading):
    record("18:05", march(**LEVELS, **CROWD))
    chosen = record("18:10", Changed(object_id="marche", values={"sized_by": "crowd@police"}))
    record("18:20", Struck(seq=chosen.seq, reason="erreur"))

    assert need(reading).asked == 18
    assert "sized_by" not in need(reading).said
    assert need(reading, "18:15", known="18:15").said["sized_by"].seq == chosen.seq


def test_each_input_is_told_with_the_entry_that_said_it_last(record, reading):
    first = record("18:05", march(**LEVELS, **CROWD))
    second = record("18:15", Changed(object_id="marche", values={"help_min": 25}))

    found = need(reading)

    assert found.said["behaviour"].seq == first.seq
    assert found.said["help_min"].seq == second.seq
    assert found.levels.delay == 35


def test_what_is_not_said_yet_is_named_and_nothing_is_asked_for(record, reading):
    record("18:05", march(premises="natural", **CROWD))

    found = need(reading)

    assert found.levels.missing == ("behaviour", "natural_ha", "help_min")
    assert found.asked is None
    assert found.maurer.missing == ("maurer_kind", "permitted")


@pytest.mark.parametrize("crowd", [0, -5, "beaucoup", 1.5, True, 20_000_000])
def test_no_number_of_people_is_refused_beside_its_field(record, reading, crowd):
    record("18:05", march(**LEVELS, **{"crowd@police": crowd}))

    found = need(reading)

    assert found.asked is None
    assert str(crowd) in found.wrong["crowd@police"].fr
    assert "expected: from 1 to" in found.wrong["crowd@police"].en


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("behaviour", "99"),
        ("premises", 7),
        ("natural_ha", -1),
        ("carry_m", "loin"),
        ("help_min", -10),
        ("no_vehicle", "oui"),
        ("permitted", 0),
        ("permitted", 10.5),
        ("guests", -1),
        ("maurer_factor_pct", 0),
        ("purple_tier", "6"),
    ],
)
def test_a_value_that_can_be_no_input_is_told_in_a_sentence(record, reading, key, value):
    record("18:05", march(**(LEVELS | {key: value}), **CROWD))

    found = need(reading)

    assert key in found.wrong
    assert str(value) in found.wrong[key].fr
    assert found.wrong[key].fr != found.wrong[key].en


def test_what_decides_the_place_says_so(record, reading):
    record("18:05", march(**(LEVELS | {"no_vehicle": False, "carry_m": 320}), **CROWD))

    levels = need(reading).levels

    assert levels.access == 35
    assert [(reason.level, reason.said.en) for reason in levels.reasons] == [
        (25, "Place (E1): permanent structure or public road, easy access"),
        (35, "Stretcher carry: 320\u00a0m"),
    ]


def test_a_point_of_alert_may_be_accepted_far_from_help(record, reading):
    far = {"behaviour": "25", "premises": "permanent", "help_min": 45, "crowd": 1_000}
    record("18:05", march(**far))
    record("18:20", Changed(object_id="marche", values={"paps_if_far": True}))

    assert need(reading, "18:10").asked == 4
    assert need(reading, "18:10").counting.cover.notes == ("no_post_far_from_help",)
    assert need(reading).asked == 2


def test_maurer_takes_the_estimate_that_counts_and_a_factor_of_ones_own(record, reading):
    hall = {"maurer_kind": "sport", "permitted": 8_000, "indoors": True, "expected": 7_293}
    record("18:05", march(**hall))
    record("18:20", Changed(object_id="marche", values={"maurer_factor_pct": 40}))

    before, after = need(reading, "18:10").maurer, need(reading).maurer

    assert (before.needs.points, before.needs.helpers.count) == (Fraction("8.1"), 5)
    assert not before.is_own
    assert (after.factor, after.is_own) == (Fraction(2, 5), True)
    assert after.needs.points == Fraction("10.8")


def test_a_judgement_is_kept_with_what_it_leaves_unanswered(record, reading):
    record("18:05", march(purple_tier="3", purple_event="marche", purple_reason="foule debout"))

    found = need(reading).purple

    assert (found.tier, found.reason) == (3, "foule debout")
    assert found.unanswered == ("venue", "posture", "public", "disorder")
    assert not found.is_reasoned


def test_a_cancelled_gathering_asks_for_nothing_and_what_is_none_is_refused(record, reading):
    record("18:05", march(status="cancelled", **LEVELS, **CROWD))

    assert needs_of(reading(), at("18:10"), None) == []
    with pytest.raises(UnknownGatheringError):
        need_of(reading(), "binome-1", at("18:10"), None, at("18:10"))


def of(values):
    return MapObject(
        object_id="x",
        kind="gathering",
        status="planned",
        geometry=PLACE,
        values=values,
        planned_from=None,
        planned_to=None,
        since=OPENED,
        seq=2,
    )


@given(
    st.integers(1, 400_000),
    st.integers(0, 50_000),
    st.sampled_from(["25", "30", "35", "40"]),
    st.integers(0, 1_000),
    st.integers(0, 120),
    st.booleans(),
)
def test_never_fewer_first_aiders_for_more_people_nor_for_a_worse_place(
    people, more, behaviour, carry, minutes, stairs
):
    said = {"behaviour": behaviour, "premises": "permanent", "carry_m": carry, "help_min": minutes}
    easy = levels_of(Inputs(values=said | {"no_vehicle": False}))
    hard = levels_of(Inputs(values=said | {"no_vehicle": stairs}))

    fewer, many = cover_of(easy, people), cover_of(easy, people + more)

    assert fewer.first_aiders <= many.first_aiders
    assert fewer.first_aiders <= cover_of(hard, people).first_aiders
    assert fewer.first_aiders % 2 == 0


@given(
    st.dictionaries(
        st.sampled_from([*LEVELS, "natural_ha", "permitted", "purple_tier", "guests"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
    )
)
def test_whatever_another_house_wrote_is_read_or_told_to_be_wrong(values):
    found = need_at(of(values), OPENED, None, {})

    assert found.asked is None
    assert set(found.wrong) <= set(values)
