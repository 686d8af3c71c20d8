"""The need over HTTP: what the rules ask for each gathering, and what is placed."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from dashboard.desk import Desk
from dashboard.operations import Reading
from dashboard.sizing import need_of, needs_of
from dashboard.sizing.telling import line, told
from dashboard.sizing.told import ToldLine, ToldNeed
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

PREFIX = "/api/operations/{operation}/needs"


class NeedIn(BaseModel):
    """What is asked: an instant, and as known when."""

    at: Moment | None = Field(default=None, description="Now when left out.")
    known_at: Moment | None = Field(default=None, description="As was known then.")

    def instants(self, now: datetime) -> tuple[datetime, datetime | None]:
        """Return the instant and that of knowledge."""
        return moment_or_none(self.at) or now, moment_or_none(self.known_at)


def need_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of the need."""
    router = APIRouter(prefix=PREFIX, tags=["planning"], responses=REFUSALS)

    @router.get("")
    def all_of_them(operation: str, asked: Annotated[NeedIn, Query()]) -> list[ToldLine]:
        """Return the gatherings and sites that may be sized, and what the French rule asks."""
        who = reader()
        at, known = asked.instants(desk.clock())

        def answer(reading: Reading) -> list[ToldLine]:
            auditing.read(who, reading)
            return [line(need, who.locale) for need in needs_of(reading, at, known)]

        return desk.library.ask(who.actor, operation, answer)

    @router.get("/{gathering}")
    def one_of_them(operation: str, gathering: str, asked: Annotated[NeedIn, Query()]) -> ToldNeed:
        """Return what the rules ask for a gathering, and what is placed hour by hour."""
        who, now = reader(), desk.clock()
        at, known = asked.instants(now)

        def answer(reading: Reading) -> ToldNeed:
            auditing.read(who, reading)
            return told(need_of(reading, gathering, at, known, now), reading, who.locale)

        return desk.library.ask(who.actor, operation, answer)

    return router
