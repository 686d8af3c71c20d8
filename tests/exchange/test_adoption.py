"""Taking in a journal: whole and one that could have grown here, or nothing of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.exchange.adoption import adopt_file
from dashboard.exchange.journal_file import JournalFile, journal_lines, read_journal
from dashboard.exchange.lines import FileLink, Header
from dashboard.exchange.story import NotAdoptableError
from dashboard.journal import (
    NOTHING,
    BrokenJournalError,
    Draft,
    FallenTargetError,
    Foreign,
    Head,
    MemoryJournal,
    Noted,
    Opened,
    OperationExistsError,
    first_break,
    seal,
)
from dashboard.text import RefusedError
from tests.conftest import OPENED, at
from tests.exchange.conftest import read

NOW = at("19:00")


@pytest.fixture
def here():
    return MemoryJournal()


def test_a_whole_file_becomes_a_journal_here_seal_for_seal(rows, evening, here):
    assert adopt_file(here, read(rows), now=NOW) == "demo"

    assert here.entries("demo") == evening.entries("demo")
    again = journal_lines(here, "demo", now=NOW)
    assert [json.loads(line) for line in again][1:] == rows[1:]


@pytest.mark.parametrize(
    ("tamper", "fr", "en"),
    [
        (lambda rows: rows[3].update(content="{}"), "l'entrée n° 3 ne dit plus", "no. 3 no longer"),
        (lambda rows: rows[3].update(seal="0" * 64), "n° 3 n'est pas scellée", "3 is not sealed"),
        (lambda rows: rows.pop(2), "l'entrée n° 2 manque (gap)", "no. 2 is missing (gap)"),
        (lambda rows: rows.pop(), "avant l'entrée n° 5", "before entry no. 5"),
    ],
)
def test_a_broken_chain_is_refused_with_its_entry_and_its_kind(rows, here, tamper, fr, en):
    tamper(rows)

    with pytest.raises(BrokenJournalError) as refused:
        adopt_file(here, read(rows), now=NOW)

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")
    assert here.operations() == []


def test_a_file_with_withheld_entries_verifies_and_is_not_taken_in(rows, here):
    del rows[3]["nonce"], rows[3]["content"]

    with pytest.raises(NotAdoptableError) as refused:
        adopt_file(here, read(rows), now=NOW)

    assert "n° 3 a été retiré" in refused.value.say("fr")
    assert "it can be verified, not imported" in refused.value.say("en")
    assert here.operations() == []


def test_an_operation_is_taken_in_once(rows, evening):
    with pytest.raises(OperationExistsError):
        adopt_file(evening, read(rows), now=NOW)


def sealed(*steps, operation="demo", header="demo"):
    """Return a file of entries sealed by somebody who keeps to no rule but the chain's."""
    head, links = NOTHING, []
    for draft, recorded_at in steps:
        entry = seal(
            draft, operation=operation, after=head, recorded_at=recorded_at, nonce=bytes(16)
        )
        head = Head(seq=entry.seq, seal=entry.seal)
        names = FileLink.__dataclass_fields__
        links.append(FileLink(**{name: getattr(entry, name) for name in names}))
    return JournalFile(header=Header(operation=header, sealed=True, head=head), links=tuple(links))


def said(fact, **more):
    return replace(Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact), **more)


def abyss(depth=50):
    return {"deeper": abyss(depth - 1)} if depth else {}


OPENING = said(Opened(name="Fête", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6)))


@pytest.mark.parametrize(
    ("file", "fr", "en"),
    [
        (sealed(), "ne commence pas par une ouverture", "does not begin with an opening"),
        (sealed((said(Noted()), OPENED)), "ne commence pas", "does not begin"),
        (sealed((OPENING, OPENED), operation="autre"), "d'une autre opération", "another"),
        (sealed((OPENING, OPENED), operation="a/b", header="a/b"), "identifiant", "id of an"),
        (sealed((OPENING, NOW + timedelta(days=1))), "dans l'avenir", "in the future"),
        (
            sealed((OPENING, OPENED), (said(Noted()), OPENED - timedelta(seconds=1))),
            "n° 2 est enregistrée avant",
            "no. 2 is recorded before",
        ),
        (
            sealed((OPENING, OPENED), (said(Foreign(name="X", body=abyss())), OPENED)),
            "n° 2 n'est pas lisible",
            "no. 2 cannot be read",
        ),
        (sealed((OPENING, OPENED), (said(Noted(), text=5), OPENED)), "n° 2 n'est pas", "no. 2 can"),
        (
            sealed((replace(OPENING, fact=replace(OPENING.fact, time_zone="Mars")), OPENED)),
            "fuseau",
            "time zone",
        ),
    ],
)
def test_a_chain_that_holds_is_not_enough(here, file, fr, en):
    with pytest.raises(RefusedError) as refused:
        adopt_file(here, file, now=NOW)

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")
    assert here.operations() == []


