"""Remarks on the film over HTTP: the reader's organisation's own, and no other's."""

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from dashboard.clock import instant
from dashboard.desk import Desk
from dashboard.exchange.remark_file import remark_lines
from dashboard.operations import remarking
from dashboard.remarks import Category, Remark, standing
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.errors import Refusal
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

STALE: dict[int | str, dict[str, object]] = {
    409: {"model": Refusal, "description": "Somebody else changed it in the meantime."}
}

Name = Annotated[str, Path(max_length=80)]


class RemarkIn(BaseModel):
    """What a remark is to say. A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")

    at: Moment
    until: Moment | None = Field(default=None, description="Where it speaks of a span.")
    place: tuple[float, float] | None = Field(
        default=None, description="Longitude, latitude.", examples=[[-1.55, 47.22]]
    )
    text: str = Field(default="", max_length=4_000, description="1 000 characters.")
    category: Category = Field(
        default="mark",
        description="mark (a bare mark), kept (went well), improved (to be improved), question.",
    )


class CorrectedIn(RemarkIn):
    """What a remark is to say from now on."""

    version: int = Field(ge=1, lt=2**31, description="The last version, which this one replaces.")


class VersionOut(BaseModel):
    """What a remark said once."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    author: str
    made_at: datetime
    at: datetime
    until: datetime | None
    place: tuple[float, float] | None
    text: str
    category: Category


class RemarkOut(VersionOut):
    """A remark as it stands, with what it said before."""

    id: str
    organisation: str
    withdrawn: bool
    before: list[VersionOut]


class RemarksOut(BaseModel):
    """The remarks that stand, by the instant they are about.

    ``count`` is that of all versions: it grows whenever anything changes.
    """

    remarks: list[RemarkOut]
    count: int


def remark_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of the remarks on an operation's film."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["remarks"], responses=REFUSALS)

    @router.get("/remarks")
    def remarks(operation: str) -> RemarksOut:
        """Return the remarks of the reader's organisation."""
        versions = remarking.versions(desk, reader().actor, operation)
        of: defaultdict[str, list[Remark]] = defaultdict(list)
        for one in versions:
            of[one.id].append(one)
        told = [_out(of[last.id]) for last in standing(versions)]
        return RemarksOut(remarks=told, count=len(versions))

    @router.post("/remarks", status_code=201)
    def remark(
        operation: str,
        asked: RemarkIn,
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key remarks only once."),
        ] = None,
    ) -> RemarkOut:
        """Keep a remark, in the name of who is signed in; it is in no journal."""
        made = remarking.remark(desk, reader().actor, operation, _said(asked), key=idempotency_key)
        return _told(operation, made)

    @router.put("/remarks/{remark}", responses=STALE)
    def correct(operation: str, remark: Name, asked: CorrectedIn) -> RemarkOut:
        """Correct a remark; what it said before is kept."""
        made = remarking.correct(
            desk, reader().actor, operation, remark, asked.version, _said(asked)
        )
        return _told(operation, made)

    @router.delete("/remarks/{remark}", responses=STALE)
    def withdraw(
        operation: str,
        remark: Name,
        version: Annotated[int, Query(ge=1, lt=2**31, description="The last version.")] = 1,
    ) -> RemarkOut:
        """Withdraw a remark; what it said is kept."""
        made = remarking.correct(desk, reader().actor, operation, remark, version, None)
        return _told(operation, made)

    @router.get(
        "/remarks.jsonl",
        response_class=StreamingResponse,
        responses={200: {"content": {"application/x-ndjson": {}}}},
    )
    def remarks_file(operation: str) -> StreamingResponse:
        """Return every version of the remarks of the reader's organisation, as a file."""
        who = reader()
        versions = remarking.versions(desk, who.actor, operation)
        auditing.exported(who, desk.library.reading(who.actor, operation), "remarks")
        return StreamingResponse(
            remark_lines(versions, operation, now=desk.clock()),
            media_type="application/x-ndjson",
            headers={"Content-Disposition": f'attachment; filename="{operation}.remarks.jsonl"'},
        )

    def _told(operation: str, made: Remark) -> RemarkOut:
        desk.bell.ring(operation)
        kept = desk.remarks.versions(operation, made.organisation)
        return _out([one for one in kept if one.id == made.id])

    return router


def _said(asked: RemarkIn) -> remarking.Said:
    return remarking.Said(
        at=instant(asked.at),
        until=moment_or_none(asked.until),
        place=asked.place,
        text=asked.text,
        category=asked.category,
    )


def _out(versions: list[Remark]) -> RemarkOut:
    *before, last = versions
    told = [VersionOut.model_validate(one) for one in before]
    return RemarkOut.model_validate(asdict(last) | {"before": told})
