"""Vigie listening for real: on ports of this machine, under the event loop it is served with."""

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import uvloop

from dashboard.clock import now
from dashboard.operations.following import Following
from dashboard.tracks import Heard
from dashboard.web.listening import Board, Listeners
from dashboard.web.receiving import Receiver
from tests.web.conftest import HOUSE, settings

PATIENCE_S = 30


@pytest.fixture
def live(desk):
    """The same desk on the clock of this machine, which real clients write times of."""
    return replace(desk, clock=now)


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@asynccontextmanager
async def listening(desk, **ways):
    """Listen to what is named, for as long as the block lasts; give what listens."""
    listeners = Listeners(
        told(desk, **ways), Receiver(desk, Following(desk.tracks)), Board(desk.clock)
    )
    await listeners.start()
    try:
        yield listeners
    finally:
        await listeners.stop()


def told(desk, **ways):
    """The desk with settings that name ways in."""
    return replace(desk, settings=settings(positions_organisation=HOUSE, **ways))


def run(story):
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(story)


async def until(found):
    """Wait until ``found`` returns something true, and return it."""
    async with asyncio.timeout(PATIENCE_S):
        while not (one := found()):  # noqa: ASYNC110  what is waited for rings no bell
            await asyncio.sleep(0.02)
        return one


async def all_up(listeners):
    await until(lambda: all(state.is_up for state in listeners.board.states()))


def devices(desk):
    return sorted(device.name for device in desk.tracks.devices(HOUSE))


def heard(desk, way):
    """What was counted of one way, all days together."""
    days = [day.heard for day in desk.reception.days(HOUSE) if day.feed == way]
    return sum(days, Heard())


def reasons(desk, way, kind="refused"):
    """Why things were refused that came by one way, and how often."""
    return {
        reason.why.en: count
        for day in desk.reception.days(HOUSE)
        if day.feed == way
        for reason, count in day.reasons.items()
        if reason.kind == kind
    }


async def say(port, *parts, host="127.0.0.1"):
    """Connect, send bytes as they are, and hang up once they went."""
    reader, writer = await asyncio.open_connection(host, port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer
