"""A session: who signed in and until when, in a cookie nobody else can write.

There is nothing to look up: the cookie is its own proof, signed with a key made from the secret.
Changing the secret signs everybody out.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.clock import from_microseconds, microseconds

COOKIE = "vigie_session"
LASTING = timedelta(hours=14)
"""A shift of twelve hours, and its handover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who signed in, and when it ends."""

    name: str
    organisation: str
    ends_at: datetime


class Sessions:
    """Writes and reads session cookies."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"vigie session " + secret.encode()).digest()

    def write(self, session: Session) -> str:
        """Return the cookie of ``session``."""
        said = [session.name, session.organisation, microseconds(session.ends_at)]
        body = base64.urlsafe_b64encode(json.dumps(said).encode())
        return f"{body.decode()}.{self._sign(body)}"

    def read(self, cookie: str, now: datetime) -> Session | None:
        """Return the session of a cookie we wrote and that has not ended; None for any other."""
        body, _, signature = cookie.encode(errors="replace").partition(b".")
        if not hmac.compare_digest(self._sign(body).encode(), signature):
            return None
        name, organisation, ends = json.loads(base64.urlsafe_b64decode(body))
        ends_at = from_microseconds(ends)
        if ends_at <= now:
            return None
        return Session(name=name, organisation=organisation, ends_at=ends_at)

    def _sign(self, body: bytes) -> str:
        return hmac.new(self._key, body, hashlib.sha256).hexdigest()
