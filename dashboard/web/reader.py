"""The reader: who is asking, on whose behalf, in which language. Set once, at the gate."""

from contextvars import ContextVar
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from dashboard.text import LOCALES, Locale

LANGUAGE_COOKIE = "vigie_lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person (or a program) that was let in."""

    name: str
    organisation: str
    locale: Locale = "fr"


_READER: ContextVar[Reader] = ContextVar("reader")


def reader() -> Reader:
    """Return who is asking; a fault of ours to call where nobody passed the gate.

    Follows into threads and into Dash callbacks, where ``ctx.cookies`` may be empty.
    """
    return _READER.get()


def enter(who: Reader) -> None:
    """Let ``who`` be the reader of the request being served, and of what it starts."""
    _READER.set(who)


def locale_of(asked: HTTPConnection) -> Locale:
    """Return the language asked for: in the address, by the cookie, by the browser; else French."""
    wished = [
        asked.query_params.get("lang") or asked.query_params.get("locale") or "",
        asked.cookies.get(LANGUAGE_COOKIE, ""),
        *_accepted(asked.headers.get("accept-language", "")),
    ]
    for tag in wished:
        for locale in LOCALES:
            if tag.lower().split("-")[0] == locale:
                return locale
    return "fr"


def _accepted(header: str) -> list[str]:
    """Return the language tags of an Accept-Language header, the most wanted first.

    >>> _accepted("de, en;q=0.7, fr-FR;q=0.9")
    ['de', 'fr-FR', 'en']
    """
    weighed = []
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]
