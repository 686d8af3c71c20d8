"""The grid of a field: where its cells are, what it refuses, and its times as bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dashboard.coverage.cells import (
    MOST_CELLS,
    NOT_REACHED,
    UnreadableCellsError,
    cells_of,
    middles,
    packed,
)
from dashboard.coverage.paces import PACES

BOX = (-2.0, 43.0, -1.0, 44.0)


def test_the_first_cell_is_the_north_west_one():
    spots = middles(cells_of(BOX, 4, 2))

    assert (spots.lon[0], spots.lat[0]) == (-1.875, 43.75)
    assert (spots.lon[3], spots.lat[3]) == (-1.125, 43.75)
    assert (spots.lon[-1], spots.lat[-1]) == (-1.125, 43.25)


@pytest.mark.parametrize(
    ("box", "columns", "rows"),
    [
        (BOX, 0, 5),
        (BOX, MOST_CELLS, 2),
        ((-2, 43, -2, 44), 4, 4),
        ((-10, 43, 0, 44), 4, 4),
        ((-2, 44, -1, 43), 4, 4),
    ],
)
def test_a_grid_nobody_can_look_at_is_refused_in_a_sentence(box, columns, rows):
    with pytest.raises(UnreadableCellsError) as refused:
        cells_of(box, columns, rows)

    assert refused.value.say("fr") != refused.value.say("en")


@given(arrays.arrays(np.float32, (3, 4), elements=st.floats(0, 9_000, width=32) | st.just(np.inf)))
def test_what_is_packed_is_the_second_it_was_or_not_reached(times):
    told = np.frombuffer(packed(times), dtype="<u2").reshape(3, 4)

    reached = np.isfinite(times)
    assert (told[~reached] == NOT_REACHED).all()
    assert (np.abs(told[reached] - times[reached]) <= 0.5).all()


def test_a_time_beyond_all_numbers_is_still_reached():
    assert np.frombuffer(packed(np.array([[80_000.0]])), dtype="<u2")[0] == NOT_REACHED - 1


def test_paces_go_from_favourable_to_prudent_around_the_central_one():
    assert PACES["favourable"] < PACES["central"] == 1 < PACES["prudent"]
