"""A script of the bundle over HTTP: its file as it lies there, asked for anew each time."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from dashboard.printing.bundle import script


def script_answer(name: str) -> Response:
    """Return what answers who asks for a file of the bundle.

    Raises:
        HTTPException: There is none of that name.
    """
    found = script(name)
    if found is None:
        raise HTTPException(404)
    content, media_type = found
    return Response(content, media_type=media_type, headers={"Cache-Control": "no-cache"})
