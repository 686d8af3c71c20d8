"""OwnTracks by MQTT: what phones tell a real broker, whatever goes down in between."""

import asyncio
import json
import shutil
import subprocess

import pytest
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from dashboard.text import RefusedError, Text
from tests.conftest import at
from tests.web.conftest import HOUSE
from tests.web.listening.conftest import (
    all_up,
    devices,
    free_port,
    heard,
    listening,
    reasons,
    run,
    until,
)
from tests.web.listening.mosquitto import MISSING, Mosquitto

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "")


@pytest.fixture
def broker(tmp_path):
    started = Mosquitto(tmp_path, free_port())
    started.start()
    yield started
    started.stop()


def location(minute=9, **more):
    """A location of a minute after 18:00 that evening."""
    at_s = int(at("18:00").timestamp()) + 60 * minute
    said = {"_type": "location", "lat": 47.22, "lon": -1.55, "tid": "v1", "tst": at_s}
    return json.dumps(said | more)


def publish(broker, *messages, topic="owntracks/samu/vlm-1", user=None, qos=1):
    """Publish as a phone does: each with its topic, or all with the same."""
    phone = paho.Client(CallbackAPIVersion.VERSION2)
    if user:
        phone.username_pw_set(*user)
    phone.connect("127.0.0.1", broker.port)
    phone.loop_start()
    for message in messages:
        phone.publish(topic, message, qos=qos, retain=True).wait_for_publish(20)
    phone.disconnect()
    phone.loop_stop()


def ways(broker, **more):
    return {"mqtt_host": "127.0.0.1", "mqtt_port": broker.port} | more


def test_a_phone_is_known_by_its_topic_and_what_is_no_position_is_told_apart(desk, broker):
    async def story():
        async with listening(desk, **ways(broker)) as listeners:
            await all_up(listeners)
            await asyncio.to_thread(
                publish,
                broker,
                location(topic="owntracks/samu/another"),
                '{"_type":"lwt","tst":1}',
                '{"_type":"encrypted","data":"x"}',
                "not json",
                "",
                location(minute=8),
            )
            await until(lambda: heard(desk, "owntracks-mqtt").messages == 6)

    run(story())

    assert devices(desk) == ["samu/vlm-1"]
    assert (heard(desk, "owntracks-mqtt").fixes, heard(desk, "owntracks-mqtt").refused) == (2, 2)
    assert sum(reasons(desk, "owntracks-mqtt", "passed").values()) == 2
    assert {one.original for one in desk.reception.refused(HOUSE, "owntracks-mqtt")} == {
        b"not json",
        b'{"_type":"encrypted","data":"x"}',
    }


def test_what_phones_said_while_vigie_was_down_comes_when_it_is_up_again(desk, broker):
    async def story():
        async with listening(desk, **ways(broker)) as listeners:
            await all_up(listeners)
        await asyncio.to_thread(publish, broker, *(location(minute=n) for n in range(9)))
        async with listening(desk, **ways(broker)):
            await until(lambda: heard(desk, "owntracks-mqtt").fixes == 9)

    run(story())


def test_a_broker_that_went_down_is_said_and_connected_to_again(desk, broker):
    async def story():
        async with listening(desk, **ways(broker)) as listeners:
            await all_up(listeners)
            broker.stop()
            (state,) = await until(
                lambda: [one for one in listeners.board.states() if not one.is_up]
            )
            assert "coupée" in state.why.fr or "joignable" in state.why.fr
            broker.start()
            await all_up(listeners)
            await asyncio.to_thread(publish, broker, location())
            await until(lambda: devices(desk))
            assert listeners.board.states()[0].failed_at

    run(story())


class AwayError(RefusedError):
    """A store that does not answer."""


def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(desk, broker, monkeypatch):
    kept = desk.tracks.keep

    def keep(batch):
        tried.append(batch)
        raise AwayError(Text(fr="parti", en="away"))

    tried = []

    async def story():
        async with listening(desk, **ways(broker)) as listeners:
            await all_up(listeners)
            monkeypatch.setattr(desk.tracks, "keep", keep)
            await asyncio.to_thread(publish, broker, location(), location(minute=8))
            await until(lambda: tried)
        assert heard(desk, "owntracks-mqtt").messages == 0
        monkeypatch.setattr(desk.tracks, "keep", kept)
        async with listening(desk, **ways(broker)):
            await until(lambda: heard(desk, "owntracks-mqtt").fixes == 2)

    run(story())


def test_one_phone_that_sends_too_much_is_counted_and_another_is_heard(desk, broker):
    async def story():
        async with listening(desk, **ways(broker, positions_per_minute=5)) as listeners:
            await all_up(listeners)
            await asyncio.to_thread(publish, broker, *(location(minute=n) for n in range(9)))
            await asyncio.to_thread(publish, broker, location(), topic="owntracks/samu/vlm-2")
            await until(lambda: heard(desk, "owntracks-mqtt").messages == 10)

    run(story())

    assert (heard(desk, "owntracks-mqtt").fixes, heard(desk, "owntracks-mqtt").refused) == (6, 4)
    assert devices(desk) == ["samu/vlm-1", "samu/vlm-2"]


def test_a_broker_that_turns_us_away_is_said_and_no_password_with_it(desk, tmp_path):
    names = tmp_path / "names"
    made = shutil.which("mosquitto_passwd")
    if made is None:
        pytest.skip("no mosquitto_passwd here")
    subprocess.run([made, "-c", "-b", names, "vigie", "mot-de-passe"], check=True)
    names.chmod(0o644)
    broker = Mosquitto(tmp_path, free_port(), f"password_file {names}")
    broker.start()

    async def why(**more):
        async with listening(desk, **ways(broker, **more)) as listeners:
            (state,) = await until(lambda: [one for one in listeners.board.states() if one.why])
            return state.why.fr

    async def story():
        sentences.append(await why(mqtt_user="vigie", mqtt_password="autre"))

    sentences = []
    try:
        run(story())
    finally:
        broker.stop()

    assert "VIGIE_MQTT_PASSWORD" in sentences[0]
    assert "autre" not in sentences[0]


def test_a_broker_that_is_not_there_stops_nothing(desk):
    async def story():
        port, tcp = free_port(), free_port()
        here = {"mqtt_host": "127.0.0.1", "mqtt_port": port, "cot_tcp": f"{tcp}"}
        async with listening(desk, **here) as listeners:
            # Each way comes up by itself, in no order.
            await until(lambda: [one.is_up for one in listeners.board.states()] == [False, True])
            mqtt, _ = await until(
                lambda: listeners.board.states()[0].why and listeners.board.states()
            )
            assert f"127.0.0.1:{port}" in mqtt.why.fr

    run(story())
