"""Random evenings of three organisations that share, reserve, strike and correct."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from dashboard.access.demonstration import CHAIRS
from dashboard.journal import (
    Acknowledged,
    Attached,
    Ceased,
    Draft,
    Granted,
    Opened,
    Raised,
    Reserved,
    Revoked,
    Struck,
    Watched,
)
from tests.conftest import OPENED
from tests.stories import facts, instants, names

OURS, THEIRS, OTHERS = "SAMU 76", CHAIRS[0].actor.organisation, "ARS"
"""Who opened the operation; who reads it in these tests (and in a demonstration); others."""

ORGANISATIONS = (OURS, THEIRS, OTHERS)
PLAN = Attached(sha256="ab" * 32, name="plan.pdf", media_type="application/pdf", size=12_345)
OPENING = Opened(
    name="Partagée",
    starts_at=OPENED,
    ends_at=OPENED + timedelta(hours=8),
    area=(-3.0, 37.0, 3.0, 51.0),
)
audiences = st.none() | st.sampled_from([(), (THEIRS,), (OTHERS,), (OURS, OTHERS)])
embargoes = st.none() | instants
levels = st.sampled_from(["read", "contribute", "coordinate"])


def alarms_about(seq):
    """Return rules, alarms by the rule of entry ``seq``, and the end of the alarm of that entry."""
    rule = st.sampled_from(["r", "s"])
    zones = st.lists(names, max_size=2).map(tuple)
    return st.one_of(
        st.builds(
            Watched,
            rule=rule,
            watch=st.just("inside"),
            object_ids=zones,
            zone_ids=zones,
            on=st.booleans(),
        ),
        st.builds(
            Raised,
            seq=st.just(seq),
            rule=rule,
            watch=st.just("inside"),
            object_id=names,
            zone_ids=zones,
            zone=st.sampled_from(["Nord", "Sud"]),
            since=instants,
        ),
        st.builds(Ceased, seq=st.just(seq), object_id=names),
    )


@st.composite
def shared_evenings(draw, max_entries=16):
    """Return steps ``(minutes the clock advanced, draft)``; the second entry shares with THEIRS."""
    steps = [(1, said(OURS, Granted(organisation=THEIRS, level="contribute", reason="appui")))]
    for seq in range(3, draw(st.integers(3, max_entries)) + 3):
        earlier = draw(st.integers(1, seq - 1))
        others = ["reserve", "reserve", "strike", "read", "alarm", "run"]
        kind = draw(st.sampled_from(["news"] * 6 + others))
        corrects = None
        match kind:
            case "reserve":
                target = draw(st.sampled_from(["entry", "object"]))
                fact = Reserved(
                    seq=earlier if target == "entry" else None,
                    object_id=None if target == "entry" else draw(names),
                    audience=draw(audiences),
                    embargo_until=draw(embargoes),
                )
            case "strike" if earlier > 1:
                fact = Struck(seq=earlier, reason="erreur")
            case "read":
                fact = Acknowledged(seq=earlier)
            case "alarm":
                fact = draw(alarms_about(earlier))
            case "run":
                fact = draw(
                    st.builds(
                        Granted,
                        organisation=st.sampled_from([THEIRS, OTHERS]),
                        level=levels,
                        reason=st.just("r"),
                        starts_at=st.none() | instants,
                        ends_at=st.none() | instants,
                    )
                    | st.builds(
                        Revoked,
                        organisation=st.sampled_from([THEIRS, OTHERS]),
                        reason=st.just("r"),
                    )
                )
            case _:
                fact = draw(
                    facts | st.just(PLAN) | st.builds(replace, st.just(PLAN), seq=st.just(earlier))
                )
                if earlier > 1 and draw(st.integers(0, 4)) == 0:
                    corrects = earlier
        steps.append(
            (
                draw(st.integers(0, 2)),
                said(
                    draw(st.sampled_from(ORGANISATIONS)),
                    fact,
                    at=draw(instants),
                    text=draw(st.sampled_from(["", "secret alpha", "bravo"])),
                    category=draw(st.sampled_from(["situation", "victims", "alert"])),
                    priority=draw(st.sampled_from(["normal", "urgent"])),
                    corrects=corrects,
                    audience=draw(audiences) if draw(st.booleans()) else None,
                    embargo_until=draw(embargoes) if draw(st.integers(0, 3)) == 0 else None,
                ),
            )
        )
    return steps


def said(organisation, fact, *, at=OPENED, **more):
    """Return a draft of somebody of ``organisation``."""
    return Draft(
        author=f"officier {organisation}",
        organisation=organisation,
        occurred_at=at,
        fact=fact,
        **more,
    )
