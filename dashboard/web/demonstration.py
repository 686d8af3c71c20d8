"""Sitting in another chair of the demonstration, to see what is seen from there."""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from dashboard.access.demonstration import BY_KEY
from dashboard.web.admission import CHAIR
from dashboard.web.entering import onward_of
from dashboard.web.forms import read_form
from dashboard.web.reader import reader

PATH = "/demonstration/person"


def chair_route() -> APIRouter:
    """Return what the choice of a chair posts to; there is none but in a demonstration."""
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def sit(request: Request) -> Response:
        said = read_form(await request.body())
        key = said.get("person", "")
        if reader().way != "demonstration" or key not in BY_KEY:
            raise HTTPException(404)
        there = RedirectResponse(onward_of(said.get("next", "/")), 303)
        there.set_cookie(CHAIR, key, httponly=True, samesite="strict")
        return there

    return router
