"""What is answered of an operation after the fact: delays, response times, reports."""

from datetime import datetime

from pydantic import BaseModel, Field

from dashboard.coverage.ground import Mode
from dashboard.review.openings import Kept, Turn, Turning
from dashboard.review.responses import Untold
from dashboard.review.spreading import Spread
from dashboard.web.reach_models import ModelOut


class SpreadOut(BaseModel):
    """How some figures lie; null where there are none."""

    count: int
    median: float | None
    p90: float | None = Field(description="Nine in ten do not exceed it (nearest rank).")
    most: float | None


class TurningOut(BaseModel):
    """One thing put in place or taken down, and when it was to be."""

    object_id: str
    name: str
    kind: str
    kind_label: str
    turn: Turn
    kept: Kept = Field(description="Done, never done though it was due, or given up before.")
    planned_at: datetime
    actual_at: datetime | None
    known_at: datetime | None = Field(description="When the cell knew.")
    minutes: int | None = Field(description="Whole minutes late; below zero early.")


class LackOut(BaseModel):
    """A stretch in which a place had fewer teams than it asks for."""

    starts_at: datetime
    ends_at: datetime
    teams: int
    minutes: int


class MannedOut(BaseModel):
    """How one place was held while it was in place."""

    object_id: str
    name: str
    kind_label: str
    needed: int
    minutes: int = Field(description="How long it was in place.")
    alone_min: int = Field(description="Of that, with nobody.")
    short_min: int = Field(description="With somebody, and fewer than it asks for.")
    lacks: list[LackOut]


class NamedOut(BaseModel):
    """An object, by its name."""

    object_id: str
    name: str


class ResponseOut(BaseModel):
    """A team sent somewhere: as reached, and as the ground predicts."""

    object_id: str
    name: str
    begun_at: datetime
    alerted_at: datetime | None
    departed_at: datetime | None
    arrived_at: datetime | None
    known_at: datetime | None = Field(description="When the cell knew that it was there.")
    launch_s: float | None = Field(description="From alert to departure.")
    travel_s: float | None = Field(description="From departure to arrival.")
    response_s: float | None = Field(description="From alert to arrival.")
    mode: Mode | None
    predicted_s: float | None = Field(description="The way alone, at the central pace.")
    untold: Untold = Field(description="Why travel is not compared; empty where it is.")
    untold_sentence: str


class PredictedBy(BaseModel):
    """What travel of one mode is predicted with."""

    mode: Mode
    model: ModelOut


class UntoldOut(BaseModel):
    """How many responses could not be compared for one reason."""

    reason: Untold
    sentence: str
    count: int


class HourOut(BaseModel):
    """The reports of one hour."""

    starts_at: datetime
    minutes: SpreadOut


class LateOut(BaseModel):
    """A report that came late."""

    seq: int
    occurred_at: datetime
    recorded_at: datetime
    minutes: float
    sentence: str


class AfterwardsOut(BaseModel):
    """An operation after the fact, as far as its reader may see it."""

    until: datetime = Field(description="Until when what still lasts was looked at.")
    turnings: list[TurningOut]
    openings: SpreadOut = Field(description="Minutes late, of what was put in place; early too.")
    closings: SpreadOut
    places: list[MannedOut]
    unassigned: list[NamedOut] = Field(description="Posts that nobody was ever assigned to.")
    responses: list[ResponseOut]
    launch_min: SpreadOut
    travel_min: SpreadOut
    response_min: SpreadOut
    predicted_min: SpreadOut = Field(description="Of the responses that are compared.")
    compared_min: SpreadOut = Field(description="Travel of the same responses.")
    excess_min: SpreadOut = Field(description="Travel less what was predicted, one by one.")
    untold: list[UntoldOut]
    models: list[PredictedBy]
    reports_min: SpreadOut
    reports_late: int = Field(description="Recorded ten minutes or more after it happened.")
    hours: list[HourOut]
    latest: list[LateOut]


def spread_out(found: Spread) -> SpreadOut:
    """Return how figures lie as the API gives it."""
    return SpreadOut(count=found.count, median=found.median, p90=found.p90, most=found.most)


def turning_out(one: Turning, kind_label: str) -> TurningOut:
    """Return one opening or closing as the API gives it."""
    return TurningOut(
        object_id=one.about.object_id,
        name=one.about.name,
        kind=one.about.kind,
        kind_label=kind_label,
        turn=one.turn,
        kept=one.kept,
        planned_at=one.planned_at,
        actual_at=one.actual_at,
        known_at=one.known_at,
        minutes=one.minutes,
    )
