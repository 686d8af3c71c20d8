"""NMEA by TCP: receivers and gateways that connect to us, or that we connect to; whose they are."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

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
    say,
    until,
)

RMC = b"$GPRMC,180901.00,A,4713.200,N,00133.000,W,12.0,90.0,210626,,,A\r\n"
GGA = b"$GPGGA,180901.00,4713.200,N,00133.000,W,1,08,0.9,12.0,M,47.0,M,,\r\n"
TAGGED = b"\\s:vlm-3*39\\" + RMC
SECRET = "trois chevaux"


def told(desk, *parts, secret="", **ways):
    """Let somebody say ``parts`` to a listener; return what the desk knows of its devices."""

    async def story():
        port = free_port()
        if secret:
            ways["nmea_secret"] = secret
        async with listening(desk, nmea_tcp=f"{port}", **ways) as listeners:
            await all_up(listeners)
            await say(port, *parts)

    run(story())
    return devices(desk)


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (RMC, "127.0.0.1"),
        (b"vlm-1\r\n" + RMC, "vlm-1"),
        (b"vlm-1\r\nvlm-2 " + RMC, "vlm-2"),
        (b"vlm-1\r\n" + TAGGED, "vlm-3"),
    ],
)
def test_whose_the_positions_are_is_told_by_the_line_the_first_line_or_the_address(
    desk, said, device
):
    assert told(desk, said) == [device]
    assert heard(desk, "nmea-tcp").refused == 0


def test_the_sentences_of_a_second_come_in_pieces_and_make_one_position(desk):
    told(desk, GGA[:30], GGA[30:], RMC[:10], RMC[10:])

    (kept,) = desk.tracks.latest([1], desk.clock()).values()
    assert (kept.fix.altitude_m, round(kept.fix.speed_kmh, 1)) == (12.0, 22.2)
    assert heard(desk, "nmea-tcp").fixes == 1


def test_a_receiver_is_on_the_map_without_waiting_for_its_next_second(desk):
    async def story():
        port = free_port()
        async with listening(desk, nmea_tcp=f"{port}") as listeners:
            await all_up(listeners)
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(RMC)
            await until(lambda: heard(desk, "nmea-tcp").fixes)
            assert [one.connected for one in listeners.board.states()] == [1]
            writer.close()
            await until(lambda: not listeners.board.states()[0].connected)

    run(story())

    assert heard(desk, "nmea-tcp").fixes == 1


def test_a_position_without_a_day_told_just_before_midnight_is_of_the_day_before(desk):
    midnight = at("18:00").replace(hour=0) + timedelta(days=1)
    after = replace(desk, clock=lambda: midnight + timedelta(seconds=2))

    told(after, GGA.replace(b"180901", b"235959"), GGA.replace(b"180901", b"000001"))

    chunks = desk.tracks.chunks([1], midnight - timedelta(hours=1), midnight + timedelta(hours=1))
    assert heard(desk, "nmea-tcp").refused == 0
    assert sum(chunk.count for chunk in chunks) == 2


def test_what_is_no_sentence_is_refused_with_its_line_and_stops_none(desk):
    told(desk, RMC, b"noise\r\n", RMC.replace(b"01.00", b"02.00"), b"x" * 900_000 + b"\r\n", GGA)

    assert heard(desk, "nmea-tcp").fixes == 2
    assert [one.original[:6] for one in desk.reception.refused(HOUSE, "nmea-tcp")] == [
        b"x" * 6,
        b"noise",
    ]


def test_where_a_secret_is_set_nothing_is_read_without_it(desk):
    assert told(desk, RMC, secret=SECRET.replace(" ", "-")) == []
    assert told(desk, b"autre\r\n", RMC, secret="trois-chevaux") == []
    assert "VIGIE_NMEA_SECRET" in next(iter(reasons(desk, "nmea-tcp")))

    assert told(desk, b"trois-chevaux vlm-1\r\n", RMC, secret="trois-chevaux") == ["vlm-1"]
    assert not any(b"trois" in one.original for one in desk.reception.refused(HOUSE, "nmea-tcp"))


def test_a_name_that_cannot_be_shown_is_refused(desk):
    assert told(desk, b"vlm\x07\r\n", RMC) == []
    assert heard(desk, "nmea-tcp").refused == 1


def test_a_gateway_is_connected_to_and_again_when_it_hangs_up(desk, monkeypatch):
    monkeypatch.setattr("dashboard.web.listening.gateways.FIRST_PAUSE_S", 0.05)

    async def speak(_reader, writer):
        calls.append(writer)
        writer.write(b"vlm-%d " % len(calls) + RMC)
        await writer.drain()
        writer.close()

    calls = []

    async def story():
        port = free_port()
        async with listening(desk, nmea_gateways=f"127.0.0.1:{port}") as listeners:
            (state,) = await until(lambda: [one for one in listeners.board.states() if one.why])
            assert "joignable" in state.why.fr
            async with await asyncio.start_server(speak, "127.0.0.1", port):
                await until(lambda: devices(desk) == ["vlm-1", "vlm-2"])
            (state,) = listeners.board.states()
            assert state.failed_at

    run(story())

    assert heard(desk, "nmea-gateway").fixes == 2
