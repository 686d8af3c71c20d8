"""Secrets a program shows: 256 random bits, of which we keep only the SHA-256.

A slow hash is for what people choose: it makes each guess of a short secret dear. These secrets
are not chosen and not short; nobody goes through 2**256 of them at any speed, so a quick hash hides
them as well, and may be computed for every request.
"""

import hashlib
import secrets

BYTES = 32


def new_secret() -> str:
    """Return a secret nobody can guess, in letters that any address or header can carry."""
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret, and what it is found by."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()
