"""Whatever a program asks of the API, within its description or beside it, no answer is a fault.

A real server is asked, on this machine, by schemathesis: every route that is described, with what
its description allows and with what it does not.
"""

import threading
import time
from datetime import timedelta

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from dashboard.app import create_app, desk_from
from dashboard.journal import Draft, Opened
from dashboard.web.serving import listen
from tests.conftest import OPENED
from tests.web.conftest import HOUSE, POST
from tests.web.conftest import settings as settings_of


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a running Vigie, on a store of its own with one operation."""
    desk = desk_from(
        settings_of(
            store=f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/store.gpkg",
            writes_per_minute=100_000,
            # A program that is no Chromium: what is asked for is refused, as on any machine.
            chromium="/bin/true",
        )
    )
    opening = Opened(name="Nantes", starts_at=OPENED, ends_at=OPENED + timedelta(hours=6))
    said = {"author": "ada", "organisation": HOUSE}
    desk.journal.append("nantes", Draft(**said, occurred_at=OPENED, fact=opening))
    desk.journal.append("nantes", Draft(**said, occurred_at=OPENED, fact=POST))
    with listen("127.0.0.1", 0) as listening:
        config = uvicorn.Config(create_app(desk), log_level="critical")
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.02)
        yield "http://{}:{}".format(*listening.getsockname()[:2])
        server.should_exit = True
        serving.join(10)


# The server is in this process, and draws numbers of its own while a case is made.
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")
def test_no_answer_is_a_fault(address):
    described = schemathesis.openapi.from_url(f"{address}/openapi.json")
    asked = set()
    for found in described.get_all_operations():
        route = found.ok()

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=route.as_strategy())
        def answers_without_fault(case):
            case.call_and_validate(checks=[not_a_server_error])
            # A made-up operation is not there; what lies behind it is asked of one that is.
            if "operation" in (case.path_parameters or {}):
                case.path_parameters["operation"] = "nantes"
                case.call_and_validate(checks=[not_a_server_error])

        answers_without_fault()
        asked.add((route.method.upper(), route.path))

    assert ("POST", "/api/operations/{operation}/entries") in asked
    assert len(asked) >= 15
