"""The trackers of an organisation: who carries which, what they sent, how to connect another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from dashboard.access.policy import NotAllowedError, check, may
from dashboard.access.tokens import SCOPES
from dashboard.desk import Desk
from dashboard.feeds import FEEDS
from dashboard.operations import DoubtError, NotRecordableError
from dashboard.operations.trackers import Carried
from dashboard.text import Locale, RefusedError, Text
from dashboard.tracks import DOUBTS, Device
from dashboard.web.ages import age
from dashboard.web.auditing import Auditing
from dashboard.web.carrying import (
    NO_DEVICE,
    NO_TEAM,
    Carrying,
    Handed,
    Scene,
    Until,
    device_in,
    goes_on,
)
from dashboard.web.errors import STATUS, code_of
from dashboard.web.feeds_api import why_not_send
from dashboard.web.forms import Said, again, moment_in, posted
from dashboard.web.handing_in import (
    FORMATS,
    LARGEST,
    file_in,
    read_file_form,
    take_in,
    told_of,
)
from dashboard.web.heard import days_heard, feed_name, turned_away
from dashboard.web.listening import Board
from dashboard.web.pages import page
from dashboard.web.phone_links import MOST_DAYS, USUAL_DAYS, PhoneLinks
from dashboard.web.reader import Reader, locale_of, reader
from dashboard.web.receiving import Receiver
from dashboard.web.tracker_words import TOLD, WORDS
from dashboard.web.ways_in import ways_in

PATH = "/trackers"
FILES = re.compile(f"{PATH}/files")
"""Where a file is handed in, read under the limit of its format."""

FIELDS = ("device", "team", "starts_at", "ends_at")
"""What the form of handing out asks."""

MOST = 200
"""Trackers shown of those nobody has; whoever sends can make up any number."""

NO_TIME = Text(
    fr="« {text} » n'est pas une heure lisible ; écrire par exemple 2026-06-21 18:05.",
    en="“{text}” is no readable time; write for example 2026-06-21 18:05.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A tracker, and whom it is with if anybody; ``device`` is None where it was never heard."""

    name: str
    device: Device | None
    scene: Scene | None = None
    one: Carried | None = None


