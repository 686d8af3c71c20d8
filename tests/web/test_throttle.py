"""Slowing down whoever guesses, and nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest

from dashboard.web.asking import EndingError, Far, Line, answering
from dashboard.web.hashing import AT_ONCE, MOST_WAITING, BusyError, Hashing
from dashboard.web.pending import LASTING, Pending
from dashboard.web.quota import Quota
from dashboard.web.throttle import OF_A_LOGIN, OF_AN_ADDRESS, Attempts, place_of

NONE = timedelta(0)


@pytest.fixture(params=["here", "in another process"])
def common(request, clock):
    """What is counted, by this process or by the one that counts for all."""
    kept = SimpleNamespace(attempts=Attempts(clock), quota=Quota(2, clock), pending=Pending(clock))
    if request.param == "here":
        yield kept
        return
    with answering(kept) as line:
        yield SimpleNamespace(**{name: Far(line, name) for name in vars(kept)})


@pytest.fixture
def attempts(common):
    return common.attempts


def guesses(attempts, clock, minutes, address="192.0.2.1", login="claire"):
    """How many attempts somebody gets who tries every second for so long."""
    through = 0
    for _ in range(minutes * 60):
        through += attempts.begin(address, login) == NONE
        clock.now += timedelta(seconds=1)
    return through


def test_a_login_is_tried_a_few_times_then_ever_less_often(attempts, clock):
    assert guesses(attempts, clock, 1) == OF_A_LOGIN + 4
    assert guesses(attempts, clock, 60) <= 16


def test_an_address_that_tries_one_login_after_the_other_is_slowed_too(attempts, clock):
    through = sum(attempts.begin("192.0.2.1", f"login{n}") == NONE for n in range(200))

    assert through == OF_AN_ADDRESS
    assert attempts.begin("192.0.2.2", "login0") == NONE


def test_one_login_tried_from_many_addresses_is_slowed(attempts):
    through = sum(attempts.begin(f"192.0.2.{n}", "claire") == NONE for n in range(200))

    assert through == OF_A_LOGIN


def test_attempts_begun_at_once_all_count(attempts):
    begun = [attempts.begin("192.0.2.1", "claire") for _ in range(50)]

    assert begun.count(NONE) == OF_A_LOGIN


def test_where_a_login_came_in_from_it_is_not_locked_out_by_others(attempts, clock):
    attempts.begin("192.0.2.7", "claire")
    attempts.succeeded("192.0.2.7", "claire")
    for number in range(100):
        attempts.begin(f"203.0.113.{number}", "claire")

    assert attempts.begin("203.0.113.200", "claire") > NONE
    assert attempts.begin("192.0.2.7", "claire") == NONE


def test_ones_own_account_does_not_buy_attempts_at_others(attempts):
    through = 0
    for number in range(100):
        if attempts.begin("192.0.2.1", "mine") == NONE:
            attempts.succeeded("192.0.2.1", "mine")
        through += attempts.begin("192.0.2.1", f"other{number}") == NONE

    assert through == OF_AN_ADDRESS


def test_who_succeeds_begins_anew_and_time_forgives(attempts, clock):
    for _ in range(4):
        attempts.begin("192.0.2.1", "claire")
    attempts.succeeded("192.0.2.1", "claire")

    again = [attempts.begin("192.0.2.1", "claire") for _ in range(OF_A_LOGIN)]
    clock.now += timedelta(minutes=15)

    assert again == [NONE] * OF_A_LOGIN
    assert attempts.begin("192.0.2.2", "claire") == NONE


def test_an_attempt_that_was_none_is_taken_back(attempts):
    for _ in range(100):
        assert attempts.begin("192.0.2.1", "claire") == NONE
        attempts.undo("192.0.2.1", "claire")


def test_who_knocks_while_too_many_wait_slows_their_address_and_not_the_login(attempts):
    for _ in range(OF_AN_ADDRESS):
        assert attempts.begin("192.0.2.1", "claire") == NONE
        attempts.turned_away("claire")

    assert attempts.begin("192.0.2.1", "yann") > NONE
    assert attempts.begin("192.0.2.2", "claire") == NONE


def test_a_pause_is_news_once(attempts, clock):
    told = [attempts.is_news("192.0.2.1", "claire", 30) for _ in range(3)]
    clock.now += timedelta(seconds=30)

    assert told == [True, False, False]
    assert attempts.is_news("192.0.2.1", "claire", 30)


def test_what_is_remembered_is_bounded(clock):
    attempts = Attempts(clock)
    for number in range(12_000):
        attempts.begin(f"10.{number >> 8}.{number & 255}.1", f"login{number}")

    assert len(attempts._addresses._tried) <= 10_000
    assert len(attempts._logins._tried) <= 10_000


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_network_of_ipv6_is_one_place(address, place):
    assert place_of(address) == place


def test_a_quota_is_filled_drop_by_drop_for_each(common, clock):
    quota = common.quota

    taken = [quota.take("a") for _ in range(3)]
    clock.now += timedelta(seconds=15)

    assert taken == [NONE, NONE, timedelta(seconds=30)]
    assert quota.take("b") == NONE
    assert quota.take("a") == timedelta(seconds=15)
    clock.now += timedelta(hours=1)
    assert [quota.take("a") for _ in range(3)].count(NONE) == 2


def test_what_was_begun_is_finished_once_and_in_time(common, clock):
    pending = common.pending
    first, late = pending.begin("a"), pending.begin("b")

    found = pending.find(first), pending.take(first), pending.take(first), pending.take("x")
    clock.now += LASTING

    assert found == ("a", "a", None, None)
    assert pending.take(late) is None


@pytest.mark.parametrize("waiting", [AT_ONCE + MOST_WAITING + 5])
def test_hashing_takes_a_few_at_once_and_sends_the_rest_away(waiting):
    import asyncio  # noqa: PLC0415
    import threading  # noqa: PLC0415

    hashing, together, lock = Hashing(), [], threading.Lock()
    running, enough = [0], threading.Event()

    def work():
        with lock:
            running[0] += 1
            together.append(running[0])
        enough.wait(5)
        with lock:
            running[0] -= 1
        return True

    async def all_at_once():
        tasks = [asyncio.ensure_future(hashing.run(work)) for _ in range(waiting)]
        await asyncio.sleep(0.2)
        enough.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    # Aside: a browser driven by tests before this one may have left a loop running here.
    with ThreadPoolExecutor(1) as aside:
        done = aside.submit(lambda: asyncio.run(all_at_once())).result()

    assert max(together) <= AT_ONCE
    assert done.count(True) == AT_ONCE + MOST_WAITING
    assert [type(answer) for answer in done if answer is not True] == [BusyError] * 5


def test_two_processes_count_as_one(clock):
    with answering(SimpleNamespace(attempts=Attempts(clock))) as line:
        one, other = (Far(line, "attempts") for _ in range(2))

        begun = [who.begin("192.0.2.1", "claire") for who in [one, other] * OF_A_LOGIN]

    assert begun.count(NONE) == OF_A_LOGIN


def test_who_asks_a_process_that_is_gone_is_refused_in_a_sentence(clock):
    with answering(SimpleNamespace(attempts=Attempts(clock))) as line:
        address, key = line.__reduce__()[1]
        stranger = Line(address, b"another key")

        with pytest.raises(EndingError):
            stranger.ask("attempts", "begin", "192.0.2.1", "claire")
        assert Far(line, "attempts").begin("192.0.2.1", "claire") == NONE

    with pytest.raises(EndingError, match="in a moment"):
        Line(address, key).ask("attempts", "begin", "192.0.2.1", "claire")


def test_a_fault_there_is_a_fault_here(clock, caplog):
    with answering(SimpleNamespace(attempts=Attempts(clock))) as line:
        with pytest.raises(RuntimeError, match="TypeError"):
            line.ask("attempts", "begin")

        assert "attempts.begin" in caplog.text
        assert line.ask("attempts", "begin", "192.0.2.1", "claire") == NONE
