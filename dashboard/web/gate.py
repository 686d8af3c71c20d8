"""The gate: an ASGI layer around everything; whoever is not known is let in nowhere.

1. ``/health`` and the sign-in page are open. Nothing else is: not the API, not the page, not its
   scripts, not the documentation, not an address that does not exist.
2. A demonstration signs in whoever sits at this very machine: the connection comes from it, it
   calls us by a name of its own (a web page that had its name point here does not), and no proxy
   stands between.
3. Others show the secret (``Authorization: Bearer``) or the cookie they got for it.
4. A request that writes must come from a page of ours, or from no page at all.

Dash's own hooks would not do: on this backend they guard neither its scripts nor our routes.
"""

from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.clock import Clock
from dashboard.settings import Settings
from dashboard.text import RefusedError, Text
from dashboard.web.errors import refused
from dashboard.web.headers import Headers
from dashboard.web.reader import Reader, enter, locale_of
from dashboard.web.sessions import COOKIE, Sessions
from dashboard.web.sign_in import PATH as SIGN_IN
from dashboard.web.sign_in import is_secret

OPEN = {"/health", SIGN_IN}
SAFE = {"GET", "HEAD", "OPTIONS"}
HERE = {"localhost", "127.0.0.1", "::1"}
PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-real-ip")

SIGN_IN_FIRST = Text(fr="Se connecter d'abord.", en="Sign in first.")
ELSEWHERE = Text(
    fr="Refusé : la demande vient d'une page d'un autre site.",
    en="Refused: the request comes from a page of another site.",
)


class NobodyCanEnterError(RefusedError):
    """Neither a secret nor a demonstration: the gate would let nobody in."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Personne ne pourrait entrer : donner un code d'accès d'au moins 16 caractères "
                "dans VIGIE_TOKEN, ou lancer « vigie demo » pour essayer sur cette machine.",
                en="Nobody could enter: give an access code of at least 16 characters in "
                "VIGIE_TOKEN, or run “vigie demo” to try on this machine.",
            )
        )


def check_entrance(settings: Settings) -> None:
    """Refuse to serve what nobody could enter."""
    if settings.token is None and not settings.demonstration:
        raise NobodyCanEnterError


class Gate:
    """Serves ``app`` to those who may enter, with the headers every answer carries."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        sessions: Sessions,
        headers: Headers,
        clock: Clock,
    ) -> None:
        self.app = app
        self._settings = settings
        self._sessions = sessions
        self._headers = headers
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or turn it away."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        who = self._reader(asked)
        if scope["type"] == "websocket":
            if who is None or not _comes_from_us(asked, needs_origin=True):
                await send({"type": "websocket.close", "code": 4401})
                return
            enter(who)
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._headers.write(MutableHeaders(scope=message))
            await send(message)

        turned_away = self._turned_away(asked, who)
        if turned_away is not None:
            await turned_away(scope, receive, send_with_headers)
            return
        if who is not None:
            enter(who)
        await self.app(scope, receive, send_with_headers)

    def _turned_away(self, asked: HTTPConnection, who: Reader | None) -> Response | None:
        """Return the answer to who may not enter; None lets them in."""
        method, path = asked.scope["method"], asked.scope["path"]
        if method not in SAFE and not _comes_from_us(asked):
            return refused(403, "elsewhere", ELSEWHERE.say(locale_of(asked)))
        if who is not None or path in OPEN:
            return None
        if method == "GET" and "text/html" in asked.headers.get("accept", ""):
            onward = f"{path}?{query}" if (query := asked.url.query) else path
            return RedirectResponse(f"{SIGN_IN}?next={quote(onward, safe='/')}", 303)
        answer = refused(401, "sign_in", SIGN_IN_FIRST.say(locale_of(asked)))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def _reader(self, asked: HTTPConnection) -> Reader | None:
        locale, house = locale_of(asked), self._settings.organisation
        scheme, _, secret = asked.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and is_secret(secret.strip(), self._settings.token):
            return Reader(name="API", organisation=house, locale=locale)
        session = self._sessions.read(asked.cookies.get(COOKIE, ""), self._clock())
        if session is not None:
            return Reader(name=session.name, organisation=session.organisation, locale=locale)
        if self._settings.demonstration and sits_here(asked):
            return Reader(name="Démonstration", organisation=house, locale=locale)
        return None


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
    return address.is_loopback and _host_name(asked.headers.get("host", "")) in HERE


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _comes_from_us(asked: HTTPConnection, *, needs_origin: bool = False) -> bool:
    """Return whether a request comes from a page of ours; programs send no origin and may."""
    if asked.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = asked.headers.get("origin")
    if origin is None:
        return not needs_origin
    return urlsplit(origin).netloc == asked.headers.get("host", "")
