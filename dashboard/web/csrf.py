"""A request that writes shows that a page of ours makes it: in a header, or in a form's field.

Two proofs, of which either would do: the browser says where it comes from (the gate asks that of
everybody), and the page sends back what only pages of ours can read.
"""

import hmac

from starlette.requests import HTTPConnection
from starlette.types import Message, Receive

from dashboard.web.forms import read_form
from dashboard.web.multipart import boundary_in, parts_of
from dashboard.web.sessions import CSRF_HEADER

FIELD = "csrf_token"
FORM = "application/x-www-form-urlencoded"
LONGEST_FORM = 64 * 1024


async def proves(asked: HTTPConnection, receive: Receive, wanted: str) -> Receive | None:
    """Return how to receive a request on that shows ``wanted``; None where it does not.

    A form's body has to be read for it: no further than a form of ours is long, or, where a file
    comes with it, than the proof, which is its first field.
    """
    shown = asked.headers.get(CSRF_HEADER)
    if shown is not None:
        return receive if is_same(shown, wanted) else None
    kind = asked.headers.get("content-type", "")
    boundary = boundary_in(kind)
    if boundary is None and kind.partition(";")[0].strip().lower() != FORM:
        return None
    body = bytearray()
    more = True
    while shown is None:
        if not more or len(body) > LONGEST_FORM:
            return None
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        shown = _shown(bytes(body), boundary, more=more)
    if not is_same(shown, wanted):
        return None
    waiting: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": more}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _shown(body: bytes, boundary: bytes | None, *, more: bool) -> str | None:
    """Return the proof a form shows; None while it is not there, or if the form is too long."""
    if boundary is None:
        return None if more or len(body) > LONGEST_FORM else read_form(body).get(FIELD, "")
    first = next(parts_of(body, boundary), None)
    if first is None:
        return None
    return first.content.decode(errors="replace") if first.name == FIELD else ""


def is_same(shown: str, wanted: str) -> bool:
    """Return whether what was shown is what was wanted, in a time that says nothing of it."""
    return hmac.compare_digest(shown.encode(errors="replace"), wanted.encode(errors="replace"))
