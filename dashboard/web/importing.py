"""The steps of an import: each a job, which holds what was read for the next one."""

import csv
from io import StringIO

from dashboard.access.policy import check
from dashboard.desk import Desk
from dashboard.documents import scanner
from dashboard.journal import Placed
from dashboard.operations import Reading
from dashboard.surveys import UnreadableSurveyError
from dashboard.surveys.making import Harvest
from dashboard.surveys.plans import placed_by
from dashboard.text import Locale, Text
from dashboard.web.asked import moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.becoming import (
    MAKING,
    Saying,
    as_plan,
    as_reference,
    left_out,
    prepared,
    previewed,
    record_brought,
)
from dashboard.web.bringing import NOT_READ, Asked, Brought, bring
from dashboard.web.imports_models import PlacingIn, PlacingOut, PreviewIn, RecordIn, SayingIn
from dashboard.web.jobs import Jobs, Made, Progress, UnknownJobError, Work
from dashboard.web.jobs_api import JobOut, job_out
from dashboard.web.reader import reader

TITLE = Text(fr="Import de « {name} »", en="Import of “{name}”")
LAID = Text(
    fr="1 pixel = {metres:.2f} m ; le haut du plan est orienté à {bearing}°",
    en="1 pixel = {metres:.2f} m; the top of the plan points to {bearing}°",
)
BENT = Text(
    fr=" ; attention, le plan est déformé ({skew:.1f}° d'équerre, {ratio:.0f} % d'échelle) : "
    "vérifier les points",
    en="; careful, the plan is bent ({skew:.1f}° from square, {ratio:.0f}% in scale): check the "
    "points",
)
MISSED = Text(
    fr=" ; les points tombent à {residual:.1f} m près",
    en="; the points fall within {residual:.1f} m",
)
BENT_DEGREES, BENT_PERCENT = 3.0, 5.0
"""From where on a plan is bent so much that a point is probably misplaced."""


class Imports:
    """Starts the steps of imports, and finds what an earlier one made."""

    def __init__(self, desk: Desk, auditing: Auditing, jobs: Jobs) -> None:
        self._desk = desk
        self._auditing = auditing
        self._jobs = jobs
        self._scan = scanner(desk.settings.scan_command)

    def allowed(self, operation: str) -> Reading:
        """Return an operation the reader may import into.

        Raises:
            UnknownOperationError: There is none for the reader.
            NotAllowedError: They import nothing there; says who could.
        """
        actor = reader().actor
        reading = self._desk.library.reading(actor, operation)
        check(actor, "attach", reading.standing)
        return reading

    def brought(self, operation: str, job: str) -> Brought:
        """Return the file of an earlier step.

        Raises:
            UnknownJobError: There is none, it is somebody else's, or no longer kept.
        """
        return self._kept(operation, job)[0]

    def harvested(self, operation: str, job: str) -> Harvest:
        """Return what a preview would make.

        Raises:
            UnreadableSurveyError: That step was no preview. Else as ``brought``.
        """
        _, harvested = self._kept(operation, job)
        if harvested is None:
            raise UnreadableSurveyError(NOT_READ)
        return harvested

    def read(self, asked: Asked) -> JobOut:
        """Begin to read a file."""
        reading, locale = self.allowed(asked.operation), reader().locale
        return self._start(
            asked.name, lambda progress: bring(asked, reading, self._scan, locale, progress)
        )

    def preview(self, operation: str, job: str, asked: PreviewIn) -> JobOut:
        """Begin to make what a recipe makes, to be looked at."""
        reading, brought = self.allowed(operation), self.brought(operation, job)
        who, recipe, saying = reader(), asked.recipe.recipe(), self._saying(asked)

        def work(progress: Progress) -> Made:
            progress.tell(0.02, MAKING)
            made = prepared(brought, recipe, job, progress.part(0.05, 0.8))
            said = previewed(self._desk, reading, made, saying, who.locale)
            return Made(said=said, kept=(brought, made))

        return self._start(brought.name, work)

    def record(self, operation: str, job: str, asked: RecordIn, key: str) -> JobOut:
        """Begin to record what a file becomes; the same ``key`` again is the same work."""
        brought, saying, who = self.brought(operation, job), self._saying(asked), reader()

        def work(progress: Progress) -> Made:
            progress.tell(0.02, MAKING)
            placed = made_of(brought, asked, key, progress)
            entries = record_brought(
                self._desk,
                brought,
                placed,
                saying,
                key=key,
                confirmed=asked.confirmed,
                progress=progress,
            )
            self._auditing.recorded(who, entries[0])
            said = {"first": entries[0].seq, "last": entries[-1].seq, "made": len(placed)}
            return Made(said=said)

        return self._start(brought.name, work, key=f"{operation}:{key}")

    def _start(self, name: str, work: Work, *, key: str | None = None) -> JobOut:
        who = reader()
        job = self._jobs.start(who.actor, TITLE, work, key=key, values={"name": name[:80]})
        return job_out(job, who.locale)

    def _kept(self, operation: str, job: str) -> tuple[Brought, Harvest | None]:
        self.allowed(operation)
        match self._jobs.kept(reader().actor, job):
            case Brought() as brought:
                found: tuple[Brought, Harvest | None] = (brought, None)
            case (Brought() as brought, Harvest() as harvested):
                found = (brought, harvested)
            case _:
                raise UnknownJobError
        if found[0].operation != operation:
            raise UnknownJobError
        return found

    def _saying(self, asked: SayingIn) -> Saying:
        return Saying(
            author=reader(),
            occurred_at=moment_or_none(asked.occurred_at) or self._desk.clock(),
            audience=None if asked.audience is None else tuple(asked.audience),
            embargo_until=moment_or_none(asked.embargo_until),
        )


