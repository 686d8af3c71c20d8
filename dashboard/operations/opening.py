"""Opening an operation: it gets an id made from its name, and a journal of its own."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.access.actor import Actor
from dashboard.access.policy import check
from dashboard.geo import check_box
from dashboard.journal import Draft, Entry, Opened
from dashboard.operations.checks import LONGEST_NAME, check_hour, check_keepable
from dashboard.operations.copying import copied
from dashboard.operations.library import Reading
from dashboard.operations.office import Kinds, Office
from dashboard.operations.refusals import NotRecordableError
from dashboard.text import Locale, Text

ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?", re.ASCII)
"""An operation's id: it stands in addresses and file names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An operation to start from.

    Attributes:
        operation: Its id.
        kinds: The kinds of object known here (``KINDS``).
        text: What each copied entry says of where it comes from.
    """

    operation: str
    kinds: Kinds
    text: Text


def open_operation(
    office: Office,
    actor: Actor,
    opening: Opened,
    *,
    occurred_at: datetime | None = None,
    model: Model | None = None,
    locale: Locale = "fr",
) -> Entry:
    """Open the operation ``opening`` describes, for the actor's organisation.

    Its id is made from its name.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who opens it.
        opening: What it is.
        occurred_at: When; now if left out.
        model: The operation it starts from, whose objects are planned again.
        locale: The language of what is written of that.

    Raises:
        UnknownOperationError: There is no such model, or none for the actor.
        NotAllowedError: The actor opens no operations; says who could.
        OperationExistsError: That id is taken: another name, or its year, must be chosen.
        RefusedError: The opening does not describe an operation.
    """
    check(actor, "open")
    check_opening(opening)
    at = occurred_at or office.clock()
    draft = Draft(
        author=actor.name,
        organisation=actor.organisation,
        occurred_at=at,
        fact=opening,
        category="command",
    )
    check_keepable(draft)
    # Read before anything is written: without its model nothing is opened.
    drafts = [] if model is None else _from_model(office, actor, opening, model, at, locale)
    opened = office.journal.append(slug(opening.name), draft)
    for placed in drafts:
        office.journal.append(opened.operation, placed)
    return opened


def _from_model(
    office: Office, actor: Actor, opening: Opened, model: Model, at: datetime, locale: Locale
) -> list[Draft]:
    def answer(reading: Reading) -> list[Draft]:
        text = model.text.say(locale, name=reading.operation.name)
        return copied(reading, opening, actor=actor, kinds=model.kinds, at=at, text=text)

    return office.library.ask(actor, model.operation, answer)


def slug(name: str) -> str:
    """Return the id made from a name.

    >>> slug("G7 Biarritz : 24–26 août 2019")
    'g7-biarritz-24-26-aout-2019'
    """
    dashed = re.sub(r"[–—’]", "-", name.casefold())
    plain = unicodedata.normalize("NFKD", dashed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def check_opening(opening: Opened) -> None:
    """Refuse an opening without a name, a known time zone, an end after its start, a real area."""
    if not slug(opening.name) or len(opening.name) > LONGEST_NAME:
        raise NotRecordableError(
            Text(
                fr="Une opération a un nom, avec des lettres ou des chiffres, de {most} caractères "
                "au plus.",
                en="An operation has a name, with letters or digits, of {most} characters at most.",
            ),
            most=LONGEST_NAME,
        )
    try:
        ZoneInfo(opening.time_zone)
    except (KeyError, ValueError, OSError):
        raise NotRecordableError(
            Text(
                fr="« {zone} » n'est pas un fuseau horaire ; écrire par exemple Europe/Paris.",
                en="“{zone}” is not a time zone; write for example Europe/Paris.",
            ),
            zone=opening.time_zone,
        ) from None
    check_hour(opening.starts_at)
    check_hour(opening.ends_at)
    if opening.ends_at <= opening.starts_at:
        raise NotRecordableError(
            Text(
                fr="L'opération finirait avant d'avoir commencé.",
                en="The operation would end before it starts.",
            )
        )
    if opening.area is not None:
        check_box(opening.area)


def check_id(operation: str) -> None:
    """Refuse an id from elsewhere that could not stand in an address or a file name."""
    if not ID.fullmatch(operation):
        raise NotRecordableError(
            Text(
                fr="« {operation} » ne peut pas être l'identifiant d'une opération : lettres "
                "minuscules sans accent, chiffres, tirets, points.",
                en="“{operation}” cannot be the id of an operation: lower case letters without "
                "accents, digits, dashes, dots.",
            ),
            operation=operation[:80],
        )
