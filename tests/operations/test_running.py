"""Running an operation: sharing it, reserving, closing and reopening, acknowledging."""

import pytest

from dashboard.access.actor import Actor
from dashboard.access.policy import NotAllowedError
from dashboard.journal import (
    Acknowledged,
    Granted,
    Moved,
    Noted,
    Phased,
    Placed,
    Reserved,
    Revoked,
    Struck,
    UnknownOperationError,
)
from dashboard.text import RefusedError
from tests.conftest import at
from tests.operations.conftest import NORD, POST

ARS = Actor(name="eve", organisation="ARS", role="coordinator")
SHARED = Granted(organisation="ARS", level="contribute", reason="appui")


def as_(office, actor):
    office.actor = actor
    return office


def write(office, occurred, fact, actor=None, **said):
    """Record in the name of ``actor``."""
    who = actor or office.actor
    before, office.actor = office.actor, who
    try:
        return office.write(occurred, fact, author=who.name, organisation=who.organisation, **said)
    finally:
        office.actor = before


def refusal(office, occurred, fact, actor=None, **said):
    with pytest.raises(RefusedError) as refused:
        write(office, occurred, fact, actor, **said)
    return refused.value.say("fr"), refused.value.say("en")


def test_a_stranger_does_not_learn_that_the_operation_exists(office):
    with pytest.raises(UnknownOperationError):
        write(office, "18:05", Noted(), ARS, text="bonjour")


def test_access_lasts_from_when_it_is_granted_until_it_is_taken_back(office):
    office.write("18:05", SHARED)
    write(office, "18:06", Noted(), ARS, text="bien reçu")

    office.write("18:07", Revoked(organisation="ARS", reason="fin de l'appui"))

    with pytest.raises(UnknownOperationError):
        write(office, "18:08", Noted(), ARS, text="encore")


def test_access_may_begin_later_and_end_by_itself(office):
    office.write(
        "18:05",
        Granted(
            organisation="ARS",
            level="contribute",
            reason="veille",
            starts_at=at("18:30"),
            ends_at=at("19:00"),
        ),
    )

    with pytest.raises(UnknownOperationError):
        write(office, "18:20", Noted(), ARS, text="trop tôt")
    write(office, "18:40", Noted(), ARS, text="à l'heure")
    with pytest.raises(UnknownOperationError):
        write(office, "19:00", Noted(), ARS, text="trop tard")


def test_striking_a_grant_takes_the_access_back(office):
    granted = office.write("18:05", SHARED)
    office.write("18:06", Struck(seq=granted.seq, reason="erreur d'organisme"))

    with pytest.raises(UnknownOperationError):
        write(office, "18:07", Noted(), ARS, text="?")


def test_who_only_reads_is_told_what_it_takes(office):
    office.write("18:05", Granted(organisation="ARS", level="read", reason="information"))

    with pytest.raises(NotAllowedError) as refused:
        write(office, "18:06", Noted(), ARS, text="?")

    assert "partagée avec votre organisme au niveau « contribuer »" in refused.value.say("fr")


@pytest.mark.parametrize(
    ("fact", "fr", "en"),
    [
        (Granted(organisation="SAMU", level="read", reason="r"), "autre organisme", "another"),
        (Granted(organisation=" ", level="read", reason="r"), "autre organisme", "another"),
        (Granted(organisation="ARS", level="read", reason=" "), "motif", "reason"),
        (
            Granted(
                organisation="ARS",
                level="read",
                reason="r",
                starts_at=at("19:00"),
                ends_at=at("18:00"),
            ),
            "finirait avant",
            "end before",
        ),
        (Revoked(organisation="ARS", reason="r"), "pas d'accès à retirer", "no access"),
        (Phased(phase="active"), "ne devient pas active", "does not become active"),
        (Phased(phase="archived"), "ne devient pas archivée", "does not become archived"),
        (Reserved(), "l'un des deux", "one of the two"),
        (Reserved(seq=1, audience=()), "jamais l'ouverture", "never the opening"),
        (Reserved(object_id="rien", audience=()), "Aucun objet", "No object"),
        (Acknowledged(seq=99), "pas d'entrée n° 99", "no entry no. 99"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(office, fact, fr, en):
    french, english = refusal(office, "18:05", fact)

    assert fr in french
    assert en in english


def test_what_is_reserved_can_be_neither_read_struck_nor_taken_by_others(office):
    office.write("18:05", SHARED)
    office.write("18:06", POST)
    office.write("18:07", Reserved(object_id="pma1", audience=()))
    placed = 3

    struck, _ = refusal(office, "18:08", Struck(seq=placed, reason="r"), ARS)
    moved, _ = refusal(office, "18:08", Moved(object_id="pma1", geometry=NORD), ARS)
    taken, _ = refusal(
        office, "18:08", Placed(object_id="pma1", kind="team", status="available"), ARS
    )

    assert "réservée à d'autres organismes" in struck
    assert "Aucun objet" in moved
    assert "ne peut pas être pris" in taken


def test_nobody_reserves_what_another_organisation_wrote(office):
    office.write("18:05", SHARED)
    theirs = write(office, "18:06", Noted(), ARS, text="note de l'ARS")

    french, english = refusal(office, "18:07", Reserved(seq=theirs.seq, audience=()))

    assert "son organisme a écrit" in french
    assert "one's own organisation wrote" in english


def test_what_is_closed_takes_notes_and_is_reopened_with_a_reason(office):
    office.write("18:05", Phased(phase="closed"))

    drawn, _ = refusal(office, "18:06", Placed(object_id="t", kind="team", status="available"))
    mutely, _ = refusal(office, "18:06", Phased(phase="active"))
    office.write("18:07", Noted(), text="observation du lendemain")
    office.write("18:08", Phased(phase="active", reason="réplique de l'incendie"))
    office.write("18:09", Placed(object_id="t", kind="team", status="available"))

    assert "peut la rouvrir" in drawn
    assert "avec un motif" in mutely


def test_an_entry_is_acknowledged_once_by_each(office):
    office.write("18:05", SHARED)
    office.write("18:06", Noted(), text="consigne")
    office.write("18:07", Acknowledged(seq=3))
    write(office, "18:08", Acknowledged(seq=3), ARS)

    again, _ = refusal(office, "18:09", Acknowledged(seq=3))

    assert "déjà accusé lecture" in again
