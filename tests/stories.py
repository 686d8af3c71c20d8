"""Random evenings of a crisis cell, told in the journal's own words, to try properties on."""

from datetime import timedelta

from hypothesis import strategies as st

from dashboard.journal import (
    Changed,
    Draft,
    Foreign,
    Moved,
    Noted,
    Opened,
    Placed,
    Planned,
    Struck,
    Transitioned,
    Withdrawn,
)
from tests.conftest import OPENED

OPENING = Opened(name="Soirée", starts_at=OPENED, ends_at=OPENED + timedelta(hours=8))

names = st.sampled_from(["pma1", "equipe2", "zone3"])
words = st.sampled_from(["planned", "active", "closed", "étrange"])
values = st.dictionaries(st.sampled_from(["name", "present", "crowd@police"]), st.integers(0, 9))
points = st.builds(
    lambda x, y: {"type": "Point", "coordinates": [x / 8, y / 8]},
    st.integers(-20, 20),
    st.integers(300, 400),
)
minutes = st.integers(0, 12)
instants = minutes.map(lambda m: OPENED + timedelta(minutes=m))

facts = st.one_of(
    st.builds(
        Placed,
        object_id=names,
        kind=st.sampled_from(["medical_post", "team", "kiosk", "gathering"]),
        status=words,
        geometry=st.none() | points,
        values=values,
        planned_from=st.none() | instants,
        planned_to=st.none() | instants,
    ),
    st.builds(Moved, object_id=names, geometry=points),
    st.builds(Changed, object_id=names, values=values),
    st.builds(Transitioned, object_id=names, verb=words, status=words),
    st.builds(Planned, object_id=names, planned_from=st.none() | instants),
    st.builds(Withdrawn, object_id=names),
    st.builds(Noted, object_ids=st.tuples(names)),
    st.builds(Foreign, name=st.just("DroneLaunched"), body=st.just({"battery": 81})),
)


@st.composite
def evenings(draw, max_entries=24, said=facts):
    """Return steps ``(minutes the clock advanced, draft)``: late, corrected, struck, struck again.

    Minutes are few, so that equal times are common; targets are any earlier entry, so that
    strikes of strikes and corrections of corrections are too. Facts are drawn from ``said``.
    """
    steps = []
    for seq in range(2, draw(st.integers(0, max_entries)) + 2):
        kind = draw(st.sampled_from(["news", "news", "news", "correct", "strike"]))
        fact = draw(said)
        target = None
        if seq > 2 and kind != "news":
            target = draw(st.integers(2, seq - 1))
        if kind == "strike" and target is not None:
            fact, target = Struck(seq=target, reason="erreur"), None
        draft = Draft(
            author="ada",
            organisation="SAMU",
            occurred_at=draw(instants),
            fact=fact,
            corrects=target,
        )
        steps.append((draw(st.integers(0, 2)), draft))
    return steps
