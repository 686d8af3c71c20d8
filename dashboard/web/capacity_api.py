"""Capacity over HTTP: what each scenario expects, against the places left; counts, and no more."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from dashboard.clock import from_microseconds
from dashboard.desk import Desk
from dashboard.layers import INTAKE, KINDS, SCENARIO
from dashboard.operations import Reading
from dashboard.picture import MapObject, expected_of, holds_of
from dashboard.planning.capacity import Balance, Category, Expected, Hold, Side, balances
from dashboard.text import Locale
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.models import Moment
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader


class HoldOut(BaseModel):
    """The places of one category left at one place."""

    object: str
    name: str
    side: Side
    category: Category
    left: int = Field(description="Below nothing where more are present than there are places.")
    opens_at: datetime | None
    closes_at: datetime | None


class BalanceOut(BaseModel):
    """One category of a scenario against one side."""

    side: Side
    category: Category
    expected: int
    left: int = Field(description="Places as they begin to come.")
    short: int = Field(description="How many places too few at worst.")
    first_short_at: datetime | None
    shortest_at: datetime | None


class ScenarioOut(BaseModel):
    """What a scenario expects, evenly over its hours, and where places are too few for it."""

    object: str
    name: str
    basis: str = Field(description="What the counts are worth; empty where nothing says so.")
    counts: dict[Category, int]
    starts_at: datetime
    ends_at: datetime
    balances: list[BalanceOut]


class CapacityOut(BaseModel):
    """Arithmetic on assumed counts: neither a forecast nor an instruction."""

    places: list[HoldOut]
    scenarios: list[ScenarioOut]


def capacity_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the route of places left and casualties expected."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["planning"], responses=REFUSALS)

    @router.get("/capacity")
    def the_capacity(
        operation: str, at: Moment | None = None, known_at: Moment | None = None
    ) -> CapacityOut:
        """Return the places left at ``at`` (now), held against each scenario."""
        who, then = reader(), moment_or_none(at) or desk.clock()

        def answer(reading: Reading) -> CapacityOut:
            auditing.read(who, reading)
            picture = reading.reel.at(then, known_at=moment_or_none(known_at))
            holds = holds_of(picture, INTAKE)
            return CapacityOut(
                places=[_hold_out(one, picture.objects[one.place]) for one in holds],
                scenarios=[
                    _scenario_out(one, picture.objects[one.scenario], holds, who.locale)
                    for one in expected_of(picture, SCENARIO)
                ],
            )

        return desk.library.ask(who.actor, operation, answer)

    return router


def _hold_out(hold: Hold, obj: MapObject) -> HoldOut:
    return HoldOut(
        object=hold.place,
        name=obj.name,
        side=hold.side,
        category=hold.category,
        left=hold.left,
        opens_at=_at(hold.opens),
        closes_at=_at(hold.closes),
    )


def _scenario_out(
    expected: Expected, obj: MapObject, holds: list[Hold], locale: Locale
) -> ScenarioOut:
    basis = KINDS[SCENARIO].fields["basis"].choices.get(str(obj.values.get("basis")))
    return ScenarioOut(
        object=expected.scenario,
        name=obj.name,
        basis=basis.say(locale) if basis else "",
        counts=expected.counts,
        starts_at=from_microseconds(expected.starts * 1000),
        ends_at=from_microseconds(expected.ends * 1000),
        balances=[_balance_out(one) for one in balances(expected, holds)],
    )


def _balance_out(one: Balance) -> BalanceOut:
    return BalanceOut(
        side=one.side,
        category=one.category,
        expected=one.expected,
        left=one.left,
        short=one.short,
        first_short_at=_at(one.first),
        shortest_at=_at(one.worst),
    )


def _at(ms: int | None) -> datetime | None:
    return None if ms is None else from_microseconds(ms * 1000)
