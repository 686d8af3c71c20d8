"""The French rule on what was said of a gathering: its three levels, why each, and what is missing.

E1 is the worst of what applies to the place; each criterion says its own level, so that whoever
reads the note sees which one decides.
"""

from dataclasses import dataclass
from fractions import Fraction

from dashboard.layers.sizing import SIZING
from dashboard.planning import Asked, Cover, Level, access_level, delay_level, first_aid_cover
from dashboard.sizing.inputs import Inputs
from dashboard.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A criterion of E1 that applies, and the level it asks for by itself."""

    said: Text
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The three levels of risk; None where nothing was said that gives it.

    Attributes:
        behaviour, access, delay: P2, E1, E2.
        reasons: Why E1.
        for_actors: Whether those who compete or perform are covered as well.
        paps_if_far: Whether a PAPS is accepted where public help takes more than half an hour.
        missing: The keys of the inputs still to be said.
    """

    behaviour: Level | None
    access: Level | None
    delay: Level | None
    reasons: tuple[Reason, ...]
    for_actors: bool
    paps_if_far: bool
    missing: tuple[str, ...]


def levels_of(inputs: Inputs) -> Levels:
    """Return the levels of what was said; what is wrong is told by ``inputs``."""
    behaviour, premises = inputs.choice("behaviour"), inputs.choice("premises")
    natural, minutes = inputs.number("natural_ha"), inputs.number("help_min")
    reasons = _reasons(inputs, premises, natural)
    missing = [
        key
        for key, found in (("behaviour", behaviour), ("premises", premises), ("help_min", minutes))
        if found is None
    ]
    if premises == "natural" and natural is None:
        missing.insert(-1 if minutes is None else len(missing), "natural_ha")
    is_placed = premises is not None and "natural_ha" not in missing
    return Levels(
        behaviour=None if behaviour is None else _level(int(behaviour)),
        access=max((reason.level for reason in reasons), default=25) if is_placed else None,
        delay=None if minutes is None else delay_level(float(minutes)),
        reasons=tuple(reasons),
        for_actors=inputs.flag("for_actors"),
        paps_if_far=inputs.flag("paps_if_far"),
        missing=tuple(missing),
    )


def cover_of(levels: Levels, people: int) -> Cover | None:
    """Return the cover for so many people; None while a level is missing."""
    if levels.behaviour is None or levels.access is None or levels.delay is None:
        return None
    return first_aid_cover(
        Asked(
            people=people,
            behaviour=levels.behaviour,
            access=levels.access,
            delay=levels.delay,
            for_actors=levels.for_actors,
            no_post_far_from_help=not levels.paps_if_far,
        )
    )


def _reasons(inputs: Inputs, premises: str | None, natural: Fraction | None) -> list[Reason]:
    found: list[Reason] = []

    def add(key: str, level: Level, value: Text | None = None) -> None:
        label = SIZING[key].label
        said = (
            label
            if value is None
            else Text(fr=f"{label.fr} : {value.fr}", en=f"{label.en}: {value.en}")
        )
        found.append(Reason(said=said, level=level))

    def measured(key: str, number: Fraction) -> Text:
        unit = SIZING[key].unit
        plain = f"{float(number):g}"
        return Text(fr=f"{plain.replace('.', ',')}\u00a0{unit}", en=f"{plain}\u00a0{unit}")

    if premises is not None:
        level: Level = access_level(tents_or_stands=premises == "temporary")
        add("premises", level, SIZING["premises"].choices[premises])
    if premises == "natural" and natural is not None:
        size = float(natural)
        add("natural_ha", access_level(natural_ha=size), measured("natural_ha", natural))
    carry, slope = inputs.number("carry_m"), inputs.number("slope_m")
    if carry is not None:
        add("carry_m", access_level(carry_m=float(carry)), measured("carry_m", carry))
    if slope is not None:
        add("slope_m", access_level(slope_m=float(slope)), measured("slope_m", slope))
    if inputs.flag("hard_access"):
        add("hard_access", access_level(hard_to_reach=True))
    if inputs.flag("no_vehicle"):
        add("no_vehicle", access_level(no_vehicle=True))
    return found


def _level(number: int) -> Level:
    levels: dict[int, Level] = {25: 25, 30: 30, 35: 35, 40: 40}
    return levels[number]
