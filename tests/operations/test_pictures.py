"""Pictures asked of the shelf: by place, by kind, by what was known."""

import pytest

from dashboard.journal import Draft, Placed, UnknownOperationError
from dashboard.operations import Shelf, ShelfPictures
from tests.conftest import at
from tests.operations.conftest import NORD, POST

HERE = (-1.6, 47.2, -1.5, 47.25)


@pytest.fixture
def pictures(office):
    office.write("18:05", POST)
    office.write("18:06", Placed(object_id="t1", kind="team", status="active"))
    office.write(
        "18:07", Placed(object_id="k1", kind="kiosk", status="?", geometry=NORD), learnt="18:30"
    )
    return ShelfPictures(Shelf(office.journal))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"pma1", "t1", "k1"}),
        ({"box": HERE}, {"pma1", "k1"}),
        ({"box": (0, 0, 1, 1)}, set()),
        ({"kinds": ["kiosk", "team"]}, {"k1", "t1"}),
        ({"known_at": at("18:10")}, {"pma1", "t1"}),
    ],
)
def test_a_picture_holds_what_is_asked_for(pictures, asked, found):
    assert set(pictures.picture("nantes", at("18:20"), **asked).objects) == found


def test_a_place_nobody_can_read_is_nowhere(pictures, office):
    office.journal.append(
        "nantes",
        Draft(
            author="x",
            organisation="y",
            occurred_at=at("18:10"),
            fact=Placed(
                object_id="odd",
                kind="kiosk",
                status="?",
                geometry={"type": "Polygon", "coordinates": "here"},
            ),
        ),
    )

    assert "odd" not in pictures.picture("nantes", at("18:20"), box=HERE).objects
    assert "odd" in pictures.picture("nantes", at("18:20")).objects


def test_an_operation_nobody_opened_has_no_picture(pictures):
    with pytest.raises(UnknownOperationError):
        pictures.picture("rouen", at("18:20"))
