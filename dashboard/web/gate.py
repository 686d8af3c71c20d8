"""The gate: an ASGI layer around everything; whoever is not known is let in nowhere.

1. A request calls us by one of our names, and shows no token in its address.
2. ``/health``, the pages one signs in by and their style are open, and so is the empty page of a
   telephone, ``/me``, which is opened by a link. Nothing else is: not the API, not the map's page,
   not its scripts, not the documentation, not an address that does not exist.
3. Others have a session's cookie, or show a token (``Authorization: Bearer``); a demonstration
   lets in whoever sits at this very machine.
4. A request that writes comes from a page of ours, and proves it; a program shows its token.
   One person writes so often a minute, and no more.

Dash's own hooks would not do: on this backend they guard neither its scripts nor our routes.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from math import ceil
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.audit import Deed, asked_from
from dashboard.access.tokens import PREFIX
from dashboard.desk import Desk
from dashboard.text import RefusedError, Text
from dashboard.web.admission import (
    Admission,
    Admitted,
    address_of,
    bearer,
    host_name,
    takes_positions,
    write_down,
)
from dashboard.web.common import Common
from dashboard.web.csrf import proves
from dashboard.web.errors import refusal, refused, wants_page
from dashboard.web.headers import Headers
from dashboard.web.pages import STYLE, page
from dashboard.web.phone_page import PHONE_PAGE
from dashboard.web.quota import NOW
from dashboard.web.reader import Reader, enter, locale_of
from dashboard.web.sessions import CSRF, is_safe

SIGN_IN = "/sign-in"
OPEN = {
    "/health",
    STYLE,
    SIGN_IN,
    "/sign-in/code",
    "/sign-in/provider",
    "/sign-in/provider/back",
    "/setup",
    *PHONE_PAGE,
}
SAFE = {"GET", "HEAD", "OPTIONS"}
CALLBACKS = "/_dash-update-component"
"""Asked by POST, and only read: recording goes through the API."""

ADDRESS_TOKENS = {"token", "access_token", "api_token", "api_key"}
OTHER_NAME = Text(
    fr="Ce serveur ne répond pas à ce nom ; l'ajouter à VIGIE_HOSTS s'il est le sien.",
    en="This server does not answer to that name; add it to VIGIE_HOSTS if it is its own.",
)
SIGN_IN_FIRST = Text(fr="Se connecter d'abord.", en="Sign in first.")
ELSEWHERE = Text(
    fr="Refusé : la demande vient d'une page d'un autre site.",
    en="Refused: the request comes from a page of another site.",
)
UNPROVED = Text(
    fr="Refusé : la demande ne prouve pas qu'elle vient d'une page de Vigie. Recharger la page et "
    "recommencer.",
    en="Refused: the request does not prove that it comes from a page of Vigie. Reload the page "
    "and try again.",
)
IN_ADDRESS = Text(
    fr="Refusé : un jeton ne se met jamais dans une adresse, qui reste notée en chemin. Le "
    "révoquer, en créer un autre, et l'envoyer dans l'en-tête Authorization: Bearer.",
    en="Refused: a token never goes in an address, which is written down on its way. Revoke it, "
    "make another, and send it in the Authorization: Bearer header.",
)
TOO_OFTEN = Text(
    fr="Trop d'écritures en peu de temps : attendre {seconds} s. Rien n'a été enregistré.",
    en="Too many writes in little time: wait {seconds} s. Nothing was recorded.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What becomes of a request: an answer that turns it away, or who makes it and the rest of it.

    Nobody makes it where the address is open to everybody.
    """

    away: Response | None = None
    who: Admitted | None = None
    receive: Receive


