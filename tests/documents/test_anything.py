"""Whatever bytes come under whatever name, a document is admitted or refused in a sentence."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.documents import KINDS, admit
from dashboard.text import RefusedError
from tests.documents.samples import GOOD, HTML, office

CONTENTS = [content for content, _ in GOOD.values()]
STARTS = [content[:length] for content in CONTENTS for length in (4, 12, 60)]

names = st.text(max_size=30) | st.sampled_from(sorted(GOOD))


@st.composite
def damaged(draw):
    """A good document in which a few bytes were changed, cut out or put in."""
    content = bytearray(draw(st.sampled_from(CONTENTS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        cut = draw(st.integers(0, 6))
        content[at : at + cut] = draw(st.binary(max_size=6))
    return bytes(content)


begun = st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=200))
written = st.text(max_size=60).map(str.encode)
tagged = st.lists(
    st.sampled_from(
        ["<", ">", "/", "kml", "gpx", "svg", "<?xml", "?>", "<!DOCTYPE", "[", "{", '"']
    ),
    max_size=12,
).map(lambda parts: "".join(parts).encode())


def outcome(content, name):
    try:
        return admit(content, name)
    except RefusedError as refused:
        return refused


@settings(max_examples=400)
@given(st.binary(max_size=300) | damaged() | begun | written | tagged, names)
@example(office()[:-1] + b"\x01", "fiche.docx")
@example(b"\xff\xd8\xff", "photo.jpg")
@example(b'<?xml version="1.0" encoding="utf-7"?><kml/>', "carte.kml")
@example(b'<?xml version="1.0" encoding="idna"?><kml/>', "carte.kml")
@example(b"<kml xmlns='a:b'><c:d/></kml>", "carte.kml")
def test_no_bytes_raise_anything_but_a_refusal(content, name):
    told = outcome(content, name)

    if isinstance(told, RefusedError):
        assert told.say("fr").startswith("Document refusé")
        assert told.say("en").startswith("Document refused")
    else:
        assert told.kind is KINDS[told.kind.media_type]
        assert told.name.lower().endswith(told.kind.suffixes)


@given(names)
def test_no_page_comes_in_under_any_name(name):
    assert isinstance(outcome(HTML, name), RefusedError)
