"""Passwords: which are good, how they are compared, and what an unknown login costs."""

import pytest
from argon2 import PasswordHasher

from dashboard.access import passwords
from dashboard.access.passwords import (
    COMMONEST,
    LONGEST,
    SHORTEST,
    WeakPasswordError,
    check_password,
    hash_password,
    is_password,
    person_of,
)
from dashboard.storage import SqlAccounts
from tests.storage.stores import new_engine

GOOD = "trois chevaux sur le quai"


@pytest.fixture
def people(tmp_path):
    engine = new_engine("sqlite", tmp_path)
    yield SqlAccounts(engine)
    engine.dispose()


@pytest.fixture
def claire(people):
    person = people.add(login="claire.m", name="Claire M.", organisation="SAMU 64A", role="reader")
    people.set_password(person.id, hash_password(GOOD))
    return people.person(person.id)


@pytest.mark.parametrize("password", [GOOD, "x" * 7 + "yzabc", "é" * 6 + "abcdef", "a b c d e f g"])
def test_long_is_enough(password):
    assert check_password(password, "claire.m", "Claire M.", "SAMU 64A", None)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("a" * 11, "12 to 200"),
        ("ab" * 101, "12 to 200"),
        ("", "12 to 200"),
        ("aaaaaaaaaaaaa", "first anybody"),
        ("ababababababab", "first anybody"),
        ("Mot de passe 123", "first anybody"),
        ("PASSWORD-1234", "first anybody"),
        ("claire.m-2026", "made of"),
        ("Claire.Martin-64", "made of"),
        ("SAMU 64A SAMU 64A", "made of"),
        ("martinmartin1!", "made of"),
    ],
)
def test_what_would_be_guessed_is_refused_and_told(password, why):
    with pytest.raises(WeakPasswordError, match=why) as refused:
        check_password(password, "claire.m", "Claire Martin", "SAMU 64A")

    assert refused.value.say("fr") != refused.value.say("en")


def test_the_commonest_are_as_they_are_compared():
    for password in COMMONEST:
        assert SHORTEST <= len(password) <= LONGEST
        assert password == passwords._folded(password)


def test_who_has_the_password_is_let_in_however_the_accent_was_typed(people, claire):
    people.set_password(claire.id, hash_password("\u00e9t\u00e9 sur la jet\u00e9e"))

    assert person_of(people, " Claire.M", "e\u0301te\u0301 sur la jete\u0301e") == claire
    assert person_of(people, "claire.m", "été sur la jetéé") is None


@pytest.mark.parametrize("login", ["nobody", "", "a b", "x" * 300, "\ud800"])
def test_an_unknown_login_costs_a_comparison_too(people, claire, monkeypatch, login):
    compared = []
    verify = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *said: compared.append(said) or verify(*said))

    assert person_of(people, login, GOOD) is None
    assert person_of(people, "claire.m", "un autre mot de passe") is None

    assert len(compared) == 2


def test_a_disabled_account_and_one_without_password_let_nobody_in(people, claire):
    people.add(login="psc", name="P", organisation="SAMU 64A", role="reader")
    people.change(claire.id, disabled=True)

    assert person_of(people, "claire.m", GOOD) is None
    assert person_of(people, "psc", "the password of nobody at all") is None


def test_a_password_hashed_by_older_means_is_hashed_anew_when_used(people, claire):
    older = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    people.set_password(claire.id, older)

    wrong = is_password(people, claire.id, "un autre mot de passe")
    kept = people.password(claire.id)
    right = is_password(people, claire.id, GOOD)

    assert (wrong, kept, right) == (False, older, True)
    assert people.password(claire.id).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert is_password(people, claire.id, GOOD)


def test_a_password_of_any_length_or_letters_is_only_wrong(people, claire):
    for password in ("x" * 100_000, "\ud800\udfff", "\0", ""):
        assert not is_password(people, claire.id, password)
