"""Signing in: a login and a password, then a code for those who have one; and signing out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dashboard.access.audit import Deed, Detail
from dashboard.access.passwords import person_of
from dashboard.access.people import (
    LONGEST_NAME,
    NotAPersonError,
    Person,
    UnknownPersonError,
    login_of,
)
from dashboard.access.totp import is_code
from dashboard.desk import Desk
from dashboard.text import Text
from dashboard.web.admission import address_of
from dashboard.web.common import Common
from dashboard.web.entering import let_in, onward_of
from dashboard.web.forms import read_form
from dashboard.web.hashing import BusyError, Hashing
from dashboard.web.pages import page
from dashboard.web.reader import locale_of, reader
from dashboard.web.sessions import clear_session
from dashboard.web.throttle import NOW

PATH = "/sign-in"
CODE = "/sign-in/code"
TRIES = 5
"""How often a code may be mistyped before one begins anew."""

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Se connecter", en="Sign in"),
    "login": Text(fr="Identifiant", en="Login"),
    "password": Text(fr="Mot de passe", en="Password"),
    "enter": Text(fr="Entrer", en="Enter"),
    "or_here": Text(fr="Ou avec un compte de cette installation :", en="Or by an account here:"),
    "code": Text(fr="Code à six chiffres de l'application", en="Six-digit code of the app"),
    "back": Text(fr="Recommencer", en="Begin again"),
}
WRONG = Text(fr="Identifiant ou mot de passe inconnu ici.", en="Login or password not known here.")
WRONG_CODE = Text(
    fr="Ce n'est pas le code de maintenant, ou il a déjà servi ; attendre le suivant.",
    en="This is not the code of now, or it has served already; wait for the next.",
)
TOO_LATE = Text(
    fr="La connexion a trop tardé, ou trop d'essais ; recommencer.",
    en="Signing in took too long, or too many attempts; begin again.",
)
WAIT = Text(
    fr="Trop d'essais : attendre {seconds} secondes.",
    en="Too many attempts: wait {seconds} seconds.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Somebody who gave their password and has still to give a code."""

    person: int
    login: str
    onward: str
    tries: int = 0


