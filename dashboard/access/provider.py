"""What an OpenID provider says of somebody, and who that makes them here: settings decide.

An organisation or a role the provider states is taken at each sign-in; one the settings only give
in its place is a beginning, which an administrator may change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.access.actor import Role
from dashboard.access.people import People, Person, name_of
from dashboard.settings import Settings
from dashboard.text import RefusedError, Text

Claims = Mapping[str, Any]


class NotOursError(RefusedError):
    """The provider knows them, and nothing here says who they are to us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody as the provider and the settings have them.

    Attributes:
        subject: The provider's address and their number there, which stay theirs.
        name: Name and function.
        organisation: On whose behalf.
        role: What they may do there.
        stated: Which of the two the provider said itself.
    """

    subject: str
    name: str
    organisation: str
    role: Role
    stated: frozenset[str]


def identity_of(claims: Claims, settings: Settings) -> Identity:
    """Return who ``claims`` speak of.

    Raises:
        NotOursError: They have no organisation or no role here.
        NotAPersonError: They have no name.
    """
    table, roles = settings.oidc_organisations, settings.oidc_roles
    organisations = _said(claims, settings.oidc_organisation_claim)
    if table:
        organisations = [table[word] for word in organisations if word in table]
    stated_roles = [roles[w] for w in _said(claims, settings.oidc_role_claim) if w in roles]
    organisation = next(iter(organisations), settings.oidc_organisation)
    role = next(iter(stated_roles), settings.oidc_role)
    stated = {"organisation": organisations, "role": stated_roles}
    if not organisation or role is None:
        raise NotOursError(
            Text(
                fr="Votre identité est reconnue, mais rien ne vous donne accès ici ; s'adresser à "
                "un administrateur de votre organisme.",
                en="Your identity is known, but nothing gives you access here; ask an "
                "administrator of your organisation.",
            )
        )
    name = " ".join(str(claims.get(claim, "")) for claim in settings.oidc_name_claims)
    return Identity(
        subject=f"{claims['iss']} {claims['sub']}",
        name=name_of(name),
        organisation=name_of(organisation),
        role=role,
        stated=frozenset(name for name, said in stated.items() if said),
    )


def person_by(people: People, identity: Identity) -> Person:
    """Return the person of an identity, made at their first sign-in, brought up to date after."""
    known = people.by_subject(identity.subject)
    if known is None:
        return people.add(
            login=None,
            name=identity.name,
            organisation=identity.organisation,
            role=identity.role,
            subject=identity.subject,
        )
    return people.change(
        known.id,
        name=identity.name,
        organisation=identity.organisation if "organisation" in identity.stated else None,
        role=identity.role if "role" in identity.stated else None,
    )


def _said(claims: Claims, claim: str) -> list[str]:
    """Return what a claim says: one word, or several."""
    said = claims.get(claim, []) if claim else []
    return [str(word) for word in (said if isinstance(said, list) else [said])]
