"""Choosing a password by a one-time link: the first administrator's, or one's own.

The link is taken when the password is good and hashed, not when the page is looked at: whoever
only previews an address uses nothing up.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dashboard.access.links import FIRST_LASTS, Link
from dashboard.access.passwords import hash_password, new_password
from dashboard.access.people import Person, login_of, name_of
from dashboard.access.secret import digest_of, new_secret
from dashboard.desk import Desk
from dashboard.text import RefusedError, Text
from dashboard.web.forms import read_form
from dashboard.web.pages import page
from dashboard.web.reader import locale_of
from dashboard.web.sign_in import PATH as SIGN_IN
from dashboard.web.sign_in import SignIn

PATH = "/setup"

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Choisir un mot de passe", en="Choose a password"),
    "first_title": Text(fr="Premier compte", en="First account"),
    "first": Text(
        fr="Ce compte administrera cette installation : il en créera d'autres.",
        en="This account will administer this installation: it will make others.",
    ),
    "chosen": Text(
        fr="Les sessions ouvertes ailleurs seront fermées.",
        en="Sessions open elsewhere will be closed.",
    ),
    "login": Text(fr="Identifiant", en="Login"),
    "name": Text(fr="Nom et fonction", en="Name and function"),
    "organisation": Text(fr="Organisme", en="Organisation"),
    "password": Text(fr="Mot de passe", en="Password"),
    "rule": Text(fr="12 caractères ou plus", en="12 characters or more"),
    "again": Text(fr="Encore une fois", en="Once more"),
    "enter": Text(fr="Entrer", en="Enter"),
}
SPENT = Text(
    fr="Ce lien a déjà servi, ou il est trop ancien ; en demander un autre à un administrateur.",
    en="This link has served already, or is too old; ask an administrator for another.",
)


class SetUp:
    """Makes of a link an account with a password."""

    def __init__(self, desk: Desk, sign_in: SignIn) -> None:
        self._desk = desk
        self._sign_in = sign_in

    def form(self, request: Request, key: str) -> Response:
        """Return the page a link leads to."""
        link = self._link(key)
        return self._spent(request) if link is None else self._form(request, key, link, {})

    async def choose(self, request: Request, said: Mapping[str, str]) -> Response:
        """Return the answer to a password that was chosen."""
        key = said.get("key", "")
        link = await run_in_threadpool(self._link, key)
        if link is None:
            return self._spent(request)
        try:
            person = await run_in_threadpool(self._person, link, said)
            password = new_password(said.get("password", ""), said.get("again", ""), person)
            hashed = await self._sign_in.hashing.run(hash_password, password)
            return await run_in_threadpool(self._keep, request, key, person, hashed)
        except RefusedError as refused:
            wrong = refused.say(locale_of(request))
            return await run_in_threadpool(self._form, request, key, link, said, wrong)

    def _person(self, link: Link, said: Mapping[str, str]) -> Person:
        """Return whose password is chosen, not yet kept where it is the first.

        Raises:
            RefusedError: What was typed makes no person.
        """
        if link.person is not None:
            return self._desk.accounts.person(link.person)
        return Person(
            id=0,
            login=login_of(said.get("login", "")),
            name=name_of(said.get("name", "")),
            organisation=name_of(said.get("organisation", "")),
            role="administrator",
        )

    def _keep(self, request: Request, key: str, person: Person, hashed: str) -> Response:
        accounts, audit = self._desk.accounts, self._desk.audit
        link = accounts.use_link(digest_of(key), self._desk.clock())
        if link is None:
            return self._spent(request)
        if link.person is None:
            person = accounts.add(
                login=person.login,
                name=person.name,
                organisation=person.organisation,
                role=person.role,
            )
            audit.note(person.actor, "person_added", login=person.login, role=person.role)
        accounts.set_password(person.id, hashed)
        accounts.close_sessions(person.id)
        audit.note(person.actor, "set_up")
        return self._sign_in.half_in(request, accounts.person(person.id), "/")

    def _link(self, key: str) -> Link | None:
        """Return the link of a key, if it still leads somewhere."""
        link = self._desk.accounts.link(digest_of(key), self._desk.clock())
        if link is None or (link.person is None and not self._desk.accounts.nobody()):
            return None
        if link.person is not None and self._desk.accounts.person(link.person).disabled:
            return None
        return link

    def _form(
        self,
        request: Request,
        key: str,
        link: Link,
        said: Mapping[str, str],
        wrong: str = "",
    ) -> Response:
        first, locale = link.person is None, locale_of(request)
        known = None if link.person is None else self._desk.accounts.person(link.person)
        house = self._desk.settings.organisation
        return page(
            request,
            "setup.html",
            WORDS,
            422 if wrong else 200,
            title=WORDS["first_title" if first else "title"].say(locale),
            alert=wrong,
            first=first,
            key=key,
            kept=f"&{urlencode({'key': key})}",
            login=known.login if known else said.get("login", ""),
            name=known.name if known else said.get("name", ""),
            organisation=known.organisation if known else said.get("organisation", house),
        )

    def _spent(self, request: Request) -> Response:
        sentence = SPENT.say(locale_of(request))
        title = WORDS["title"].say(locale_of(request))
        return page(
            request, "told.html", {}, 410, title=title, alert=sentence, sentence="", onward=SIGN_IN
        )


def setup_routes(setup: SetUp) -> APIRouter:
    """Return the page of one-time links, and what it posts to."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def form(request: Request) -> Response:
        return setup.form(request, request.query_params.get("key", ""))

    @router.post(PATH)
    async def choose(request: Request) -> Response:
        return await setup.choose(request, read_form(await request.body()))

    return router


def first_link(desk: Desk) -> str | None:
    """Return the path of a link to the first account, made now; None once there is an account."""
    if not desk.accounts.nobody():
        return None
    key = new_secret()
    link = Link(person=None, ends_at=desk.clock() + FIRST_LASTS)
    desk.accounts.make_link(digest_of(key), link)
    return f"{PATH}?key={key}"
