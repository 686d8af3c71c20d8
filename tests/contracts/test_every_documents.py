"""What everything that keeps documents promises, in memory, in a file or on a server."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.documents import Document, MemoryDocuments, UnknownDocumentError
from dashboard.documents.document import PIECE
from dashboard.storage import SqlDocuments
from tests.storage.stores import SQL_STORES, new_engine

LONG = 2 * PIECE + 3


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def documents(request, tmp_path_factory):
    """What keeps documents in this kind of store, for all tests of this module."""
    if request.param == "memory":
        yield MemoryDocuments()
        return
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    yield SqlDocuments(engine)
    engine.dispose()


@pytest.fixture
def content():
    """Bytes no other test has, not all of them those of a text."""
    return b"\0\xff\\x00'" + os.urandom(64)


def digest(content):
    return hashlib.sha256(content).hexdigest()


def test_what_is_kept_is_what_is_read(documents, content):
    kept = documents.keep(content, "image/png")

    assert kept == Document(sha256=digest(content), size=len(content), media_type="image/png")
    assert b"".join(documents.content(kept.sha256)) == content


def test_a_long_document_is_read_piece_by_piece(documents, content):
    long = content + bytes(LONG - len(content))

    kept = documents.keep(long, "application/pdf")
    pieces = list(documents.content(kept.sha256))

    assert [len(piece) for piece in pieces] == [PIECE, PIECE, 3]
    assert b"".join(pieces) == long


def test_the_same_content_twice_is_kept_once_as_it_was_first(documents, content):
    first = documents.keep(content, "text/csv")
    again = documents.keep(content, "text/plain")

    assert again == first
    assert documents.known([first.sha256]) == {first.sha256: first}


def test_the_same_content_from_many_at_once_is_kept_once(documents, content):
    with ThreadPoolExecutor(8) as people:
        kept = list(people.map(lambda _: documents.keep(content, "text/csv"), range(16)))

    assert set(kept) == {documents.known([digest(content)])[digest(content)]}


def test_of_many_digests_those_kept_here_are_told(documents, content):
    kept = documents.keep(content, "image/gif")
    absent = [digest(str(number).encode()) for number in range(1200)]

    assert documents.known([*absent, kept.sha256, "'; --"]) == {kept.sha256: kept}
    assert documents.known([]) == {}


def test_a_document_that_is_not_here_is_refused_at_once(documents):
    with pytest.raises(UnknownDocumentError, match="No document “e3b0c44298fc…”"):
        documents.content(digest(b""))
