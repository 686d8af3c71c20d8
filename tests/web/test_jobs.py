"""Long work: in turn, watched by its owner alone, stopped when asked, told once."""

import os
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from types import SimpleNamespace

import pytest

from dashboard.access.actor import Actor
from dashboard.access.demonstration import chair
from dashboard.app import create_app
from dashboard.journal import UnknownOperationError
from dashboard.text import Text
from dashboard.web import api as rooms
from dashboard.web.asking import Far, answering
from dashboard.web.board import KEPT_EACH, LASTING, MOST, MOST_EACH, Board
from dashboard.web.jobs import (
    AT_ONCE,
    AT_ONCE_OF_SEVERAL,
    Jobs,
    Made,
    TooMuchWorkError,
    UnknownJobError,
)
from dashboard.web.reader import Reader, enter, reader
from tests.web.conftest import client_of

ADA = Actor(name="Ada", organisation="SAMU", role="coordinator", person=1)
BOB = Actor(name="Bob", organisation="SAMU", role="administrator", person=2)
TITLE = Text(fr="Essai", en="Trial")
HALF = Text(fr="{count} lus", en="{count} read")
WAIT_S = 10


@pytest.fixture
def board(clock):
    return Board(clock)


@pytest.fixture(params=["its own board", "the board of another process"])
def jobs(request, board):
    if request.param == "its own board":
        jobs = Jobs(board)
        yield jobs
        jobs.close()
        return
    with answering(SimpleNamespace(board=board)) as line:
        jobs = Jobs(Far(line, "board"), alone=False)
        yield jobs
        jobs.close()


def at_once(jobs):
    """How many jobs run at once here."""
    return AT_ONCE if jobs._alone else AT_ONCE_OF_SEVERAL


def until(jobs, owner, card, true):
    """Wait until it is true of a job; return what is told of it then."""
    over = Event()
    for _ in range(WAIT_S * 100):
        told = jobs.find(owner, card.id)
        if true(told):
            return told
        over.wait(0.01)
    pytest.fail("the job does not end")


def ended(jobs, owner, card):
    """Wait until a job is over; return what is told of it."""
    return until(jobs, owner, card, lambda told: told.finished)


def state(jobs, owner, card):
    return jobs.find(owner, card.id).state


def patient(go):
    """A work that does nothing but tell how far it is, until it may go on."""

    def work(progress):
        while not go.wait(0.005):
            progress.tell(0.5, HALF, count=3)
        return Made(said={"count": 3})

    return work


@contextmanager
def held():
    """What holds works until the test is over."""
    go = Event()
    try:
        yield go
    finally:
        go.set()


def test_a_job_says_how_far_it_is_and_then_what_it_made(jobs):
    with held() as go:
        job = jobs.start(ADA, TITLE, patient(go))
        told = until(jobs, ADA, job, lambda told: told.fraction == 0.5)

    assert told.sentence.en == "3 read"
    over = ended(jobs, ADA, job)
    assert (over.state, over.fraction, over.said) == ("done", 1.0, {"count": 3})


def test_a_job_is_not_there_for_anybody_but_its_owner(jobs):
    job = jobs.start(ADA, TITLE, lambda _: Made())

    assert jobs.find(ADA, job.id).id == job.id
    for ask in (jobs.find, jobs.stop):
        with pytest.raises(UnknownJobError):
            ask(BOB, job.id)


def test_a_job_whose_owner_was_given_another_role_is_still_theirs(jobs):
    job = jobs.start(ADA, TITLE, lambda _: Made())
    promoted = Actor(name="Ada", organisation="SAMU", role="administrator", person=1)

    assert jobs.find(promoted, job.id).id == job.id


def test_what_is_stopped_ends_where_it_next_says_how_far_it_is(jobs):
    with held() as go:
        job = jobs.start(ADA, TITLE, patient(go))

        jobs.stop(ADA, job.id)

        told = ended(jobs, ADA, job)
    assert (told.state, told.code, told.said) == ("stopped", "stopped", {})
    assert jobs.kept(ADA, job.id) is None


