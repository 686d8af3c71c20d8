"""What the page is told of its reader's rights: what may be done, and who could do the rest."""

from dataclasses import replace

import pytest

from dashboard.access.actor import ROLES, Actor
from dashboard.access.policy import RULES, Standing
from dashboard.journal import Origin
from dashboard.operations import operation_from
from dashboard.text import LOCALES
from dashboard.views.header import picker
from dashboard.views.rights import rights
from tests.conftest import OPENED
from tests.web.conftest import HOUSE, desk, store

__all__ = ["desk", "store"]


@pytest.fixture
def reading(desk):
    return desk.library.reading(Actor(name="Ada", organisation=HOUSE, role="reader"), "nantes")


@pytest.mark.parametrize("locale", LOCALES)
def test_what_may_not_be_done_says_who_could(reading, locale):
    told = rights(reading, OPENED, locale)

    assert told["may"].keys() == RULES.keys()
    assert told["may"]["read"]
    assert not told["may"]["share"]
    assert told["refusals"].keys() == {key for key, may in told["may"].items() if not may}
    assert all(told["refusals"].values())


def test_an_operation_that_is_over_says_so_all_the_time(reading):
    over = [
        rights(replace(reading, standing=Standing(level="read", phase=phase)), OPENED, "fr")["over"]
        for phase in ("planned", "active", "closed", "archived")
    ]

    assert over[:2] == [None, None]
    assert "close" in over[2]
    assert "archivée" in over[3]


def test_a_coordinator_may_see_as_those_who_have_access(reading):
    actor = replace(reading.actor, role=ROLES[2])

    told = rights(replace(reading, actor=actor), OPENED, "en")

    assert told["may"]["see_as"]
    assert told["organisations"] == [HOUSE]


def test_the_picker_has_what_is_always_open_first_and_what_is_over_last(desk):
    one = operation_from(desk.journal.entries("nantes")[0])
    routine = replace(one, id="mc", name="Main courante", continuous=True)
    told = picker(
        [(one, "archived"), (replace(one, id="b"), "active"), (routine, "active")], [], "fr"
    )

    assert [group["group"] for group in told] == [
        "Mains courantes permanentes",
        "En cours",
        "Closes et archivées",
    ]
    assert told[0]["items"] == [{"value": "mc", "label": "Main courante"}]


def test_the_picker_has_each_variant_under_its_operation_and_a_shared_one_apart(desk):
    one = operation_from(desk.journal.entries("nantes")[0])
    ours = replace(one, id="v1", name="Sud", variant_of=Origin(operation="nantes", seq=2, placed=1))
    shared = replace(one, id="v2", variant_of=Origin(operation="ailleurs", seq=2, placed=1))

    told = picker([(one, "active"), (replace(one, id="b"), "active")], [ours, shared], "fr")

    assert [[item["value"] for item in group["items"]] for group in told] == [
        ["nantes", "v1", "b"],
        ["v2"],
    ]
    assert told[0]["items"][1]["label"] == "↳ Sud"