class Gate:
    """Serves ``app`` to those who may enter, with the headers every answer carries.

    ``close`` ends what would be served for ever, so that the process can stop.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        desk: Desk,
        common: Common,
        headers: Headers,
        closing: Callable[[], None],
    ) -> None:
        self.app = app
        self.close = closing
        self._desk = desk
        self._hosts = desk.settings.allowed_hosts
        self._headers = headers
        self._admission = Admission(desk.accounts, desk.settings, desk.clock, common.secret)
        self._writes = common.writes
        self._positions = common.positions
        self._notes = common.notes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or turn it away."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        asked_from.set(address_of(asked))
        if scope["type"] == "websocket":
            await self._serve_socket(asked, receive, send)
            return
        judged = await self._judge(asked, receive)
        if judged.who is not None:
            enter(judged.who.reader)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                self._headers.write(headers, safe=is_safe(asked))
                if judged.who is not None:
                    _hand_proof(asked, headers, judged.who.reader)
            await send(message)

        await (judged.away or self.app)(scope, judged.receive, send_with_headers)
        if judged.who is not None and judged.who.note is not None:
            await run_in_threadpool(write_down, judged.who.note)

    async def _serve_socket(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        admitted = None
        if host_name(asked) in self._hosts and _comes_from_us(asked, needs_origin=True):
            with suppress(RefusedError):
                admitted = await run_in_threadpool(self._admission.admit, asked)
        if admitted is None:
            await send({"type": "websocket.close", "code": 4401})
            return
        enter(admitted.reader)
        await self.app(asked.scope, receive, send)

    async def _judge(self, asked: HTTPConnection, receive: Receive) -> _Judged:
        """Return what becomes of a request."""
        away = await self._at_the_door(asked)
        if away is not None or asked.scope["path"] in OPEN:
            return _Judged(away=away, receive=receive)
        try:
            who = await run_in_threadpool(self._admission.admit, asked)
        except RefusedError as error:
            return _Judged(away=refusal(error, locale_of(asked)), receive=receive)
        if who is None:
            if bearer(asked) is not None:
                await self._note("token_refused", asked.url.path)
            return _Judged(away=_sign_in_first(asked), receive=receive)
        if asked.scope["method"] in SAFE and not takes_positions(asked):
            return _Judged(who=who, receive=receive)
        return await self._judge_write(asked, receive, who)

    async def _at_the_door(self, asked: HTTPConnection) -> Response | None:
        """Return the answer to what is refused to anybody."""
        locale = locale_of(asked)
        if host_name(asked) not in self._hosts:
            return refused(400, "other_name", OTHER_NAME.say(locale))
        if _has_token(asked.url.query):
            await self._note("token_in_address", asked.url.path)
            return refused(400, "token_in_address", IN_ADDRESS.say(locale))
        if asked.scope["method"] not in SAFE and not _comes_from_us(asked):
            return refused(403, "elsewhere", ELSEWHERE.say(locale))
        return None

    async def _judge_write(self, asked: HTTPConnection, receive: Receive, who: Admitted) -> _Judged:
        """Return what becomes of a request that writes: it proves itself, and is one of few."""
        locale = locale_of(asked)
        if _must_prove(asked, who.reader):
            onward = await proves(asked, receive, who.reader.csrf)
            if onward is None:
                away = refused(403, "unproved", UNPROVED.say(locale))
                return _Judged(away=away, receive=receive)
            receive = onward
        if asked.scope["path"] == CALLBACKS:
            return _Judged(who=who, receive=receive)
        quota = self._positions if takes_positions(asked) else self._writes
        try:
            pause = quota.take(who.reader.actor.person)
        except RefusedError as error:  # the process that counts is ending, and so are we
            return _Judged(away=refusal(error, locale), receive=receive)
        if pause > NOW:
            seconds = ceil(pause.total_seconds())
            away = refused(429, "too_often", TOO_OFTEN.say(locale, seconds=seconds))
            away.headers["Retry-After"] = str(seconds)
            return _Judged(away=away, receive=receive)
        return _Judged(who=who, receive=receive)

    async def _note(self, what: Deed, path: str) -> None:
        """Write down what a stranger did, if not too much was; the address without its query."""
        with suppress(RefusedError):
            if self._notes.take(what) == NOW:
                record = partial(self._desk.audit.note, None, what, path=path[:200])
                await run_in_threadpool(write_down, record)


def _sign_in_first(asked: HTTPConnection) -> Response:
    """Return the answer to who is not known: a page for a browser, a sentence for a program."""
    method, path = asked.scope["method"], asked.url.path
    by_browser = "text/html" in asked.headers.get("accept", "")
    if by_browser and method == "GET":
        onward = f"{path}?{query}" if (query := asked.url.query) else path
        return RedirectResponse(f"{SIGN_IN}?next={quote(onward, safe='/')}", 303)
    sentence = SIGN_IN_FIRST.say(locale_of(asked))
    if wants_page(asked):
        return page(asked, "told.html", {}, 401, title=sentence, sentence="", onward=SIGN_IN)
    answer = refused(401, "sign_in", sentence)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _must_prove(asked: HTTPConnection, who: Reader) -> bool:
    """Return whether a request that writes has to show the proof of a page of ours.

    Where a browser asks, that is; in a demonstration, which knows nobody by a cookie, a program of
    this machine is let write without, as it says of itself that it is none.
    """
    if who.way == "session":
        return True
    from_a_page = "origin" in asked.headers or "sec-fetch-site" in asked.headers
    return who.way == "demonstration" and from_a_page


def _hand_proof(asked: HTTPConnection, headers: MutableHeaders, who: Reader) -> None:
    """Give a browser the proof it has to show, where it has another or none."""
    handed = any(CSRF in cookie for cookie in headers.getlist("set-cookie"))
    if who.csrf and not handed and asked.cookies.get(CSRF) != who.csrf:
        secure = "; Secure" if is_safe(asked) else ""
        headers.append("set-cookie", f"{CSRF}={who.csrf}; Path=/; SameSite=Strict{secure}")


def _has_token(query: str) -> bool:
    """Return whether an address has a token in it."""
    try:
        given = parse_qsl(query, keep_blank_values=True)
    except ValueError:
        return PREFIX in query
    return any(name.lower() in ADDRESS_TOKENS or PREFIX in said for name, said in given)


def _comes_from_us(asked: HTTPConnection, *, needs_origin: bool = False) -> bool:
    """Return whether a request comes from a page of ours; programs send no origin and may."""
    if asked.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = asked.headers.get("origin")
    if origin is None:
        return not needs_origin
    try:
        return urlsplit(origin).netloc == asked.headers.get("host", "")
    except ValueError:
        return False
