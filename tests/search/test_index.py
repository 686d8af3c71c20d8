"""The index answers what reading every text again would answer, however it grew."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.search import Index, fold, query_of, tokens

LIKELY = [
    *("Évacués", "évacuation", "blessé", "blessés", "l'hôpital", "hôpitaux", "PMA", "PMA1", "Nord"),
    *("de", "la", "12", "1", "evacuated", "point", "situation", "cœur", "SMUR", "…"),
]
texts = st.lists(st.sampled_from(LIKELY), max_size=6).map(" ".join) | st.text(max_size=20)
asked = st.lists(st.sampled_from(LIKELY), min_size=1, max_size=3).map(" ".join) | st.text(
    max_size=12
)
queries = st.tuples(asked, st.sampled_from(["", " "])).map("".join).map(query_of)


def index_of(told):
    index = Index()
    for text in told:
        index.add(text)
    return index


@given(st.lists(texts, max_size=12), queries)
def test_it_finds_what_reading_every_text_finds(told, query):
    found = index_of(told).matching(query).tolist()

    assert found == [bool(query.wanted) and query.matches(text) for text in told]


@given(st.lists(texts, max_size=12), queries)
def test_texts_that_say_a_query_have_its_very_words(told, query):
    index = index_of(told)

    for text, has in zip(told, index.saying(query).tolist(), strict=True):
        there = {fold(word) for word in tokens(text)}
        assert has == (bool(query.said) and {fold(word) for word in query.said} <= there)
        assert has or not query.is_said_in(text)


@given(st.lists(texts, max_size=12), queries, st.integers(0, 12))
def test_it_may_be_asked_while_it_grows(told, query, asked_after):
    grown = Index()
    for number, text in enumerate(told):
        assert grown.add(text) == number
        if number == asked_after:
            grown.matching(query)

    assert grown.matching(query).tolist() == index_of(told).matching(query).tolist()


def test_a_text_may_be_found_by_a_word_it_does_not_have():
    index = index_of(["PMA ouvert", "PMA fermé", "rien"])

    found = index.matching(query_of("pma 7 "), {"7": [1, 2]})

    assert found.tolist() == [False, True, False]
