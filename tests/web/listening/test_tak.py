"""TAK: real clients (pytak) by TCP, TLS and UDP; and what no client should send."""

import asyncio
import socket
import ssl
import subprocess
from contextlib import suppress

import pytest

from dashboard.feeds.cot_ping import is_ping
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
from tests.web.listening.tak_client import pytak_tells


def event(uid="ANDROID-1", minute=9, lat=47.22, kind="a-f-G-U-C"):
    """An event of a minute after 18:00 that evening."""
    time = f"{at('18:00').replace(minute=minute):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'<event version="2.0" uid="{uid}" type="{kind}" how="m-g" time="{time}" start="{time}" '
        f'stale="{time}"><point lat="{lat}" lon="-1.55" hae="20" ce="5" le="9999999"/></event>'
    ).encode()


@pytest.mark.parametrize("version", ["0", "1"])
def test_a_real_client_is_heard_by_tcp_in_xml_and_in_protobuf(live, version):
    async def story():
        port = free_port()
        async with listening(live, cot_tcp=f"{port}") as listeners:
            await all_up(listeners)
            await pytak_tells(f"tcp://127.0.0.1:{port}", "A", "B", TAK_PROTO=version)
            await until(lambda: devices(live) == ["A", "B"])

    run(story())

    assert heard(live, "cot-tcp").fixes == 2
    assert heard(live, "cot-tcp").refused == 0


@pytest.mark.parametrize("version", ["0", "1"])
def test_a_real_client_is_heard_by_udp(live, version):
    async def story():
        port = free_port(socket.SOCK_DGRAM)
        async with listening(live, cot_udp=f"{port}") as listeners:
            await all_up(listeners)
            await pytak_tells(f"udp+wo://127.0.0.1:{port}", "A", TAK_PROTO=version)
            await until(lambda: devices(live))

    run(story())

    assert (devices(live), heard(live, "cot-udp").fixes) == (["A"], 1)


def groups_work():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("239.2.3.1", 6969))
        except OSError:
            return False
    return True


@pytest.mark.skipif(not groups_work(), reason="this machine has no way to a multicast group")
def test_phones_that_speak_to_one_another_in_a_group_are_heard(live):
    async def story():
        port = free_port(socket.SOCK_DGRAM)
        ways = {"cot_udp": f"239.2.3.1:{port}", "positions_from": "0.0.0.0/0"}
        async with listening(live, **ways) as listeners:
            await all_up(listeners)
            await pytak_tells(f"udp+wo://239.2.3.1:{port}", "A", TAK_PROTO="1")
            await until(lambda: devices(live))

    run(story())

    assert devices(live) == ["A"]


