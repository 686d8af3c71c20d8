"""The accounts of one organisation, for its administrators; never those of another."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.access.actor import ROLE_NAMES, Actor, Role
from dashboard.access.audit import Deed
from dashboard.access.links import LASTS, Link
from dashboard.access.people import Person, UnknownPersonError, login_of, name_of
from dashboard.access.secret import digest_of, new_secret
from dashboard.desk import Desk
from dashboard.text import RefusedError, Text
from dashboard.web.forms import Gesture, Said, again, number_in, posted
from dashboard.web.pages import page
from dashboard.web.reader import locale_of, reader
from dashboard.web.setup import PATH as SETUP

PATH = "/people"

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Comptes", en="Accounts"),
    "name": Text(fr="Nom et fonction", en="Name and function"),
    "login": Text(fr="Identifiant", en="Login"),
    "role": Text(fr="Rôle", en="Role"),
    "state": Text(fr="État", en="State"),
    "by_provider": Text(fr="par le fournisseur d'identité", en="by the identity provider"),
    "active": Text(fr="actif", en="active"),
    "disabled": Text(fr="désactivé", en="disabled"),
    "totp": Text(fr="double authentification", en="second factor"),
    "change": Text(fr="Changer", en="Change"),
    "add": Text(fr="Ajouter un compte", en="Add an account"),
    "link_made": Text(fr="Lien à usage unique", en="One-time link"),
    "link_why": Text(
        fr="À transmettre à la personne, elle seule : il ne sera plus montré, vaut 24 heures et "
        "une seule fois. Elle y choisira son mot de passe.",
        en="To be handed to the person alone: it will not be shown again, and is good for "
        "24 hours, once. They choose their password by it.",
    ),
}
ACTIONS: Mapping[str, Text] = {
    "reset": Text(fr="Nouveau lien", en="New link"),
    "sessions": Text(fr="Fermer ses sessions et jetons", en="Close their sessions and tokens"),
    "totp": Text(fr="Retirer le second facteur", en="Remove the second factor"),
    "disable": Text(fr="Désactiver", en="Disable"),
    "enable": Text(fr="Réactiver", en="Enable"),
}
TOLD: Mapping[str, Text] = {
    "role": Text(fr="Rôle changé.", en="Role changed."),
    "sessions": Text(
        fr="Sessions fermées et jetons révoqués.", en="Sessions closed and tokens revoked."
    ),
    "totp": Text(fr="Second facteur retiré.", en="Second factor removed."),
    "disable": Text(
        fr="Compte désactivé ; ses sessions sont fermées.",
        en="Account disabled; its sessions are closed.",
    ),
    "enable": Text(fr="Compte réactivé.", en="Account enabled."),
}
OWN_ACCOUNT = Text(
    fr="On ne change ni son propre rôle ni son propre accès : le demander à un autre "
    "administrateur.",
    en="Nobody changes their own role or access: ask another administrator.",
)
NO_ROLE = Text(fr="« {role} » n'est pas un rôle.", en="“{role}” is no role.")


class AdministratorsOnlyError(RefusedError):
    """Only an administrator who signed in may."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Seul un administrateur connecté le peut.",
                en="Only an administrator who signed in may.",
            )
        )


class OwnAccountError(RefusedError):
    """Another administrator has to."""


class UnknownRoleError(RefusedError):
    """There is no such role."""


def administrator() -> Actor:
    """Return the administrator who asks.

    Raises:
        AdministratorsOnlyError: Somebody else does, or a program.
    """
    who = reader()
    if who.actor.role != "administrator" or who.way == "token":
        raise AdministratorsOnlyError
    return who.actor


