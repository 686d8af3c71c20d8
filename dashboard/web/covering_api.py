"""Coverage and siting over HTTP: what is reached over a day, and where to put more; each is a job.

All is computed from what its reader may read at the moment the job reads it, and from nothing else.
What comes of it is advice, with its inputs; nothing is recorded.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from fastapi import APIRouter

from dashboard.coverage.ground import Ground
from dashboard.coverage.regions import CROW, ground_of
from dashboard.covering.curve import Inputs, covered, read
from dashboard.covering.day import instants_of
from dashboard.covering.people import Asking
from dashboard.covering.placing import Wanted, sited
from dashboard.desk import Desk
from dashboard.documents import UnknownDocumentError
from dashboard.operations import Reading
from dashboard.picture import MapObject
from dashboard.picture.spans import Span
from dashboard.surveys.people import PeopleSurvey, people_in
from dashboard.text import RefusedError, Text
from dashboard.web.asked import moment_or_none
from dashboard.web.attaching import attachments
from dashboard.web.auditing import Auditing
from dashboard.web.covering_models import CoverageIn, DemandIn, QuestionIn, SitingIn
from dashboard.web.covering_out import covered_out, sited_out
from dashboard.web.documents_api import attachment
from dashboard.web.jobs import Jobs, Made, Progress, Work
from dashboard.web.jobs_api import BUSY, JobOut, job_out
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import Reader, reader

COVERAGE = Text(fr="Couverture", en="Coverage")
SITING = Text(fr="Choix des emplacements", en="Choosing places")
READING = Text(fr="Lecture de l'opération…", en="Reading the operation…")
PEOPLE = Text(fr="Lecture de la population…", en="Reading the population…")
TIMES = Text(fr="Temps d'accès…", en="Times of access…")
LOOKING = Text(
    fr="Temps d'accès, puis recherche des meilleurs emplacements…",
    en="Times of access, then looking for the best places…",
)
NO_OBJECT = Text(
    fr="Il n'y a pas d'objet « {name} » à cet instant : choisir les emplacements parmi ceux qui "
    "sont sur la carte.",
    en="There is no object “{name}” at that instant: choose places among those on the map.",
)
SAMPLES = 48
"""Instants of a period that siting weighs."""


class NoObjectError(RefusedError):
    """An object that was named is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a job reads before it computes."""

    inputs: Inputs
    ground: Ground
    file: PeopleSurvey | None
    picked: Sequence[MapObject] = ()
    barred: Sequence[MapObject] = ()


class Populations:
    """Reads the population files of operations; keeps the last ones at hand, read."""

    ROOM = 3

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[tuple[str, str], PeopleSurvey] = OrderedDict()
        self._lock = threading.Lock()

    def read(
        self, reading: Reading, asked: DemandIn, told: Callable[[float], None]
    ) -> PeopleSurvey | None:
        """Return the population of a document of the operation; None where none is asked for.

        Raises:
            UnknownDocumentError: The reader sees no such document there.
            UnreadableSurveyError: It counts nobody.
        """
        if asked.document is None:
            return None
        fact = attachment(list(attachments(reading.reel)), asked.document)
        key = (asked.document, asked.column)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None:
            return kept
        document = self._desk.documents.known([asked.document]).get(asked.document)
        if document is None:
            raise UnknownDocumentError(asked.document)
        content = b"".join(self._desk.documents.content(asked.document))
        found = people_in(
            content,
            document.media_type,
            name=fact.name,
            told=told,
            field=asked.column,
            area=reading.operation.area,
        )
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self.ROOM:
                self._kept.popitem(last=False)
        return found


def covering_routes(desk: Desk, auditing: Auditing, jobs: Jobs) -> APIRouter:
    """Return the routes of coverage and siting."""
    router = APIRouter(
        prefix="/api/operations/{operation}", tags=["coverage"], responses=REFUSALS | BUSY
    )
    populations = Populations(desk)

    def found(
        who: Reader,
        operation: str,
        asked: QuestionIn,
        instants: Sequence[datetime],
        progress: Progress,
    ) -> Found:
        progress.tell(0.0, READING if asked.demand.document is None else PEOPLE)

        def answer(reading: Reading) -> Found:
            auditing.read(who, reading)
            file = populations.read(reading, asked.demand, progress.part(0.0, 0.2))
            known = moment_or_none(asked.known_at)
            areas = [one.drawn(number) for number, one in enumerate(asked.demand.areas, start=1)]
            asking = Asking(
                objects=asked.demand.objects,
                counting=asked.demand.which(),
                drawn=areas,
                file=None if file is None else file.population,
            )
            inputs = read(reading, instants, asking, known_at=known, due=asked.due)
            picked: tuple[list[MapObject], list[MapObject]] = ([], [])
            if isinstance(asked, SitingIn):
                lives = reading.reel.lives_at(instants[-1], known_at=known)
                picked = (
                    [_object(lives.get(name, ()), name) for name in asked.objects],
                    [_object(lives.get(name, ()), name) for name in asked.excluded],
                )
            return Found(
                inputs=inputs,
                ground=_ground(desk, reading, inputs),
                file=file,
                picked=picked[0],
                barred=picked[1],
            )

        return desk.library.ask(who.actor, operation, answer)

    def begun(work: Work, title: Text) -> JobOut:
        who = reader()
        return job_out(jobs.start(who.actor, title, work), who.locale)

    @router.post("/coverage", status_code=202)
    def coverage(operation: str, asked: CoverageIn) -> JobOut:
        """Begin to compute what is reached over a period; /api/jobs/{job} has the answer."""
        who = reader()
        about = desk.library.reading(who.actor, operation).operation
        start = moment_or_none(asked.start) or about.starts_at
        end = moment_or_none(asked.end) or about.ends_at
        instants = instants_of(start, end, asked.instants)
        within_s = 60 * asked.within_min

        def work(progress: Progress) -> Made:
            told = found(who, operation, asked, instants, progress)
            progress.tell(0.2, TIMES)
            answer = covered(
                told.inputs, told.ground, within_s, asked.going(), progress.part(0.2, 1.0)
            )
            return Made(said=covered_out(answer, within_s, told.file, who.locale))

        return begun(work, COVERAGE)

    @router.post("/siting", status_code=202)
    def siting(operation: str, asked: SitingIn) -> JobOut:
        """Begin to look for the best places; /api/jobs/{job} has the answer."""
        who = reader()
        desk.library.reading(who.actor, operation)
        start, end = moment_or_none(asked.start) or desk.clock(), moment_or_none(asked.end)
        # Windows end as the period does: at its very end nothing of it is there any more.
        instants = (start,) if end is None else instants_of(start, end, SAMPLES + 1)[:-1]

        def work(progress: Progress) -> Made:
            told = found(who, operation, asked, instants, progress)
            progress.tell(0.2, LOOKING)
            began = time.monotonic()
            wanted = Wanted(
                aim=asked.aim,
                n=asked.n,
                within_s=60 * asked.within_min,
                mode=asked.mode,
                going=asked.going(),
                objects=told.picked,
                area=asked.area,
                step_m=asked.step_m,
                excluded=told.barred,
                settled=asked.settled,
                seconds=asked.seconds,
            )
            answer = sited(told.inputs, told.ground, wanted, progress.part(0.2, 1.0))
            took = time.monotonic() - began
            said = sited_out(answer, told.inputs.people, told.file, took, who.locale)
            return Made(said=said)

        return begun(work, SITING)

    return router


def _object(life: Sequence[Span], name: str) -> MapObject:
    """Return an object as it was last, of those asked about."""
    if not life:
        raise NoObjectError(NO_OBJECT, name=name)
    return life[-1].state


def _ground(desk: Desk, reading: Reading, inputs: Inputs) -> Ground:
    """Return the ground of an operation: that of its area, or around all it is about."""
    if reading.operation.area is not None:
        return ground_of(reading.operation.area, desk.regions)
    spots, helps = inputs.people.demand.spots, inputs.day.helps
    lon = np.concatenate([spots.lon, [one.lon for one in helps]])
    lat = np.concatenate([spots.lat, [one.lat for one in helps]])
    if lon.size == 0:
        return CROW
    box = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    return ground_of(box, desk.regions)
