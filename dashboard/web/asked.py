"""What a request asks, read from its texts: instants, boxes, facts, words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import nan

from pydantic import ValidationError

from dashboard.clock import instant
from dashboard.geo import Box, UnreadablePlaceError, check_box
from dashboard.journal import (
    Attached,
    Ceased,
    Draft,
    Fact,
    FixesErased,
    FixesSealed,
    Foreign,
    Opened,
    Raised,
)
from dashboard.journal.codec import BY_NAME
from dashboard.operations import NotRecordableError
from dashboard.text import Text
from dashboard.web.errors import unreadable
from dashboard.web.models import EntryIn, OperationIn
from dashboard.web.reader import Reader

FAR_AHEAD = timedelta(days=3650)
"""How far a routine log looks, which has no end."""


OURS: Mapping[str, Text] = {
    Attached.__name__: Text(
        fr="Un document se joint en l'envoyant : POST …/documents.",
        en="A document is attached by sending it: POST …/documents.",
    ),
    FixesSealed.__name__: Text(
        fr="Les positions sont scellées par Vigie, quand leur heure est passée.",
        en="Positions are sealed by Vigie, once their hour is over.",
    ),
    FixesErased.__name__: Text(
        fr="Une trace s'efface depuis la page des balises ; Vigie en fait l'entrée.",
        en="A track is erased from the page of trackers; Vigie makes its entry.",
    ),
    Raised.__name__: Text(
        fr="Une alarme est donnée par Vigie, quand une règle (Watched) est remplie.",
        en="An alarm is raised by Vigie, once a rule (Watched) is met.",
    ),
    Ceased.__name__: Text(
        fr="La fin d'une alarme est écrite par Vigie ; on l'acquitte par « lu et compris ».",
        en="The end of an alarm is written by Vigie; it is acknowledged by “read and understood”.",
    ),
}
"""What holds a digest or is found by watching is not for a request to say."""


def moment_or_none(text: str | None) -> datetime | None:
    """Return the instant ``text`` names, if there is one."""
    return None if text is None else instant(text)


def box(text: str) -> Box:
    """Return the box ``west,south,east,north`` names.

    Raises:
        UnreadablePlaceError: It names none.
    """
    try:
        return check_box([float(side) for side in text.split(",")])
    except ValueError:
        raise UnreadablePlaceError(
            Text(
                fr="« {text} » n'est pas une emprise ; attendu : ouest,sud,est,nord, en degrés.",
                en="“{text}” is not a box; expected: west,south,east,north, in degrees.",
            ),
            text=text[:80],
        ) from None


def position(text: str) -> tuple[float, float]:
    """Return the longitude and latitude ``lon,lat`` names.

    Raises:
        UnreadablePlaceError: It names none.
    """
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        lon = lat = nan
    if abs(lon) <= 180 and abs(lat) <= 90:
        return lon, lat
    raise UnreadablePlaceError(
        Text(
            fr="« {text} » n'est pas un lieu ; attendu : longitude,latitude, en degrés.",
            en="“{text}” is not a place; expected: longitude,latitude, in degrees.",
        ),
        text=text[:80],
    )


def opening(asked: OperationIn) -> Opened:
    """Return the opening a request describes.

    Raises:
        NotRecordableError: It has no end, and is no routine log.
    """
    starts_at = instant(asked.starts_at)
    if asked.ends_at is None and not asked.continuous:
        raise NotRecordableError(
            Text(
                fr="Une opération a une fin ; seule une main courante permanente n'en a pas.",
                en="An operation has an end; only a routine log has none.",
            )
        )
    return Opened(
        name=asked.name.strip(),
        time_zone=asked.time_zone,
        starts_at=starts_at,
        ends_at=starts_at + FAR_AHEAD if asked.ends_at is None else instant(asked.ends_at),
        exercise=asked.exercise,
        continuous=asked.continuous,
        area=asked.area,
    )


def draft(asked: EntryIn, author: Reader) -> Draft:
    """Return what a request wants recorded, in the name of who is signed in."""
    return Draft(
        author=author.name,
        organisation=author.organisation,
        occurred_at=instant(asked.occurred_at),
        fact=fact(asked.fact, asked.body),
        text=asked.text,
        category=asked.category,
        priority=asked.priority,
        reliability=asked.reliability,
        approximate=asked.approximate,
        means=asked.means,
        origin=asked.origin,
        recipient=asked.recipient,
        corrects=asked.corrects,
        audience=None if asked.audience is None else tuple(asked.audience),
        embargo_until=moment_or_none(asked.embargo_until),
    )


def fact(name: str, body: dict[str, object]) -> Fact:
    """Return the fact a request names. One we do not know is kept; one we know must be readable.

    Raises:
        NotRecordableError: The body is not that of a fact of this name, or it is one that only
            Vigie makes.
    """
    if name in OURS:
        raise NotRecordableError(OURS[name])
    adapter = BY_NAME.get(name)
    if adapter is None:
        return Foreign(name=name, body=body)
    try:
        read: Fact = adapter.validate_python(body)
    except ValidationError as error:
        raise NotRecordableError(unreadable(dict(error.errors()[0]))) from None
    return read
