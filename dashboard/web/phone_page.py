"""The page ``/me``: a telephone tells where it is, as long as whoever carries it wants it to.

1. The page is empty and the same for everybody: whom it speaks for, it asks once it is open. So it
   may be kept on the telephone, and opened again where there is no network.
2. Who opens it by a link has a token behind the ``#``, which a browser sends to nobody: no log has
   it, no page that is left for another is told it. The script takes it out of the address.
"""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.web.pages import page
from dashboard.web.phone_words import SAID, WORDS
from dashboard.web.reader import locale_of
from dashboard.web.scripts import script_answer

PATH = "/me"
PARTS: Mapping[str, str] = {f"{PATH}/page.js": "me.js", f"{PATH}/worker.js": "me-worker.js"}
"""Its scripts, by their address: the page's own, and the one that opens it without a network."""

PHONE_PAGE = (PATH, *PARTS)
"""What is open to everybody: a telephone signs in by its link, and has no session."""


def phone_page_routes() -> APIRouter:
    """Return the routes of the page and its scripts."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def me(request: Request) -> Response:
        locale = locale_of(request)
        answer = page(
            request,
            "me.html",
            WORDS,
            title=WORDS["title"].say(locale),
            said={key: text.say(locale) for key, text in SAID.items()},
        )
        # Where one goes from here is nobody's business, and the address may still hold a token.
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    for path, name in PARTS.items():
        _serve(router, path, name)
    return router


def _serve(router: APIRouter, path: str, name: str) -> None:
    @router.get(path)
    def part() -> Response:
        answer = script_answer(name)
        answer.headers["Service-Worker-Allowed"] = PATH
        return answer
