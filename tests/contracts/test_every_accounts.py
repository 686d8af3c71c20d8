"""What every store of accounts promises, in a file or on a server."""

from datetime import timedelta
from itertools import count

import pytest

from dashboard.access.links import Link
from dashboard.access.people import LoginTakenError, Totp, UnknownPersonError
from dashboard.access.secret import digest_of, new_secret
from dashboard.access.tokens import Permit
from dashboard.storage import SqlAccounts
from tests.conftest import OPENED, Stopwatch, at
from tests.storage.stores import SQL_STORES, new_engine

NUMBERS = count(1)
MORNING = OPENED + timedelta(hours=14)


@pytest.fixture(scope="module", params=SQL_STORES)
def store(request, tmp_path_factory):
    engine = new_engine(request.param, tmp_path_factory.mktemp("store"))
    yield engine
    engine.dispose()


@pytest.fixture
def accounts(store, clock):
    return SqlAccounts(store, clock)


@pytest.fixture
def add(accounts):
    """Add somebody nobody else is: ``add(role="reader")``."""

    def _add(**said):
        number = next(NUMBERS)
        given = {"login": f"p{number}", "name": f"P {number}", "organisation": f"SAMU {number}"}
        return accounts.add(**{**given, "role": "contributor", **said})

    return _add


@pytest.fixture
def session(accounts):
    """Open a session for somebody; return its secret's digest and its number."""

    def _session(person, opened="18:00", **said):
        digest = digest_of(new_secret())
        given = {"address": "192.0.2.1", "device": "Firefox", "ends_at": MORNING}
        return digest, accounts.open_session(person.id, digest, at=at(opened), **{**given, **said})

    return _session


def permit(**said):
    return Permit(
        **{"name": "GPS 1", "scope": "write", "operation": None, "ends_at": MORNING, **said}
    )


@pytest.mark.parametrize("kind", SQL_STORES)
def test_a_new_store_has_nobody_until_somebody_is_added(kind, tmp_path):
    engine = new_engine(kind, tmp_path)
    accounts = SqlAccounts(engine, Stopwatch())

    before = accounts.nobody()
    accounts.add(login="ada", name="Ada", organisation="SAMU 44", role="administrator")

    assert (before, accounts.nobody()) == (True, False)
    engine.dispose()


def test_who_is_added_is_found_by_number_and_login(accounts, add):
    person = add(name="Dr Élise K.", organisation="SAMU d'Évreux \ud800", role="coordinator")

    assert accounts.person(person.id) == person
    assert accounts.by_login(person.login) == person
    assert accounts.people(person.organisation) == [person]
    assert person in accounts.people()
    assert (person.role, person.disabled, person.has_password, person.has_totp) == (
        "coordinator", False, False, False,
    )  # fmt: skip
    assert person.actor.person == person.id


def test_a_login_and_a_subject_are_somebody_s_alone(accounts, add):
    person = add(subject="https://psc.example 1")

    with pytest.raises(LoginTakenError, match=person.login):
        add(login=person.login)
    with pytest.raises(LoginTakenError):
        add(subject=person.subject)
    assert accounts.by_subject(person.subject) == person
    assert add(login=None).login is None
    assert add(login=None).login is None


def test_nobody_is_nobody(accounts):
    assert accounts.by_login("nobody") is None
    assert accounts.by_subject("nobody") is None
    assert accounts.password(10**9) is None
    assert accounts.totp(10**9) is None
    for ask in (accounts.person, lambda number: accounts.change(number, name="x")):
        with pytest.raises(UnknownPersonError):
            ask(10**9)


def test_what_changes_of_a_person_changes_and_the_rest_stays(accounts, add):
    person = add()

    accounts.change(person.id, role="reader")
    accounts.change(person.id, disabled=True)
    off = accounts.change(person.id)
    on = accounts.change(person.id, disabled=False, name="Autre")

    assert (off.role, off.disabled, off.name) == ("reader", True, person.name)
    assert (on.disabled, on.name, on.organisation) == (False, "Autre", person.organisation)


def test_a_password_is_kept_as_its_hash_and_taken_away(accounts, add):
    person = add()

    accounts.set_password(person.id, "$argon2id$…")
    kept = accounts.password(person.id), accounts.person(person.id).has_password
    accounts.set_password(person.id, None)

    assert kept == ("$argon2id$…", True)
    assert accounts.password(person.id) is None
    assert not accounts.person(person.id).has_password


def test_the_code_of_a_step_is_used_once_and_never_an_earlier_one(accounts, add):
    person = add()
    accounts.set_totp(person.id, Totp(secret="JBSW", last_step=10))

    used = [accounts.use_totp(person.id, step) for step in (10, 9, 11, 11, 13, 12)]

    assert used == [False, False, True, False, True, False]
    assert accounts.totp(person.id) == Totp(secret="JBSW", last_step=13)
    assert accounts.person(person.id).has_totp
    accounts.set_totp(person.id, None)
    assert accounts.totp(person.id) is None


def test_a_session_is_found_by_its_secret_with_its_person_as_they_are_now(accounts, add, session):
    person = add()
    digest, number = session(person)

    accounts.change(person.id, role="reader")
    accounts.seen_session(number, at("18:40"))
    found = accounts.session(digest)

    assert found.id == number
    assert found.person.role == "reader"
    assert (found.opened_at, found.seen_at, found.ends_at) == (at("18:00"), at("18:40"), MORNING)
    assert (found.address, found.device) == ("192.0.2.1", "Firefox")
    assert accounts.session(digest_of("another")) is None


