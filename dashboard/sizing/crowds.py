"""Every estimate of a crowd, by who gives it: all are kept, and whoever plans says which counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from dashboard.layers import layer_of, reported
from dashboard.layers.layer import Field
from dashboard.picture import MapObject
from dashboard.planning import CrowdError
from dashboard.planning.crowds import people
from dashboard.text import Text

CROWDS: Mapping[str, tuple[str, ...]] = {
    "gathering": ("crowd", "declared_crowd", "expected"),
    "site": ("present", "expected", "capacity"),
}
"""The fields that tell how many are there at the same time, by kind."""

Why = Literal["chosen", "only", "highest", "none"]
"""Why an estimate counts: it was chosen, it is the only one, or it is the highest of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many people are there at the same time, as somebody says.

    Attributes:
        key: Of the value: the field, and its source behind an at sign.
        field: What the field is called.
        source: Who gives it; empty where nobody is named.
        people: How many; None where ``wrong`` says why that is no crowd.
        wrong: What is wrong with it.
    """

    key: str
    field: Field
    source: str
    people: int | None
    wrong: Text | None = None


def estimates_of(obj: MapObject) -> list[Estimate]:
    """Return every estimate an object carries, in the order of its fields, then by source."""
    fields = layer_of(obj.kind).fields
    return [
        _estimate(name, fields[name], source, value)
        for name in CROWDS.get(obj.kind, ())
        for source, value in sorted(reported(name, obj.values).items())
    ]


def counting(obj: MapObject, estimates: list[Estimate]) -> tuple[Estimate | None, Why]:
    """Return the estimate that sizes the cover, and why that one.

    The one that was chosen; else the only one there is; else, until somebody chooses, the highest.
    """
    able = [one for one in estimates if one.people is not None]
    chosen = next((one for one in able if one.key == obj.values.get("sized_by")), None)
    if chosen is not None:
        return chosen, "chosen"
    if not able:
        return None, "none"
    highest = max(able, key=lambda one: one.people or 0)
    return highest, "only" if len(able) == 1 else "highest"


def _estimate(name: str, field: Field, source: str, value: object) -> Estimate:
    key = f"{name}@{source}" if source else name
    given = int(value) if isinstance(value, float) and value.is_integer() else value
    try:
        # Whatever else it may be than a whole number, it says so.
        count = people(field.label.fr, cast("int", given), least=1)
    except CrowdError as error:
        said = {**error.values, "people": str(value)[:40]}
        wrong = Text(
            fr=error.text.say("fr", **said),
            en=error.text.say("en", **{**said, "what": field.label.en}),
        )
        return Estimate(key=key, field=field, source=source, people=None, wrong=wrong)
    return Estimate(key=key, field=field, source=source, people=count)