class PeoplePage:
    """What an administrator changes of the accounts of their organisation."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def show(
        self, request: Request, *, wrong: str = "", status: int = 200, link: str = ""
    ) -> Response:
        """Return the page, with what is to be told."""
        who, locale = administrator(), locale_of(request)
        told = TOLD.get(request.query_params.get("told", ""))

        def actions(person: Person) -> list[tuple[str, str]]:
            return [(key, ACTIONS[key].say(locale)) for key in possible(person)]

        return page(
            request,
            "people.html",
            WORDS,
            status,
            reader(),
            title=WORDS["title"].say(locale),
            alert=wrong,
            told=told.say(locale) if told and not wrong else "",
            people=self._desk.accounts.people(who.organisation),
            roles={key: said.say(locale) for key, said in ROLE_NAMES.items()},
            actions=actions,
            link=link,
        )

    def refuse(self, request: Request, error: RefusedError) -> Response:
        """Return the page, with what was refused; strangers to it get no page."""
        who = reader().actor
        if isinstance(error, AdministratorsOnlyError):
            self._desk.audit.note(who, "refused", path=request.url.path)
            raise error
        unknown = isinstance(error, UnknownPersonError)
        if unknown:
            self._desk.audit.note(who, "refused", path=request.url.path)
        wrong = error.say(locale_of(request))
        return self.show(request, wrong=wrong, status=404 if unknown else 422)

    def add(self, request: Request, said: Said) -> Response:
        """Add somebody, and show the link they choose their password by."""
        who = administrator()
        person = self._desk.accounts.add(
            login=login_of(said.get("login", "")),
            name=name_of(said.get("name", "")),
            organisation=who.organisation,
            role=role_of(said.get("role", "")),
        )
        self._note(who, "person_added", person, role=person.role)
        return self._show_link(request, who, person)

    def role(self, _request: Request, said: Said) -> Response:
        """Change somebody's role."""
        who, person = self._of_mine(said)
        role = role_of(said.get("role", ""))
        self._desk.accounts.change(person.id, role=role)
        self._note(who, "person_changed", person, role=role, before=person.role)
        return again(PATH, "role")

    def reset(self, request: Request, said: Said) -> Response:
        """Show a link by which somebody chooses a new password."""
        who, person = self._of_mine(said)
        return self._show_link(request, who, person)

    def sessions(self, _request: Request, said: Said) -> Response:
        """Sign somebody out everywhere, devices and programs too."""
        who, person = self._of_mine(said)
        self._desk.accounts.close_sessions(person.id)
        self._desk.accounts.revoke_tokens(person.id)
        self._note(who, "sessions_closed", person)
        return again(PATH, "sessions")

    def totp(self, _request: Request, said: Said) -> Response:
        """Take away the second factor of somebody who lost their phone."""
        who, person = self._of_mine(said)
        self._desk.accounts.set_totp(person.id, None)
        self._note(who, "totp_removed", person)
        return again(PATH, "totp")

    def disable(self, _request: Request, said: Said) -> Response:
        """Let somebody in no more."""
        who, person = self._of_mine(said)
        self._desk.accounts.change(person.id, disabled=True)
        self._desk.accounts.close_sessions(person.id)
        self._note(who, "person_disabled", person)
        return again(PATH, "disable")

    def enable(self, _request: Request, said: Said) -> Response:
        """Let somebody in again."""
        who, person = self._of_mine(said)
        self._desk.accounts.change(person.id, disabled=False)
        self._note(who, "person_enabled", person)
        return again(PATH, "enable")

    def _of_mine(self, said: Said) -> tuple[Actor, Person]:
        """Return who asks, and the person of their organisation they mean.

        Raises:
            UnknownPersonError: There is none, or they are of another organisation.
            OwnAccountError: They mean themselves.
        """
        who, number = administrator(), number_in(said.get("person", ""))
        person = self._desk.accounts.person(number)
        if person.organisation != who.organisation:
            raise UnknownPersonError(number)
        if person.id == who.person:
            raise OwnAccountError(OWN_ACCOUNT)
        return who, person

    def _show_link(self, request: Request, who: Actor, person: Person) -> Response:
        key = new_secret()
        link = Link(person=person.id, ends_at=self._desk.clock() + LASTS)
        self._desk.accounts.make_link(digest_of(key), link)
        self._note(who, "link_made", person)
        return self.show(request, link=f"{request.base_url}{SETUP[1:]}?key={key}")

    def _note(self, who: Actor, what: Deed, person: Person, **detail: str) -> None:
        self._desk.audit.note(who, what, account=person.login or person.name, **detail)


def people_routes(people: PeoplePage) -> APIRouter:
    """Return the page of accounts, and what it posts to."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    def show(request: Request) -> Response:
        try:
            return people.show(request)
        except RefusedError as error:
            return people.refuse(request, error)

    gestures: Mapping[str, Gesture] = {
        "": people.add,
        "/role": people.role,
        "/reset": people.reset,
        "/sessions": people.sessions,
        "/totp": people.totp,
        "/disable": people.disable,
        "/enable": people.enable,
    }
    for path, gesture in gestures.items():
        posted(router, path, gesture, people.refuse)
    return router


def possible(person: Person) -> list[str]:
    """Return what may be done with an account."""
    if person.disabled:
        return ["enable"]
    by_login = ["reset"] if person.login else []
    by_code = ["totp"] if person.has_totp else []
    return [*by_login, "sessions", *by_code, "disable"]


def role_of(said: str) -> Role:
    """Return the role of this name.

    Raises:
        UnknownRoleError: There is none.
    """
    for role in ROLE_NAMES:
        if said == role:
            return role
    raise UnknownRoleError(NO_ROLE, role=said)
