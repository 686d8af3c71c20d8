"""What went wrong, told to a program and to a person: a code and a sentence, always so.

    {"error": {"code": "future", "sentence": "Il n'est pas encore 19:40 …", "doubt": true}}

``doubt`` is there when the writer may insist: by the same request, the code in ``confirmed``.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from dash.exceptions import DependencyException
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from dashboard.operations import DoubtError
from dashboard.text import Locale, RefusedError, Text
from dashboard.web.pages import page
from dashboard.web.reader import Reader, locale_of, reader_or_none


class Wrong(BaseModel):
    """What was wrong."""

    code: str
    sentence: str
    doubt: bool | None = None


class Refusal(BaseModel):
    """The answer to every request that was turned down."""

    error: Wrong


STATUS = {
    "unknown_operation": 404,
    "unknown_document": 404,
    "unknown_remark": 404,
    "stale_remark": 409,
    "stale": 409,
    "operation_exists": 409,
    "fallen_target": 409,
    "key_reused": 409,
    "not_allowed": 403,
    "document_too_large": 413,
    "message_too_large": 413,
    "scanner_unavailable": 503,
    "store_unreachable": 503,
    "busy": 503,
    "ending": 503,
    "too_many_streams": 429,
    "administrators_only": 403,
    "persons_only": 403,
    "unknown_person": 404,
    "unknown_job": 404,
    "unknown_reference": 404,
    "unknown_gathering": 404,
    "too_much_work": 429,
    "too_many_prints": 429,
    "no_chromium": 503,
    "print_failed": 503,
}
"""The status of a refusal, by its code; any other is 422: understood, and not to be done."""

SERVER_SAYS = {"recorded_at", "seq", "author", "organisation", "digest", "seal", "nonce"}
"""What a client may not say of an entry, because the journal or the gate says it."""

NOT_FOUND = Text(fr="Il n'y a rien à cette adresse.", en="There is nothing at this address.")
NOT_ALLOWED = Text(
    fr="Cette adresse ne se demande pas ainsi.", en="This address is not asked that way."
)
NOT_READABLE = Text(fr="La demande n'est pas lisible.", en="The request cannot be read.")
FAULT = Text(
    fr="Non enregistré : une faute de Vigie, notée pour ses auteurs. Garder le texte.",
    en="Not recorded: a fault of Vigie's, noted for its authors. Keep the text.",
)


def refused(status: int, code: str, sentence: str, *, doubt: bool | None = None) -> Response:
    """Return the answer to a request that was turned down."""
    error = Refusal(error=Wrong(code=code, sentence=sentence, doubt=doubt))
    # In ASCII: a sentence may quote half a character, which UTF-8 cannot write.
    text = json.dumps(error.model_dump(exclude_none=True))
    return Response(text, status_code=status, media_type="application/json")


def refusal(error: RefusedError, locale: Locale) -> Response:
    """Return the answer that tells ``error``."""
    if isinstance(error, DoubtError):
        return refused(409, error.code, error.say(locale), doubt=True)
    code = code_of(error)
    return refused(STATUS.get(code, 422), code, error.say(locale))


def code_of(error: RefusedError) -> str:
    """Return the code of a refusal: the name of its class.

    >>> code_of(RefusedError(NOT_FOUND))
    'refused'
    """
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


Noted = Callable[[Reader | None, RefusedError, str | None], None]
"""Takes note of who was refused what, in which operation."""


def tell_errors(api: FastAPI, noted: Noted) -> None:
    """Make every error of ``api`` a code and a sentence in the reader's language."""

    @api.exception_handler(RefusedError)
    def _refused(request: Request, error: RefusedError) -> Response:
        with suppress(RefusedError):  # a store that is gone keeps no audit trail either
            noted(reader_or_none(), error, request.path_params.get("operation"))
        sentence = error.say(locale_of(request))
        if wants_page(request):
            status = STATUS.get(code_of(error), 422)
            return page(
                request,
                "told.html",
                {},
                status,
                reader_or_none(),
                title=sentence,
                sentence="",
                onward="/",
            )
        return refusal(error, locale_of(request))

    @api.exception_handler(RequestValidationError)
    def _unreadable(request: Request, error: RequestValidationError) -> Response:
        locale = locale_of(request)
        return refused(422, "unreadable", unreadable(error.errors()[0]).say(locale))

    @api.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        code, text = {
            404: ("not_found", NOT_FOUND),
            405: ("not_allowed", NOT_ALLOWED),
        }.get(error.status_code, ("unreadable", NOT_READABLE))
        return refused(error.status_code, code, text.say(locale_of(request)))

    @api.exception_handler(DependencyException)
    def _no_script(request: Request, _error: DependencyException) -> Response:
        # Dash would call it a fault of ours to ask for a script that is not on the page.
        return refused(404, "not_found", NOT_FOUND.say(locale_of(request)))

    @api.exception_handler(Exception)
    def _fault(request: Request, _error: Exception) -> Response:
        return refused(500, "fault", FAULT.say(locale_of(request)))


def wants_page(asked: HTTPConnection) -> bool:
    """Return whether a person is behind a request, who reads a page; programs read an answer."""
    by_browser = "text/html" in asked.headers.get("accept", "")
    return by_browser and not asked.url.path.startswith(("/api", "/_dash"))


def unreadable(error: dict[str, Any]) -> Text:
    """Return the sentence for what FastAPI found unreadable: which field, and what it expected."""
    *_, name = error["loc"]
    if error["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        return unwanted(str(name))
    expected = error.get("ctx", {}).get("expected")
    field = str(name).replace("{", "").replace("}", "")
    if error["type"] == "missing":
        return Text(fr=f"Il manque « {field} ».", en=f"“{field}” is missing.")
    if error["type"] == "timezone_aware":
        return Text(
            fr=f"L'heure « {field} » n'a pas de décalage horaire ; ajouter +02:00, +01:00 ou Z.",
            en=f"The time “{field}” has no offset; add +02:00, +01:00 or Z.",
        )
    if expected:
        french = str(expected).replace(" or ", " ou ")
        return Text(
            fr=f"« {field} » n'est pas lisible ; attendu : {french}.",
            en=f"“{field}” cannot be read; expected: {expected}.",
        )
    return Text(
        fr=f"« {field} » n'est pas lisible ou n'est pas du type attendu.",
        en=f"“{field}” cannot be read or is not of the expected type.",
    )


def unwanted(name: str) -> Text:
    """Return the sentence for a field that may not be sent."""
    if name == "recorded_at":
        return Text(
            fr="L'heure de saisie (recorded_at) est donnée par le journal, jamais par celui qui "
            "écrit ; l'enlever.",
            en="The time of recording (recorded_at) is given by the journal, never by the writer; "
            "remove it.",
        )
    if name in SERVER_SAYS:
        return Text(
            fr=f"« {name} » est donné par Vigie, jamais par celui qui écrit ; l'enlever.",
            en=f"“{name}” is given by Vigie, never by the writer; remove it.",
        )
    return Text(
        fr="La demande a un champ que Vigie ne connaît pas, et qui se perdrait ; l'enlever.",
        en="The request has a field Vigie does not know, and would lose; remove it.",
    )