class TrackersPage:
    """What the people of an organisation see of its trackers, and do with them."""

    def __init__(
        self,
        desk: Desk,
        carrying: Carrying,
        receiver: Receiver,
        auditing: Auditing,
        ways: Board,
    ) -> None:
        self._desk = desk
        self._carrying = carrying
        self._receiver = receiver
        self._auditing = auditing
        self._links = PhoneLinks(desk, carrying)
        self._ways = ways

    def show(
        self,
        request: Request,
        *,
        wrong: str = "",
        status: int = 200,
        said: Said | None = None,
        doubt: str = "",
        **done: object,
    ) -> Response:
        """Return the page, with what is to be told, and a form as it was filled in.

        ``done`` is what was just made, shown this once: the ``report`` of a file, the ``link`` of
        a telephone.
        """
        who, locale = reader(), locale_of(request)
        now = self._desk.clock()
        scenes = self._carrying.scenes(who.actor)
        devices = self._desk.tracks.devices(who.organisation)
        waiting, carried = _rows(devices, scenes, now)
        told = TOLD.get(request.query_params.get("told", ""))
        return page(
            request,
            "trackers.html",
            WORDS,
            status,
            who,
            title=WORDS["title"].say(locale),
            alert=wrong,
            told=told.say(locale) if told and not wrong and not done else "",
            usual_days=USUAL_DAYS,
            most_days=MOST_DAYS,
            waiting=waiting[:MOST],
            others=len(waiting) - MOST,
            carried=carried,
            devices=devices,
            hands_out=[scene for scene in scenes if scene.may and scene.teams],
            erases=may(who.actor, "erase"),
            may_not=_why_not(who, scenes, locale),
            said=dict.fromkeys(FIELDS, "")
            | dict(said or {"device": request.query_params.get("device", "")}),
            doubt=doubt,
            age=lambda at: age(at, now, locale),
            is_coming=lambda one: one.starts_at > now,
            local=_local,
            feed_name=lambda key: feed_name(key, locale),
            days=days_heard(self._desk, who.organisation, locale),
            doubts=[why.say(locale) for why in DOUBTS.values()],
            refusals=turned_away(self._desk, who.organisation, locale),
            base=f"{request.base_url}",
            ways=ways_in(
                self._ways.states(),
                self._desk.settings,
                who.organisation,
                request.url.hostname or "",
                now,
                locale,
            ),
            scope=SCOPES["locate"].say(locale),
            feeds={key: feed.label.say(locale) for key, feed in FEEDS.items()},
            file_formats=FORMATS,
            largest=LARGEST // 1_000_000,
            may_not_send=why_not_send(who, locale),
            **{"report": (), "link": None, **done},
        )

    def refuse(self, request: Request, error: RefusedError, said: Said | None = None) -> Response:
        """Return the page, with what was refused; what looks like a slip may be insisted on."""
        self._auditing.refused(reader(), error, (said or {}).get("operation"))
        wrong = error.say(locale_of(request))
        if isinstance(error, DoubtError):
            doubts = [*_confirmed(said or {}), error.code]
            return self.show(request, wrong=wrong, status=409, said=said, doubt=" ".join(doubts))
        return self.show(request, wrong=wrong, status=STATUS.get(code_of(error), 422), said=said)

    def hand_out(self, request: Request, said: Said) -> Response:
        """Record that a tracker is with a team."""
        who = reader()
        operation, _, object_id = said.get("team", "").partition("/")
        try:
            handed = Handed(
                device=self._device(who, said.get("device", "")),
                operation=operation,
                object_id=object_id,
                **self._times(who, operation, said),
            )
            self._carrying.hand_out(who, handed, _confirmed(said))
        except RefusedError as error:
            return self.refuse(request, error, {**said, "operation": operation})
        return again(PATH, "handed")

    def take_back(self, request: Request, said: Said) -> Response:
        """Record that a tracker is with its team no more, or that it never was."""
        operation, object_id, device = (said.get(n, "") for n in ("operation", "object", "device"))
        until: Until = "never" if said.get("until") == "never" else "now"
        try:
            self._carrying.take_back(reader(), operation, object_id, device, until)
        except RefusedError as error:
            return self.refuse(request, error, {"operation": operation})
        return again(PATH, until)

    def hand_in(self, request: Request, body: bytes) -> Response:
        """Take in a file of positions, and tell what became of it."""
        who = reader()
        file = file_in(body, request.headers.get("content-type", ""))
        received = take_in(self._desk, self._receiver, who, file)
        return self.show(request, report=told_of(file, received, locale_of(request)))

    def make_link(self, request: Request, said: Said) -> Response:
        """Make a link for the telephone of a team, and show it this once."""
        operation = said.get("team", "").partition("/")[0]
        try:
            link = self._links.make(reader(), said, f"{request.base_url}")
        except RefusedError as error:
            return self.refuse(request, error, {"operation": operation})
        return self.show(request, link=link)

    def _device(self, who: Reader, number: str) -> Device:
        device = device_in(self._desk.tracks.devices(who.organisation), number)
        if device is None:
            raise NotRecordableError(NO_DEVICE)
        return device

    def _times(self, who: Reader, operation: str, said: Said) -> Mapping[str, datetime | None]:
        """Return from when to when a form says, by the clock of its operation."""
        if not operation:
            raise NotRecordableError(NO_TEAM)
        zone = self._desk.library.reading(who.actor, operation).operation.zone
        return {
            name: moment_in(said.get(name, "").strip(), zone, NO_TIME)
            for name in ("starts_at", "ends_at")
        }


def tracker_page_routes(trackers: TrackersPage) -> APIRouter:
    """Return the page of trackers, and what it posts to."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    def show(request: Request) -> Response:
        return trackers.show(request)

    @router.post("/files")
    async def hand_in(request: Request) -> Response:
        try:
            body = await read_file_form(request)
            return await run_in_threadpool(trackers.hand_in, request, body)
        except RefusedError as error:
            return await run_in_threadpool(trackers.refuse, request, error)

    posted(router, "", trackers.hand_out, trackers.refuse)
    posted(router, "/phone", trackers.make_link, trackers.refuse)
    posted(router, "/back", trackers.take_back, trackers.refuse)
    return router


def _rows(
    devices: Sequence[Device], scenes: Sequence[Scene], now: datetime
) -> tuple[list[Row], list[Row]]:
    """Return the trackers nobody has, the last heard first, and those that are with somebody."""
    by_name = {device.name: device for device in devices}
    carried = [
        Row(name=one.device, device=by_name.get(one.device), scene=scene, one=one)
        for scene in scenes
        for one in scene.carried
        if goes_on(one, now)
    ]
    with_somebody = {row.name for row in carried if row.one and row.one.starts_at <= now}
    waiting = [
        Row(name=device.name, device=device)
        for device in sorted(devices, key=lambda each: each.last_seen_at, reverse=True)
        if device.name not in with_somebody
    ]
    return waiting, sorted(carried, key=lambda row: row.name.casefold())


def _why_not(who: Reader, scenes: Sequence[Scene], locale: Locale) -> str:
    """Return why somebody hands out no tracker; empty where they may."""
    try:
        check(who.actor, "track")
    except NotAllowedError as error:
        return error.say(locale)
    if any(scene.may and scene.teams for scene in scenes):
        return ""
    return WORDS["no_team"].say(locale)


def _local(at: datetime, scene: Scene) -> str:
    return f"{at.astimezone(scene.operation.zone):%d/%m/%Y %H:%M}"


def _confirmed(said: Said) -> list[str]:
    """Return the doubts somebody insists on."""
    return said.get("confirmed", "").split()
