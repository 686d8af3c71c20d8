"""The rules of elsewhere on what was said of a gathering: Maurer's scheme, the Purple Guide."""

from dataclasses import dataclass
from fractions import Fraction

from dashboard.planning import (
    FACTORS,
    QUESTIONS,
    Event,
    Judgement,
    Needs,
    judgement,
    needs_of,
)
from dashboard.sizing.inputs import Inputs

BY_KIND = {factor.key: factor.factor for factor in FACTORS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Maurer:
    """Maurer's scheme for one gathering.

    Attributes:
        factor: The one applied: of its kind, or the one whoever plans brought instead.
        is_own: Whether they did.
        event: What went in; None while something is missing.
        needs: What comes out.
        missing: The keys still to be said.
    """

    factor: Fraction | None
    is_own: bool
    event: Event | None
    needs: Needs | None
    missing: tuple[str, ...]


def maurer_of(inputs: Inputs, expected: int | None) -> Maurer:
    """Return what the scheme asks for, of who is expected and what was said."""
    kind, own = inputs.choice("maurer_kind"), inputs.number("maurer_factor_pct")
    permitted = inputs.whole("permitted")
    factor = own / 100 if own is not None else None if kind is None else BY_KIND[kind]
    found = (("maurer_kind", factor), ("permitted", permitted))
    missing = tuple(key for key, value in found if value is None)
    guests, indoors, violence = (
        inputs.whole("guests"),
        inputs.flag("indoors"),
        inputs.flag("violence"),
    )
    event = None
    if factor is not None and permitted is not None and expected is not None:
        event = Event(
            permitted=permitted,
            expected=expected,
            factor=factor,
            indoors=indoors,
            guests=guests or 0,
            violence=violence,
        )
    return Maurer(
        factor=factor,
        is_own=own is not None,
        event=event,
        needs=None if event is None else needs_of(event),
        missing=missing,
    )


def purple_of(inputs: Inputs) -> Judgement | None:
    """Return the judgement that was written down; None while no tier was chosen."""
    tier = inputs.choice("purple_tier")
    if tier is None:
        return None
    answers = {key: inputs.text(f"purple_{key}") for key in QUESTIONS}
    return judgement(int(tier), answers, inputs.text("purple_reason"))
