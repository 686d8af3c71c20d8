"""A journal file: what goes out comes back word for word, and every tampering is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exchange.journal_file import journal_lines, read_journal, verify
from dashboard.exchange.lines import LONGEST_LINE, UnreadableFileError, bounded_lines
from dashboard.journal import Head, UnknownOperationError
from tests.conftest import at
from tests.exchange.conftest import read


def test_what_goes_out_comes_back_word_for_word(evening, lines):
    file = read_journal(line.encode() for line in lines)

    assert file.header.head == evening.head("demo")
    assert file.header.exported_at == at("19:00")
    assert [(link.seal, link.content) for link in file.links] == [
        (entry.seal, entry.content) for entry in evening.entries("demo")
    ]
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)


def test_a_file_stops_at_the_head_it_announces(evening, record):
    lines = journal_lines(evening, "demo", now=at("19:00"))
    record("19:01", evening.entries("demo")[1].fact)

    assert verify(read_journal(line.encode() for line in lines)).entries == 5


def test_an_unknown_operation_is_refused_before_a_byte_is_written(evening):
    with pytest.raises(UnknownOperationError):
        journal_lines(evening, "rouen", now=at("19:00"))


def test_a_whole_file_verifies(rows, evening):
    verdict = verify(read(rows))

    assert verdict.is_whole
    assert (verdict.entries, verdict.withheld, verdict.head) == (5, 0, evening.head("demo"))


def test_a_file_from_which_contents_were_withheld_verifies(rows):
    for row in rows[2:4]:
        del row["nonce"], row["content"]

    verdict = verify(read(rows))

    assert verdict.is_whole
    assert verdict.withheld == 2


def content(rows):
    rows[3]["content"] = rows[3]["content"].replace("Deux", "Dix")


def link(rows):
    rows[3]["previous"] = rows[2]["previous"]


def seal(rows):
    rows[3]["seal"] = "0" * 64


def other_head(rows):
    rows[0]["head"]["seal"] = "0" * 64


def gap(rows):
    del rows[3]


def swapped(rows):
    rows[3:5] = rows[4], rows[3]


def truncated(rows):
    del rows[-1]


def emptied(rows):
    del rows[1:]


@pytest.mark.parametrize(
    ("tamper", "seq", "kind"),
    [
        (content, 3, "content"),
        (link, 3, "link"),
        (seal, 3, "link"),
        (other_head, 5, "link"),
        (gap, 3, "gap"),
        (swapped, 3, "gap"),
        (truncated, 5, "truncated"),
        (emptied, 5, "truncated"),
    ],
)
def test_every_tampering_is_named_where_it_is(rows, tamper, seq, kind):
    tamper(rows)

    broken = verify(read(rows)).broken

    assert (broken.seq, broken.kind) == (seq, kind)


def test_a_cut_hidden_by_a_rewritten_header_shows_against_a_known_head(rows, evening):
    rows.pop()
    rows[0]["head"] = {"seq": 4, "seal": rows[-1]["seal"]}

    assert verify(read(rows)).is_whole
    assert verify(read(rows), head=evening.head("demo")).broken.kind == "truncated"
    assert verify(read(rows), head=Head(seq=3, seal=bytes(32))).broken.kind == "link"


@pytest.mark.parametrize(
    ("line", "said", "fr", "en"),
    [
        (1, None, "un objet JSON", "a JSON object"),
        (1, {"vigie": "journal", "version": 2}, "l'en-tête d'un journal", "the header"),
        (1, {"sealed": "yes"}, "l'en-tête d'un journal", "the header"),
        (1, {"head": 3}, '"head" : un objet JSON', '"head": a JSON object'),
        (1, {"head": {"seq": 0}}, '"seq" : un entier', '"seq": a whole number'),
        (1, {"exported_at": "2026-06-21T19:00"}, "avec décalage", "with its offset"),
        (1, {"exported_at": "9999-12-31T23:59:59-12:00"}, "avec décalage", "with its offset"),
        (3, {"seq": True}, '"seq" : un entier', '"seq": a whole number'),
        (3, {"seq": 2**70}, '"seq" : un entier', '"seq": a whole number'),
        (3, {"digest": "AB" * 32}, "64 chiffres hexadécimaux", "64 lower case hexadecimal"),
        (3, {"seal": "ab"}, "64 chiffres hexadécimaux", "64 lower case hexadecimal"),
        (3, {"nonce": "ab" * 17}, "32 chiffres hexadécimaux", "32 lower case hexadecimal"),
        (3, {"nonce": None}, "ni l'un ni l'autre", "or neither"),
        (3, {"content": "\ud83d"}, "un texte", "a text"),
        (3, {"content": 3}, '"content" (un texte)', '"content" (a text)'),
        (3, None, "un objet JSON", "a JSON object"),
    ],
)
def test_a_line_that_is_not_one_is_refused_by_its_number(rows, line, said, fr, en):
    rows[line - 1] = None if said is None else rows[line - 1] | said

    with pytest.raises(UnreadableFileError) as refused:
        read(rows)

    assert refused.value.line == line
    assert f"Ligne {line} du fichier : attendu" in refused.value.say("fr")
    assert fr in refused.value.say("fr")
    assert en in refused.value.say("en")


@pytest.mark.parametrize("line", [b"", b"\xff\n", b"[" * 100_000, b"{\n", b"NaN\n"])
def test_bytes_that_are_no_line_are_refused(line):
    with pytest.raises(UnreadableFileError, match="Line 1"):
        read_journal([line])


def test_a_line_is_never_read_further_than_it_may_be_long(tmp_path, lines):
    path = tmp_path / "long.jsonl"
    path.write_bytes(lines[0].encode() + b"x" * (LONGEST_LINE + 2))

    with path.open("rb") as stream, pytest.raises(UnreadableFileError, match="at most"):
        read_journal(bounded_lines(stream))


@given(st.lists(st.binary(max_size=40), max_size=4))
def test_no_bytes_make_reading_fail_otherwise(lines):
    header = {"vigie": "journal", "version": 1, "operation": "a", "sealed": True, "head": None}

    try:
        read_journal([json.dumps(header).encode(), *lines])
    except UnreadableFileError as refused:
        assert refused.line > 1  # noqa: PT017  both outcomes are fine
