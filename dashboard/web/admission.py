"""Who a request comes from: a session's cookie, a program's token, or somebody who sits here."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from dashboard.access.accounts import Accounts
from dashboard.access.actor import Actor
from dashboard.access.demonstration import chair
from dashboard.access.secret import digest_of
from dashboard.access.sessions import SEEN_EVERY
from dashboard.access.tokens import PREFIX, phone_name
from dashboard.clock import Clock
from dashboard.reader import Way
from dashboard.settings import Settings
from dashboard.text import RefusedError
from dashboard.ways import LOOPBACK
from dashboard.web.reader import Reader, locale_of
from dashboard.web.sessions import csrf_of, session_cookie

CHAIR = "vigie_person"
"""The cookie that says in whose chair somebody sits in a demonstration."""

FEEDS = ("/feeds/", "/api/feeds/", "/api/phone/")
"""Where positions come in: a GET there writes, too."""

PHONE = "/api/phone"
"""Where a telephone asks for whom it speaks."""

TRACKER: Way = "tracker"

PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-real-ip")

Noted = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who was let in, and what is to be written down once they are served."""

    reader: Reader
    note: Noted | None = None


class Admission:
    """Tells who a request comes from.

    Args:
        accounts: Who is known, by their sessions and tokens.
        settings: How this installation runs.
        clock: Tells what has ended.
        secret: What the pages of a demonstration prove themselves by.
    """

    def __init__(self, accounts: Accounts, settings: Settings, clock: Clock, secret: str) -> None:
        self._accounts = accounts
        self._settings = settings
        self._clock = clock
        self._demonstration = csrf_of(secret)

    def admit(self, asked: HTTPConnection) -> Admitted | None:
        """Return who asks, or None where nobody known does.

        Raises:
            RefusedError: The store does not answer.
        """
        shown = bearer(asked)
        if shown is not None:
            return self._by_token(asked, shown)
        in_address = token_of_device(asked)
        if in_address is not None:
            return self._by_token(asked, in_address, only=TRACKER)
        found = self._by_session(asked)
        if found is None and self._settings.demonstration and sits_here(asked):
            who = chair(asked.cookies.get(CHAIR, "")).actor
            csrf = self._demonstration
            return Admitted(
                Reader(
                    actor=who,
                    locale=locale_of(asked),
                    way="demonstration",
                    csrf=csrf,
                    device=_phone_of(who),
                )
            )
        return found

    def _by_token(
        self, asked: HTTPConnection, shown: str, *, only: Way | None = None
    ) -> Admitted | None:
        """Return who shows a token, where it opens what is asked for."""
        if not shown.startswith(PREFIX):
            return None
        token, now = self._accounts.token(digest_of(shown)), self._clock()
        if token is None or not token.holds(now):
            return None
        way: Way = TRACKER if token.permit.scope == "locate" else "token"
        if only is not None and way != only:
            return None
        if way == TRACKER and (not _opens_to_trackers(asked) or token.person.role == "reader"):
            return None  # who may write nothing sends no positions either
        reader = Reader(
            actor=token.actor,
            locale=locale_of(asked),
            way=way,
            device=token.device,
            ends_at=token.permit.ends_at,
        )
        if token.used_at is not None and now - token.used_at < SEEN_EVERY:
            return Admitted(reader)
        return Admitted(reader, lambda: self._accounts.seen_token(token.id, now))

    def _by_session(self, asked: HTTPConnection) -> Admitted | None:
        secret = asked.cookies.get(session_cookie(asked), "")
        session = self._accounts.session(digest_of(secret)) if secret else None
        now = self._clock()
        if session is None or not session.holds(now, self._settings.session_idle):
            return None
        reader = Reader(
            actor=session.person.actor,
            locale=locale_of(asked),
            session=session.id,
            csrf=csrf_of(secret),
            device=_phone_of(session.person.actor),
        )
        if now - session.seen_at < SEEN_EVERY:
            return Admitted(reader)
        return Admitted(reader, lambda: self._accounts.seen_session(session.id, now))


def bearer(asked: HTTPConnection) -> str | None:
    """Return the token a request shows, in the one place it may: the Authorization header."""
    scheme, _, secret = asked.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def token_of_device(asked: HTTPConnection) -> str | None:
    """Return the token a device has in its address, where alone it may be: ``/feeds/<token>/…``."""
    path: str = asked.scope["path"]
    _, first, secret, *_ = [*path.split("/"), "", "", ""]
    return secret if first == "feeds" and secret else None


def takes_positions(asked: HTTPConnection) -> bool:
    """Return whether what is asked for takes in positions."""
    path: str = asked.scope["path"]
    return path.startswith(FEEDS)


def _opens_to_trackers(asked: HTTPConnection) -> bool:
    """Return whether what is asked for is all a tracker may: to send, and to know for whom."""
    return takes_positions(asked) or asked.scope["path"] == PHONE


def _phone_of(who: Actor) -> str:
    """Return what the telephone of somebody calls itself who signed in on it."""
    return phone_name(who.name, f"p{abs(who.person)}")


def write_down(note: Noted) -> None:
    """Write down the use of a session or a token; that it cannot be written refuses nobody."""
    with suppress(RefusedError):
        note()


def sits_here(asked: HTTPConnection) -> bool:
    """Return whether a request comes from a browser of this very machine, and means it."""
    if asked.client is None or any(name in asked.headers for name in PROXY_HEADERS):
        return False
    try:
        address = ip_address(asked.client.host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback and host_name(asked) in LOOPBACK


def host_name(asked: HTTPConnection) -> str | None:
    """Return the name a request calls us by."""
    try:
        return urlsplit(f"//{asked.headers.get('host', '')}").hostname
    except ValueError:
        return None


def address_of(asked: HTTPConnection) -> str:
    """Return where a request comes from."""
    return asked.client.host if asked.client else ""
