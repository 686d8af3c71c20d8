"""Staffing over HTTP: who is to be where at an instant's plan, and what there is to look at."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from dashboard.desk import Desk
from dashboard.layers import STAFFING
from dashboard.operations import Reading
from dashboard.picture import Roster, roster_at
from dashboard.planning.shifts import Demand, Finding, Matter, Shift, Use, findings
from dashboard.review.shifts import finding_told
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader


class ShiftOut(BaseModel):
    """One team, to be at one place, from one instant to another."""

    object: str = Field(description="The assignment that says so.")
    team: str
    place: str | None
    use: Use
    starts_at: datetime
    ends_at: datetime


class DemandOut(BaseModel):
    """How many teams a place needs, from when to when."""

    place: str
    teams: int
    starts_at: datetime
    ends_at: datetime


class FindingOut(BaseModel):
    """One thing to look at, and the sentence that tells it. It forbids nothing."""

    matter: Matter
    sentence: str
    objects: list[str] = Field(description="The assignments it is about.")
    team: str
    other: str
    place: str | None
    to_place: str | None
    starts_at: datetime
    ends_at: datetime
    minutes: int


class StaffingOut(BaseModel):
    """The roster of an operation, and what there is to look at."""

    shifts: list[ShiftOut]
    demands: list[DemandOut]
    unscheduled: list[str] = Field(description="Assignments without hours or team, not counted.")
    findings: list[FindingOut]


def shift_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the route of an operation's roster."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["planning"], responses=REFUSALS)

    @router.get("/staffing")
    def the_staffing(
        operation: str, at: Moment | None = None, known_at: Moment | None = None
    ) -> StaffingOut:
        """Return who is to be where by the plan of ``at`` (now), as known at ``known_at``."""
        who, then = reader(), moment_or_none(at) or desk.clock()

        def answer(reading: Reading) -> StaffingOut:
            auditing.read(who, reading)
            operation = reading.operation
            span = None if operation.continuous else (operation.starts_at, operation.ends_at)
            roster = roster_at(
                reading.reel, then, STAFFING, span, known_at=moment_or_none(known_at)
            )
            objects = reading.reel.at(then, known_at=moment_or_none(known_at)).objects

            def name(object_id: str) -> str:
                return objects[object_id].name if object_id in objects else object_id

            return _staffing_out(
                roster,
                [
                    (one, finding_told(one, name, then, who.locale, operation.zone))
                    for one in findings(roster.shifts, roster.demands, span)
                ],
            )

        return desk.library.ask(who.actor, operation, answer)

    return router


def _staffing_out(roster: Roster, found: list[tuple[Finding, str]]) -> StaffingOut:
    return StaffingOut(
        shifts=[_shift_out(one) for one in roster.shifts],
        demands=[_demand_out(one) for one in roster.demands],
        unscheduled=list(roster.unscheduled),
        findings=[_finding_out(one, sentence) for one, sentence in found],
    )


def _shift_out(one: Shift) -> ShiftOut:
    return ShiftOut(
        object=one.shift_id,
        team=one.team,
        place=one.place,
        use=one.use,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
    )


def _demand_out(one: Demand) -> DemandOut:
    return DemandOut(place=one.place, teams=one.teams, starts_at=one.starts_at, ends_at=one.ends_at)


def _finding_out(one: Finding, sentence: str) -> FindingOut:
    return FindingOut(
        matter=one.matter,
        sentence=sentence,
        objects=list(one.shift_ids),
        team=one.team,
        other=one.other,
        place=one.place,
        to_place=one.to_place,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        minutes=one.minutes,
    )