def test_what_was_finished_is_not_stopped_any_more(jobs):
    job = ended(jobs, ADA, jobs.start(ADA, TITLE, lambda _: Made(said={"n": 1})))

    told = jobs.stop(ADA, job.id)

    assert (told.state, told.said) == ("done", {"n": 1})


def test_few_run_at_once_and_the_others_take_their_turn_in_order(jobs):
    order = []

    def work(number):
        def run(_progress):
            order.append(number)
            return Made()

        return run

    with held() as go:
        first = [jobs.start(ADA, TITLE, patient(go)) for _ in range(at_once(jobs))]
        later = [jobs.start(BOB, TITLE, work(number)) for number in range(3)]

        assert [job.state for job in later] == ["waiting"] * 3
        jobs.stop(BOB, later[1].id)
        assert state(jobs, BOB, later[1]) == "stopped"
        jobs.stop(ADA, first[0].id)
        ended(jobs, BOB, later[2])

    assert order == [0, 2]


def test_nobody_starts_more_than_so_many(jobs):
    with held() as go:
        for _ in range(MOST_EACH):
            jobs.start(ADA, TITLE, patient(go))

        with pytest.raises(TooMuchWorkError) as refused:
            jobs.start(ADA, TITLE, patient(go))
        jobs.start(BOB, TITLE, patient(go))

    assert "attendre" in refused.value.say("fr")
    assert "wait" in refused.value.say("en")


def test_all_together_start_no_more_than_so_many(jobs):
    with held() as go:
        for person in range(MOST):
            jobs.start(
                Actor(name="x", organisation="y", role="reader", person=person), TITLE, patient(go)
            )

        with pytest.raises(TooMuchWorkError):
            jobs.start(BOB, TITLE, patient(go))


def test_the_same_key_is_the_same_job_and_what_failed_may_be_tried_again(jobs):
    tried = []

    def work(_progress):
        tried.append(1)
        if len(tried) == 1:
            raise UnknownOperationError("nantes")
        return Made()

    refused = ended(jobs, ADA, jobs.start(ADA, TITLE, work, key="k"))
    done = ended(jobs, ADA, jobs.start(ADA, TITLE, work, key="k"))
    again = jobs.start(ADA, TITLE, work, key="k")
    other = ended(jobs, BOB, jobs.start(BOB, TITLE, work, key="k"))

    assert (refused.state, done.state, len(tried)) == ("refused", "done", 3)
    assert "nantes" in refused.sentence.fr
    assert again == done
    assert other.id != done.id


def test_a_fault_of_ours_is_told_in_a_sentence_and_not_as_it_was_raised(jobs):
    def work(_progress):
        raise ZeroDivisionError("secret")

    job = ended(jobs, ADA, jobs.start(ADA, TITLE, work))

    assert (job.state, job.code) == ("refused", "work_fault")
    assert "faute de Vigie" in job.sentence.fr
    assert "secret" not in job.sentence.en


def test_a_job_is_kept_for_an_hour_and_only_the_latest_of_each(jobs, clock):
    def done(_progress):
        return Made()

    made = [ended(jobs, ADA, jobs.start(ADA, TITLE, done))]
    clock.now += timedelta(seconds=1)
    made += [ended(jobs, ADA, jobs.start(ADA, TITLE, done)) for _ in range(KEPT_EACH)]

    with pytest.raises(UnknownJobError):
        jobs.find(ADA, made[0].id)
    assert jobs.find(ADA, made[-1].id)
    clock.now += LASTING + timedelta(seconds=1)
    with pytest.raises(UnknownJobError):
        jobs.find(ADA, made[-1].id)


def test_closing_stops_what_runs_and_what_waits(jobs):
    go = Event()
    started = [jobs.start(ADA, TITLE, patient(go)) for _ in range(at_once(jobs) + 1)]

    jobs.close()

    assert {state(jobs, ADA, job) for job in started} == {"stopped"}
    with pytest.raises(TooMuchWorkError):
        jobs.start(BOB, TITLE, patient(go))


