"""What may be recorded, what is refused, what is asked twice; a repeat is none of these."""

import math
from datetime import timedelta

import pytest

from dashboard.journal import (
    Changed,
    Draft,
    FallenTargetError,
    Foreign,
    KeyReusedError,
    Moved,
    Noted,
    Opened,
    Placed,
    Planned,
    Struck,
    Transitioned,
    UnknownOperationError,
    Withdrawn,
)
from dashboard.layers import KINDS
from dashboard.operations import DoubtError, record
from dashboard.text import RefusedError
from tests.conftest import OPENED, at
from tests.operations.conftest import ADA, NORD, POST

OPEN = Transitioned(object_id="pma1", verb="open", status="active")
BOWTIE = [[[-1.6, 47.2], [-1.5, 47.3], [-1.5, 47.2], [-1.6, 47.3], [-1.6, 47.2]]]


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def test_what_happened_is_recorded(office):
    post = office.write("18:05", POST)
    opened = office.write("18:10", OPEN, text="Prêt.")

    assert [post.seq, opened.seq] == [2, 3]
    assert office.library.whole("nantes").reel.at(at("18:10")).objects["pma1"].status == "active"


@pytest.mark.parametrize(
    ("fact", "said", "fr", "en"),
    [
        (Noted(), {}, "L'entrée est vide", "The entry is empty"),
        (Noted(), {"text": " \n"}, "L'entrée est vide", "The entry is empty"),
        (Struck(seq=2, reason=" "), {}, "avec un motif", "with a reason"),
        (Noted(), {"text": "a" * 4001}, "4001 caractères", "4001 characters"),
        (Struck(seq=2, reason="a" * 4001), {}, "4001 caractères", "4001 characters"),
        (Noted(), {"text": "a", "origin": "b" * 201}, "trop long pour un nom", "too long"),
        (Noted(), {"text": "a", "author": " "}, "un auteur", "an author"),
        (Noted(), {"text": "a\0"}, "caractère illisible", "unreadable character"),
        (Noted(), {"text": "\ud83d"}, "caractère illisible", "unreadable character"),
        (Changed(object_id="pma1", values={"n": math.nan}), {}, "nombre infini", "infinite"),
        (Foreign(name="X", body={"n": [math.inf]}), {}, "nombre infini", "infinite"),
        (
            Foreign(name="X", body={"n": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}),
            {},
            "sans fin",
            "end",
        ),
        (Moved(object_id="pma1", geometry=point(2, 93)), {}, "hors du monde", "outside the world"),
        (
            Noted(place={"type": "Polygon", "coordinates": BOWTIE}),
            {"text": "ici"},
            "se croise",
            "crosses",
        ),
        (Moved(object_id="pma9", geometry=NORD), {}, "Aucun objet", "No object is called “pma9”"),
        (Changed(object_id="pma9", values={}), {}, "« pma9 »", "place it first"),
        (Withdrawn(object_id="pma9"), {}, "le placer d'abord", "place it first"),
        (Noted(object_ids=("pma1", "pma9")), {"text": "a"}, "« pma9 »", "“pma9”"),
        (
            Transitioned(object_id="pma1", verb="reopen", status="active"),
            {},
            "possible : open (Mettre en place)",
            "possible: open (Open)",
        ),
        (
            Transitioned(object_id="pma1", verb="open", status="closed"),
            {},
            "vers « closed » n'est pas possible pour « Nord »",
            "“open” to “closed” is not possible",
        ),
        (
            Opened(name="a", starts_at=OPENED, ends_at=OPENED),
            {},
            "s'ouvre une seule fois",
            "opened once",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(office, fact, said, fr, en):
    office.write("18:05", POST)

    with pytest.raises(RefusedError) as refused:
        office.write("18:10", fact, **said)

    assert not isinstance(refused.value, DoubtError)
    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")
    assert office.journal.head("nantes").seq == 2


@pytest.mark.parametrize(
    ("code", "occurred", "fact", "fr", "en"),
    [
        ("future", "18:42", Noted(), "Il n'est pas encore 20:42", "It is not yet 20:42"),
        ("future", "18:42", Placed(object_id="a", kind="team", status="active"), "juste", "right"),
        (
            "absent",
            "18:02",
            Moved(object_id="pma1", geometry=NORD),
            "« Nord » n'était pas",
            "“Nord” was",
        ),
        (
            "swapped",
            "18:10",
            Moved(object_id="pma1", geometry=point(47.21, -1.55)),
            "ont-elles été inversées",
            "were they swapped",
        ),
        (
            "outside_area",
            "18:10",
            Noted(place=point(2.35, 48.85)),
            "loin de la zone",
            "far from the area",
        ),
    ],
)
def test_a_likely_slip_is_recorded_once_confirmed(office, code, occurred, fact, fr, en):
    office.write("18:05", POST)

    with pytest.raises(DoubtError) as doubt:
        office.write(occurred, fact, learnt="18:10", text="a")
    entry = office.write(occurred, fact, learnt="18:10", text="a", confirmed={code})

    assert doubt.value.code == code
    assert fr in doubt.value.say("fr")
    assert en in doubt.value.say("en")
    assert entry.seq == 3


def test_an_hour_long_before_the_operation_is_asked_twice(office):
    office.clock.now = at("18:10")
    draft = Draft(
        author="ada",
        organisation="SAMU",
        occurred_at=OPENED - timedelta(days=2),
        fact=Noted(),
        text="Réunion préparatoire.",
    )

    with pytest.raises(DoubtError) as doubt:
        record(office, ADA, "nantes", draft, kinds=KINDS)

    assert doubt.value.code == "before_start"
    assert "bien avant le début" in doubt.value.say("fr")
    assert "long before" in doubt.value.say("en")
    assert record(office, ADA, "nantes", draft, kinds=KINDS, confirmed=["before_start"]).seq == 2


@pytest.mark.parametrize("year", [1066, 2999])
def test_a_year_nobody_can_mean_is_refused(office, year):
    draft = Draft(
        author="ada",
        organisation="SAMU",
        occurred_at=OPENED.replace(year=year),
        fact=Noted(),
        text="a",
    )

    with pytest.raises(RefusedError, match=str(year)) as refused:
        record(office, ADA, "nantes", draft, kinds=KINDS)

    assert str(year) in refused.value.say("fr")


def test_what_is_planned_may_lie_ahead(office):
    office.write("18:05", POST)

    office.write("23:00", Planned(object_id="pma1", planned_from=at("23:00")), learnt="18:10")
    office.write(
        "23:00", Placed(object_id="pma2", kind="medical_post", status="planned"), learnt="18:10"
    )

    assert office.journal.head("nantes").seq == 4


def test_another_houses_facts_and_kinds_are_taken_as_they_come(office):
    office.write("18:05", Foreign(name="DroneLaunched", body={"battery": 81}))
    office.write("18:06", Placed(object_id="k", kind="kiosk", status="étrange", geometry=NORD))
    office.write("18:07", Transitioned(object_id="k", verb="éclore", status="ouvert"))

    assert office.library.whole("nantes").reel.at(at("18:07")).objects["k"].status == "ouvert"


def test_a_verb_is_judged_by_the_status_of_its_own_time(office):
    office.write("18:05", POST)
    office.write("18:30", Transitioned(object_id="pma1", verb="cancel", status="closed"))

    late = office.write("18:10", OPEN, learnt="18:40")

    assert late.seq == 4


def test_a_correction_is_judged_as_if_what_it_replaces_had_not_been(office):
    office.write("18:05", POST)
    wrong = office.write("18:10", OPEN)

    right = office.write("18:15", OPEN, corrects=wrong.seq)

    assert office.library.whole("nantes").reel.at(at("18:12")).objects["pma1"].status == "planned"
    assert right.corrects == wrong.seq


def test_the_second_of_two_corrections_is_told(office):
    wrong = office.write("18:05", Noted(), text="Deux blessés")
    office.write("18:06", Noted(), text="Trois blessés", corrects=wrong.seq)

    with pytest.raises(FallenTargetError) as refused:
        office.write("18:07", Noted(), text="Quatre blessés", corrects=wrong.seq)

    assert "votre texte est conservé" in refused.value.say("fr")


def test_a_repeat_under_its_key_gives_back_the_entry_kept(office):
    office.write("18:05", POST)

    first = office.write("18:10", OPEN, key="k1")
    again = office.write("18:10", OPEN, key="k1", learnt="18:11")

    assert again == first
    assert office.journal.head("nantes").seq == 3


def test_a_key_serves_once(office):
    office.write("18:05", Noted(), text="un", key="k1")

    with pytest.raises(KeyReusedError):
        office.write("18:05", Noted(), text="deux", key="k1")


def test_nobody_records_where_nobody_opened(office):
    draft = Draft(author="a", organisation="b", occurred_at=OPENED, fact=Noted(), text="c")

    with pytest.raises(UnknownOperationError):
        record(office, ADA, "rouen", draft, kinds=KINDS)


def test_words_that_look_like_an_escape_are_kept(office):
    entry = office.write("18:05", Noted(), text=r"chemin C:\u0000 et {accolades}")

    assert entry.text == r"chemin C:\u0000 et {accolades}"
