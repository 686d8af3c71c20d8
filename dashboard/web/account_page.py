"""My account: my password, my second factor, where I am signed in, and the tokens of my devices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dashboard.access.actor import ROLE_NAMES
from dashboard.access.demonstration import CHAIRS
from dashboard.access.passwords import hash_password, is_password, new_password
from dashboard.access.people import Person, name_of
from dashboard.access.secret import digest_of
from dashboard.access.sessions import Session
from dashboard.access.tokens import SCOPES, Permit, Scope, new_token
from dashboard.access.totp import enrol, new_totp_secret, qr_svg
from dashboard.desk import Desk
from dashboard.text import RefusedError, Text
from dashboard.web.admission import address_of
from dashboard.web.auditing import note_token
from dashboard.web.common import Common
from dashboard.web.forms import Gesture, again, number_in, posted
from dashboard.web.pages import page
from dashboard.web.reader import locale_of, reader
from dashboard.web.sign_in import WAIT, SignIn
from dashboard.web.throttle import NOW

PATH = "/account"
LONGEST_TOKEN_DAYS = 730

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Mon compte", en="My account"),
    "password": Text(fr="Mot de passe", en="Password"),
    "current": Text(fr="Mot de passe actuel", en="Present password"),
    "new": Text(fr="Nouveau mot de passe", en="New password"),
    "rule": Text(fr="12 caractères ou plus", en="12 characters or more"),
    "again": Text(fr="Encore une fois", en="Once more"),
    "change": Text(fr="Changer", en="Change"),
    "totp": Text(fr="Double authentification", en="Second factor"),
    "totp_on": Text(
        fr="Un code de l'application est demandé à chaque connexion.",
        en="A code of the app is asked for at each sign-in.",
    ),
    "totp_off": Text(
        fr="Un code à six chiffres, donné par une application du téléphone, en plus du mot de "
        "passe.",
        en="A six-digit code, given by an app on the phone, besides the password.",
    ),
    "totp_add": Text(fr="Activer", en="Turn on"),
    "totp_remove": Text(fr="Retirer", en="Remove"),
    "totp_scan": Text(
        fr="Lire ce dessin avec l'application d'authentification, puis donner le code qu'elle "
        "montre.",
        en="Read this drawing with the authenticator app, then give the code it shows.",
    ),
    "totp_drawing": Text(fr="Dessin à lire (QR)", en="Drawing to read (QR)"),
    "totp_typed": Text(fr="Ou y recopier ce secret :", en="Or copy this secret into it:"),
    "totp_confirm": Text(fr="Confirmer", en="Confirm"),
    "code": Text(fr="Code à six chiffres", en="Six-digit code"),
    "sessions": Text(fr="Sessions ouvertes", en="Open sessions"),
    "device": Text(fr="Navigateur", en="Browser"),
    "address": Text(fr="Adresse", en="Address"),
    "opened": Text(fr="Ouverte", en="Opened"),
    "seen": Text(fr="Vue", en="Last seen"),
    "this_one": Text(fr="celle-ci", en="this one"),
    "close": Text(fr="Fermer", en="Close"),
    "close_others": Text(fr="Fermer toutes les autres", en="Close all others"),
    "tokens": Text(fr="Jetons des appareils et programmes", en="Tokens of devices and programs"),
    "tokens_why": Text(
        fr="Un par appareil : perdu, on ne révoque que le sien. Un jeton ne peut ni administrer, "
        "ni plus que son propriétaire.",
        en="One for each device: when one is lost, only its own is revoked. A token administers "
        "nothing, and may no more than its owner.",
    ),
    "token_name": Text(fr="Appareil ou programme", en="Device or program"),
    "scope": Text(fr="Droits", en="Rights"),
    "operation": Text(fr="Opération", en="Operation"),
    "all_operations": Text(fr="toutes", en="all"),
    "optional": Text(fr="identifiant ; vide pour toutes", en="its id; empty for all"),
    "days": Text(fr="Valable (jours)", en="Valid (days)"),
    "until": Text(fr="Jusqu'au", en="Until"),
    "used": Text(fr="Dernier usage", en="Last use"),
    "never": Text(fr="jamais", en="never"),
    "revoke": Text(fr="Révoquer", en="Revoke"),
    "token_add": Text(fr="Créer un jeton", en="Make a token"),
    "token_made": Text(fr="Nouveau jeton", en="New token"),
    "token_once": Text(
        fr="Le copier maintenant : il ne sera plus jamais montré.",
        en="Copy it now: it will never be shown again.",
    ),
    "no_account": Text(
        fr="Un jeton n'ouvre pas cette page : s'y connecter.",
        en="A token does not open this page: sign in.",
    ),
    "demonstration": Text(fr="Démonstration", en="Demonstration"),
    "demonstration_why": Text(
        fr="Personne ne se connecte ici : choisir à la place de qui regarder.",
        en="Nobody signs in here: choose in whose place to look.",
    ),
}

TOLD: Mapping[str, Text] = {
    "password": Text(
        fr="Mot de passe changé ; les autres sessions sont fermées.",
        en="Password changed; the other sessions are closed.",
    ),
    "totp": Text(fr="Double authentification activée.", en="Second factor turned on."),
    "totp_removed": Text(fr="Double authentification retirée.", en="Second factor removed."),
    "closed": Text(fr="Session fermée.", en="Session closed."),
    "revoked": Text(fr="Jeton révoqué.", en="Token revoked."),
}
NOT_MINE = Text(fr="Ce n'est pas le mot de passe actuel.", en="This is not the present password.")
WRONG_CODE = Text(
    fr="Ce n'est pas le code de maintenant ; recommencer.",
    en="This is not the code of now; begin again.",
)
ODD_TOKEN = Text(
    fr="Un jeton a un nom, un droit connu et de 1 à {most} jours.",
    en="A token has a name, a known right, and 1 to {most} days.",
)
PERSONS_ONLY = Text(
    fr="Cette page est à une personne connectée, pas à un programme ni à la démonstration.",
    en="This page is for a person signed in, not for a program, nor for the demonstration.",
)


class PersonsOnlyError(RefusedError):
    """A program, or the demonstration, has no account to change."""

    def __init__(self) -> None:
        super().__init__(PERSONS_ONLY)


class NotMineError(RefusedError):
    """The present password was not given."""


class OddTokenError(RefusedError):
    """No token can be made of what was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolling:
    """A second factor that waits for its first code."""

    person: int
    secret: str


