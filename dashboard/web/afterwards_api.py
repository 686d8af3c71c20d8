"""After the fact, over HTTP: delays, places left alone, response times, and what was known late."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal, get_args

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from dashboard.clock import microseconds
from dashboard.coverage.ground import Closed, Mode
from dashboard.coverage.regions import ground_of
from dashboard.desk import Desk
from dashboard.geo import Box
from dashboard.layers import KINDS, layer_of
from dashboard.layers.closing import CLOSING, closed_at
from dashboard.layers.helping import mode_of
from dashboard.operations import Operation, Reading
from dashboard.picture import LATEST, Line, MapObject
from dashboard.review.manning import Manned, manning
from dashboard.review.openings import Turn, turnings
from dashboard.review.plans import ASSIGNMENT, POSTS, TEAM
from dashboard.review.reports import delay_min, reports
from dashboard.review.responses import Response, predicted, responses
from dashboard.review.sentences import sentence
from dashboard.review.spreading import Spread, spread_of
from dashboard.text import Locale, Text
from dashboard.web.afterwards_models import (
    AfterwardsOut,
    HourOut,
    LackOut,
    LateOut,
    MannedOut,
    NamedOut,
    PredictedBy,
    ResponseOut,
    UntoldOut,
    spread_out,
    turning_out,
)
from dashboard.web.afterwards_tables import TABLES, UNTOLD, table_of
from dashboard.web.auditing import Auditing
from dashboard.web.differences_api import CSV
from dashboard.web.jobs import Jobs, Made, Progress
from dashboard.web.jobs_api import BUSY, JobOut, job_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reach_api import readable
from dashboard.web.reach_models import ModelOut
from dashboard.web.reader import Reader, reader

MOBILE = frozenset(key for key, layer in KINDS.items() if layer.nature == "mobile")

AFTERWARDS = Text(fr="Bilan", en="Afterwards")
READING = Text(fr="Lecture de l'opération…", en="Reading the operation…")
TRAVEL = Text(
    fr="Trajets des équipes, comparés au calcul…", en="Travel of teams, beside what is predicted…"
)

Part = Literal["turnings", "places", "responses", "reports"]


def afterwards_routes(desk: Desk, auditing: Auditing, jobs: Jobs) -> APIRouter:
    """Return the routes of what became of the plan."""
    router = APIRouter(
        prefix="/api/operations/{operation}/afterwards", tags=["differences"], responses=REFUSALS
    )

    def told(who: Reader, operation: str, progress: Progress) -> AfterwardsOut:
        def answer(reading: Reading) -> AfterwardsOut:
            auditing.read(who, reading)
            return _out(desk, reading, who.locale, progress)

        return desk.library.ask(who.actor, operation, answer)

    @router.get("")
    def afterwards(operation: str) -> AfterwardsOut:
        """Return planned beside actual, and reached beside predicted, by what is known today.

        Thousands of ways on the roads of a region take long: begin it (POST) and watch it then.
        """
        return told(reader(), operation, Progress())

    @router.post("", status_code=202, responses=BUSY)
    def begin(operation: str) -> JobOut:
        """Begin the same; /api/jobs/{job} has how far it is, and the answer."""
        who = reader()
        desk.library.reading(who.actor, operation)

        def work(progress: Progress) -> Made:
            progress.tell(0.0, READING)
            return Made(said=told(who, operation, progress).model_dump(mode="json"))

        return job_out(jobs.start(who.actor, AFTERWARDS, work), who.locale)

    @router.get("/{part}.csv", response_class=StreamingResponse, responses=CSV)
    def as_table(operation: str, part: Part) -> StreamingResponse:
        """Return one of its tables as CSV, which a spreadsheet opens."""
        who = reader()
        found = afterwards(operation)
        auditing.exported(who, desk.library.reading(who.actor, operation), "csv")
        return table_of(f"{operation}-{part}", TABLES[part](found), who.locale)

    return router


def _out(desk: Desk, reading: Reading, locale: Locale, progress: Progress) -> AfterwardsOut:
    operation, now = reading.operation, desk.clock()
    until = min(now, operation.ends_at) if operation.continuous else now
    turned = turnings(reading.reel, until, MOBILE)
    places = manning(reading.reel, until, ASSIGNMENT, POSTS)
    found, models = _responses(desk, reading, progress)
    compared = [one for one in found if one.predicted_s is not None]
    late = reports(reading.reel, operation.starts_at)
    reasons = Counter(one.untold for one in found if one.untold)
    minutes = {
        turn: [one.minutes for one in turned if one.turn == turn and one.minutes is not None]
        for turn in get_args(Turn)
    }
    return AfterwardsOut(
        until=until,
        turnings=[turning_out(one, layer_of(one.about.kind).label.say(locale)) for one in turned],
        openings=spread_out(spread_of(minutes["opening"])),
        closings=spread_out(spread_of(minutes["closing"])),
        places=[_manned_out(one, locale) for one in places.places],
        unassigned=[NamedOut(object_id=one.object_id, name=one.name) for one in places.untold],
        responses=[_response_out(one, locale) for one in found],
        launch_min=spread_out(_minutes(one.launch_s for one in found)),
        travel_min=spread_out(_minutes(one.travel_s for one in found)),
        response_min=spread_out(_minutes(one.response_s for one in found)),
        predicted_min=spread_out(_minutes(one.predicted_s for one in compared)),
        compared_min=spread_out(_minutes(one.travel_s for one in compared)),
        excess_min=spread_out(_minutes(_excess(one) for one in compared)),
        untold=[
            UntoldOut(reason=reason, sentence=UNTOLD[reason].say(locale), count=count)
            for reason, count in reasons.most_common()
        ],
        models=models,
        reports_min=spread_out(late.minutes),
        reports_late=late.late,
        hours=[
            HourOut(starts_at=hour.starts_at, minutes=spread_out(hour.minutes))
            for hour in late.hours
        ],
        latest=[_late_out(line, operation, locale) for line in late.worst],
    )


def _responses(
    desk: Desk, reading: Reading, progress: Progress
) -> tuple[list[Response], list[PredictedBy]]:
    """Return the responses of an operation, and what their travel was predicted with."""
    found = responses(reading.reel, TEAM)
    places = [
        place
        for one in found
        if one.untold == ""
        for place in (one.start, one.end)
        if place is not None
    ]
    if not places:
        return found, []
    ground = ground_of(reading.operation.area or _box(places), desk.regions)

    progress.tell(0.1, TRAVEL)
    told = predicted(found, ground, _mode, _closings(reading), progress.part(0.1, 1.0))
    modes = sorted({one.mode for one in told if one.mode is not None})
    models = [PredictedBy(mode=mode, model=ModelOut.of(ground.model(mode))) for mode in modes]
    return told, models


def _closings(reading: Reading) -> Callable[[datetime, Mode], list[Closed]]:
    """Return what tells what was closed when: read once, the same list for the same closures."""
    lives = reading.reel.lives_at(LATEST).values()
    spans = [span for life in lives for span in life if span.state.kind in CLOSING]
    kept: dict[tuple[str, ...], list[Closed]] = {}

    def closed(at: datetime, mode: Mode) -> list[Closed]:
        then = microseconds(at)
        objects = [span.state for span in spans if span.valid_from <= then < span.valid_to]
        closures = closed_at(objects, at, mode)
        said_by = (mode, *(one.said_by for one in closures))
        if said_by not in kept:
            kept[said_by] = readable(closures)
        return kept[said_by]

    return closed


def _mode(team: MapObject) -> Mode:
    return mode_of(TEAM, str(team.values.get("vehicle") or ""))


def _box(places: Sequence[tuple[float, float]]) -> Box:
    lons, lats = zip(*places, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _minutes(seconds: Iterable[float | None]) -> Spread:
    return spread_of(one / 60 for one in seconds if one is not None)


def _excess(one: Response) -> float | None:
    if one.travel_s is None or one.predicted_s is None:
        return None
    return one.travel_s - one.predicted_s


def _manned_out(one: Manned, locale: Locale) -> MannedOut:
    return MannedOut(
        object_id=one.place.object_id,
        name=one.place.name,
        kind_label=layer_of(one.place.kind).label.say(locale),
        needed=one.needed,
        minutes=one.minutes,
        alone_min=one.alone_min,
        short_min=one.short_min,
        lacks=[
            LackOut(
                starts_at=lack.starts_at,
                ends_at=lack.ends_at,
                teams=lack.teams,
                minutes=lack.minutes,
            )
            for lack in one.lacks
        ],
    )


def _response_out(one: Response, locale: Locale) -> ResponseOut:
    return ResponseOut(
        object_id=one.team.object_id,
        name=one.team.name,
        begun_at=one.begun_at,
        alerted_at=one.alerted_at,
        departed_at=one.departed_at,
        arrived_at=one.arrived_at,
        known_at=one.known_at,
        launch_s=one.launch_s,
        travel_s=one.travel_s,
        response_s=one.response_s,
        mode=one.mode,
        predicted_s=one.predicted_s,
        untold=one.untold,
        untold_sentence=UNTOLD[one.untold].say(locale) if one.untold else "",
    )


def _late_out(line: Line, operation: Operation, locale: Locale) -> LateOut:
    return LateOut(
        seq=line.entry.seq,
        occurred_at=line.entry.occurred_at,
        recorded_at=line.entry.recorded_at,
        minutes=delay_min(line),
        sentence=sentence(line, locale, operation.zone),
    )