def test_the_work_knows_for_whom_it_is_done(jobs):
    enter(Reader(actor=ADA))

    work = jobs.start(ADA, TITLE, lambda _: Made(said={"name": reader().name}))

    assert ended(jobs, ADA, work).said == {"name": "Ada"}


def test_what_a_job_keeps_is_there_for_the_next_step(jobs):
    job = jobs.start(ADA, TITLE, lambda _: Made(kept=("zones.kml", [1, 2])))
    ended(jobs, ADA, job)

    assert jobs.kept(ADA, job.id) == ("zones.kml", [1, 2])
    with pytest.raises(UnknownJobError):
        jobs.kept(BOB, job.id)


def test_a_job_is_found_stopped_and_repeated_by_whichever_process_is_asked(board):
    with held() as go, answering(SimpleNamespace(board=board)) as line:
        here, there = (Jobs(Far(line, "board"), alone=False) for _ in range(2))
        job = here.start(ADA, TITLE, patient(go), key="k")
        waiting = here.start(ADA, TITLE, patient(go))
        until(there, ADA, job, lambda told: told.fraction == 0.5)

        again = there.start(ADA, TITLE, patient(go), key="k")
        stopped = there.stop(ADA, waiting.id)
        there.stop(ADA, job.id)

        assert (again.id, stopped.state) == (job.id, "stopped")
        assert ended(there, ADA, job).state == "stopped"
        here.close()
        there.close()


def test_what_a_process_was_doing_that_is_gone_is_said_to_be_lost(board, jobs):
    with held() as go:
        job = jobs.start(ADA, TITLE, patient(go), key="k")

        board.lost(os.getpid() + 1)
        before = state(jobs, ADA, job)
        board.lost(os.getpid())
        told = jobs.find(ADA, job.id)

        assert before == "running"
        assert (told.state, told.code) == ("refused", "work_lost")
        assert "recommencer" in told.sentence.fr
        assert jobs.start(ADA, TITLE, patient(go), key="k").id != job.id


@pytest.fixture
def served(desk, monkeypatch):
    """A Vigie with its jobs at hand, as a room of the API has them."""
    kept = []

    class Kept(Jobs):
        def __init__(self, board, *, alone):
            super().__init__(board, alone=alone)
            kept.append(self)

    monkeypatch.setattr(rooms, "Jobs", Kept)
    app = create_app(desk)
    yield app, kept[0]
    kept[0].close()


@pytest.fixture
def sitting(served, desk):
    """Somebody's browser, and who they are to the jobs."""
    app, _ = served
    client = client_of(app, cookies={"vigie_person": "officer"})
    return client, chair("officer").actor


def test_the_owner_watches_over_http_and_others_find_nothing(served, sitting):
    app, jobs = served
    client, actor = sitting
    job = ended(jobs, actor, jobs.start(actor, TITLE, lambda _: Made(said={"count": 2})))

    told = client.get(f"/api/jobs/{job.id}").json()
    stranger = client_of(app).get(f"/api/jobs/{job.id}")
    stopped = client_of(app).delete(f"/api/jobs/{job.id}")

    assert (told["state"], told["fraction"], told["result"]) == ("done", 1.0, {"count": 2})
    assert told["title"] == "Essai"
    assert (stranger.status_code, stopped.status_code) == (404, 404)
    assert stranger.json()["error"]["code"] == "unknown_job"


def test_the_owner_stops_over_http(served, sitting):
    _, jobs = served
    client, actor = sitting
    with held() as go:
        job = jobs.start(actor, TITLE, patient(go))

        client.delete(f"/api/jobs/{job.id}")
        ended(jobs, actor, job)

    told = client.get(f"/api/jobs/{job.id}?lang=en").json()
    assert (told["state"], told["error"]["code"], told["result"]) == ("stopped", "stopped", None)
    assert told["sentence"] == "Stopped as you asked; nothing was recorded."


def test_the_server_that_ends_stops_the_jobs(served, sitting):
    app, jobs = served
    _, actor = sitting
    with held() as go:
        job = jobs.start(actor, TITLE, patient(go))

        with client_of(app):
            pass

        assert state(jobs, actor, job) == "stopped"
