"""Instants: UTC inside, local time at the edge; a time without its offset is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from dashboard.text import RefusedError, Text

Clock = Callable[[], datetime]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what has no end. A real date, because drivers cannot read 'infinity' back."""

MICROSECOND = timedelta(microseconds=1)


class UnreadableTimeError(RefusedError):
    """A time that names no instant."""


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def instant(text: str) -> datetime:
    """Return the instant an ISO 8601 text names, in UTC.

    >>> instant("2019-09-26T02:39:00+02:00").isoformat()
    '2019-09-26T00:39:00+00:00'

    Raises:
        UnreadableTimeError: The text is not ISO 8601, or has no offset: 02:39 in Rouen and
            02:39 in UTC are two hours apart, so neither is guessed.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableTimeError(
            Text(
                fr="« {text} » n'est pas une heure lisible ; écrire par exemple "
                "2019-09-26T02:39:00+02:00.",
                en="“{text}” is not a readable time; write for example 2019-09-26T02:39:00+02:00.",
            ),
            text=text,
        ) from None
    if read.tzinfo is None:
        raise UnreadableTimeError(
            Text(
                fr="L'heure « {text} » n'a pas de décalage horaire ; ajouter +02:00, +01:00 ou Z.",
                en="The time “{text}” has no offset; add +02:00, +01:00 or Z.",
            ),
            text=text,
        )
    try:
        return read.astimezone(UTC)
    except OverflowError:
        raise UnreadableTimeError(
            Text(fr="« {text} » est hors du calendrier.", en="“{text}” is outside the calendar."),
            text=text,
        ) from None


def microseconds(at: datetime) -> int:
    """Return whole microseconds since 1970."""
    return (at - EPOCH) // MICROSECOND


def from_microseconds(count: int) -> datetime:
    """Return the instant ``count`` microseconds after 1970 began."""
    return EPOCH + timedelta(microseconds=count)


def milliseconds_up(count: int) -> int:
    """Return microseconds as milliseconds, rounded up.

    Rounded up, ``milliseconds_up(a) <= t`` holds for a whole millisecond ``t`` exactly when
    ``a <= t * 1000`` does, so the page and the server agree on what holds at an instant.
    """
    return -(-count // 1000)
