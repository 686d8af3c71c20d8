"""The table of rules: who may do what, and what a refusal says."""

import pytest

from dashboard.access.actor import ROLES, Actor
from dashboard.access.policy import RULES, NotAllowedError, Standing, actions_of, check, may
from dashboard.journal import Draft, Granted, Noted, Phased, Placed, Reserved, Struck
from tests.conftest import OPENED

OWNER = Standing(level="coordinate", phase="active")


def actor(role):
    return Actor(name="ada", organisation="SAMU", role=role)


def draft(fact, **more):
    return Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact, **more)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("reader", {"read", "acknowledge"}),
        (
            "contributor",
            {"read", "acknowledge", "note", "draw", "attach", "strike", "reserve", "remark"},
        ),
        ("coordinator", set(RULES) - {"administer", "erase", "reopen"}),
        ("administrator", set(RULES) - {"reopen"}),
    ],
)
def test_each_role_may_do_what_those_below_it_may_and_more(role, allowed):
    assert {action for action in RULES if may(actor(role), action, OWNER)} == allowed


@pytest.mark.parametrize("role", ROLES)
def test_an_organisation_that_only_reads_writes_nothing_whatever_the_role(role):
    reads = Standing(level="read", phase="active")

    assert {
        action for action in ("note", "draw", "share", "close") if may(actor(role), action, reads)
    } == set()
    assert may(actor(role), "read", reads)


def test_what_is_closed_takes_notes_and_nothing_else_until_it_is_reopened():
    closed = Standing(level="coordinate", phase="closed")

    allowed = {action for action in RULES if may(actor("coordinator"), action, closed)}

    assert {"note", "read", "reopen", "acknowledge"} <= allowed
    assert not {"draw", "strike", "plan", "attach", "close"} & allowed


@pytest.mark.parametrize(
    ("role", "action", "standing", "fr", "en"),
    [
        ("reader", "note", OWNER, "« contributeur »", "“contributor”"),
        ("contributor", "share", OWNER, "« coordinateur »", "“coordinator”"),
        (
            "coordinator",
            "draw",
            Standing(level="coordinate", phase="closed"),
            "peut la rouvrir",
            "can reopen it",
        ),
        (
            "coordinator",
            "draw",
            Standing(level="read", phase="active"),
            "« contribuer »",
            "“contribute”",
        ),
        (
            "coordinator",
            "reopen",
            OWNER,
            "l'opération est active",
            "the operation is active",
        ),
    ],
)
def test_a_refusal_says_who_could(role, action, standing, fr, en):
    with pytest.raises(NotAllowedError) as refused:
        check(actor(role), action, standing)

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")


@pytest.mark.parametrize(
    ("said", "phase", "actions"),
    [
        (draft(Noted()), "active", ["note"]),
        (draft(Noted(), corrects=3), "active", ["note", "strike"]),
        (draft(Struck(seq=3, reason="r")), "active", ["strike"]),
        (draft(Placed(object_id="a", kind="team", status="active")), "active", ["draw"]),
        (draft(Placed(object_id="a", kind="team", status="planned")), "active", ["plan"]),
        (draft(Granted(organisation="ARS", level="read", reason="r")), "active", ["share"]),
        (draft(Reserved(seq=2)), "active", ["reserve"]),
        (draft(Phased(phase="closed")), "active", ["close"]),
        (draft(Phased(phase="active")), "planned", ["plan"]),
        (draft(Phased(phase="active", reason="r")), "closed", ["reopen"]),
        (draft(Phased(phase="archived")), "closed", ["reopen"]),
    ],
)
def test_recording_a_fact_is_an_action_of_the_table(said, phase, actions):
    assert actions_of(said, phase) == actions
