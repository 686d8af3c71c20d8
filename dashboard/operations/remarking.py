"""Remarks on the film: written, corrected, withdrawn and read within one's own organisation."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid4, uuid5

from dashboard.access.actor import Actor
from dashboard.access.policy import check
from dashboard.clock import Clock
from dashboard.operations.library import Library
from dashboard.remarks import (
    Category,
    Remark,
    Remarks,
    StaleRemarkError,
    UnknownRemarkError,
    checked,
)


class Remarked(Protocol):
    """The library to check against, what keeps remarks, and a clock. The desk is one."""

    @property
    def library(self) -> Library: ...  # noqa: D102
    @property
    def remarks(self) -> Remarks: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a remark is to say; the rest is known of who says it."""

    at: datetime
    until: datetime | None = None
    place: tuple[float, float] | None = None
    text: str = ""
    category: Category = "mark"


def versions(desk: Remarked, actor: Actor, operation: str) -> list[Remark]:
    """Return every version of the remarks that ``actor`` may read: those of their organisation.

    Raises:
        UnknownOperationError: There is none of that name, or none for this reader.
    """
    desk.library.reading(actor, operation)
    return desk.remarks.versions(operation, actor.organisation)


def remark(
    desk: Remarked, actor: Actor, operation: str, said: Said, *, key: str | None = None
) -> Remark:
    """Keep a new remark; the same ``key`` keeps one only once.

    Raises:
        NotAllowedError: The reader may not write remarks.
        UnreadableRemarkError: It cannot be kept.
    """
    _check(desk, actor, operation)
    name = uuid4()
    if key is not None:
        name = uuid5(NAMESPACE_URL, f"{actor.organisation}\n{actor.name}\n{operation}\n{key}")
        here = _found(desk.remarks.versions(operation, actor.organisation), name.hex)
        if here:
            return here[0]
    made = checked(
        Remark(
            id=name.hex,
            operation=operation,
            organisation=actor.organisation,
            author=actor.name,
            made_at=desk.clock(),
            **_told(said),
        )
    )
    desk.remarks.keep(made)
    return made


def correct(
    desk: Remarked, actor: Actor, operation: str, name: str, version: int, said: Said | None
) -> Remark:
    """Keep another version of a remark after ``version``; without anything said, it is withdrawn.

    Raises:
        NotAllowedError: The reader may not write remarks.
        UnknownRemarkError: There is none of that name, or it was withdrawn.
        StaleRemarkError: ``version`` is not the last one.
        UnreadableRemarkError: It cannot be kept.
    """
    _check(desk, actor, operation)
    kept = _found(desk.remarks.versions(operation, actor.organisation), name)
    if not kept or kept[-1].withdrawn:
        raise UnknownRemarkError
    last = kept[-1]
    if last.version != version:
        raise StaleRemarkError
    written = checked(
        replace(
            last,
            version=version + 1,
            author=actor.name,
            made_at=desk.clock(),
            **({"withdrawn": True} if said is None else _told(said)),
        )
    )
    desk.remarks.keep(written)
    return written


def _told(said: Said) -> dict[str, Any]:
    return asdict(said) | {"text": said.text.strip()}


def _check(desk: Remarked, actor: Actor, operation: str) -> None:
    check(actor, "remark", desk.library.reading(actor, operation).standing)


def _found(kept: Sequence[Remark], name: str) -> list[Remark]:
    return [one for one in kept if one.id == name]
