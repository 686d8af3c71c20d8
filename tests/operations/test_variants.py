"""Variants of a plan: made of an operation, changed apart from it, and adopted by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.actor import Actor
from dashboard.access.policy import NotAllowedError
from dashboard.journal import (
    Changed,
    Draft,
    Granted,
    MemoryJournal,
    Moved,
    Noted,
    Opened,
    OperationExistsError,
    Placed,
    Planned,
    Reserved,
    Transitioned,
    UnknownOperationError,
    Withdrawn,
)
from dashboard.journal.codec import encode
from dashboard.layers import KINDS
from dashboard.operations import (
    Library,
    NotRecordableError,
    Shelf,
    ShelfPictures,
    StaleError,
    adopt,
    make_variant,
    proposal,
    record,
)
from dashboard.picture import LATEST
from dashboard.text import Text
from tests.conftest import OPENED, Stopwatch, at
from tests.operations.conftest import ADA, NORD, POST, Room

COPIED = Text(fr="Repris de « {name} »", en="From “{name}”")
SOUTH = {"type": "Point", "coordinates": [-1.55, 47.2]}
EAST = {"type": "Point", "coordinates": [-1.5, 47.21]}
ARS = Actor(name="bob", organisation="ARS", role="coordinator")
TEAM = Placed(
    object_id="smur1", kind="team", status="available", geometry=NORD, values={"name": "SMUR 1"}
)
EVE = OPENED - timedelta(days=1)


def before(hours):
    """An instant on the day before the operation."""
    return EVE + timedelta(hours=hours)


@pytest.fixture
def planning(journal, clock):
    """An office the day before: ``nantes`` is to open at 18:00 tomorrow."""
    clock.now = EVE
    opening = Opened(name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    draft = Draft(author="ada", organisation="SAMU", occurred_at=EVE, fact=opening)
    journal.append("nantes", draft)
    shelf = Shelf(journal)
    return Room(journal, Library(journal, shelf, ShelfPictures(shelf), clock), clock)


def write(office, fact, operation="nantes", actor=ADA, **said):
    """Record ``fact`` a minute after what came before."""
    office.clock.now += timedelta(minutes=1)
    draft = Draft(
        author=actor.name,
        organisation=actor.organisation,
        occurred_at=office.clock.now,
        fact=fact,
        **said,
    )
    return record(office, actor, operation, draft, kinds=KINDS, confirmed=("before_start",))


def made(office, name="Sud", actor=ADA, **said):
    """Make a variant; return its id."""
    office.clock.now += timedelta(minutes=1)
    return make_variant(office, actor, "nantes", name=name, text=COPIED, **said).operation


def seen(office, variant, actor=ADA):
    return proposal(office.library, actor, "nantes", variant, kinds=KINDS)


def adopted(office, variant, choices=None, actor=ADA):
    """Adopt a variant as it is looked at now; return the facts that were recorded."""
    office.clock.now += timedelta(minutes=1)
    entries = adopt(
        office,
        actor,
        "nantes",
        variant,
        mark=seen(office, variant, actor).mark,
        choices=choices or {},
        kinds=KINDS,
        text=COPIED,
    )
    return [entry.fact for entry in entries]


def now(office, operation="nantes"):
    return office.library.reading(ADA, operation).reel.at(LATEST).objects


def test_a_variant_begins_with_the_plan_under_the_same_names(planning):
    write(planning, replace(POST, planned_from=at("19:00"), planned_to=at("22:00")))
    write(planning, TEAM)
    write(planning, Moved(object_id="pma1", geometry=SOUTH))

    variant = made(planning, note="Et si on le mettait au sud ?")

    opening, team, post = sorted(
        planning.journal.entries(variant),
        key=lambda e: getattr(e.fact, "object_id", ""),
        reverse=True,
    )[::-1]
    assert variant == "nantes-sud"
    assert (opening.fact.name, opening.text) == ("Sud", "Et si on le mettait au sud ?")
    assert opening.fact.variant_of.operation == "nantes"
    assert opening.fact.variant_of.seq == 4
    assert {team.fact.object_id, post.fact.object_id} == {"pma1", "smur1"}
    copy = now(planning, variant)["pma1"]
    assert (copy.geometry, copy.planned_from) == (SOUTH, at("19:00"))


def test_nothing_of_a_variant_is_in_the_journal_of_its_operation(planning):
    write(planning, POST)
    head = planning.journal.head("nantes")

    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)

    assert planning.journal.head("nantes") == head


def test_an_operation_at_large_is_written_as_it_always_was(planning):
    body = encode(planning.journal.entries("nantes")[0])["body"]

    assert "variant_of" not in body


def test_once_it_has_begun_the_plan_is_what_was_foreseen_whatever_became_of_it(office):
    office.write("18:00", TEAM)
    office.write("18:00", replace(POST, planned_from=at("19:00")))
    office.write("18:01", replace(POST, object_id="pma2"))
    office.write("18:30", Transitioned(object_id="smur1", verb="alert", status="alerted"))
    office.write("18:40", Transitioned(object_id="pma2", verb="cancel", status="closed"))
    office.write("18:50", Placed(object_id="feu", kind="incident", status="confirmed"))
    office.write("19:20", Transitioned(object_id="pma1", verb="open", status="active"))

    objects = now(office, made(office))

    assert {name: one.status for name, one in objects.items()} == {
        "smur1": "available",
        "pma1": "planned",
    }


def test_variants_stand_under_their_operation_and_not_among_the_operations(planning):
    first, second = made(planning, "Sud"), made(planning, "Est")

    assert {one.id for one in planning.library.operations(ADA)} == {"demo", "nantes"}
    assert [one.id for one in planning.library.variants(ADA, "nantes")] == [second, first]
    assert planning.library.variants(ADA, "autre") == []


def test_two_variants_of_a_name_are_refused(planning):
    made(planning)

    with pytest.raises(OperationExistsError):
        made(planning)


def test_a_variant_is_not_made_of_a_variant(planning):
    variant = made(planning)

    with pytest.raises(NotRecordableError):
        make_variant(planning, ADA, variant, name="encore", text=COPIED)


def test_only_who_coordinates_makes_one_and_only_its_organisation_reads_it(planning):
    write(planning, Granted(organisation="ARS", level="contribute", reason="suivi"))
    with pytest.raises(NotAllowedError):
        made(planning, actor=ARS)
    with pytest.raises(NotAllowedError):
        made(planning, actor=replace(ADA, role="contributor"))

    variant = made(planning)

    assert planning.library.variants(ARS) == []
    with pytest.raises(UnknownOperationError):
        planning.library.reading(ARS, variant)
    with pytest.raises(UnknownOperationError):
        seen(planning, variant, ARS)


def test_what_another_organisation_keeps_for_some_is_left_behind(planning):
    write(planning, Granted(organisation="ARS", level="coordinate", reason="suivi"))
    write(planning, POST)
    write(planning, replace(POST, object_id="pma2"), actor=ARS)
    write(planning, Reserved(object_id="pma2", audience=("SAMU",)), actor=ARS)

    assert set(now(planning, made(planning))) == {"pma1"}


@pytest.mark.parametrize("way", ["object", "entry"])
def test_what_is_kept_for_some_is_kept_for_the_same_in_the_variant(planning, way):
    if way == "object":
        write(planning, POST)
        write(planning, Reserved(object_id="pma1", audience=()))
    else:
        write(planning, POST)
        write(planning, Changed(object_id="pma1", values={"lead": "Dr X"}), audience=())
    variant = made(planning)
    write(
        planning, Granted(organisation="ARS", level="coordinate", reason="avis"), operation=variant
    )

    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)

    theirs = planning.library.reading(ARS, variant)
    assert theirs.reel.at(LATEST).objects == {}
    assert "pma1" not in str([entry.fact for entry in theirs.entries()])


def test_a_variant_that_changed_nothing_gives_nothing(planning):
    write(planning, POST)
    write(planning, TEAM)

    assert adopted(planning, made(planning)) == []


def test_what_a_variant_changes_becomes_entries_that_say_where_they_come_from(planning):
    write(planning, replace(POST, planned_from=at("19:00")))
    write(planning, replace(POST, object_id="pma2"))
    write(planning, replace(POST, object_id="pma3"))
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    write(planning, Planned(object_id="pma1", planned_from=at("20:00")), variant)
    write(planning, Changed(object_id="pma1", values={"lead": "Dr X"}), variant)
    write(planning, Withdrawn(object_id="pma2"), variant)
    write(planning, Transitioned(object_id="pma3", verb="cancel", status="closed"), variant)
    fourth = replace(POST, object_id="pma4", geometry=EAST)
    write(planning, fourth, variant)

    facts = adopted(planning, variant)

    assert facts == [
        Moved(object_id="pma1", geometry=SOUTH),
        Planned(object_id="pma1", planned_from=at("20:00")),
        Changed(object_id="pma1", values={"lead": "Dr X"}),
        Withdrawn(object_id="pma2"),
        Transitioned(object_id="pma3", verb="cancel", status="closed"),
        fourth,
    ]
    assert {entry.text for entry in planning.journal.entries("nantes")[-6:]} == {
        "Repris de « Sud »"
    }


def test_adopting_twice_adds_nothing_twice(planning):
    write(planning, POST)
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    write(planning, replace(POST, object_id="pma2"), variant)
    adopted(planning, variant)

    assert adopted(planning, variant) == []


def test_what_changed_on_both_sides_waits_for_a_choice(planning):
    write(planning, POST)
    write(planning, replace(POST, object_id="pma2"))
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    write(planning, Moved(object_id="pma2", geometry=SOUTH), variant)
    write(planning, Changed(object_id="pma1", values={"lead": "Dr Y"}))

    assert [step.object_id for step in seen(planning, variant).steps if step.is_conflict] == [
        "pma1"
    ]
    with pytest.raises(NotRecordableError) as refused:
        adopted(planning, variant)
    assert "Nord" in refused.value.say("fr")

    kept = adopted(planning, variant, {"pma1": "operation"})
    assert kept == [Moved(object_id="pma2", geometry=SOUTH)]
    assert adopted(planning, variant, {"pma1": "variant"}) == [
        Moved(object_id="pma1", geometry=SOUTH)
    ]
    assert now(planning)["pma1"].values["lead"] == "Dr Y"


def test_what_the_operation_no_longer_has_is_a_conflict_and_is_placed_anew(planning):
    write(planning, POST)
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    write(planning, Withdrawn(object_id="pma1"))

    facts = adopted(planning, variant, {"pma1": "variant"})

    assert facts == [replace(POST, geometry=SOUTH)]


def test_a_post_that_opened_since_is_moved_and_stays_open(planning):
    write(planning, POST)
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    write(planning, Transitioned(object_id="pma1", verb="open", status="active"))

    adopted(planning, variant, {"pma1": "variant"})

    assert (now(planning)["pma1"].status, now(planning)["pma1"].geometry) == ("active", SOUTH)
    assert adopted(planning, variant) == []


def test_a_preview_that_no_longer_holds_adopts_nothing(planning):
    write(planning, POST)
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant)
    mark = seen(planning, variant).mark
    write(planning, Changed(object_id="pma1", values={"lead": "Dr Y"}))

    with pytest.raises(StaleError):
        adopt(
            planning,
            ADA,
            "nantes",
            variant,
            mark=mark,
            choices={"pma1": "variant"},
            kinds=KINDS,
            text=COPIED,
        )


def test_what_is_kept_for_some_in_the_variant_is_adopted_for_the_same(planning):
    write(planning, POST)
    variant = made(planning)
    write(planning, Moved(object_id="pma1", geometry=SOUTH), variant, audience=("SDIS",))
    write(planning, Noted(), variant, text="sans rapport")

    adopted(planning, variant)

    assert planning.journal.entries("nantes")[-1].audience == ("SDIS",)


def test_a_variant_of_another_operation_is_none_of_this_one(planning):
    opening = Opened(name="Autre", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    draft = Draft(author="ada", organisation="SAMU", occurred_at=EVE, fact=opening)
    planning.journal.append("autre", draft)
    variant = make_variant(planning, ADA, "autre", name="Sud", text=COPIED).operation

    with pytest.raises(UnknownOperationError):
        seen(planning, variant)


PLACES = st.sampled_from([NORD, SOUTH, EAST, None])
NAMES = st.sampled_from(["a", "b", "c"])
FACTS = st.one_of(
    st.builds(
        Placed,
        object_id=NAMES,
        kind=st.sampled_from(["medical_post", "team", "drone"]),
        status=st.sampled_from(["planned", "active", "closed", "available"]),
        geometry=PLACES,
        values=st.fixed_dictionaries({"name": st.sampled_from(["x", "y"])}),
        planned_from=st.sampled_from([None, at("19:00"), at("20:00")]),
    ),
    st.builds(Moved, object_id=NAMES, geometry=st.sampled_from([NORD, SOUTH, EAST])),
    st.builds(
        Changed,
        object_id=NAMES,
        values=st.dictionaries(st.sampled_from(["lead", "crew"]), st.sampled_from([None, 1, True])),
    ),
    st.builds(Planned, object_id=NAMES, planned_to=st.sampled_from([None, at("22:00")])),
    st.builds(Withdrawn, object_id=NAMES),
    st.builds(
        Transitioned,
        object_id=NAMES,
        verb=st.just("open"),
        status=st.sampled_from(["active", "closed", "planned"]),
    ),
)


def told(office, operation, facts):
    """Tell what happens, as journals take it: in any order, sensible or not."""
    for fact in facts:
        office.clock.now += timedelta(minutes=1)
        draft = Draft(author="ada", organisation="SAMU", occurred_at=office.clock.now, fact=fact)
        office.journal.append(operation, draft)


@given(
    first=st.lists(FACTS, max_size=8),
    theirs=st.lists(FACTS, max_size=8),
    ours=st.lists(FACTS, max_size=4),
)
def test_once_adopted_nothing_of_a_variant_is_left_to_adopt(first, theirs, ours):
    clock = Stopwatch(EVE)
    journal = MemoryJournal(clock)
    opening = Opened(name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    journal.append(
        "nantes", Draft(author="ada", organisation="SAMU", occurred_at=EVE, fact=opening)
    )
    shelf = Shelf(journal)
    office = Room(journal, Library(journal, shelf, ShelfPictures(shelf), clock), clock)
    told(office, "nantes", first)
    variant = made(office)
    assert seen(office, variant).steps == []
    told(office, variant, theirs)
    told(office, "nantes", ours)

    everything = {step.object_id: "variant" for step in seen(office, variant).steps}
    adopted(office, variant, everything)

    assert [step.facts for step in seen(office, variant).steps if step.facts] == []
    wanted, got = now(office, variant), now(office)
    for name in everything:
        if name in wanted and wanted[name].status == "planned":
            assert got[name].geometry == wanted[name].geometry
