"""Signing in: a name, an organisation and the secret of the house; guessing is slowed down."""

import hmac
from collections import OrderedDict
from datetime import datetime, timedelta
from html import escape
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from pydantic import SecretStr
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.clock import Clock
from dashboard.text import Locale, Text
from dashboard.web.reader import locale_of
from dashboard.web.sessions import COOKIE, LASTING, Session, Sessions

PATH = "/sign-in"

TITLE = Text(fr="Vigie — se connecter", en="Vigie — sign in")
NAME = Text(fr="Nom et fonction", en="Name and function")
ORGANISATION = Text(fr="Organisme", en="Organisation")
SECRET = Text(fr="Code d'accès", en="Access code")
ENTER = Text(fr="Entrer", en="Enter")
WRONG = Text(
    fr="Ce n'est pas le code d'accès, ou il manque le nom.",
    en="This is not the access code, or the name is missing.",
)
WAIT = Text(
    fr="Trop d'essais : attendre {seconds} secondes.",
    en="Too many attempts: wait {seconds} seconds.",
)

PAGE = """<!doctype html>
<html lang="{locale}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  :root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
  body {{ max-width: 22rem; margin: 15vh auto; padding: 0 1rem }}
  label, input, button {{ display: block; width: 100%; box-sizing: border-box; font: inherit }}
  input {{ margin: 0 0 1rem; padding: .5rem }} button {{ padding: .6rem }}
  [role=alert] {{ border-left: .3rem solid #c0392b; padding-left: .7rem }}
</style></head><body>
<h1>{title}</h1>{wrong}
<form method="post" action="{action}">
<label for="name">{name}</label>
<input id="name" name="name" required maxlength="120" autocomplete="name" autofocus>
<label for="organisation">{organisation}</label>
<input id="organisation" name="organisation" maxlength="120" value="{house}">
<label for="secret">{secret}</label>
<input id="secret" name="secret" type="password" required autocomplete="current-password">
<input type="hidden" name="next" value="{next}">
<button>{enter}</button>
</form></body></html>"""


class Throttle:
    """Lets an address try a few times, then ever less often. Remembers a bounded number of them."""

    FREE = 5
    LONGEST = timedelta(minutes=5)
    ROOM = 10_000

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> timedelta:
        """Return how long ``address`` has to wait before it may try."""
        with self._lock:
            count, last = self._failures.get(address, (0, self._clock()))
            if count < self.FREE:
                return timedelta(0)
            pause = min(timedelta(seconds=2.0 ** min(count - self.FREE + 1, 16)), self.LONGEST)
            return max(last + pause - self._clock(), timedelta(0))

    def failed(self, address: str) -> None:
        """Note that ``address`` tried in vain."""
        with self._lock:
            count, _ = self._failures.pop(address, (0, None))
            self._failures[address] = (count + 1, self._clock())
            if len(self._failures) > self.ROOM:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the failures of ``address``."""
        with self._lock:
            self._failures.pop(address, None)


def sign_in_routes(
    token: SecretStr | None, sessions: Sessions, house: str, clock: Clock
) -> APIRouter:
    """Return the sign-in page and what it posts to.

    Args:
        token: The secret of the house; without one nobody signs in here.
        sessions: Writes the cookie.
        house: The organisation proposed.
        clock: The present instant.
    """
    router = APIRouter(include_in_schema=False)
    throttle = Throttle(clock)

    @router.get(PATH)
    def page(request: Request) -> Response:
        onward = _onward(request.query_params.get("next", "/"))
        return _page(locale_of(request), house, onward)

    @router.post(PATH)
    async def enter(request: Request) -> Response:
        said = parse_qs((await request.body()).decode(errors="replace"))
        return await run_in_threadpool(_enter, request, {k: v[0] for k, v in said.items()})

    @router.post("/sign-out")
    def leave() -> Response:
        gone = RedirectResponse(PATH, 303)
        gone.delete_cookie(COOKIE)
        return gone

    def _enter(request: Request, said: dict[str, str]) -> Response:
        locale, onward = locale_of(request), _onward(said.get("next", "/"))
        address = request.client.host if request.client else ""
        pause = throttle.wait(address)
        if pause:
            seconds = int(pause.total_seconds()) + 1
            slow = _page(locale, house, onward, WAIT.say(locale, seconds=seconds), 429)
            slow.headers["Retry-After"] = str(seconds)
            return slow
        name = said.get("name", "").strip()[:120]
        if not name or not is_secret(said.get("secret", ""), token):
            throttle.failed(address)
            return _page(locale, house, onward, WRONG.say(locale), 403)
        throttle.succeeded(address)
        organisation = said.get("organisation", "").strip()[:120] or house
        session = Session(name=name, organisation=organisation, ends_at=clock() + LASTING)
        come_in = RedirectResponse(onward, 303)
        come_in.set_cookie(
            COOKIE,
            sessions.write(session),
            max_age=int(LASTING.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return come_in

    return router


def is_secret(said: str, token: SecretStr | None) -> bool:
    """Return whether ``said`` is the secret, in a time that says nothing of it."""
    return token is not None and hmac.compare_digest(
        said.encode(errors="replace"), token.get_secret_value().encode(errors="replace")
    )


def _onward(wanted: str) -> str:
    """Return where to go after signing in: a page of ours, never another site."""
    parts = urlsplit(wanted)
    ours = not parts.scheme and not parts.netloc and wanted.startswith("/")
    return wanted if ours and "\\" not in wanted and not wanted.startswith("//") else "/"


def _page(
    locale: Locale, house: str, onward: str, wrong: str = "", status: int = 200
) -> HTMLResponse:
    words = {
        "locale": locale,
        "title": TITLE.say(locale),
        "action": PATH,
        "name": NAME.say(locale),
        "organisation": ORGANISATION.say(locale),
        "secret": SECRET.say(locale),
        "enter": ENTER.say(locale),
        "house": house,
        "next": onward,
    }
    told = f'<p role="alert">{escape(wrong)}</p>' if wrong else ""
    page = PAGE.format(wrong=told, **{key: escape(word) for key, word in words.items()})
    return HTMLResponse(page, status)
