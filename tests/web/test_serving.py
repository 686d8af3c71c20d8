"""Served for real: what a proxy says is believed where the settings name it, and nowhere else."""

import socket
import threading
from contextlib import contextmanager

import httpx2
import pytest

from dashboard.access.audit import Asked
from dashboard.app import create_app
from dashboard.web import serving
from dashboard.web.serving import address_of, listen
from tests.web.conftest import closed

SAID = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https", "Host": "vigie.example"}


@pytest.fixture
def serve(desk, monkeypatch):
    """Serve as ``vigie serve`` does, believing ``proxies``; give the address."""
    servers = []
    made = serving.Server.__init__
    monkeypatch.setattr(
        serving.Server,
        "__init__",
        lambda self, *said: servers.append(self) or made(self, *said),
    )

    @contextmanager
    def _serve(*proxies):
        listening, ready = listen("127.0.0.1", 0), threading.Event()
        app = create_app(closed(desk))
        thread = threading.Thread(
            target=serving.serve_on,
            args=(listening, app),
            kwargs={
                "quiet": True,
                "proxies": proxies,
                "ready": ready.set,
            },
            daemon=True,
        )
        thread.start()
        assert ready.wait(20)
        try:
            yield address_of(listening)
        finally:
            servers[-1].should_exit = True
            thread.join(10)
            assert not thread.is_alive()

    return _serve


@pytest.mark.parametrize("proxies", [("127.0.0.1",), ("10.0.0.0/8", "127.0.0.0/8")])
def test_a_proxy_that_is_named_is_believed(serve, desk, proxies):
    with serve(*proxies) as address:
        answer = httpx2.get(f"{address}/sign-in", headers=SAID)
        httpx2.post(f"{address}/sign-in", headers=SAID, data={"login": "x", "password": "y"})

    assert answer.headers["strict-transport-security"]
    assert "server" not in answer.headers
    [record] = desk.audit.records(Asked())
    assert record.address == "198.51.100.7"


@pytest.mark.parametrize("proxies", [(), ("10.0.0.0/8",)])
def test_nobody_else_is_believed_not_even_on_this_machine(serve, desk, proxies):
    with serve(*proxies) as address:
        answer = httpx2.get(f"{address}/sign-in", headers=SAID)
        httpx2.post(f"{address}/sign-in", headers=SAID, data={"login": "x", "password": "y"})

    assert "strict-transport-security" not in answer.headers
    [record] = desk.audit.records(Asked())
    assert record.address == "127.0.0.1"


def test_what_is_no_request_at_all_is_answered_and_forgotten(serve):
    with serve() as address:
        host, port = address.removeprefix("http://").split(":")
        for junk in (
            b"\r\n\r\n",
            b"GET /\r\n\r\n",
            b"\x16\x03\x01\x02\x00",
            b"GET / HTTP/1.1\r\n\r\n",
        ):
            with socket.create_connection((host, int(port)), timeout=5) as caller:
                caller.sendall(junk)
                caller.shutdown(socket.SHUT_WR)
                assert b"200 OK" not in caller.recv(200)
        assert httpx2.get(f"{address}/health").status_code == 200
