"""What is asked and answered of variants of a plan over HTTP."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from dashboard.operations import Choice
from dashboard.web.models import ChangeOut, OperationOut


class _In(BaseModel):
    """A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class VariantIn(_In):
    """A variant to make."""

    name: str = Field(max_length=200, examples=["Un poste de plus au sud"])
    note: str = Field(default="", max_length=4000, description="What it is to try.")


class AdoptIn(_In):
    """What is to be adopted of a variant."""

    mark: str = Field(max_length=64, description="That of the preview that was looked at.")
    choices: dict[str, Choice] = Field(
        default_factory=dict,
        max_length=10_000,
        description="Whose word is taken, by object; the variant's where nothing is said. Where "
        "both changed an object, it has to be said.",
    )


class VariantOut(OperationOut):
    """A variant: an operation of its own, and what it was made of."""

    made_at: int = Field(description="The number of that operation's last entry then.")
    note: str


class StepOut(BaseModel):
    """What adopting does to one object."""

    object_id: str
    name: str
    kind: str
    changed: list[ChangeOut] = Field(description="What the variant changes of it.")
    since: list[ChangeOut] = Field(description="What the operation changed since.")
    conflict: bool = Field(description="Somebody has to choose: both changed it.")
    entries: int = Field(description="How many would be recorded; none where it is so already.")


class ProposalOut(BaseModel):
    """What adopting a variant would do."""

    mark: str
    steps: list[StepOut]
    entries: int
    conflicts: int


class AdoptedOut(BaseModel):
    """The numbers of the entries that were recorded, in order; none if all was so already."""

    entries: list[int]


class PlanOut(BaseModel):
    """A plan in figures: that of the operation, or of a variant."""

    id: str
    name: str
    variant: bool
    posts: int
    teams: int
    first_aiders: int
    crewless: int = Field(description="Teams of first-aiders that do not say how many they are.")
    asked: int | None = Field(
        description="The most first-aiders the French rule asks for at one time; null where it "
        "cannot tell."
    )
    lacking: int | None = Field(
        description="How many are missing at the gathering that lacks most, in its worst hour; "
        "null where none says its hours."
    )
    unsized: int = Field(description="Gatherings of which the rule cannot tell.")
    uncovered_min: int = Field(
        description="Minutes in which places have fewer teams than they need, added up."
    )
    uncovered_places: int = Field(description="How many such places there are.")
    assignments: int
    duty_min: int = Field(description="Minutes foreseen by assignments that have both ends.")
    endless: int = Field(description="Assignments without a beginning or an end.")
    changes: int = Field(description="Objects the variant changes; 0 for the operation.")
    posts_due: list[int] = Field(description="At each of the instants.")
    teams_due: list[int]


class ComparisonOut(BaseModel):
    """The plan and its variants beside each other."""

    instants: list[datetime]
    plans: list[PlanOut]
