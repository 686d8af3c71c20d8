"""Long work: in turn, watched by its owner alone, stopped when asked, told once."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest

from dashboard.access.actor import Actor
from dashboard.access.demonstration import chair
from dashboard.app import create_app
from dashboard.journal import UnknownOperationError
from dashboard.text import Text
from dashboard.web import api as rooms
from dashboard.web.jobs import (
    AT_ONCE,
    KEPT_EACH,
    LASTING,
    MOST,
    MOST_EACH,
    Jobs,
    Made,
    StoppedError,
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
def jobs(clock):
    jobs = Jobs(clock)
    yield jobs
    jobs.close()


def ended(job):
    """Wait until a job is over."""
    over = Event()
    for _ in range(WAIT_S * 100):
        if job.finished:
            return job
        over.wait(0.01)
    pytest.fail("the job does not end")


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
        while job.progress.fraction < 0.5:
            go.wait(0.005)

        sentence, values = job.progress.sentence

    assert sentence.say("en", **values) == "3 read"
    assert ended(job).state == "done"
    assert (job.progress.fraction, job.made.said) == (1.0, {"count": 3})


def test_a_job_is_not_there_for_anybody_but_its_owner(jobs):
    job = jobs.start(ADA, TITLE, lambda _: Made())

    assert jobs.find(ADA, job.id) is job
    for ask in (jobs.find, jobs.stop):
        with pytest.raises(UnknownJobError):
            ask(BOB, job.id)


def test_a_job_whose_owner_was_given_another_role_is_still_theirs(jobs):
    job = jobs.start(ADA, TITLE, lambda _: Made())
    promoted = Actor(name="Ada", organisation="SAMU", role="administrator", person=1)

    assert jobs.find(promoted, job.id) is job


def test_what_is_stopped_ends_where_it_next_says_how_far_it_is(jobs):
    with held() as go:
        job = jobs.start(ADA, TITLE, patient(go))

        jobs.stop(ADA, job.id)

        assert ended(job).state == "stopped"
    assert isinstance(job.refusal, StoppedError)
    assert job.made is None


def test_what_was_finished_is_not_stopped_any_more(jobs):
    job = ended(jobs.start(ADA, TITLE, lambda _: Made(said={"n": 1})))

    jobs.stop(ADA, job.id)

    assert (job.state, job.made.said) == ("done", {"n": 1})


def test_few_run_at_once_and_the_others_take_their_turn_in_order(jobs):
    order = []

    def work(number):
        def run(_progress):
            order.append(number)
            return Made()

        return run

    with held() as go:
        first = [jobs.start(ADA, TITLE, patient(go)) for _ in range(AT_ONCE)]
        later = [jobs.start(BOB, TITLE, work(number)) for number in range(3)]

        assert [job.state for job in later] == ["waiting"] * 3
        jobs.stop(BOB, later[1].id)
        assert later[1].state == "stopped"
        jobs.stop(ADA, first[0].id)
        ended(later[2])

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

    refused = ended(jobs.start(ADA, TITLE, work, key="k"))
    done = ended(jobs.start(ADA, TITLE, work, key="k"))
    again = jobs.start(ADA, TITLE, work, key="k")
    other = ended(jobs.start(BOB, TITLE, work, key="k"))

    assert (refused.state, done.state, len(tried)) == ("refused", "done", 3)
    assert "nantes" in refused.refusal.say("fr")
    assert again is done
    assert other is not done


def test_a_fault_of_ours_is_told_in_a_sentence_and_not_as_it_was_raised(jobs):
    def work(_progress):
        raise ZeroDivisionError("secret")

    job = ended(jobs.start(ADA, TITLE, work))

    assert job.state == "refused"
    assert "faute de Vigie" in job.refusal.say("fr")
    assert "secret" not in job.refusal.say("en")


def test_a_job_is_kept_for_an_hour_and_only_the_latest_of_each(jobs, clock):
    made = [ended(jobs.start(ADA, TITLE, lambda _: Made())) for _ in range(1)]
    clock.now += timedelta(seconds=1)
    made += [ended(jobs.start(ADA, TITLE, lambda _: Made())) for _ in range(KEPT_EACH)]

    with pytest.raises(UnknownJobError):
        jobs.find(ADA, made[0].id)
    assert jobs.find(ADA, made[-1].id)
    clock.now += LASTING + timedelta(seconds=1)
    with pytest.raises(UnknownJobError):
        jobs.find(ADA, made[-1].id)


def test_closing_stops_what_runs_and_what_waits(clock):
    jobs = Jobs(clock)
    go = Event()
    started = [jobs.start(ADA, TITLE, patient(go)) for _ in range(AT_ONCE + 1)]

    jobs.close()

    assert {job.state for job in started} == {"stopped"}
    with pytest.raises(TooMuchWorkError):
        jobs.start(BOB, TITLE, patient(go))


def test_the_work_knows_for_whom_it_is_done(jobs):
    enter(Reader(actor=ADA))

    job = ended(jobs.start(ADA, TITLE, lambda _: Made(said={"name": reader().name})))

    assert job.made.said == {"name": "Ada"}


@pytest.fixture
def served(desk, monkeypatch):
    """A Vigie with its jobs at hand, as a room of the API has them."""
    kept = []

    class Kept(Jobs):
        def __init__(self, clock):
            super().__init__(clock)
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
    job = ended(jobs.start(actor, TITLE, lambda _: Made(said={"count": 2})))

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
        ended(job)

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

        assert job.state == "stopped"