def made_of(brought: Brought, asked: RecordIn, key: str, progress: Progress) -> list[Placed]:
    """Return what a file becomes, by what is asked.

    Raises:
        RefusedError: It cannot become that.
    """
    name, credit = asked.name.strip(), asked.credit.strip()
    match asked.what:
        case "objects":
            if asked.recipe is None:
                raise UnreadableSurveyError(NOT_READ)
            made = prepared(brought, asked.recipe.recipe(), key, progress.part(0.05, 0.4))
            return [making.placed for making in made.makings]
        case "reference":
            return [as_reference(brought, key, name=name, credit=credit, colour=asked.colour)]
        case "plan":
            controls = [one.control() for one in asked.controls]
            return [as_plan(brought, key, controls, name=name, credit=credit)]


def placing_said(brought: Brought, asked: PlacingIn, locale: Locale) -> PlacingOut:
    """Return where points put a plan, with what there is to say of it.

    Raises:
        ControlPointsError: They do not place it.
    """
    placed = placed_by([one.control() for one in asked.controls], brought.plan())
    across, down = placed.metres
    ratio = 100 * abs(across / down - 1)
    said = LAID.say(locale, metres=(across + down) / 2, bearing=round(placed.bearing) % 360)
    if placed.skew > BENT_DEGREES or ratio > BENT_PERCENT:
        said += BENT.say(locale, skew=placed.skew, ratio=ratio)
    if len(asked.controls) > 3:
        said += MISSED.say(locale, residual=placed.residual_m)
    return PlacingOut(
        corners=list(placed.corners),
        metres=placed.metres,
        bearing=placed.bearing,
        skew=placed.skew,
        residual_m=placed.residual_m,
        sentence=f"{said}.",
    )


def as_table(harvested: Harvest, locale: Locale) -> str:
    """Return all that is left out as CSV; with its mark, a spreadsheet reads the accents."""
    text = StringIO()
    table = csv.DictWriter(text, ["number", "name", "why"], delimiter=";")
    table.writeheader()
    for row in left_out(harvested, locale):
        table.writerow({key: _cell(value) for key, value in row.items()})
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> object:
    """Return a cell no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value
