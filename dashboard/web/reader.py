"""Which language a request is to be answered in, and who makes it (``dashboard.reader``)."""

from starlette.requests import HTTPConnection

from dashboard.reader import Reader, enter, reader, reader_or_none
from dashboard.text import LOCALES, Locale

__all__ = ["LANGUAGE_COOKIE", "Reader", "enter", "locale_of", "reader", "reader_or_none"]

LANGUAGE_COOKIE = "vigie_lang"


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