def openssl(*said):
    subprocess.run(["openssl", *map(str, said)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """An authority, and certificates it signed for the server and for a phone; and a stranger's."""
    folder = tmp_path_factory.mktemp("papers")
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    for name in ("ca", "stranger"):
        made = ["-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"]
        openssl("req", "-x509", *kind, *made, "-subj", f"/CN={name}")
    for name in ("server", "phone"):
        asked = ["-keyout", folder / f"{name}.key", "-out", folder / f"{name}.csr"]
        openssl("req", *kind[:-2], *asked, "-subj", f"/CN={name}")
        (folder / "names").write_text("subjectAltName=IP:127.0.0.1")
        by = ["-CA", folder / "ca.pem", "-CAkey", folder / "ca.key", "-CAcreateserial"]
        out = ["-out", folder / f"{name}.pem", "-days", "2", "-extfile", folder / "names"]
        openssl("x509", "-req", "-in", folder / f"{name}.csr", *by, *out)
    return folder


@pytest.mark.filterwarnings("ignore:ssl.OP_NO:DeprecationWarning")  # pytak's
@pytest.mark.parametrize("who", ["phone", "stranger"])
def test_by_tls_a_real_client_shows_the_certificate_that_is_asked(live, papers, who):
    async def story():
        port = free_port()
        ways = {
            "cot_tls": f"127.0.0.1:{port}",
            "cot_certificate": papers / "server.pem",
            "cot_key": papers / "server.key",
            "cot_clients_ca": papers / "ca.pem",
        }
        async with listening(live, **ways) as listeners:
            await all_up(listeners)
            shown = {
                "PYTAK_TLS_CLIENT_CERT": str(papers / f"{who}.pem"),
                "PYTAK_TLS_CLIENT_KEY": str(papers / f"{who}.key"),
                "PYTAK_TLS_CLIENT_CAFILE": str(papers / "ca.pem"),
            }
            if who == "phone":
                await pytak_tells(f"tls://127.0.0.1:{port}", "A", **shown)
                await until(lambda: devices(live))
                return
            with suppress(OSError):
                await pytak_tells(f"tls://127.0.0.1:{port}", "A", **shown)
            # Without TLS, a client is not understood either.
            with suppress(OSError):
                await say(port, event())

    run(story())

    assert devices(live) == (["A"] if who == "phone" else [])


def test_a_certificate_that_cannot_be_read_is_said_and_stops_no_other_way_in(desk, tmp_path):
    async def story():
        port = free_port()
        paper = tmp_path / "missing.pem"
        ways = {"cot_tls": "127.0.0.1:1", "cot_certificate": paper, "cot_key": paper}
        async with listening(desk, cot_tcp=f"{port}", **ways) as listeners:
            await until(lambda: listeners.board.states()[1].why)
            # Each way comes up by itself, in no order.
            await until(lambda: [one.is_up for one in listeners.board.states()] == [True, False])
            await say(port, event())
            _, tls = listeners.board.states()
            assert "missing.pem" in tls.why.fr

    run(story())

    assert devices(desk) == ["ANDROID-1"]


@pytest.mark.parametrize(
    "bad",
    [
        event(lat="NaN"),
        event()[:60],
        b"GET / HTTP/1.1\r\n\r\n",
        b'<!DOCTYPE event [<!ENTITY a "aaaa">]>' + event().replace(b"ANDROID-1", b"&a;"),
        bytes(range(256)).replace(b"\xbf", b""),
        event(lat=0).replace(b"-1.55", b"0"),
        event(minute=59),
    ],
)
def test_one_bad_event_stops_none_and_is_kept_as_it_came(desk, bad):
    async def story():
        port = free_port()
        async with listening(desk, cot_tcp=f"{port}") as listeners:
            await all_up(listeners)
            await say(port, event("A") + bad + event("B"))

    run(story())

    assert set(devices(desk)) >= {"A", "B"}
    assert (heard(desk, "cot-tcp").fixes, heard(desk, "cot-tcp").refused) == (2, 1)
    (refused,) = desk.reception.refused(HOUSE, "cot-tcp")
    assert refused.why.fr != refused.why.en
    assert refused.original
    assert sum(reasons(desk, "cot-tcp").values()) == 1


def test_an_event_without_end_is_refused_once_and_the_next_is_read(desk):
    async def story():
        port = free_port()
        async with listening(desk, cot_tcp=f"{port}") as listeners:
            await all_up(listeners)
            endless = [b"<event uid='x'><detail>", *[b"x" * 1_000_000] * 100, b"</event>"]
            await say(port, event("A"), *endless, event("B"))

    run(story())

    assert devices(desk) == ["A", "B"]
    assert heard(desk, "cot-tcp").refused == 1


def test_what_is_no_position_is_counted_apart_and_a_client_that_asks_is_answered(desk):
    async def story():
        port = free_port()
        async with listening(desk, cot_tcp=f"{port}") as listeners:
            await all_up(listeners)
            answers.append(await say(port, event(kind="t-x-c-t"), event(kind="b-t-f")))

    answers = []
    run(story())

    assert b'type="t-x-c-t-r"' in answers[0]
    assert not is_ping(answers[0])
    assert heard(desk, "cot-tcp").refused == 0
    assert sum(reasons(desk, "cot-tcp", "passed").values()) == 2


def test_who_is_of_no_network_that_may_send_is_not_read(desk):
    async def story():
        tcp, udp = free_port(), free_port(socket.SOCK_DGRAM)
        ways = {"cot_tcp": f"0.0.0.0:{tcp}", "cot_udp": f"{udp}", "positions_from": "192.0.2.0/24"}
        async with listening(desk, **ways) as listeners:
            await all_up(listeners)
            with suppress(OSError):
                await say(tcp, event("A"))
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                one.sendto(event("B"), ("127.0.0.1", udp))
                one.sendto(event("B"), ("127.0.0.1", udp))
            await until(lambda: heard(desk, "cot-udp").refused == 2)

    run(story())

    assert devices(desk) == []
    assert "VIGIE_POSITIONS_FROM" in next(iter(reasons(desk, "cot-tcp")))
    assert next(iter(desk.reception.refused(HOUSE, "cot-udp"))).original == event("B")


def test_who_sends_too_much_is_read_more_slowly_by_tcp_and_loses_nothing(desk):
    async def story():
        port = free_port()
        # On a clock that stands still nothing is earned back, however slowly this is read.
        ways = {"cot_tcp": f"{port}", "positions_per_minute": 300}
        async with listening(desk, **ways) as listeners:
            await all_up(listeners)
            many = b"".join(event("A", minute=n % 9) for n in range(303))
            await say(port, many, event("B"))
            await until(lambda: "B" in devices(desk))

    run(story())

    assert heard(desk, "cot-tcp").messages == 304
    assert sum(reasons(desk, "cot-tcp", "slowed").values()) >= 1


def test_who_sends_too_much_by_udp_is_counted_and_others_are_heard(desk):
    async def story():
        port = free_port(socket.SOCK_DGRAM)
        ways = {"cot_udp": f"127.0.0.1:{port}", "positions_per_minute": 5}
        async with listening(desk, **ways) as listeners:
            await all_up(listeners)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                for minute in range(9):
                    one.sendto(event("A", minute=minute), ("127.0.0.1", port))
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
                other.bind(("127.0.0.2", 0))
                other.sendto(event("B"), ("127.0.0.1", port))
            await until(lambda: heard(desk, "cot-udp").messages == 10)

    run(story())

    assert devices(desk) == ["A", "B"]
    assert (heard(desk, "cot-udp").fixes, heard(desk, "cot-udp").refused) == (6, 4)
    assert "messages a minute" in next(iter(reasons(desk, "cot-udp")))


def test_a_port_that_is_taken_is_said_and_listened_on_once_it_is_free(desk, monkeypatch):
    monkeypatch.setattr("dashboard.web.listening.listeners.FIRST_PAUSE_S", 0.05)

    async def story():
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            async with listening(desk, cot_tcp=f"{port}") as listeners:
                (state,) = await until(lambda: [one for one in listeners.board.states() if one.why])
                assert f"127.0.0.1:{port}" in state.why.fr
                assert not state.is_up
                other.close()
                await all_up(listeners)
                await say(port, event())

    run(story())

    assert devices(desk) == ["ANDROID-1"]


def test_nothing_is_listened_to_unless_settings_say_so(desk):
    async def story():
        async with listening(desk) as listeners:
            assert listeners.board.states() == []

    run(story())


def test_tls_is_not_older_than_it_may_be(desk, papers):
    async def story():
        port = free_port()
        ways = {"cot_certificate": papers / "server.pem", "cot_key": papers / "server.key"}
        async with listening(desk, cot_tls=f"{port}", **ways) as listeners:
            await all_up(listeners)
            client = ssl.create_default_context(cafile=papers / "ca.pem")
            client.maximum_version = ssl.TLSVersion.TLSv1_3
            _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client)
            assert writer.get_extra_info("ssl_object").version() in {"TLSv1.2", "TLSv1.3"}
            writer.write(event())
            await writer.drain()
            await until(lambda: devices(desk))
            writer.close()

    run(story())
