"""Of the processes that share a store one leads, and another when that one is gone."""

import os
import signal
import subprocess
import sys
import time

import pytest

from dashboard.operations.leading import Alone
from dashboard.storage import StoreLeading, engine_for
from tests import postgis
from tests.storage.stores import needs_postgis

PATIENCE_S = 20
LEADER = """
import sys, time
from dashboard.storage import StoreLeading, engine_for
leading = StoreLeading(engine_for(sys.argv[1]))
print(leading.lead(), flush=True)
time.sleep(600)
"""


def follows(next_one):
    """Let the server notice that a session has ended: it lets go of what it held a moment later."""
    until = time.monotonic() + PATIENCE_S
    while not next_one.lead():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_who_is_alone_leads():
    leading = Alone()

    leading.leave()

    assert leading.lead()


@pytest.fixture
def places():
    """Two that would lead on one server."""
    engine = engine_for(postgis.cluster().new_database())
    two = [StoreLeading(engine), StoreLeading(engine)]
    yield two
    for one in two:
        one.leave()
    engine.dispose()


@needs_postgis
def test_one_leads_until_it_leaves(places):
    first, second = places

    asked = [first.lead(), second.lead(), first.lead()]
    first.leave()
    after = [second.lead(), first.lead()]

    assert asked == [True, False, True]
    assert after == [True, False]


@needs_postgis
def test_who_lost_its_session_does_not_lead_and_another_does(places):
    first, second = places
    assert first.lead()

    ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    postgis.cluster().run("postgres", ended)

    assert not first.lead()
    follows(second)
    assert not first.lead()


@needs_postgis
def test_who_is_killed_is_followed_within_seconds():
    url = postgis.cluster().new_database()
    leader = subprocess.Popen(
        [sys.executable, "-c", LEADER, url], stdout=subprocess.PIPE, text=True
    )
    engine = engine_for(url)
    next_one = StoreLeading(engine)
    try:
        assert leader.stdout.readline() == "True\n"
        assert not next_one.lead()

        os.kill(leader.pid, signal.SIGKILL)
        leader.wait(PATIENCE_S)
        follows(next_one)
    finally:
        leader.kill()
        leader.communicate()
        next_one.leave()
        engine.dispose()


@needs_postgis
def test_nobody_leads_without_the_store():
    engine = engine_for("postgresql+psycopg://vigie@/none?host=/nowhere")

    assert not StoreLeading(engine).lead()
