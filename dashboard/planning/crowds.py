"""Numbers of people: what is none, or could be none, is refused where it is read."""

from dashboard.text import RefusedError, Text

MOST = 10_000_000
"""More people than any gathering in Europe ever was; a slip of the keyboard, not a crowd."""

NOT_A_CROWD = Text(
    fr="{what} : {people} n'est pas un nombre de personnes ; attendu : de {least} à {most}.",
    en="{what}: {people} is no number of people; expected: from {least} to {most}.",
)


class CrowdError(RefusedError):
    """What was given is no number of people."""


def people(what: str, count: int, *, least: int = 0) -> int:
    """Return ``count``, if it is a number of people.

    Raises:
        CrowdError: It is below ``least``, above ``MOST``, or no whole number.
    """
    if type(count) is not int or not least <= count <= MOST:
        raise CrowdError(NOT_A_CROWD, what=what, people=count, least=least, most=MOST)
    return count
