"""The documents of a journal in a folder: written once each, and compared with what was sealed."""

import hashlib
import json

import pytest

from dashboard.documents import MemoryDocuments
from dashboard.exchange.document_folder import (
    Taken,
    attached_in,
    file_name,
    take_documents,
    verify_documents,
    write_documents,
)
from dashboard.exchange.journal_file import journal_lines, read_journal
from dashboard.exchange.lines import FileLink
from dashboard.journal import Attached, Noted
from dashboard.text import RefusedError, Text
from tests.conftest import at
from tests.documents.samples import CSV, PDF

SEALS = {"previous": bytes(32), "digest": bytes(32), "seal": bytes(32)}


def attached(content, name, media_type="application/pdf"):
    digest = hashlib.sha256(content).hexdigest()
    return Attached(sha256=digest, name=name, media_type=media_type, size=len(content))


PLAN = attached(PDF, "plan.pdf")
TABLE = attached(CSV, "equipes.csv", "text/csv")
AWAY = attached(b"away", "../ail\x1bleurs.bin", "application/x-else")


@pytest.fixture
def documents():
    kept = MemoryDocuments()
    kept.keep(PDF, "application/pdf")
    kept.keep(CSV, "text/csv")
    return kept


@pytest.fixture
def folder(documents, tmp_path):
    """A folder with the plan and the table."""
    write_documents(documents, [PLAN, TABLE], tmp_path / "out")
    return tmp_path / "out"


def link(content):
    return FileLink(seq=1, nonce=None if content is None else bytes(16), content=content, **SEALS)


def test_each_document_is_written_once_under_its_digest(documents, tmp_path):
    again = attached(PDF, "le même.pdf")

    written = write_documents(documents, [PLAN, TABLE, again, AWAY], tmp_path / "a" / "b")

    names = {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()}
    assert names == {f"{PLAN.sha256}.pdf": PDF, f"{TABLE.sha256}.csv": CSV}
    assert (written.count, written.absent) == (2, ("ailleurs.bin",))


def test_a_folder_that_cannot_be_written_is_told(documents, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(RefusedError, match="cannot be written"):
        write_documents(documents, [PLAN], tmp_path / "file" / "out")


def test_a_whole_folder_is_found_whole(folder):
    verdict = verify_documents([PLAN, TABLE, PLAN], folder)

    assert verdict.is_whole
    assert verdict.whole == 2


def test_what_is_missing_or_altered_is_named(folder):
    (folder / file_name(PLAN)).write_bytes(PDF + b" ")

    verdict = verify_documents([PLAN, TABLE, AWAY], folder)

    assert not verdict.is_whole
    assert verdict.whole == 1
    assert verdict.altered == ("plan.pdf",)
    assert verdict.missing == ("ailleurs.bin",)


def test_a_digest_that_is_a_path_is_followed_nowhere(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(PDF)
    fact = Attached(sha256="../outside", name="x", media_type="", size=1)

    assert verify_documents([fact], folder).missing == ("x",)
    assert write_documents(MemoryDocuments(), [fact], folder).absent == ("x",)


def test_the_documents_of_a_file_are_those_its_entries_name(journal, record):
    record("18:05", PLAN)
    record("18:06", Noted(), text="reçu")
    record("18:07", TABLE)

    file = read_journal(line.encode() for line in journal_lines(journal, "demo", now=at("19:00")))

    assert list(attached_in(file.links)) == [PLAN, TABLE]


@pytest.mark.parametrize(
    "content",
    [
        None,
        "{",
        "[" * 100_000,
        "[1]",
        '{"fact": "Attached"}',
        '{"fact": "Attached", "body": [1]}',
        json.dumps({"fact": "Attached", "body": {"sha256": 3}}),
        json.dumps({"fact": "Struck", "body": {"seq": 1}}),
    ],
)
def test_an_entry_that_names_no_document_is_passed_over(content):
    assert list(attached_in([link(content)])) == []


def test_only_what_was_sealed_and_would_be_accepted_is_taken_in(folder):
    lie = CSV + b"x\n"
    lying = attached(lie, "lying.pdf")
    gone = attached(b"gone", "gone.pdf")
    cut = attached(PDF + b" ", "cut.pdf")
    for fact, content in ((lying, lie), (cut, PDF)):
        (folder / file_name(fact)).write_bytes(content)
    kept = MemoryDocuments()

    taken = take_documents(kept, [PLAN, PLAN, TABLE, AWAY, lying, gone, cut], folder)

    assert taken == Taken(
        count=2,
        missing=("ailleurs.bin", "gone.pdf"),
        altered=("cut.pdf",),
        refused=("lying.pdf",),
    )
    assert set(kept.known([f.sha256 for f in (PLAN, TABLE, lying, cut)])) == {
        PLAN.sha256,
        TABLE.sha256,
    }


def test_what_is_too_long_or_a_scanner_refuses_is_left(folder):
    def refuse(_):
        raise RefusedError(Text(fr="virus", en="virus"))

    scanned = take_documents(MemoryDocuments(), [PLAN], folder, scan=refuse)
    long = take_documents(MemoryDocuments(), [PLAN], folder, most_mib=0)

    assert scanned.refused == long.refused == ("plan.pdf",)
