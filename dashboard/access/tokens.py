"""The tokens programs and devices show instead of signing in, and the port of what keeps them.

A token belongs to a person and does no more than they may: less, where it only reads or opens one
operation. It is shown once, when it is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from dashboard.access.actor import Actor
from dashboard.access.people import Person
from dashboard.access.secret import new_secret
from dashboard.text import Text

PREFIX = "vigie_"
"""Begins every token, so that one left in a file or an address is recognised."""

Scope = Literal["read", "write", "locate"]

SCOPES: Mapping[Scope, Text] = {
    "read": Text(fr="lire", en="read"),
    "write": Text(fr="lire et écrire", en="read and write"),
    "locate": Text(fr="envoyer des positions, rien d'autre", en="send positions, nothing else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What a program or a device is to be let do.

    Attributes:
        name: What its owner calls the device or the program.
        scope: Whether it reads, writes too, or only sends positions.
        operation: The one operation it opens; None for all its person may see.
        ends_at: From when on it is refused.
    """

    name: str
    scope: Scope
    operation: str | None
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A permit that was given.

    Attributes:
        id: What it is revoked by; says nothing of its secret.
        person: In whose name, as they are now.
        permit: What it lets do.
        made_at: When it was made.
        used_at: When it was last used, to the minute.
    """

    id: int
    person: Person
    permit: Permit
    made_at: datetime
    used_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Return whether it opens anything at ``now``."""
        return not self.person.disabled and now < self.permit.ends_at

    @property
    def device(self) -> str:
        """What a telephone that shows it calls itself (``phone_name``)."""
        return phone_name(self.permit.name, f"{self.id}")

    @property
    def actor(self) -> Actor:
        """Its person, held to what the token may do. No token administers."""
        who = self.person.actor
        if self.permit.scope != "write":
            who = replace(who, role="reader")
        elif who.role == "administrator":
            who = replace(who, role="coordinator")
        return replace(who, scope=self.permit.operation)


class Tokens(Protocol):
    """Keeps the tokens."""

    def issue_token(self, person: int, digest: bytes, permit: Permit, at: datetime) -> int:
        """Keep a new token; return its number."""

    def token(self, digest: bytes) -> Token | None:
        """Return the token of this secret, ended or not, until it is revoked."""

    def seen_token(self, number: int, at: datetime) -> None:
        """Note that it was used."""

    def tokens(self, person: int) -> Sequence[Token]:
        """Return the tokens of a person that are not revoked, the last made first."""

    def revoke_token(self, person: int, number: int) -> bool:
        """Revoke a token of this person; False if there is no such one."""

    def revoke_tokens(self, person: int) -> int:
        """Revoke all tokens of a person; return how many."""


def new_token() -> str:
    """Return a token nobody can guess."""
    return PREFIX + new_secret()


def phone_name(owner: str, number: str) -> str:
    """Return what a telephone calls itself: whose it is, and what no other in the house has.

    >>> phone_name("VLM 250", "12")
    'VLM 250 · tél. 12'
    """
    return f"{owner} · tél. {number}"