def test_a_session_holds_until_it_is_idle_or_over_or_its_person_disabled(accounts, add, session):
    person = add()
    digest, number = session(person)
    accounts.seen_session(number, at("19:00"))
    idle = timedelta(hours=2)

    found = accounts.session(digest)
    accounts.change(person.id, disabled=True)

    assert found.holds(at("20:59"), idle)
    assert not found.holds(at("21:00"), idle)
    assert found.holds(MORNING - timedelta(minutes=1), timedelta(hours=24))
    assert not found.holds(MORNING, timedelta(hours=24))
    assert not accounts.session(digest).holds(at("19:00"), idle)


def test_sessions_are_closed_one_by_one_and_only_by_their_person(accounts, add, session):
    mine, other = add(), add()
    digest, number = session(mine)
    kept, _ = session(mine, "18:05")

    assert not accounts.close_session(other.id, number)
    assert accounts.close_session(mine.id, number)
    assert not accounts.close_session(mine.id, number)
    assert accounts.session(digest) is None
    assert accounts.session(kept) is not None


def test_all_sessions_of_a_person_are_closed_at_once(accounts, add, session):
    mine, other = add(), add()
    first, present = session(mine), session(mine, "18:05")
    elsewhere = session(other)

    listed = [found.id for found in accounts.sessions(mine.id)]
    closed = accounts.close_sessions(mine.id, but=present[1])

    assert listed == [present[1], first[1]]
    assert closed == 1
    assert [found.id for found in accounts.sessions(mine.id)] == [present[1]]
    assert accounts.close_sessions(mine.id) == 1
    assert accounts.session(elsewhere[0]) is not None


def test_sessions_that_ended_are_forgotten_when_the_next_is_opened(accounts, add, session):
    person = add()
    over, _ = session(person, ends_at=at("18:30"))

    session(person, "18:30")

    assert accounts.session(over) is None


def test_a_token_is_found_by_its_secret_and_revoked_by_its_person(accounts, add):
    mine, other = add(role="administrator"), add()
    digest = digest_of(new_secret())
    wanted = permit(scope="read", operation="nantes")
    number = accounts.issue_token(mine.id, digest, wanted, at("18:00"))

    found = accounts.token(digest)
    accounts.seen_token(number, at("18:20"))

    assert (found.permit, found.made_at, found.used_at) == (wanted, at("18:00"), None)
    assert (found.actor.role, found.actor.scope, found.actor.person) == (
        "reader", "nantes", mine.id,
    )  # fmt: skip
    assert accounts.token(digest).used_at == at("18:20")
    assert [token.id for token in accounts.tokens(mine.id)] == [number]
    assert not accounts.revoke_token(other.id, number)
    assert accounts.revoke_token(mine.id, number)
    assert accounts.token(digest) is None


def test_all_tokens_of_a_person_are_revoked_at_once(accounts, add):
    mine = add(role="administrator")
    for _ in range(2):
        accounts.issue_token(mine.id, digest_of(new_secret()), permit(), at("18:00"))

    assert [token.actor.role for token in accounts.tokens(mine.id)] == ["coordinator"] * 2
    assert accounts.revoke_tokens(mine.id) == 2
    assert accounts.tokens(mine.id) == []


def test_a_link_is_used_once_and_not_after_its_end(accounts, add):
    person = add()
    one, late = digest_of("one"), digest_of("late")
    link = Link(person=person.id, ends_at=at("19:00"))
    accounts.make_link(one, link)

    assert accounts.link(one, at("18:59")) == link
    assert accounts.use_link(one, at("18:59")) == link
    assert accounts.use_link(one, at("18:59")) is None
    assert accounts.link(one, at("18:59")) is None
    accounts.make_link(late, link)
    assert accounts.link(late, at("19:00")) is None
    assert accounts.use_link(late, at("19:00")) is None
    assert accounts.use_link(late, at("18:00")) is None


def test_a_link_replaces_those_to_the_same_account_only(accounts, add):
    person, other = add(), add()
    names = ("first", "second", "theirs", "nobody's", "nobody's next")
    digests = {name: digest_of(name) for name in names}
    for name, number in (
        ("first", person.id), ("theirs", other.id), ("nobody's", None),
        ("second", person.id), ("nobody's next", None),
    ):  # fmt: skip
        accounts.make_link(digests[name], Link(person=number, ends_at=at("19:00")))

    held = {name for name in names if accounts.link(digests[name], at("18:30"))}

    assert held == {"second", "theirs", "nobody's next"}


def test_what_was_read_never_becomes_unread(accounts, add):
    person, other = add(), add()

    for seq in (3, 7, 5):
        accounts.mark_read(person.id, "nantes", seq)
    accounts.mark_read(-1, "nantes", 2)

    assert accounts.read_up_to(person.id, "nantes") == 7
    assert accounts.read_up_to(person.id, "rouen") == 0
    assert accounts.read_up_to(other.id, "nantes") == 0
    assert accounts.read_up_to(-1, "nantes") >= 2
