"""The plain pages of accounts: rendered here, without any script; the map's page is Dash's."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from dashboard.text import LOCALES, Text
from dashboard.web.reader import LANGUAGE_COOKIE, Reader, locale_of

FOLDER = Path(__file__).parent / "templates"
STYLE = "/pages.css"
PROOF = Markup('<input type="hidden" name="csrf_token" value="{}">')
A_YEAR = 365 * 24 * 3600

TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

SHARED: Mapping[str, Text] = {
    "vigie": Text(fr="Vigie", en="Vigie"),
    "map": Text(fr="Carte et main courante", en="Map and log"),
    "account": Text(fr="Mon compte", en="My account"),
    "trackers": Text(fr="Balises", en="Trackers"),
    "people": Text(fr="Comptes", en="Accounts"),
    "audit": Text(fr="Audit", en="Audit"),
    "leave": Text(fr="Se déconnecter", en="Sign out"),
    "language": Text(fr="Langue", en="Language"),
    "onward": Text(fr="Continuer", en="Go on"),
    "skip": Text(fr="Aller au contenu", en="Skip to content"),
}


def page(
    asked: HTTPConnection,
    template: str,
    words: Mapping[str, Text],
    status: int = 200,
    who: Reader | None = None,
    /,
    **values: object,
) -> HTMLResponse:
    """Return a page in the reader's language.

    Args:
        asked: The request.
        template: Its file in ``templates/``.
        words: What it says, by the names the template has for it.
        status: Of the answer.
        who: Who is signed in, if anybody is.
        values: What else the template shows; all of it is escaped.
    """
    locale = locale_of(asked)
    shown: dict[str, Any] = {name: text.say(locale) for name, text in {**SHARED, **words}.items()}
    html = TEMPLATES.get_template(template).render(
        t=shown,
        locale=locale,
        locales=LOCALES,
        who=who,
        administers=who is not None and who.actor.role == "administrator" and who.way != "token",
        proof=PROOF.format(who.csrf) if who else "",
        moment=lambda at: f"{at:%d/%m/%Y %H:%M} UTC",
        style=STYLE,
        path=asked.url.path,
        room="/" + asked.url.path.split("/")[1],
        **values,
    )
    answer = HTMLResponse(html, status)
    if asked.query_params.get("lang") in LOCALES:
        answer.set_cookie(LANGUAGE_COOKIE, locale, max_age=A_YEAR, samesite="lax")
    return answer


def style_route() -> APIRouter:
    """Return the route of the style the plain pages share."""
    router = APIRouter(include_in_schema=False)

    @router.get(STYLE)
    def style() -> Response:
        return Response(_style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    return router


@cache
def _style() -> str:
    return (FOLDER / "pages.css").read_text(encoding="utf-8")