class AccountPage:
    """What somebody changes of their own account."""

    def __init__(self, desk: Desk, sign_in: SignIn, common: Common) -> None:
        self._desk = desk
        self._sign_in = sign_in
        self._enrolling = common.enrolling

    def show(
        self, request: Request, *, wrong: str = "", status: int = 200, **more: object
    ) -> Response:
        """Return the page, with what is to be told."""
        who, locale, accounts = reader(), locale_of(request), self._desk.accounts
        person = accounts.person(who.actor.person) if who.way == "session" else None
        told = TOLD.get(request.query_params.get("told", ""))
        return page(
            request,
            "account.html",
            WORDS,
            status,
            who,
            title=WORDS["title"].say(locale),
            alert=wrong,
            told=told.say(locale) if told and not wrong else "",
            role=ROLE_NAMES[who.actor.role].say(locale),
            person=person,
            chairs=CHAIRS if who.way == "demonstration" else (),
            sessions=self._sessions(person),
            tokens=accounts.tokens(person.id) if person else (),
            scopes={key: said.say(locale) for key, said in SCOPES.items()},
            **{"secret": "", "enrolling": None, **more},
        )

    def refuse(self, request: Request, error: RefusedError) -> Response:
        """Return the page, with what was refused."""
        status = 403 if isinstance(error, PersonsOnlyError) else 422
        return self.show(request, wrong=error.say(locale_of(request)), status=status)

    async def password(self, request: Request, said: Mapping[str, str]) -> Response:
        """Change my password."""
        person = await run_in_threadpool(self._me)
        await self._prove(request, person, said.get("current", ""))
        new = new_password(said.get("new", ""), said.get("again", ""), person)
        hashed = await self._sign_in.hashing.run(hash_password, new)

        def keep() -> Response:
            self._desk.accounts.set_password(person.id, hashed)
            self._desk.accounts.close_sessions(person.id, but=reader().session)
            self._desk.audit.note(person.actor, "password_changed")
            return again(PATH, "password")

        return await run_in_threadpool(keep)

    def begin_totp(self, request: Request, _said: Mapping[str, str]) -> Response:
        """Show a second factor to be confirmed."""
        person, secret = self._me(), new_totp_secret()
        pending = self._enrolling.begin(Enrolling(person=person.id, secret=secret))
        drawing = Markup(qr_svg(secret, person.login or person.name))  # noqa: S704  made by us
        shown = {"drawing": drawing, "secret": secret, "pending": pending}
        return self.show(request, enrolling=shown)

    def confirm_totp(self, request: Request, said: Mapping[str, str]) -> Response:
        """Turn my second factor on, by its first code."""
        person, begun = self._me(), self._enrolling.take(said.get("pending", ""))
        mine = begun is not None and begun.person == person.id and not person.has_totp
        if (
            begun is None
            or not mine
            or not enrol(
                self._desk.accounts,
                person.id,
                begun.secret,
                said.get("code", ""),
                self._desk.clock(),
            )
        ):
            return self.show(request, wrong=WRONG_CODE.say(locale_of(request)), status=422)
        self._desk.audit.note(person.actor, "totp_added")
        return again(PATH, "totp")

    async def remove_totp(self, request: Request, said: Mapping[str, str]) -> Response:
        """Take my second factor away."""
        person = await run_in_threadpool(self._me)
        await self._prove(request, person, said.get("current", ""))

        def keep() -> Response:
            self._desk.accounts.set_totp(person.id, None)
            self._desk.audit.note(person.actor, "totp_removed")
            return again(PATH, "totp_removed")

        return await run_in_threadpool(keep)

    def close(self, _request: Request, said: Mapping[str, str]) -> Response:
        """Close one of my sessions, or all but this one."""
        person, accounts, audit = self._me(), self._desk.accounts, self._desk.audit
        number = number_in(said.get("session", ""))
        if "session" not in said:
            count = accounts.close_sessions(person.id, but=reader().session)
            audit.note(person.actor, "sessions_closed", count=count)
        elif accounts.close_session(person.id, number):
            audit.note(person.actor, "session_closed", session=number)
        return again(PATH, "closed")

    def make_token(self, request: Request, said: Mapping[str, str]) -> Response:
        """Make a token, and show it this once."""
        person, now = self._me(), self._desk.clock()
        permit = Permit(
            name=name_of(said.get("name", "")),
            scope=_scope(said.get("scope", "")),
            operation=said.get("operation", "").strip()[:200] or None,
            ends_at=now + timedelta(days=_days(said.get("days", ""))),
        )
        secret = new_token()
        number = self._desk.accounts.issue_token(person.id, digest_of(secret), permit, now)
        note_token(self._desk.audit, person.actor, number, permit)
        return self.show(request, secret=secret)

    def revoke(self, _request: Request, said: Mapping[str, str]) -> Response:
        """Revoke one of my tokens."""
        person, number = self._me(), number_in(said.get("token", ""))
        if self._desk.accounts.revoke_token(person.id, number):
            self._desk.audit.note(person.actor, "token_revoked", token=number)
        return again(PATH, "revoked")

    def _me(self) -> Person:
        """Return who asks.

        Raises:
            PersonsOnlyError: Nobody who signed in.
        """
        who = reader()
        if who.way != "session":
            raise PersonsOnlyError
        return self._desk.accounts.person(who.actor.person)

    async def _prove(self, request: Request, person: Person, password: str) -> None:
        """Refuse to go on without the present password, guessed as slowly as at the door.

        Raises:
            NotMineError: It is another, or too many were tried.
        """
        attempts, address, login = self._sign_in.attempts, address_of(request), person.login or ""
        pause = attempts.begin(address, login)
        if pause > NOW:
            raise NotMineError(WAIT, seconds=ceil(pause.total_seconds()))
        compare = self._sign_in.hashing.run
        if not await compare(is_password, self._desk.accounts, person.id, password):
            await run_in_threadpool(
                self._desk.audit.note, person.actor, "sign_in_failed", why="present password"
            )
            raise NotMineError(NOT_MINE)
        attempts.succeeded(address, login)

    def _sessions(self, person: Person | None) -> list[Session]:
        if person is None:
            return []
        now, idle = self._desk.clock(), self._desk.settings.session_idle
        return [s for s in self._desk.accounts.sessions(person.id) if s.holds(now, idle)]


def account_routes(account: AccountPage) -> APIRouter:
    """Return the page of one's own account, and what it posts to."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    def show(request: Request) -> Response:
        return account.show(request)

    gestures: Mapping[str, Gesture] = {
        "/password": account.password,
        "/totp/begin": account.begin_totp,
        "/totp": account.confirm_totp,
        "/totp/remove": account.remove_totp,
        "/sessions/close": account.close,
        "/tokens": account.make_token,
        "/tokens/revoke": account.revoke,
    }
    for path, gesture in gestures.items():
        posted(router, path, gesture, account.refuse)
    return router


def _scope(said: str) -> Scope:
    for scope in SCOPES:
        if said == scope:
            return scope
    raise OddTokenError(ODD_TOKEN, most=LONGEST_TOKEN_DAYS)


def _days(said: str) -> int:
    days = number_in(said)
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise OddTokenError(ODD_TOKEN, most=LONGEST_TOKEN_DAYS)
    return days
