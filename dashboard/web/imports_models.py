"""What importing takes and gives over HTTP, field by field."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.surveys.plans import MOST_POINTS, Control
from dashboard.surveys.recipe import Recipe
from dashboard.web.models import Moment

Name = Annotated[str, Field(max_length=200)]
Names = Annotated[dict[Name, Name], Field(max_length=500)]


class _In(BaseModel):
    """A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class AnswersIn(_In):
    """What was asked about the file, and answered."""

    answers: Names = Field(default_factory=dict, examples=[{"crs": "EPSG:2154"}])
    page: int = Field(default=1, ge=1, le=10_000, description="Of a PDF.")


class RecipeIn(_In):
    """How features become objects."""

    kind: Name = Field(description="Of them all, or of those “kinds” says nothing of.")
    by: Name = Field(default="", description="The property that says the kind of each.")
    kinds: Names = Field(default_factory=dict, description="What it says, and the kind it means.")
    name: Name = Field(default="", description="The property that names each.")
    fields: Names = Field(
        default_factory=dict,
        description="By property, the field it goes to; empty: kept under its own name.",
    )
    status: Name = "planned"
    mend: bool = Field(default=False, description="Outlines that cross themselves are mended.")
    centre: bool = Field(default=False, description="Areas become points where points are wanted.")

    def recipe(self) -> Recipe:
        """Return it as surveys have it."""
        return Recipe(**self.model_dump())


class SayingIn(_In):
    """What is said of all that is recorded from a file."""

    occurred_at: Moment | None = Field(default=None, description="Now when left out.")
    audience: list[Name] | None = Field(default=None, max_length=100)
    embargo_until: Moment | None = None
    confirmed: list[Name] = Field(default_factory=list, max_length=20)


class PreviewIn(SayingIn):
    """What to show before anything is recorded."""

    recipe: RecipeIn


class ControlIn(_In):
    """A point known on the plan (pixels from the top left) and on the map (degrees)."""

    x: float = Field(ge=0, le=1e6, allow_inf_nan=False)
    y: float = Field(ge=0, le=1e6, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)
    lat: float = Field(ge=-85, le=85, allow_inf_nan=False)

    def control(self) -> Control:
        """Return it as surveys have it."""
        return Control(**self.model_dump())


class PlacingIn(_In):
    """The points that place a plan."""

    controls: list[ControlIn] = Field(max_length=MOST_POINTS)


class PlacingOut(BaseModel):
    """Where a plan lies."""

    corners: list[tuple[float, float]]
    metres: tuple[float, float] = Field(description="What a pixel measures, across and down.")
    bearing: float
    skew: float = Field(description="Degrees from right angles.")
    residual_m: float
    sentence: str


class RecordIn(SayingIn):
    """What to record of a file: its objects, one reference layer, or one site plan."""

    what: Literal["objects", "reference", "plan"]
    recipe: RecipeIn | None = None
    name: str = Field(default="", max_length=200)
    credit: str = Field(default="", max_length=300)
    colour: str = Field(default="#6b4e9b", pattern=r"^#[0-9a-fA-F]{6}$")
    controls: list[ControlIn] = Field(default_factory=list, max_length=MOST_POINTS)
