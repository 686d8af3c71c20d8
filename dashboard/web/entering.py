"""Being let in: a session is opened, the one before is closed, and it is written down."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.access.people import Person
from dashboard.access.secret import digest_of, new_secret
from dashboard.desk import Desk
from dashboard.web.admission import address_of
from dashboard.web.sessions import session_cookie, write_session


def let_in(desk: Desk, request: Request, person: Person, onward: str, means: str) -> Response:
    """Sign ``person`` in and lead them ``onward``.

    The secret is new each time: one that was planted in the browser before opens nothing.

    Args:
        desk: Where sessions are kept.
        request: What asks for it.
        person: Who has shown who they are.
        onward: The page they wanted.
        means: How they have shown it, for the audit trail.
    """
    before = request.cookies.get(session_cookie(request))
    if before and (found := desk.accounts.session(digest_of(before))) is not None:
        desk.accounts.close_session(found.person.id, found.id)
    secret, now = new_secret(), desk.clock()
    desk.accounts.open_session(
        person.id,
        digest_of(secret),
        at=now,
        ends_at=now + desk.settings.session_lasting,
        address=address_of(request),
        device=request.headers.get("user-agent", "")[:200],
    )
    desk.audit.note(person.actor, "signed_in", means=means)
    come_in = RedirectResponse(onward_of(onward), 303)
    write_session(request, come_in, secret, desk.settings)
    return come_in


def onward_of(wanted: str) -> str:
    """Return where to go after signing in: a page of ours, never another site.

    >>> onward_of("//evil.example/")
    '/'
    """
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    ours = not parts.scheme and not parts.netloc and wanted.startswith("/")
    plain = wanted.isprintable() and "\\" not in wanted and not wanted.startswith("//")
    return wanted if ours and plain else "/"
