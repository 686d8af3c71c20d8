"""Several processes serve one Vigie as one would: what one is told, all tell, and all count."""

import os
import signal
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

import httpx2
import psycopg
import pytest

from dashboard.storage import SqlTracks, engine_for
from dashboard.tracks import Fix, Kept
from dashboard.web.throttle import OF_A_LOGIN
from dashboard.web.worker import SILENT_S, SPAWN, Place
from tests import postgis
from tests.running import Running, until
from tests.storage.stores import needs_postgis
from tests.survival import AS, HOUSE, OPERATION, Officer, Reader, Tracker, prepare
from tests.web.test_imports import RECIPE

pytestmark = [needs_postgis, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def store():
    url = postgis.cluster().new_database()
    prepare(url, 1)
    return url


@pytest.fixture(scope="module")
def two(store, tmp_path_factory):
    """A Vigie served by two processes."""
    running = Running(store, tmp_path_factory.mktemp("two"), workers=2)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def another(store, tmp_path_factory):
    """Another Vigie on the same store."""
    running = Running(store, tmp_path_factory.mktemp("another"))
    running.start()
    yield running
    running.stop()


def asked(running, method, path, **more):
    """Ask whichever process takes the call; each call is another connection."""
    with httpx2.Client(base_url=running.address, **(AS | {"timeout": 60})) as client:
        return client.request(method, path, **more)


@contextmanager
def asleep(number):
    """Let a process answer nobody."""
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(number, signal.SIGCONT)


@contextmanager
def reading(running):
    reader = Reader(running.address, "reader")
    reader.start()
    until(lambda: reader.came_back == 0)
    yield reader
    reader.leave()


def ask_store(store, question):
    with psycopg.connect(store.replace("+psycopg", ""), autocommit=True) as connection:
        return connection.execute(question).fetchall()


def test_what_one_vigie_records_and_receives_is_on_the_streams_of_another(two, another):
    began = datetime.now(UTC)
    with reading(another) as reader, httpx2.Client(base_url=two.address, **AS) as client:
        nadia = Officer(two.address, "nadia")
        assert nadia.is_taken(client, nadia.told(1))
        assert Tracker(two.address, "team-0", began).is_taken(client, 1000 * int(began.timestamp()))

        until(lambda: reader.last.get("team-0") == 1000 * int(began.timestamp()))
        head = client.get(f"/api/operations/{OPERATION}/head").json()["seq"]
        until(lambda: reader.held == head)


def test_what_nobody_told_of_is_seen_when_all_look_by_themselves(store, another):
    engine = engine_for(store)
    tracks, at = SqlTracks(engine), datetime.now(UTC).replace(microsecond=0)
    fix = Fix(device="team-0", at=at, lon=-1.5, lat=43.4)
    with reading(another) as reader:
        tracks.keep({tracks.device(HOUSE, "team-0", "osmand"): [Kept(fix=fix, received_at=at)]})

        until(lambda: reader.last.get("team-0") == 1000 * int(at.timestamp()))
    engine.dispose()


def test_who_listens_to_the_store_listens_again_when_it_was_cut_off(store, two, another):
    with reading(another) as reader, httpx2.Client(base_url=two.address, **AS) as client:
        ask_store(
            store,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
        )
        yann = Officer(two.address, "yann")
        assert yann.is_taken(client, yann.told(1))
        head = client.get(f"/api/operations/{OPERATION}/head").json()["seq"]

        until(lambda: reader.held == head)


def test_a_login_is_tried_no_more_often_because_two_processes_answer(two):
    said = {"login": "claire", "password": "devine"}

    codes = [asked(two, "POST", "/sign-in", data=said).status_code for _ in range(3 * OF_A_LOGIN)]

    assert codes == [403] * OF_A_LOGIN + [429] * 2 * OF_A_LOGIN


def test_an_import_goes_from_step_to_step_whichever_process_is_asked(two):
    first, second = two.workers()
    imports = f"/api/operations/{OPERATION}/imports"
    features = [
        {
            "type": "Feature",
            "properties": {"nom": f"Zone {n}", "places": n},
            "geometry": {"type": "Point", "coordinates": [-1.5, 43.4 + n / 100]},
        }
        for n in range(3)
    ]

    def finished(answer):
        assert answer.status_code == 202, answer.text
        path = f"/api/jobs/{answer.json()['id']}"
        told = until(
            lambda: (
                (told := asked(two, "GET", path).json())["state"] not in {"waiting", "running"}
                and told
            )
        )
        assert told["state"] == "done", told
        return told["id"]

    with asleep(first):
        file = {"type": "FeatureCollection", "features": features}
        said = {"name": "zones.geojson"}
        read = finished(asked(two, "POST", imports, json=file, params=said))
    with asleep(second):
        preview = {"recipe": RECIPE, "occurred_at": datetime.now(UTC).isoformat()}
        made = finished(asked(two, "POST", f"{imports}/{read}/preview", json=preview))
    with asleep(first):
        record = preview | {"what": "objects", "name": "Zones"}
        key = {"Idempotency-Key": "import-0001"}
        path = f"{imports}/{made}/record"
        recorded = finished(asked(two, "POST", path, json=record, headers=key))
    with asleep(second):
        told = asked(two, "GET", f"/api/jobs/{recorded}").json()
        again = asked(two, "POST", path, json=record, headers=key).json()

    assert told["result"]["made"] == 3
    assert again["id"] == recorded


def leaders(store):
    """The sessions that hold the place of who keeps house."""
    return ask_store(
        store,
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database())",
    )


