"""What comes along when an operation is started from another, as the API gives it."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, Field

from dashboard.layers import layer_of
from dashboard.operations import Copy
from dashboard.text import Locale, Text

STAYS: Mapping[str, Text] = {
    "Noted": Text(fr="notes de la main courante : {count}", en="notes of the log: {count}"),
    "Attached": Text(fr="documents joints : {count}", en="attached documents: {count}"),
    "Granted": Text(fr="partages avec d'autres organismes : {count}", en="shares: {count}"),
    "Tracked": Text(fr="balises confiées aux équipes : {count}", en="trackers with teams: {count}"),
    "Watched": Text(fr="règles d'alarme : {count}", en="alarm rules: {count}"),
}
CAME_UP = Text(
    fr="objets survenus le jour même, jamais prévus : {count}",
    en="objects that came up on the day, never planned: {count}",
)
KEPT_BACK = Text(
    fr="objets que d'autres organismes réservent : {count}",
    en="objects other organisations keep for some: {count}",
)
ALWAYS = Text(
    fr="ce qui s'est passé : états, déplacements, traces et remarques",
    en="what happened: statuses, moves, tracks and remarks",
)


class ComesOut(BaseModel):
    """How many objects of a kind are planned again."""

    kind: str
    label: str
    count: int


class CopyOut(BaseModel):
    """What comes along, what does not, and the model's weekday near the new date."""

    near: date = Field(description="The date the weekday was looked for near.")
    starts_at: datetime = Field(description="The model's weekday and hour, nearest to that date.")
    ends_at: datetime
    comes: list[ComesOut]
    stays: list[str] = Field(description="What is not copied, in the reader's language.")


def copy_out(found: Copy, when: tuple[datetime, datetime], near: date, locale: Locale) -> CopyOut:
    """Return what comes along as the API gives it."""
    counted = [(STAYS[fact], count) for fact, count in found.stays.items()]
    counted += [(CAME_UP, found.came_up), (KEPT_BACK, found.kept_back)]
    return CopyOut(
        near=near,
        starts_at=when[0],
        ends_at=when[1],
        comes=[
            ComesOut(kind=kind, label=layer_of(kind).label.say(locale), count=count)
            for kind, count in sorted(found.comes.items(), key=lambda one: (-one[1], one[0]))
        ],
        stays=[
            ALWAYS.say(locale),
            *(text.say(locale, count=count) for text, count in counted if count),
        ],
    )
