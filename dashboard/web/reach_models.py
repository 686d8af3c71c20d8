"""What is asked of reach and of times of access over HTTP, and what is answered."""

from typing import Literal

from pydantic import BaseModel, Field

from dashboard.coverage.cells import MOST_CELLS
from dashboard.coverage.ground import Mode, Model
from dashboard.web.models import Moment

MOST_PLACES = 100
LONGEST_S = 7_200


class AskedIn(BaseModel):
    """What both ask: how one goes, how far, and which closures hold."""

    mode: Mode = Field(description="How one goes.")
    at: Moment | None = Field(default=None, description="Which closures hold: now when left out.")
    known_at: Moment | None = Field(default=None, description="As was known then.")
    due: bool = Field(default=False, description="Planned closures count too, while they are due.")
    limit_s: int = Field(default=2_700, ge=60, le=LONGEST_S, description="Beyond it, nothing.")


class FieldIn(AskedIn):
    """A field of times over a grid."""

    lon: float = Field(ge=-180, le=180, description="Degrees east (WGS 84) of who goes out.")
    lat: float = Field(ge=-90, le=90, description="Degrees north.")
    bbox: str = Field(description="west,south,east,north of the grid.", examples=["-2,43,-1,44"])
    columns: int = Field(ge=1, le=MOST_CELLS, description="Cells from west to east.")
    rows: int = Field(ge=1, le=MOST_CELLS, description="Cells from north to south.")


class TimesIn(AskedIn):
    """Times from places to places, ``lon,lat`` each."""

    start: list[str] = Field(min_length=1, max_length=MOST_PLACES, examples=[["-1.55,47.21"]])
    end: list[str] = Field(min_length=1, max_length=MOST_PLACES, examples=[["-1.53,47.26"]])


class ModelOut(BaseModel):
    """What times are computed with. They are for planning: nobody drives by them."""

    kind: Literal["roads", "crow"]
    name: str = Field(description="Of the region; empty without roads.")
    taken_at: str = Field(description="Of its OpenStreetMap data; empty when not known.")
    credit: str
    spread: tuple[float, float] | None = Field(
        description="Of ten times, eight lay between these parts of what another way told."
    )
    against: Literal["", "engine", "roads"] = Field(
        description="That other way: an independent engine, or the times by road."
    )
    beside: tuple[str, ...] = Field(description="The extracts that was measured on.")
    measured_at: str = Field(description="When it was (ISO 8601); empty where nobody measured.")

    @classmethod
    def of(cls, model: Model) -> "ModelOut":
        """Return a model as it is told."""
        return cls(
            kind=model.kind,
            name=model.name,
            taken_at=model.taken_at,
            credit=model.credit,
            spread=model.spread,
            against=model.against,
            beside=model.beside,
            measured_at=model.measured_at,
        )


class FieldHead(BaseModel):
    """What stands before a field: what it is computed with and without what."""

    model: ModelOut
    snapped_m: float = Field(description="How far from its place one meets a way.")
    closed: list[str] = Field(description="What is closed there and then: object@entry, sorted.")


class TimesOut(BaseModel):
    """Times in seconds, by start and end; null where nobody gets in time."""

    model: ModelOut
    times: list[list[float | None]]
    open_times: list[list[float | None]] | None = Field(
        description="As if nothing were closed, where something is: what a closure costs."
    )
    snapped_m: list[float] = Field(description="Of each start: how far it is from a way.")
    closed: list[str]
