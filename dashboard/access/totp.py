"""The second factor: a code of six digits that changes every thirty seconds (RFC 6238).

A code is taken once. One step early or late is taken too, because clocks differ.
"""

import hmac
import io
from datetime import datetime

import pyotp
import segno

from dashboard.access.people import People, Totp

STEP_S = 30
WINDOW = 1
ISSUER = "Vigie"


def new_totp_secret() -> str:
    """Return a secret for an authenticator: 160 random bits, as RFC 4226 advises."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step whose code this is, among those that may be shown at ``now``."""
    digits = "".join(code.split()).encode(errors="replace")
    present = int(now.timestamp()) // STEP_S
    found = None
    for step in range(present - WINDOW, present + WINDOW + 1):
        # No early end: every code is compared, and compared in a time that says nothing.
        if hmac.compare_digest(digits, pyotp.TOTP(secret).generate_otp(step).encode()):
            found = step
    return found


def is_code(people: People, number: int, code: str, now: datetime) -> bool:
    """Return whether a code is that of a person, and was not used before."""
    totp = people.totp(number)
    if totp is None:
        return False
    step = step_of(totp.secret, code, now)
    return step is not None and people.use_totp(number, step)


def enrol(people: People, number: int, secret: str, code: str, now: datetime) -> bool:
    """Give a person the second factor ``secret``, once they have shown that they hold it."""
    step = step_of(secret, code, now)
    if step is None:
        return False
    people.set_totp(number, Totp(secret=secret, last_step=step))
    return True


def qr_svg(secret: str, login: str) -> str:
    """Return the drawing an authenticator reads a secret from, as SVG to be put in a page."""
    return svg_of(pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER))


def svg_of(address: str) -> str:
    """Return the drawing a telephone reads an address from (QR), as SVG to be put in a page."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=5, border=3, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()
