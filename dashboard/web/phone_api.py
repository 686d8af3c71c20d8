"""The page ``/me`` over HTTP: for whom a telephone speaks, and what it tells."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from dashboard.clock import EPOCH
from dashboard.layers import KINDS
from dashboard.layers.teams import STATUS_KEYS
from dashboard.operations.statuses import StatusTold
from dashboard.text import Locale
from dashboard.tracks.track import milliseconds
from dashboard.web.errors import code_of
from dashboard.web.feeds_api import SHOWN, check_may_send, why_not_send
from dashboard.web.operations_api import REFUSALS
from dashboard.web.phone import Phones, PhoneStatus, Speaks
from dashboard.web.reader import Reader, reader

MOST_FIXES, MOST_STATUSES = 500, 50
"""Of one report; a telephone that was long without a network sends several."""

MOST_MS = 4_102_444_800_000
"""The end of this century: what is beyond is no hour of a telephone."""


class StepOut(BaseModel):
    """A status a team may come to: what it is called, its digit, and from which others."""

    status: str
    label: str
    key: str | None
    before: list[str]


class SpeaksOut(BaseModel):
    """An object the telephone speaks for."""

    operation: str
    operation_name: str
    exercise: bool
    object: str
    name: str
    status: str
    status_label: str
    since: int
    until: int | None
    readers: list[str] = Field(description="The organisations that can see where it is.")
    steps: list[StepOut]


class PhoneOut(BaseModel):
    """For whom a telephone speaks."""

    device: str
    person: str | None = Field(description="Who signed in on it; none by a link.")
    organisation: str
    ends_at: int | None = Field(description="When its link ends, ms; none where one signed in.")
    may_not: str | None = Field(description="Why it may send nothing; none where it may.")
    now: int
    teams: list[SpeaksOut]


class StatusIn(BaseModel):
    """A status somebody pressed on a telephone, at the hour they did."""

    model_config = ConfigDict(extra="forbid")

    at: int = Field(ge=0, lt=MOST_MS)
    status: str = Field(min_length=1, max_length=80)
    lon: float | None = Field(default=None, ge=-180, le=180)
    lat: float | None = Field(default=None, ge=-90, le=90)
    taken_back: bool = Field(default=False, description="It was pressed by mistake.")


class ReportIn(BaseModel):
    """What a telephone tells: positions as /api/feeds/phone takes them, and statuses."""

    model_config = ConfigDict(extra="forbid")

    fixes: list[dict[str, Any]] = Field(default_factory=list, max_length=MOST_FIXES)
    statuses: list[StatusIn] = Field(default_factory=list, max_length=MOST_STATUSES)


class ToldOut(BaseModel):
    """Why something was not taken."""

    code: str
    sentence: str


class ReportOut(BaseModel):
    """What became of a report, and for whom the telephone speaks now."""

    kept: int
    repeated: int
    refused: int
    refusals: list[ToldOut]
    phone: PhoneOut


def phone_routes(phones: Phones) -> APIRouter:
    """Return the routes of the page ``/me``."""
    router = APIRouter(prefix="/api/phone", tags=["positions"], responses=REFUSALS)

    @router.get("")
    def phone() -> PhoneOut:
        """Return for whom the telephone of who asks speaks."""
        return _phone_out(phones, reader())

    @router.post("/reports")
    def report(told: ReportIn) -> ReportOut:
        """Take in positions and statuses; what is refused is told, and stops nothing."""
        who = reader()
        check_may_send(who)
        heard = phones.take_fixes(who, told.fixes)
        refused = list(heard.refused)
        for status in sorted(told.statuses, key=lambda each: (each.at, each.taken_back)):
            refused.extend(phones.take_status(who, _status(who, status)))
        return ReportOut(
            kept=heard.kept,
            repeated=heard.repeated,
            refused=len(refused),
            refusals=[
                ToldOut(code=code_of(why), sentence=why.say(who.locale)) for why in refused[:SHOWN]
            ],
            phone=_phone_out(phones, who),
        )

    return router


def _status(who: Reader, said: StatusIn) -> PhoneStatus:
    place = None if said.lon is None or said.lat is None else (said.lon, said.lat)
    at = EPOCH + timedelta(milliseconds=said.at)
    told = StatusTold(device=who.device, at=at, status=said.status, place=place)
    return PhoneStatus(told=told, taken_back=said.taken_back)


def _phone_out(phones: Phones, who: Reader) -> PhoneOut:
    return PhoneOut(
        device=who.device,
        person=None if who.way == "tracker" else who.name,
        organisation=who.organisation,
        ends_at=None if who.ends_at is None else milliseconds(who.ends_at),
        may_not=why_not_send(who, who.locale) or None,
        now=milliseconds(phones.now()),
        teams=[_speaks_out(one, who.locale) for one in phones.speaks_for(who)],
    )


def _speaks_out(one: Speaks, locale: Locale) -> SpeaksOut:
    kind, keys = KINDS[one.kind], {status: key for key, status in STATUS_KEYS.items()}
    operation = one.reading.operation
    return SpeaksOut(
        operation=operation.id,
        operation_name=operation.name,
        exercise=operation.exercise,
        object=one.object_id,
        name=one.name,
        status=one.status,
        status_label=kind.status(one.status).label.say(locale),
        since=milliseconds(one.since),
        until=None if one.until is None else milliseconds(one.until),
        readers=list(one.readers),
        steps=[
            StepOut(
                status=verb.after,
                label=kind.status(verb.after).label.say(locale),
                key=keys.get(verb.after),
                before=list(verb.before),
            )
            for verb in kind.verbs.values()
            # That there is no news of a team is for others to say.
            if verb.after != "unknown"
        ],
    )