def story(*lines, **header):
    said = {"vigie": "journal", "version": 1, "operation": "exercice", "sealed": False} | header
    return read_journal(json.dumps(line).encode() for line in (said, *lines))


LINE = {"author": "ada", "organisation": "SAMU", "occurred_at": "2026-06-21T20:00:00+02:00"}
FIRST = LINE | {
    "seq": 1,
    "recorded_at": "2026-06-21T20:00:00+02:00",
    "fact": "Opened",
    "body": {
        "name": "Exercice",
        "starts_at": "2026-06-21T20:00:00+02:00",
        "ends_at": "2026-06-22T02:00:00+02:00",
        "exercise": True,
    },
}
SECOND = LINE | {
    "recorded_at": "2026-06-21T20:30:00+02:00",
    "fact": "Noted",
    "body": {},
    "text": "Deux {blessés}",
}


def test_a_story_is_sealed_at_its_own_hours_and_alike_everywhere(here):
    adopt_file(here, story(FIRST, SECOND), now=NOW)
    elsewhere = MemoryJournal()
    adopt_file(elsewhere, story(FIRST, SECOND), now=NOW + timedelta(days=9))

    assert [e.recorded_at for e in here.entries("exercice")] == [at("18:00"), at("18:30")]
    assert first_break(here.entries("exercice")) is None
    assert here.head("exercice") == elsewhere.head("exercice")


PLACED = {"fact": "Placed", "body": {"object_id": "a", "kind": "team", "status": "s"}}


@pytest.mark.parametrize(
    ("lines", "fr", "en"),
    [
        ((), "ne commence pas par une ouverture", "does not begin with an opening"),
        ((FIRST | {"body": FIRST["body"] | {"exercise": False}},), "un exercice", "an exercise"),
        ((SECOND,), "exercise = true", "exercise = true"),
        ((FIRST, FIRST | {"seq": 2}), "Ligne 3", "one opening only"),
        ((FIRST, SECOND | {"seq": 7}), '"seq" : 2', '"seq": 2'),
        ((FIRST, {"text": "a"}), "la clé 'recorded_at'", "the key 'recorded_at'"),
        ((FIRST, SECOND | {"occurred_at": "20:30"}), "n'est pas une heure", "not a readable time"),
        ((FIRST, SECOND | {"fact": "X", "body": {"n": float("nan")}}), "une entrée", "an entry"),
        ((FIRST, SECOND | {"text": "\ud83d"}), "une entrée", "an entry"),
        ((FIRST, SECOND | {"body": 3}), "une entrée", "an entry"),
        ((FIRST, SECOND | {"fact": 3}), "une entrée", "an entry"),
        (
            (FIRST, SECOND | {"body": {"plcae": None}}),
            "le corps d'un fait Noted",
            "body of a Noted",
        ),
        ((FIRST, SECOND | {"recorded_at": "2026-06-21T19:00:00+02:00"}), "n° 2", "no. 2"),
        (
            (FIRST, SECOND | {"fact": "Struck", "body": {"seq": 9, "reason": "a"}}),
            "pas d'entrée n° 9",
            "no entry no. 9",
        ),
        (
            (
                FIRST,
                SECOND
                | PLACED
                | {
                    "body": PLACED["body"] | {"geometry": {"type": "Point", "coordinates": [2, 99]}}
                },
            ),
            "Ligne 3 du fichier : attendu un lieu",
            "expected a place",
        ),
    ],
)
def test_a_slip_of_a_storyteller_is_told(here, lines, fr, en):
    with pytest.raises(RefusedError) as refused:
        adopt_file(here, story(*lines), now=NOW)

    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")
    assert here.operations() == []


def test_a_story_strikes_and_corrects_as_the_cell_does(here):
    strike = SECOND | {"fact": "Struck", "body": {"seq": 2, "reason": "doublon"}}

    with pytest.raises(FallenTargetError):
        adopt_file(here, story(FIRST, SECOND, strike, strike), now=NOW)
    adopt_file(here, story(FIRST, SECOND, strike), now=NOW)

    assert here.head("exercice").seq == 3
