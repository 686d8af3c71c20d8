"""Opening an operation: its id comes from its name, and its opening must make sense."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.geo import UnreadablePlaceError
from dashboard.journal import Opened, OperationExistsError
from dashboard.operations import check_id, open_operation, slug
from dashboard.operations.opening import ID
from dashboard.text import RefusedError
from tests.conftest import OPENED
from tests.operations.conftest import ADA

FETE = Opened(name="Fête de la musique 2026", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))


def opened(office, opening):
    return open_operation(office, ADA, opening)


def test_an_operation_is_opened_once_under_an_id_made_from_its_name(office):
    entry = opened(office, FETE)

    assert entry.operation == "fete-de-la-musique-2026"
    assert office.library.whole(entry.operation).operation.name == FETE.name
    with pytest.raises(OperationExistsError) as refused:
        opened(office, replace(FETE, exercise=True))
    assert "existe déjà" in refused.value.say("fr")


@pytest.mark.parametrize(
    ("changes", "fr", "en"),
    [
        ({"name": " … "}, "a un nom", "has a name"),
        ({"name": "a" * 201}, "200 caractères", "200 characters"),
        ({"name": "a\0b"}, "caractère illisible", "unreadable character"),
        ({"time_zone": "Europe/Nantes"}, "fuseau horaire", "time zone"),
        ({"time_zone": "../etc/passwd"}, "fuseau horaire", "time zone"),
        ({"time_zone": ""}, "fuseau horaire", "time zone"),
        ({"ends_at": OPENED}, "finirait avant", "end before"),
        ({"starts_at": OPENED.replace(year=1066)}, "1066", "1066"),
    ],
)
def test_an_opening_that_makes_no_sense_is_refused(office, changes, fr, en):
    with pytest.raises(RefusedError) as refused:
        opened(office, replace(FETE, **changes))

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")


def test_an_area_is_a_box(office):
    with pytest.raises(UnreadablePlaceError):
        opened(office, replace(FETE, area=(47.15, -1.65, 47.3, -91)))


@pytest.mark.parametrize("name", ["Crise", "é" * 150, "l'été — 14/07", "a" * 199, "Ж1"])
def test_an_id_made_from_a_name_can_stand_in_an_address(name):
    assert ID.fullmatch(slug(name))


@pytest.mark.parametrize("operation", ["", "a/b", "../a", "Été", "a\n", "-a", "a" * 81, 'a"b'])
def test_an_id_from_elsewhere_that_cannot_is_refused(operation):
    with pytest.raises(RefusedError) as refused:
        check_id(operation)

    assert "identifiant" in refused.value.say("fr")
    assert "id of an operation" in refused.value.say("en")
