"""How many guesses reach the hash under an attack, and whether others still sign in meanwhile.

    python bench/sign_in.py [seconds of each attack, 60 by default]

First the whole application, asked without pause by 50 guessers at once: what reaches the hash is
what the audit trail has as failed; somebody else signs in every second from an address of her own.
Then the slowing down alone, over a simulated hour, a try each second from each address. The
baseline lets every guess through: nothing but the two hashes made at once bounds it. Last, what
each request of somebody signed in waits for: its session.
"""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx2

from dashboard.access.audit import Asked
from dashboard.access.passwords import hash_password
from dashboard.access.secret import digest_of
from dashboard.app import create_app, desk_from
from dashboard.settings import Settings
from dashboard.storage import SqlAccounts, engine_for, upgrade
from dashboard.web import throttle
from dashboard.web.throttle import NOW, Attempts
from tests.postgis import MISSING, Cluster

GUESSERS = 50
PASSWORD = "trois chevaux sur le quai"
CASES = (
    ("1 address, 1 login", 1, 1),
    ("1 address, any login", 1, 10**6),
    ("50 addresses, 1 login", 50, 1),
    ("50 addresses, any login", 50, 10**6),
)


def asker(app, address):
    transport = httpx2.ASGITransport(app=app, client=(address, 1))
    return httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=120)


async def guess(app, address, logins, numbers, until):
    async with asker(app, address) as client:
        while time.monotonic() < until:
            number = next(numbers)
            login = f"login{number % logins}" if logins > 1 else "claire"
            said = {"login": login, "password": f"a guess of length, number {number}"}
            await client.post("/sign-in", data=said)
            await asyncio.sleep(0)


async def come_in(app, until, took):
    async with asker(app, "198.51.100.1") as client:
        while time.monotonic() < until:
            started = time.perf_counter()
            said = {"login": "yann", "password": PASSWORD}
            answer = await client.post("/sign-in", data=said)
            took.append((answer.status_code == 303, time.perf_counter() - started))
            await asyncio.sleep(1)


async def attack(app, addresses, logins, seconds):
    """Return how many guesses were made, and how long each sign-in of somebody else took."""
    until, numbers, took = time.monotonic() + seconds, count(), []
    guessers = [
        guess(app, f"203.0.113.{number % addresses}", logins, numbers, until)
        for number in range(GUESSERS)
    ]
    await asyncio.gather(come_in(app, until, took), *guessers)
    return next(numbers), took


def whole(name, addresses, logins, seconds):
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_from(Settings(_env_file=None, store=f"sqlite:///{folder}/bench.gpkg"))
        for login in ("claire", "yann"):
            person = desk.accounts.add(login=login, name=login, organisation="SAMU", role="reader")
            desk.accounts.set_password(person.id, hash_password(PASSWORD))
        app = create_app(desk)
        made, took = asyncio.run(attack(app, addresses, logins, seconds))
        asked = Asked(deeds=("sign_in_failed",))
        reached = len(desk.audit.records(asked, limit=10**6))
        inside = sorted(seconds for came, seconds in took if came)
        middle = f"{inside[len(inside) // 2] * 1e3:.0f}" if inside else "never"
        print(
            f"{name:<34}{made * 60 / seconds:>12.0f}{reached * 60 / seconds:>12.0f}"
            f"{len(inside):>8} of {len(took):<4}{middle:>8}"
        )


def alone(name, addresses, logins):
    """Print how many tries a minute are let through, at first and later."""
    now = [datetime(2026, 1, 1, tzinfo=UTC)]
    attempts, numbers, through = Attempts(lambda: now[0]), count(), []
    for _ in range(3600):
        tries = ((f"203.0.113.{n}", f"login{next(numbers) % logins}") for n in range(addresses))
        through.append(sum(attempts.begin(*said) == NOW for said in tries))
        now[0] += timedelta(seconds=1)
    later = sum(through[60:]) / 59
    print(f"{name:<34}{sum(through[:60]):>16}{later:>16.1f}{sum(through) / addresses:>16.1f}")


def looked_up(name, url):
    """Print how long a request waits for its session, looked up with its person."""
    engine = engine_for(url)
    upgrade(engine)
    accounts, now, took = SqlAccounts(engine), datetime.now(UTC), []
    for number in range(200):
        person = accounts.add(login=f"p{number}", name="P", organisation="SAMU", role="reader")
        accounts.open_session(
            person.id,
            digest_of(str(number)),
            at=now,
            ends_at=now + timedelta(hours=14),
            address="",
            device="",
        )
    for number in range(2000):
        started = time.perf_counter()
        accounts.session(digest_of(str(number % 200)))
        took.append(time.perf_counter() - started)
    took.sort()
    print(f"{name:<34}{took[1000] * 1e3:>16.2f}{took[1900] * 1e3:>16.2f}")
    engine.dispose()


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{'':<34}{'guesses/min':>12}{'hashed/min':>12}{'others came in':>16}{'p50 ms':>8}")
    kept = throttle.OF_AN_ADDRESS, throttle.OF_A_LOGIN
    throttle.OF_AN_ADDRESS = throttle.OF_A_LOGIN = 10**9
    whole("nothing slowed (baseline)", 50, 10**6, seconds)
    throttle.OF_AN_ADDRESS, throttle.OF_A_LOGIN = kept
    for name, addresses, logins in CASES:
        whole(name, addresses, logins, seconds)
    print(f"\n{'simulated hour':<34}{'first minute':>16}{'a minute later':>16}{'per address':>16}")
    for name, addresses, logins in CASES:
        alone(name, addresses, logins)
    print(f"\n{'session looked up, of 200':<34}{'p50 ms':>16}{'p95 ms':>16}")
    with tempfile.TemporaryDirectory() as folder:
        looked_up("SQLite", f"sqlite:///{folder}/bench.gpkg")
    if MISSING:
        print(MISSING)
        return
    cluster = Cluster(more="")
    looked_up("PostgreSQL", cluster.new_database())
    cluster.remove()


if __name__ == "__main__":
    main()
