"""Facts as text and back: what is read is what was written, and what is strange is kept."""

import pytest
from hypothesis import given

from dashboard.journal import Foreign, Noted, Placed
from dashboard.journal.chain import entry_from
from dashboard.journal.codec import canonical, decode, decode_fact, encode, encode_fact
from tests.stories import evenings, facts


@given(facts)
def test_a_fact_read_back_is_the_fact(fact):
    assert decode_fact(*encode_fact(fact)) == fact


@given(evenings(max_entries=3))
def test_a_draft_read_back_says_the_same(steps):
    for _, draft in steps:
        said = decode(encode(draft))
        assert {name: getattr(draft, name) for name in said} == said


def test_a_fact_with_a_field_we_do_not_know_is_kept_whole():
    body = {"object_id": "pma1", "kind": "medical_post", "status": "active", "colour": "green"}

    assert decode_fact("Placed", body) == Foreign(name="Placed", body=body)


def test_a_fact_we_do_not_know_is_kept_word_for_word():
    fact = Foreign(name="DroneLaunched", body={"battery": 81, "x": [1, None, "é"]})

    assert encode_fact(fact) == ("DroneLaunched", {"battery": 81, "x": [1, None, "é"]})


def test_what_has_its_usual_value_is_not_written(record):
    entry = record("18:05", Noted(), text="Départ")

    assert '"priority"' not in entry.content
    assert '"text":"Départ"' in entry.content


def test_an_entry_read_from_its_text_is_the_entry(record):
    post = Placed(object_id="é", kind="team", status="planned", values={"n@police": 1e-7})
    entry = record("18:05", post, text="ligne 1\nligne 2", learnt="18:10")

    again = entry_from(
        content=entry.content,
        nonce=entry.nonce,
        digest=entry.digest,
        previous=entry.previous,
        seal=entry.seal,
    )

    assert again == entry


@pytest.mark.parametrize(
    "wrong", [{"author": 3}, {"corrects": "abc"}, {"approximate": "yes"}, {"corrects": True}]
)
def test_an_entry_whose_fields_are_not_what_they_should_be_is_not_read(record, wrong):
    content = encode(record("18:05", Noted(), text="x")) | wrong

    with pytest.raises(TypeError):
        decode(content)


def test_numbers_that_are_none_are_not_written():
    with pytest.raises(ValueError, match="JSON"):
        canonical({"x": float("nan")})
