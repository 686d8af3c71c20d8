"""Passwords: what makes a good one, how it is kept, and how one is compared.

Long is what counts; no rule asks for a capital or a digit, which make passwords short and written
down. Kept as argon2id. Comparing takes as long whether or not the login exists.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.access.people import NotAPersonError, People, Person, login_of
from dashboard.text import RefusedError, Text

SHORTEST, LONGEST = 12, 200

OWN = 8
"""How many characters must be left once login, name and organisation are taken out."""

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
"""The second recommended choice of RFC 9106: 64 MiB, three passes. A change here is carried to
each password when it is next used."""

COMMONEST = (
    "123456789012",
    "1234567890123",
    "000000000000",
    "111111111111",
    "qwertyuiop123",
    "azertyuiop123",
    "azertyuiopqs",
    "qwertyuiopas",
    "password1234",
    "passwordpassword",
    "motdepasse123",
    "motdepasse1234",
    "motdepassemotdepasse",
    "administrateur",
    "administrator",
    "bonjourbonjour",
    "jetaimejetaime",
    "marseille13013",
    "iloveyouiloveyou",
    "changezmoi123",
    "changemechangeme",
    "azerty123456",
    "qwerty123456",
    "abcdefghijkl",
    "abcdefghijklmnop",
    "loulouloulou",
    "doudoudoudou",
    "soleilsoleil",
    "samusamusamu",
    "urgencesurgences",
    "vigievigievigie",
)
"""Those of twelve characters or more that come first in every list of stolen ones, and those this
house invites. The lists of all stolen ones are services to be asked, and none may be in reach."""


class WeakPasswordError(RefusedError):
    """The password would be guessed."""


def check_password(password: str, *personal: str | None) -> str:
    """Return a password as it is hashed, if it is a good one.

    Args:
        password: As typed.
        personal: What others know of the person: login, name, organisation.

    Raises:
        WeakPasswordError: Too short, too long, or among the first anybody would try.
    """
    kept = plain(password)
    if not SHORTEST <= len(kept) <= LONGEST:
        raise WeakPasswordError(
            Text(
                fr="Le mot de passe doit avoir de {least} à {most} caractères ; une phrase de "
                "quelques mots convient.",
                en="The password must have {least} to {most} characters; a sentence of a few words "
                "will do.",
            ),
            least=SHORTEST,
            most=LONGEST,
        )
    folded = _folded(kept)
    if folded in COMMONEST or len(set(kept)) < 4:
        raise WeakPasswordError(
            Text(
                fr="Ce mot de passe est parmi les premiers que l'on essaierait ; en choisir un "
                "autre.",
                en="This password is among the first anybody would try; choose another.",
            )
        )
    own = _own(folded, personal)
    if own != folded and len(own) < OWN:
        raise WeakPasswordError(
            Text(
                fr="Le mot de passe ne doit pas être fait de l'identifiant, du nom ou de "
                "l'organisme.",
                en="The password must not be made of the login, the name or the organisation.",
            )
        )
    return kept


def new_password(typed: str, again: str, person: Person) -> str:
    """Return a new password of ``person``, typed twice.

    Raises:
        WeakPasswordError: Not twice the same, or it would be guessed.
    """
    if typed != again:
        raise WeakPasswordError(
            Text(
                fr="Les deux mots de passe ne sont pas les mêmes.",
                en="The two passwords are not the same.",
            )
        )
    return check_password(typed, person.login, person.name, person.organisation)


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return HASHER.hash(plain(password))


def is_password(people: People, number: int, password: str) -> bool:
    """Return whether a password is that of a person; hash it anew where our choice has changed."""
    hashed = people.password(number)
    right = _verify(hashed or _nobodys(), password) and hashed is not None
    if right and hashed is not None and HASHER.check_needs_rehash(hashed):
        people.set_password(number, hash_password(password))
    return right


def person_of(people: People, login: str, password: str) -> Person | None:
    """Return who has this login and this password, and may enter.

    An unknown login, a disabled account and one without password cost a comparison like any other.
    """
    try:
        person = people.by_login(login_of(login))
    except NotAPersonError:
        person = None
    if person is None or person.disabled:
        _verify(_nobodys(), password)
        return None
    return person if is_password(people, person.id, password) else None


def plain(password: str) -> str:
    """Return a password in one spelling: the same accent typed on two keyboards is the same."""
    return unicodedata.normalize("NFKC", password)


def _verify(hashed: str, password: str) -> bool:
    try:
        # Longer than any password is, it is none; and hashing it would cost what its length does.
        return HASHER.verify(hashed, plain(password[: LONGEST + 1]).encode(errors="replace"))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    """Return the hash of a password nobody has, made as all are."""
    return HASHER.hash("the password of nobody at all")


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _own(password: str, personal: Sequence[str | None]) -> str:
    """Return what is left of a password once what is known of its owner is taken out."""
    words = {_folded(word) for known in personal if known for word in (known, *known.split())}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= 3:
            password = password.replace(word, "")
    return password
