"""Variants of a plan over HTTP: made, listed, compared, looked at before adopting, adopted."""

from dataclasses import asdict
from datetime import datetime

from fastapi import APIRouter

from dashboard.desk import Desk
from dashboard.layers import KINDS
from dashboard.operations import (
    Operation,
    Reading,
    Step,
    adopt,
    make_variant,
    operation_from,
    proposal,
)
from dashboard.picture import LATEST, MapObject, Part, foreseen_at
from dashboard.review.differences import change_told
from dashboard.review.plans import day_of, figures_of, uncovered_of
from dashboard.sizing import plan_need
from dashboard.text import Text
from dashboard.web.auditing import Auditing
from dashboard.web.entries_api import NOT_NOW
from dashboard.web.errors import Refusal
from dashboard.web.models import ChangeOut, change_out, operation_out
from dashboard.web.operations_api import COPIED, REFUSALS
from dashboard.web.reader import reader
from dashboard.web.variants_models import (
    AdoptedOut,
    AdoptIn,
    ComparisonOut,
    PlanOut,
    ProposalOut,
    StepOut,
    VariantIn,
    VariantOut,
)

ADOPTED = Text(fr="Repris de la variante « {name} »", en="Taken from the variant “{name}”")


def variant_routes(desk: Desk, auditing: Auditing) -> APIRouter:
    """Return the routes of the variants of an operation."""
    router = APIRouter(
        prefix="/api/operations/{operation}/variants", tags=["variants"], responses=REFUSALS
    )

    @router.get("")
    def variants(operation: str) -> list[VariantOut]:
        """Return the variants of an operation the reader may read, by name."""
        actor = reader().actor
        desk.library.reading(actor, operation)
        return [_variant_out(one) for one in desk.library.variants(actor, operation)]

    @router.post("", status_code=201, responses={409: {"model": Refusal}})
    def make(operation: str, asked: VariantIn) -> VariantOut:
        """Make a variant of the plan as it stands; it belongs to the reader's organisation."""
        who = reader()
        opened = make_variant(
            desk,
            who.actor,
            operation,
            name=asked.name,
            note=asked.note,
            text=COPIED,
            locale=who.locale,
        )
        auditing.recorded(who, opened)
        return _variant_out(operation_from(opened))

    @router.get("/comparison")
    def comparison(operation: str) -> ComparisonOut:
        """Return the plan and each of its variants in figures, as they stand."""
        actor, now = reader().actor, desk.clock()

        def plan(reading: Reading) -> PlanOut:
            auditing.read(reader(), reading)
            return _plan_out(reading, now, _changes(operation, reading.operation))

        about = desk.library.reading(actor, operation).operation
        found = [desk.library.ask(actor, operation, plan)]
        found += [
            desk.library.ask(actor, one.id, plan) for one in desk.library.variants(actor, operation)
        ]
        return ComparisonOut(
            instants=list(day_of({}, about.starts_at, about.ends_at).instants), plans=found
        )

    def _changes(operation: str, plan: Operation) -> int:
        if plan.variant_of is None:
            return 0
        found = proposal(desk.library, reader().actor, operation, plan.id, kinds=KINDS)
        return len(found.steps)

    @router.get("/{variant}/adoption")
    def preview(operation: str, variant: str) -> ProposalOut:
        """Return what adopting would do, object by object, and what waits for a choice."""
        who = reader()
        found = proposal(desk.library, who.actor, operation, variant, kinds=KINDS)
        auditing.read(who, found.operation)
        auditing.read(who, found.variant)
        return ProposalOut(
            mark=found.mark,
            steps=[_step_out(step, found.operation.operation) for step in found.steps],
            entries=sum(len(step.facts) for step in found.steps),
            conflicts=sum(step.is_conflict for step in found.steps),
        )

    @router.post("/{variant}/adoption", status_code=201, responses=NOT_NOW)
    def take(operation: str, variant: str, asked: AdoptIn) -> AdoptedOut:
        """Record in the operation what the variant changes: all of it, or nothing."""
        who = reader()
        entries = adopt(
            desk,
            who.actor,
            operation,
            variant,
            mark=asked.mark,
            choices=asked.choices,
            kinds=KINDS,
            text=ADOPTED,
            locale=who.locale,
        )
        for entry in entries:
            auditing.recorded(who, entry)
        return AdoptedOut(entries=[entry.seq for entry in entries])

    return router


def _variant_out(one: Operation) -> VariantOut:
    origin = one.variant_of
    if origin is None:
        raise TypeError(f"{one.id} is no variant")
    return VariantOut(**operation_out(one).model_dump(), made_at=origin.seq, note=one.note)


def _plan_out(reading: Reading, now: datetime, changes: int) -> PlanOut:
    about = reading.operation
    plan = plan_of(reading, now)
    day = day_of(plan, about.starts_at, about.ends_at)
    need = plan_need(plan, about.starts_at, about.zone)
    alone = uncovered_of(plan, None if about.continuous else (about.starts_at, about.ends_at))
    return PlanOut(
        id=about.id,
        name=about.name,
        variant=about.variant_of is not None,
        changes=changes,
        posts_due=list(day.posts),
        teams_due=list(day.teams),
        asked=need.asked,
        lacking=need.lacking,
        unsized=need.unsized,
        uncovered_min=alone.minutes,
        uncovered_places=alone.places,
        **asdict(figures_of(plan.values())),
    )


def plan_of(reading: Reading, now: datetime) -> dict[str, MapObject]:
    """Return the plan of an operation as it stands, or all a variant says."""
    if reading.operation.variant_of is not None:
        return dict(foreseen_at(reading.reel, LATEST, LATEST).objects)
    return dict(foreseen_at(reading.reel, now, reading.operation.starts_at).objects)


def _step_out(step: Step, operation: Operation) -> StepOut:
    def told(part: Part) -> ChangeOut:
        locale = reader().locale
        return change_out(part, change_told(part, operation.starts_at, locale, operation.zone))

    about = step.changed[0].about
    return StepOut(
        object_id=step.object_id,
        name=about.name,
        kind=about.kind,
        changed=[told(part) for part in step.changed],
        since=[told(part) for part in step.since],
        conflict=step.is_conflict,
        entries=len(step.facts),
    )
