"""The people who have an account, and the port of what keeps them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.access.actor import Actor, Role
from dashboard.text import RefusedError, Text

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in.

    Attributes:
        id: Never given to anybody else.
        login: What they type to sign in; None for those whom only a provider signs in.
        name: Name and function, as entries carry it.
        organisation: On whose behalf; the name is the organisation's identity everywhere.
        role: What they may do there.
        disabled: May not enter any more. Nobody is ever deleted: the audit trail names them.
        has_password: Signs in here, with the login.
        has_totp: Is asked for a code besides.
        subject: Who they are to the OpenID provider: its address and their number there.
    """

    id: int
    login: str | None
    name: str
    organisation: str
    role: Role
    disabled: bool = False
    has_password: bool = False
    has_totp: bool = False
    subject: str | None = None

    @property
    def actor(self) -> Actor:
        """The person as somebody who asks, or writes."""
        return Actor(person=self.id, name=self.name, organisation=self.organisation, role=self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totp:
    """The second factor of a person: its secret, and the last step whose code was used."""

    secret: str
    last_step: int


class LoginTakenError(RefusedError):
    """Somebody else has this login."""

    def __init__(self, login: str) -> None:
        super().__init__(
            Text(
                fr="L'identifiant « {login} » est déjà pris ; en choisir un autre.",
                en="The login “{login}” is taken; choose another.",
            ),
            login=login,
        )


class UnknownPersonError(RefusedError):
    """There is no such account."""

    def __init__(self, login: object) -> None:
        super().__init__(
            Text(fr="Aucun compte « {login} ».", en="There is no account “{login}”."), login=login
        )


class NotAPersonError(RefusedError):
    """What was given does not make a person: a name or a login is missing, or is too long."""


class People(Protocol):
    """Keeps the people, and the hashes of their secrets."""

    def nobody(self) -> bool:
        """Return whether there is no account at all."""

    def add(
        self,
        *,
        login: str | None,
        name: str,
        organisation: str,
        role: Role,
        subject: str | None = None,
    ) -> Person:
        """Keep a new person, who has no password yet.

        Raises:
            LoginTakenError: Somebody has this login, or is this subject.
        """

    def person(self, number: int) -> Person:
        """Return a person.

        Raises:
            UnknownPersonError: There is none of this number.
        """

    def by_login(self, login: str) -> Person | None:
        """Return who has this login."""

    def by_subject(self, subject: str) -> Person | None:
        """Return whom the provider knows by this name."""

    def people(self, organisation: str | None = None) -> Sequence[Person]:
        """Return the people of an organisation, or all, in the order of their names."""

    def change(
        self,
        number: int,
        *,
        name: str | None = None,
        organisation: str | None = None,
        role: Role | None = None,
        disabled: bool | None = None,
    ) -> Person:
        """Keep what is new of a person; return them as they are now.

        Raises:
            UnknownPersonError: There is none of this number.
        """

    def password(self, number: int) -> str | None:
        """Return the hash of a person's password, if they have one."""

    def set_password(self, number: int, hashed: str | None) -> None:
        """Keep the hash of a person's new password; None takes it away."""

    def totp(self, number: int) -> Totp | None:
        """Return the second factor of a person, if they have one."""

    def set_totp(self, number: int, totp: Totp | None) -> None:
        """Keep the second factor of a person; None takes it away."""

    def use_totp(self, number: int, step: int) -> bool:
        """Note that the code of ``step`` was used; False if it, or a later one, was already.

        Two who show the same code at the same moment are told apart here, by the store.
        """


def login_of(typed: str) -> str:
    """Return a login as it is kept: what looks alike is alike.

    >>> login_of("  Claire.M ")
    'claire.m'

    Raises:
        NotAPersonError: It is empty, too long, or has spaces or control characters in it.
    """
    login = unicodedata.normalize("NFKC", typed).strip().casefold()
    if not login or len(login) > LONGEST_NAME or not login.isprintable() or " " in login:
        raise NotAPersonError(
            Text(
                fr="L'identifiant doit avoir de 1 à {most} caractères, sans espace.",
                en="The login must have 1 to {most} characters, and no space.",
            ),
            most=LONGEST_NAME,
        )
    return login


def name_of(typed: str) -> str:
    """Return the name of a person or of an organisation as it is kept.

    Raises:
        NotAPersonError: It is empty, too long, or has control characters in it.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotAPersonError(
            Text(
                fr="Le nom et l'organisme doivent avoir de 1 à {most} caractères.",
                en="The name and the organisation must have 1 to {most} characters.",
            ),
            most=LONGEST_NAME,
        )
    return name