class SignIn:
    """What all ways to sign in share: attempts, comparisons, and sign-ins half done."""

    def __init__(self, desk: Desk, hashing: Hashing, common: Common) -> None:
        self.desk = desk
        self.hashing = hashing
        self.attempts = common.attempts
        self._halves = common.halves

    async def enter(self, request: Request, said: Mapping[str, str]) -> Response:
        """Return the answer to a login and a password."""
        typed, onward = said.get("login", ""), onward_of(said.get("next", "/"))
        locale, address, login = locale_of(request), address_of(request), _key(typed)
        pause = self.attempts.begin(address, login)
        if pause > NOW:
            return await self._slow(request, login, ceil(pause.total_seconds()), onward)
        try:
            person = await self.hashing.run(
                person_of, self.desk.accounts, typed, said.get("password", "")
            )
        except BusyError as busy:
            self.attempts.turned_away(login)
            answer = self.form(request, onward, busy.say(locale), 503)
            answer.headers["Retry-After"] = "1"
            return answer
        if person is None:
            await run_in_threadpool(self._failed, login, "password")
            return self.form(request, onward, WRONG.say(locale), 403, typed)
        if person.has_totp:
            # No success yet, which would forget the codes that were tried in vain.
            self.attempts.undo(address, login)
        else:
            self.attempts.succeeded(address, login)
        return await run_in_threadpool(self.half_in, request, person, onward)

    def half_in(self, request: Request, person: Person, onward: str) -> Response:
        """Return what follows a right password: the code, for those who have one."""
        if not person.has_totp:
            return let_in(self.desk, request, person, onward, "password")
        half = Half(person=person.id, login=person.login or "", onward=onward)
        return self._code_form(request, self._halves.begin(half))

    def code(self, request: Request, said: Mapping[str, str]) -> Response:
        """Return the answer to a code."""
        locale, address = locale_of(request), address_of(request)
        half: Half | None = self._halves.take(said.get("pending", ""))
        if half is None or half.tries >= TRIES:
            return self.form(request, "/", TOO_LATE.say(locale), 403)
        pause = self.attempts.begin(address, half.login)
        person = None
        if pause == NOW and is_code(
            self.desk.accounts, half.person, said.get("code", ""), self.desk.clock()
        ):
            person = self._enabled(half.person)
        if person is not None:
            self.attempts.succeeded(address, half.login)
            return let_in(self.desk, request, person, half.onward, "password and code")
        if pause > NOW:
            wrong = WAIT.say(locale, seconds=ceil(pause.total_seconds()))
        else:
            wrong = WRONG_CODE.say(locale)
            self._failed(half.login, "code")
        again = Half(person=half.person, login=half.login, onward=half.onward, tries=half.tries + 1)
        return self._code_form(request, self._halves.begin(again), wrong, 429 if pause else 403)

    def leave(self, request: Request) -> Response:
        """Close the session of who asks."""
        who = reader()
        if who.session is not None:
            self.desk.accounts.close_session(who.actor.person, who.session)
            self.desk.audit.note(who.actor, "signed_out")
        gone = RedirectResponse(PATH, 303)
        clear_session(request, gone)
        return gone

    def form(
        self, request: Request, onward: str, wrong: str = "", status: int = 200, login: str = ""
    ) -> Response:
        """Return the page that asks for a login and a password."""
        settings = self.desk.settings
        return page(
            request,
            "sign_in.html",
            WORDS,
            status,
            title=WORDS["title"].say(locale_of(request)),
            alert=wrong,
            onward=onward,
            kept=f"&{urlencode({'next': onward})}",
            login=login[:120],
            label=settings.oidc_label if settings.oidc_discovery else "",
        )

    def _code_form(
        self, request: Request, pending: str, wrong: str = "", status: int = 200
    ) -> Response:
        title = WORDS["title"].say(locale_of(request))
        return page(request, "code.html", WORDS, status, title=title, alert=wrong, pending=pending)

    async def _slow(self, request: Request, login: str, seconds: int, onward: str) -> Response:
        if self.attempts.is_news(address_of(request), login, seconds):
            await run_in_threadpool(self._noted, login, "sign_in_slowed", seconds=seconds)
        wrong = WAIT.say(locale_of(request), seconds=seconds)
        answer = self.form(request, onward, wrong, 429)
        answer.headers["Retry-After"] = str(seconds)
        return answer

    def _enabled(self, number: int) -> Person | None:
        try:
            person = self.desk.accounts.person(number)
        except UnknownPersonError:
            return None
        return None if person.disabled else person

    def _failed(self, login: str, what: str) -> None:
        self._noted(login, "sign_in_failed", why=what)

    def _noted(self, login: str, deed: Deed, **detail: Detail) -> None:
        """Write an attempt down; what was typed only where it is somebody's login."""
        known = self.desk.accounts.by_login(login)
        if known is not None:
            detail["login"] = login
        concerns = known.organisation if known else ""
        self.desk.audit.note(None, deed, operation=None, concerns=concerns, **detail)


def sign_in_routes(sign_in: SignIn) -> APIRouter:
    """Return the pages one signs in by, and out."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def form(request: Request) -> Response:
        return sign_in.form(request, onward_of(request.query_params.get("next", "/")))

    @router.post(PATH)
    async def enter(request: Request) -> Response:
        return await sign_in.enter(request, read_form(await request.body()))

    @router.post(CODE)
    async def code(request: Request) -> Response:
        said = read_form(await request.body())
        return await run_in_threadpool(sign_in.code, request, said)

    @router.post("/sign-out")
    def leave(request: Request) -> Response:
        return sign_in.leave(request)

    return router


def _key(typed: str) -> str:
    """Return what the attempts of a login are counted under, whether anybody has it or not."""
    try:
        return login_of(typed)
    except NotAPersonError:
        return typed[:LONGEST_NAME]
