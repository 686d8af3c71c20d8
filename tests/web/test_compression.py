"""Scripts travel compressed, and say the same as uncompressed."""

import gzip

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from dashboard.web.compression import Compressed

SCRIPT = b"const everything = 1;\n" * 200


async def suites(scope, receive, send):
    kind = b"image/png" if scope["path"].endswith(".png") else b"text/javascript"
    headers = [(b"content-type", kind), (b"content-length", str(len(SCRIPT)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": SCRIPT[:100], "more_body": True})
    await send({"type": "http.response.body", "body": SCRIPT[100:]})


def get(path, accepts="gzip"):
    client = TestClient(Compressed(suites))
    return client.get(path, headers={"accept-encoding": accepts})


def test_a_script_is_compressed_and_says_the_same():
    answer = get("/_dash-component-suites/dash.js")

    assert answer.content == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT)
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "accepts"),
    [
        ("/_dash-component-suites/dash.js", "identity"),
        ("/_dash-component-suites/logo.png", "gzip"),
        ("/api/operations", "gzip"),
    ],
)
def test_what_need_not_or_may_not_be_compressed_passes_as_it_is(path, accepts):
    answer = get(path, accepts)

    assert answer.content == SCRIPT
    assert "content-encoding" not in answer.headers


def test_an_answer_of_a_callback_is_never_kept():
    app = Compressed(suites)

    with start_blocking_portal() as portal:
        portal.call(app._squeezed, "/_dash-update-component", SCRIPT)
        second = portal.call(app._squeezed, "/_dash-update-component", b"another")

    assert gzip.decompress(second) == b"another"


def test_it_is_compressed_once():
    app = Compressed(suites)

    with start_blocking_portal() as portal:
        first = portal.call(app._squeezed, "/assets/a.js", SCRIPT)
        again = portal.call(app._squeezed, "/assets/a.js", b"anything else")

    assert first is again
