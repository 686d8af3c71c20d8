"""What is asked of coverage and of siting over HTTP."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.coverage.crowds import Counting
from dashboard.coverage.ground import Mode, Pace
from dashboard.coverage.siting import Aim
from dashboard.covering.day import MOST_INSTANTS
from dashboard.covering.matrices import Going
from dashboard.covering.people import Drawn
from dashboard.web.models import Moment

Name = Annotated[str, Field(max_length=200)]
SQUARE = {"type": "Polygon", "coordinates": [[[0, 45], [1, 45], [1, 46], [0, 46], [0, 45]]]}


class _In(BaseModel):
    """A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class DrawnIn(_In):
    """An area with a density of people."""

    name: Name = Field(default="", description="What to call it in the answer.")
    geometry: dict[str, Any] = Field(description="A GeoJSON polygon.", examples=[SQUARE])
    density: float = Field(allow_inf_nan=False, description="People for each unit.")
    unit: Literal["m2", "ha"] = "m2"

    def drawn(self, number: int) -> Drawn:
        """Return it as coverage has it."""
        name = self.name.strip() or f"n° {number}"
        return Drawn(name=name, geometry=self.geometry, density=self.density, unit=self.unit)


class DemandIn(_In):
    """Who is to be reached."""

    objects: bool = Field(default=True, description="The people of sites and gatherings.")
    counting: Literal["highest", "lowest", "source"] = Field(
        default="highest", description="Which of several estimates counts."
    )
    source: Name = Field(default="", description="Whose, for “source”.")
    areas: list[DrawnIn] = Field(default_factory=list, max_length=20)
    document: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="The SHA-256 of a document of the operation with a population: CSV, GeoJSON or "
        "GeoPackage, a number of people for each point.",
    )
    column: Name = Field(default="", description="Which of its columns counts people.")

    def which(self) -> Counting:
        """Return which estimate counts."""
        return Counting(rule=self.counting, source=self.source)


class QuestionIn(_In):
    """What coverage and siting both ask."""

    demand: DemandIn = Field(default_factory=DemandIn)
    within_min: float = Field(default=15, gt=0, le=60, description="In time, launch included.")
    launch_min: float = Field(default=0, ge=0, le=30, description="From the call to departure.")
    pace: Pace = "central"
    due: bool = Field(default=True, description="What is planned counts while it is due.")
    known_at: Moment | None = Field(default=None, description="As was known then.")

    def going(self) -> Going:
        """Return how times are told."""
        return Going(pace=self.pace, launch_s=60 * self.launch_min)


class CoverageIn(QuestionIn):
    """The cover of a period."""

    start: Moment | None = Field(default=None, description="That of the operation if left out.")
    end: Moment | None = Field(default=None, description="That of the operation if left out.")
    instants: int = Field(default=240, ge=1, le=MOST_INSTANTS)


class SitingIn(QuestionIn):
    """Where to put more help."""

    aim: Aim = Field(
        default="most",
        description="Reach the most people with n; all with the fewest; the least mean time; the "
        "least of the longest times.",
    )
    n: int = Field(default=1, ge=1, le=50, description="How many to choose; not for “all”.")
    start: Moment | None = Field(default=None, description="The instant, or where a period begins.")
    end: Moment | None = Field(default=None, description="Where it ends: people count by the hour.")
    mode: Mode = Field(default="emergency", description="How one goes from a chosen place.")
    objects: list[Name] = Field(default_factory=list, max_length=500, description="Candidates.")
    area: dict[str, Any] | None = Field(default=None, description="Where any place may be.")
    step_m: float = Field(default=200, gt=0, le=50_000, description="Between two candidates in it.")
    excluded: list[Name] = Field(
        default_factory=list,
        max_length=500,
        description="Objects that may not be chosen; in those that are areas, nothing may.",
    )
    settled: bool = Field(default=True, description="What is there already counts.")
    seconds: float = Field(default=20, ge=1, le=300, description="How long to look for the best.")
