"""The chain: any alteration is found, at its entry, and named for what it is."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.journal import Head, Noted, first_break
from dashboard.journal.chain import digest_of, seal_of


@dataclass(frozen=True)
class Line:
    """An entry as an export hands it over; any of it may have been tampered with."""

    seq: int
    previous: bytes
    digest: bytes
    seal: bytes
    nonce: bytes | None
    content: str | None


def lines(journal):
    return [
        Line(e.seq, e.previous, e.digest, e.seal, e.nonce, e.content)
        for e in journal.entries("demo")
    ]


@pytest.fixture
def whole(record, journal):
    for minute in range(1, 9):
        record(f"18:{minute:02}", Noted(), text=f"ligne {minute}")
    return lines(journal)


def told(found):
    return None if found is None else (found.seq, found.kind)


def test_a_whole_journal_holds_up_to_its_head(whole):
    head = Head(seq=whole[-1].seq, seal=whole[-1].seal)

    assert first_break(whole, head=head) is None


def test_a_withheld_content_leaves_the_chain_whole(whole):
    whole[3] = replace(whole[3], content=None, nonce=None)

    assert first_break(whole) is None


@pytest.mark.parametrize("at", [0, 4, 8])
def test_an_altered_content_is_found_at_its_entry(whole, at):
    whole[at] = replace(whole[at], content=whole[at].content + " ")

    assert told(first_break(whole)) == (at + 1, "content")


def test_a_content_altered_with_its_digest_breaks_the_link(whole):
    forged = whole[4].content.replace("ligne 4", "rien")
    whole[4] = replace(whole[4], content=forged, digest=digest_of(whole[4].nonce, forged))

    assert told(first_break(whole)) == (5, "link")


def test_a_content_sealed_anew_breaks_the_link_after_it(whole):
    line = whole[4]
    digest = digest_of(line.nonce, "{}")
    seal = seal_of(line.previous, line.seq, digest)
    whole[4] = replace(line, content="{}", digest=digest, seal=seal)

    assert told(first_break(whole)) == (6, "link")


def test_a_removed_entry_is_a_gap(whole):
    del whole[4]

    assert told(first_break(whole)) == (5, "gap")


def test_an_entry_put_in_twice_is_not_the_next_one(whole):
    whole.insert(5, whole[4])

    assert told(first_break(whole)) == (6, "gap")


def test_a_journal_cut_short_is_only_told_from_its_head(whole):
    head = Head(seq=9, seal=whole[-1].seal)

    assert first_break(whole[:6]) is None
    assert told(first_break(whole[:6], head=head)) == (9, "truncated")


def test_a_journal_written_anew_does_not_have_the_head_that_was_printed(whole):
    head = Head(seq=9, seal=bytes(32))

    assert told(first_break(whole, head=head)) == (9, "link")


@given(at=st.integers(0, 7), bit=st.integers(0, 255), part=st.sampled_from(["digest", "seal"]))
def test_no_single_bit_of_a_seal_can_be_turned(at, bit, part):
    whole = [
        Line(
            seq=n,
            previous=bytes([n - 1]) * 32 if n > 1 else bytes(32),
            digest=bytes([n]) * 32,
            seal=b"",
            nonce=None,
            content=None,
        )
        for n in range(1, 9)
    ]
    before = bytes(32)
    for n, line in enumerate(whole):
        seal = seal_of(before, line.seq, line.digest)
        whole[n] = replace(line, previous=before, seal=seal)
        before = seal
    turned = bytearray(getattr(whole[at], part))
    turned[bit // 8] ^= 1 << bit % 8

    whole[at] = replace(whole[at], **{part: bytes(turned)})

    assert told(first_break(whole)) == (at + 1, "link")
