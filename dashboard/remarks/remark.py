"""A remark: an instant of an operation, what is said of it, and who says so.

The rules:
- A remark is the reviewer's, not the cell's: it is in no journal, no picture and no figure.
- It is read by the organisation that wrote it, and by no other.
- It is corrected and withdrawn by another version of it; every version is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from dashboard.text import RefusedError, Text

Category = Literal["mark", "kept", "improved", "question"]
"""A bare mark; what went well and is to be kept; what is to be improved; what is to be asked."""

CATEGORIES: tuple[Category, ...] = get_args(Category)

LONGEST = 1_000
"""Letters of a remark: it is read on a film, in a few seconds."""


class UnreadableRemarkError(RefusedError):
    """What is said is no remark."""


class UnknownRemarkError(RefusedError):
    """There is no such remark in this operation, or none this reader may see."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Cette remarque n'est pas, ou n'est plus, dans cette opération.",
                en="This remark is not, or no longer, in this operation.",
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One version of a remark.

    Attributes:
        id: What all versions of it are called.
        version: 1, then 2, …
        operation: What it is about.
        organisation: Whose it is.
        author: Who wrote this version.
        made_at: When this version was written.
        at: The instant of the operation it speaks of.
        until: The end of what it speaks of, where that lasts.
        place: Longitude and latitude, where it has a place.
        text: What is said.
        category: What kind of remark it is.
        withdrawn: Whether it no longer counts.
    """

    id: str
    version: int = 1
    operation: str
    organisation: str
    author: str
    made_at: datetime
    at: datetime
    until: datetime | None = None
    place: tuple[float, float] | None = None
    text: str = ""
    category: Category = "mark"
    withdrawn: bool = False


def checked(remark: Remark) -> Remark:
    """Return ``remark``, if it can be kept.

    Raises:
        UnreadableRemarkError: Says what is wrong with it, and what is expected.
    """
    if len(remark.text) > LONGEST:
        raise UnreadableRemarkError(
            Text(
                fr="La remarque est trop longue : {length} signes, {most} au plus.",
                en="The remark is too long: {length} characters, {most} at most.",
            ),
            length=len(remark.text),
            most=LONGEST,
        )
    if remark.category != "mark" and not remark.text.strip():
        raise UnreadableRemarkError(
            Text(
                fr="Écrire la remarque ; seul un repère peut rester sans texte.",
                en="Write the remark; only a mark may have no text.",
            )
        )
    if remark.until is not None and remark.until < remark.at:
        raise UnreadableRemarkError(
            Text(
                fr="La remarque finirait avant d'avoir commencé ; donner une fin plus tardive.",
                en="The remark would end before it began; give a later end.",
            )
        )
    if remark.place is not None and not _is_on_earth(*remark.place):
        raise UnreadableRemarkError(
            Text(
                fr="Le lieu de la remarque n'est pas sur terre ; attendu : longitude, latitude.",
                en="The place of the remark is not on earth; expected: longitude, latitude.",
            )
        )
    return remark


def standing(versions: Iterable[Remark]) -> list[Remark]:
    """Return the last version of each remark that was not withdrawn, by the instant it is about."""
    last: dict[str, Remark] = {}
    for remark in versions:
        if remark.id not in last or last[remark.id].version < remark.version:
            last[remark.id] = remark
    kept = [remark for remark in last.values() if not remark.withdrawn]
    return sorted(kept, key=lambda remark: (remark.at, remark.made_at, remark.id))


def _is_on_earth(lon: float, lat: float) -> bool:
    # Not a number is not there either.
    return abs(lon) <= 180 and abs(lat) <= 90
