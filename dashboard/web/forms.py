"""Forms of the plain pages: reading one, and telling on its own page what was refused."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, tzinfo
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dashboard.clock import UnreadableTimeError
from dashboard.text import RefusedError, Text

Said = Mapping[str, str]
Gesture = Callable[[Request, Said], Response] | Callable[[Request, Said], Awaitable[Response]]
"""What a form asks for; plain, it runs in a thread."""

Refuse = Callable[[Request, RefusedError], Response]


def posted(router: APIRouter, path: str, gesture: Gesture, refuse: Refuse) -> None:
    """Let a form be posted to ``gesture``; what it refuses is told by ``refuse``."""

    @router.post(path)
    async def post(request: Request) -> Response:
        said = read_form(await request.body())
        try:
            done: Response | Awaitable[Response] = await run_in_threadpool(gesture, request, said)
            return done if isinstance(done, Response) else await done
        except RefusedError as error:
            return await run_in_threadpool(refuse, request, error)


def again(path: str, told: str) -> Response:
    """Lead back to the page at ``path``, which tells what was done."""
    return RedirectResponse(f"{path}?told={told}", 303)


def read_form(body: bytes) -> dict[str, str]:
    """Return the fields of a form; of those given twice, the first."""
    try:
        fields = parse_qs(body.decode(errors="replace"), max_num_fields=100)
    except ValueError:
        return {}
    return {name: said[0] for name, said in fields.items()}


def moment_in(typed: str, zone: tzinfo, wrong: Text) -> datetime | None:
    """Return the instant a field names, by the clock of ``zone`` where it has no offset.

    Raises:
        UnreadableTimeError: It names none; says ``wrong``, with what was typed as ``text``.
    """
    if not typed:
        return None
    try:
        read = datetime.fromisoformat(typed)
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnreadableTimeError(wrong, text=typed[:80]) from None


def number_in(said: str) -> int:
    """Return the number of a field; 0 where there is none.

    >>> number_in("12"), number_in("-1"), number_in("²")
    (12, 0, 0)
    """
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 18 else 0
