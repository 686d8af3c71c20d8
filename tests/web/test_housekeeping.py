"""What is to be done once is done where this process leads, and nowhere else."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.journal import Bell
from dashboard.storage import StoreUnreachableError
from dashboard.text import Text
from dashboard.web import housekeeping
from dashboard.web.housekeeping import Housekeeping, every, woken

AWAY = StoreUnreachableError(Text(fr="absent", en="away"))


class Place:
    """A place a test gives and takes."""

    def __init__(self):
        self.free = True
        self.left = 0

    def lead(self):
        return self.free

    def leave(self):
        self.left += 1


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(housekeeping, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(housekeeping, "AGAIN_S", 0.01)


@pytest.fixture
def kept():
    """Keep house as a server does, while ``story`` is told."""

    def _kept(story, place, **keepers):
        async def whole():
            house = Housekeeping(place)
            for name, keep in keepers.items():
                house.add(name, keep)
            running = asyncio.create_task(house.run())
            try:
                await asyncio.wait_for(story(), 20)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

        # Aside: a browser driven by tests before this one may have left a loop running here.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(lambda: asyncio.run(whole())).result()

    return _kept


def keeper(told):
    """A keeper that tells when it is started and stopped."""

    async def keep():
        told.append("begun")
        try:
            await asyncio.Event().wait()
        finally:
            told.append("ended")

    return keep


async def until(true):
    while True:
        if true():
            return
        await asyncio.sleep(0.005)


def test_a_keeper_works_while_this_process_leads_and_again_when_it_leads_again(kept):
    told, place = [], Place()
    place.free = False

    async def story():
        await asyncio.sleep(0.05)
        assert told == []
        place.free = True
        await until(lambda: told == ["begun"])
        place.free = False
        await until(lambda: told == ["begun", "ended"])
        place.free = True
        await until(lambda: told == ["begun", "ended", "begun"])

    kept(story, place, one=keeper(told))

    assert told == ["begun", "ended", "begun", "ended"]
    assert place.left == 1


def test_a_keeper_that_fails_is_started_again_and_the_others_do_not_notice(kept, caplog):
    told, tried = [], []

    async def failing():
        tried.append(1)
        raise ZeroDivisionError

    async def story():
        await until(lambda: len(tried) >= 3)

    kept(story, Place(), radio=failing, other=keeper(told))

    assert told == ["begun", "ended"]
    assert "radio failed; it is started again" in caplog.text


def test_a_bell_wakes_a_turn_and_so_does_time(kept):
    turns, bell = [], Bell()

    async def story():
        await until(lambda: len(turns) == 1)
        await asyncio.sleep(0.05)
        assert len(turns) == 1
        bell.ring("nantes")
        await until(lambda: len(turns) == 2)

    kept(story, Place(), watching=woken(0.01, 3600, [bell], lambda: turns.append(1)))
    bell.ring("nantes")  # nobody listens any more

    async def alone():
        await until(lambda: len(turns) >= 5)

    kept(alone, Place(), watching=woken(0.01, 0.02, [bell], lambda: turns.append(1)))


def test_a_turn_that_is_refused_is_done_at_the_next(kept):
    tried = []

    def turn():
        tried.append(1)
        if len(tried) == 1:
            raise AWAY

    async def story():
        await until(lambda: len(tried) >= 2)

    kept(story, Place(), sealing=every(0.01, turn))

    assert len(tried) >= 2
