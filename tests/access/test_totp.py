"""The second factor: a code is taken once, around its time, from who enrolled."""

from datetime import timedelta

import pyotp
import pytest

from dashboard.access.totp import enrol, is_code, new_totp_secret, qr_svg, step_of
from dashboard.storage import SqlAccounts
from tests.conftest import OPENED
from tests.storage.stores import new_engine

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def people(tmp_path):
    engine = new_engine("sqlite", tmp_path)
    yield SqlAccounts(engine)
    engine.dispose()


@pytest.fixture
def claire(people):
    return people.add(login="claire", name="C", organisation="SAMU 64A", role="reader").id


def code(seconds=0):
    return pyotp.TOTP(SECRET).at(OPENED + timedelta(seconds=seconds))


def later(seconds):
    return OPENED + timedelta(seconds=seconds)


def test_a_code_is_that_of_its_half_minute_the_one_before_or_the_one_after():
    near = [step_of(SECRET, code(shift), OPENED) is not None for shift in (-60, -30, 0, 30, 60)]

    assert near == [False, True, True, True, False]
    assert step_of(SECRET, f" {code()[:3]} {code()[3:]} ", OPENED)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "é", "\ud800"])
def test_what_is_no_code_is_none(typed):
    assert step_of(SECRET, typed, OPENED) is None


def test_who_shows_the_first_code_enrols_and_uses_it_up(people, claire):
    wrong = enrol(people, claire, SECRET, code(600), OPENED)
    right = enrol(people, claire, SECRET, code(), OPENED)

    assert (wrong, right) == (False, True)
    assert not is_code(people, claire, code(), OPENED)
    assert is_code(people, claire, code(30), later(30))
    assert not is_code(people, claire, code(30), later(31))


def test_an_earlier_code_is_not_taken_after_a_later_one(people, claire):
    enrol(people, claire, SECRET, code(-30), OPENED)

    assert is_code(people, claire, code(60), later(60))
    assert not is_code(people, claire, code(30), later(60))


def test_who_did_not_enrol_has_no_code(people, claire):
    assert not is_code(people, claire, "000000", OPENED)


def test_a_secret_is_long_and_drawn_for_an_authenticator():
    secret = new_totp_secret()

    drawn = qr_svg(secret, "claire")

    assert len(secret) == 32
    assert secret != new_totp_secret()
    assert drawn.startswith("<svg")
    assert "style=" not in drawn