def test_one_process_keeps_house_and_another_when_the_vigie_that_did_is_gone(store, two, tmp_path):
    before = until(lambda: leaders(store))
    third = Running(store, tmp_path)
    third.start()
    try:
        assert leaders(store) == before
        assert len(before) == 1
    finally:
        third.stop()
    assert len(until(lambda: leaders(store))) == 1


def test_a_process_that_dies_is_followed_by_another_and_the_log_says_so(two):
    before = two.workers()

    first = two.kill_one()

    now = two.workers()
    [second] = [number for number in before if number != first]
    assert second in now
    assert f"process {first} ended (-9)" in two.log.read_text()
    with asleep(second):
        assert until(lambda: _answers(two))


def _answers(running):
    """Whether somebody answers; a process that has just been started may take its time."""
    with suppress(httpx2.TransportError):
        return asked(running, "GET", "/health").status_code == 200
    return False


def test_all_end_when_told_and_the_address_was_told_once(store, tmp_path):
    running = Running(store, tmp_path, workers=2)
    running.start()
    some = running.workers()
    reader = Reader(running.address, "reader")
    reader.start()
    until(lambda: reader.came_back == 0)

    code, more = running.stop()
    reader.leave()

    assert running.said.startswith(("Vigie", "Aucun"))
    assert (code, more) == (0, "")
    assert not [number for number in some if Path(f"/proc/{number}").exists()]
    assert "Traceback" not in running.log.read_text()


def test_nobody_is_left_behind_by_a_parent_that_is_killed(store, tmp_path):
    running = Running(store, tmp_path, workers=2)
    running.start()
    some = running.workers()

    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()

    until(lambda: not [number for number in some if Path(f"/proc/{number}").exists()])
    running.process.stdout.close()


def test_a_vigie_that_cannot_start_says_why_once_and_leaves_nothing(store, tmp_path):
    bad = Running(store, tmp_path, workers=2)
    bad._environment["VIGIE_TILES"] = "/nowhere/at/all.mbtiles"

    with pytest.raises(RuntimeError, match=r"(?s)Vigie (ne démarre pas|does not start)"):
        bad.start()

    assert bad.process.wait(60) == 1
    assert "all.mbtiles" in bad.log.read_text()
    assert "Traceback" not in bad.log.read_text()
    bad.process.stdout.close()


def test_a_process_whose_loop_is_silent_is_killed_and_its_place_is_free(caplog):
    place = Place(None)
    place.process = SPAWN.Process(target=_sleep)
    place.process.start()
    place.told, telling = SPAWN.Pipe(duplex=False)
    number = place.process.pid

    place.heard_at = monotonic()
    before = place.gone()
    place.heard_at = monotonic() - SILENT_S - 1
    after = place.gone()

    assert (before, after) == (None, number)
    assert place.process is None
    assert f"process {number} is silent: killed" in caplog.text
    telling.close()


def _sleep():
    Event().wait(600)
