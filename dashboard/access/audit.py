"""The audit trail: who entered, who was refused, who shared, read or took away what.

Append-only. A record belongs to the organisation of who acted; where it concerns what is another
organisation's, that one reads it as well. What was typed in vain is never kept: people type their
password where the login goes.
"""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

from dashboard.access.actor import Actor
from dashboard.text import Text

Deed = Literal[
    "signed_in",
    "sign_in_failed",
    "sign_in_slowed",
    "signed_out",
    "set_up",
    "link_made",
    "password_changed",
    "totp_added",
    "totp_removed",
    "session_closed",
    "sessions_closed",
    "token_made",
    "token_revoked",
    "token_refused",
    "token_in_address",
    "person_added",
    "person_changed",
    "person_disabled",
    "person_enabled",
    "refused",
    "read_by_other",
    "exported",
    "imported",
    "positions_handed_in",
    "track_erased",
    "granted",
    "revoked",
    "reserved",
    "phased",
    "attached",
    "audit_read",
    "audit_exported",
    "geocoded",
]

DEEDS: Mapping[Deed, Text] = {
    "signed_in": Text(fr="connexion", en="signed in"),
    "sign_in_failed": Text(fr="échec de connexion", en="sign-in failed"),
    "sign_in_slowed": Text(fr="essais de connexion ralentis", en="sign-in attempts slowed down"),
    "signed_out": Text(fr="déconnexion", en="signed out"),
    "set_up": Text(fr="mot de passe choisi par un lien", en="password chosen by a link"),
    "link_made": Text(fr="lien à usage unique créé", en="one-time link made"),
    "password_changed": Text(fr="mot de passe changé", en="password changed"),
    "totp_added": Text(fr="double authentification activée", en="second factor added"),
    "totp_removed": Text(fr="double authentification retirée", en="second factor removed"),
    "session_closed": Text(fr="session fermée", en="session closed"),
    "sessions_closed": Text(fr="sessions fermées", en="sessions closed"),
    "token_made": Text(fr="jeton créé", en="token made"),
    "token_revoked": Text(fr="jeton révoqué", en="token revoked"),
    "token_refused": Text(fr="jeton refusé", en="token refused"),
    "token_in_address": Text(fr="jeton dans une adresse", en="token in an address"),
    "person_added": Text(fr="compte créé", en="account made"),
    "person_changed": Text(fr="compte modifié", en="account changed"),
    "person_disabled": Text(fr="compte désactivé", en="account disabled"),
    "person_enabled": Text(fr="compte réactivé", en="account enabled"),
    "refused": Text(fr="refus", en="refused"),
    "read_by_other": Text(fr="lecture par un autre organisme", en="read by another organisation"),
    "exported": Text(fr="export", en="exported"),
    "imported": Text(fr="import", en="imported"),
    "positions_handed_in": Text(
        fr="positions remises par un fichier", en="positions handed in by a file"
    ),
    "track_erased": Text(fr="trace effacée", en="track erased"),
    "granted": Text(fr="accès donné", en="access granted"),
    "revoked": Text(fr="accès retiré", en="access revoked"),
    "reserved": Text(fr="visibilité réservée", en="visibility reserved"),
    "phased": Text(fr="changement de phase", en="phase changed"),
    "attached": Text(fr="document joint", en="document attached"),
    "audit_read": Text(fr="journal d'audit consulté", en="audit trail read"),
    "audit_exported": Text(fr="journal d'audit exporté", en="audit trail exported"),
    "geocoded": Text(fr="lieu cherché à l'extérieur", en="place looked up outside"),
}

ALL_DEEDS: tuple[Deed, ...] = get_args(Deed)

Detail = str | int | bool | None

asked_from: ContextVar[str] = ContextVar("asked_from", default="")
"""The address of who is being served, set at the gate; empty for a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """One thing somebody did, or was kept from doing.

    Attributes:
        id: In the order of the trail.
        at: When.
        what: Which deed.
        person: The number of the account; 0 where there is none.
        name: Who, as they were called then; empty where nobody was signed in.
        organisation: On whose behalf; empty where nobody was signed in.
        concerns: The organisation whose operation or account it is about, if another.
        operation: The operation it is about, if any.
        address: Where from; empty for a command.
        detail: What else there is to know, word by word.
    """

    id: int
    at: datetime
    what: str
    person: int
    name: str
    organisation: str
    concerns: str
    operation: str | None
    address: str
    detail: Mapping[str, Detail]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which records are wanted; what is left out wants all.

    Attributes:
        reader: For the administrators of this organisation: what it did, what concerns it, and
            what nobody known did.
        deeds: These deeds only.
        operation: About this operation.
        name: Whose name has this in it.
        since: From this instant on.
        until: Before this instant.
        before: Older than this record: the next page.
    """

    reader: str | None = None
    deeds: tuple[str, ...] = ()
    operation: str | None = None
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class Audit(Protocol):
    """Keeps the audit trail. There is no way to change or to remove a record."""

    def note(
        self,
        who: Actor | None,
        what: Deed,
        /,
        operation: str | None = None,
        *,
        concerns: str = "",
        **detail: Detail,
    ) -> None:
        """Add a record; None is somebody who is not known."""

    def records(self, asked: Asked, *, limit: int = 200) -> Sequence[AuditRecord]:
        """Return the records that are ``asked`` for, the latest first."""
