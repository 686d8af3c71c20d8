"""Callbacks run off the event loop, and know who is asking."""

import threading

from anyio.from_thread import start_blocking_portal
from dash import Dash, Input, Output, html

from dashboard.access.actor import Actor
from dashboard.web.offloop import off_loop, on_loop, threaded
from dashboard.web.reader import Reader, enter, reader
from tests.web.conftest import client_of


def test_a_plain_callback_runs_in_a_thread_with_its_reader():
    seen = []

    def work(answer):
        seen.append((threading.current_thread().name, reader().name))
        return answer

    async def serve():
        enter(Reader(actor=Actor(name="ada", organisation="SAMU", role="reader")))
        return await off_loop(work)(42)

    with start_blocking_portal() as portal:
        assert portal.call(serve) == 42
    [(thread, name)] = seen
    assert thread.startswith("callback")
    assert name == "ada"


def test_an_async_callback_is_left_as_it_is():
    async def work():
        pass

    assert off_loop(work) is work


def test_a_wired_callback_would_not_block_the_loop():
    app = threaded(Dash(__name__))
    app.layout = html.Div([html.Button(id="in"), html.Div(id="out")])

    @app.callback(Output("out", "children"), Input("in", "n_clicks"))
    def clicked(count):
        return count

    assert clicked(3) == 3
    assert on_loop(app) == []


def test_no_callback_of_the_house_blocks_the_loop(app):
    assert on_loop(app.app.app.state.dash) == []


def test_a_fault_is_told_without_its_traceback(desk, monkeypatch):
    from dashboard.app import create_app  # noqa: PLC0415

    def fails(*_args):
        raise ZeroDivisionError("a detail of the inside")

    app = create_app(desk)
    monkeypatch.setattr(desk.journal, "head", fails)

    answer = client_of(app, raise_server_exceptions=False).get("/api/operations/nantes/head")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "fault"
    assert "detail" not in answer.text
