"""The cookies of a session: its secret, which scripts cannot read, and the proof they may read.

The proof is made from the secret. A page of ours reads it from its cookie and sends it back with
each request that writes; a page of another site can make the browser send cookies, but cannot read
them. Names and header are those Dash sends by itself.
"""

import hashlib

from starlette.requests import HTTPConnection
from starlette.responses import Response

from dashboard.settings import Settings

SESSION = "vigie_session"
CSRF = "_csrf_token"
CSRF_HEADER = "x-csrftoken"


def is_safe(asked: HTTPConnection) -> bool:
    """Return whether a request came by TLS, to us or to a proxy we believe."""
    return asked.url.scheme in {"https", "wss"}


def session_cookie(asked: HTTPConnection) -> str:
    """Return the name of the session's cookie: by TLS, one that nothing else can set."""
    return f"__Host-{SESSION}" if is_safe(asked) else SESSION


def csrf_of(secret: str) -> str:
    """Return the proof made from a session's secret, which it does not give away."""
    return hashlib.sha256(b"vigie csrf " + secret.encode(errors="replace")).hexdigest()


def write_session(asked: HTTPConnection, answer: Response, secret: str, settings: Settings) -> None:
    """Give the browser a session, and its proof."""
    lasting = int(settings.session_lasting.total_seconds())
    answer.set_cookie(
        session_cookie(asked),
        secret,
        max_age=lasting,
        httponly=True,
        samesite="lax",
        secure=is_safe(asked),
    )
    answer.set_cookie(
        CSRF, csrf_of(secret), max_age=lasting, samesite="strict", secure=is_safe(asked)
    )


def clear_session(asked: HTTPConnection, answer: Response) -> None:
    """Take the session from the browser."""
    for name in (session_cookie(asked), CSRF):
        answer.delete_cookie(name, secure=is_safe(asked))
