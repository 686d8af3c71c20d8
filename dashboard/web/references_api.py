"""Reference layers and site plans over HTTP: what an object that is one stands for.

1. What is given is found from the object as the reader sees it, never from an address: who may not
   read of the object, or of the document it came from, finds nothing there.
2. It is made once from the document, and kept while there is room.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

from fastapi import APIRouter, Request
from starlette.responses import Response

from dashboard.desk import Desk
from dashboard.documents import UnknownDocumentError
from dashboard.journal import Value
from dashboard.operations import Reading
from dashboard.surveys import READERS, UnreadableSurveyError, survey_of
from dashboard.surveys.plans import picture_of
from dashboard.surveys.reading import PLANS
from dashboard.text import RefusedError, Text
from dashboard.web.attaching import attachments
from dashboard.web.becoming import KEPT_ANSWERS
from dashboard.web.bringing import NOT_READ
from dashboard.web.documents_api import attachment
from dashboard.web.errors import Refusal
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

GIVEN: dict[int | str, dict[str, object]] = {
    200: {"content": {"application/geo+json": {}, "image/png": {}, "image/jpeg": {}}},
    304: {"description": "Unchanged."},
    404: {"model": Refusal, "description": "There is no such reference layer for the reader."},
}
ROOM = 64 * 1024 * 1024
"""How much of what was made is kept at hand, in bytes."""

Made = tuple[bytes, str]


class UnknownReferenceError(RefusedError):
    """There is no such reference layer or plan, or not for this reader."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                fr="Aucune couche de référence, aucun plan ne s'appelle « {name} » ici.",
                en="No reference layer and no plan is called “{name}” here.",
            ),
            name=name[:80],
        )


class Cupboard:
    """Keeps what was made of documents, the longest unused put away first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what is kept as ``name``, made now if it is not."""
        with self._lock:
            if name in self._made:
                self._made.move_to_end(name)
                return self._made[name]
        made = make()
        with self._lock:
            self._made[name] = made
            while len(self._made) > 1 and sum(len(m[0]) for m in self._made.values()) > self._room:
                self._made.popitem(last=False)
        return made


def reference_routes(desk: Desk) -> APIRouter:
    """Return the routes of reference layers and site plans."""
    router = APIRouter(
        prefix="/api/operations/{operation}/references",
        tags=["references"],
        responses=REFUSALS,
    )
    made = Cupboard()

    @router.get("/{object_id}", response_class=Response, responses=GIVEN)
    def reference(request: Request, operation: str, object_id: str) -> Response:
        """Return a reference layer as GeoJSON in WGS 84, or a site plan as an image."""

        def named(reading: Reading) -> tuple[Mapping[str, Value], str, str]:
            values = values_of(reading, object_id)
            fact = attachment(list(attachments(reading.reel)), str(values.get("sha256", "")))
            return values, fact.sha256, fact.media_type

        values, digest, media_type = desk.library.ask(reader().actor, operation, named)
        answers = {key: str(values[key]) for key in KEPT_ANSWERS if key in values}
        page = values.get("page")
        number = page if isinstance(page, int) and page > 0 else 1
        tag = json.dumps([digest, answers, number], sort_keys=True)
        headers = {
            "ETag": f'W/"{_short(tag)}"',
            # Asked again each time: the right to read it may have been taken back.
            "Cache-Control": "private, no-cache",
        }
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)

        def make() -> Made:
            if digest not in desk.documents.known([digest]):
                raise UnknownDocumentError(digest)
            content = b"".join(desk.documents.content(digest))
            if media_type in PLANS:
                return picture_of(content, media_type, number)
            return _features(content, media_type, answers)

        body, kind = made.take(tag, make)
        return Response(body, media_type=kind, headers=headers)

    return router


def values_of(reading: Reading, object_id: str) -> Mapping[str, Value]:
    """Return what a reference layer or a plan carries, by its last version the reader sees.

    Raises:
        UnknownReferenceError: There is none.
    """
    with reading.reel.reading():
        versions = [
            version.span.state
            for version in reading.reel.versions
            if version.span.state.object_id == object_id
        ]
    known = [one for one in versions if one.kind in {"reference", "site_plan"}]
    if not known:
        raise UnknownReferenceError(object_id)
    return known[-1].values


def _features(content: bytes, media_type: str, answers: Mapping[str, str]) -> Made:
    if media_type not in READERS:
        raise UnreadableSurveyError(NOT_READ)
    survey = survey_of(content, media_type, answers, None, lambda _: None)
    features = [
        {
            "type": "Feature",
            "id": feature.number,
            "geometry": feature.geometry,
            "properties": dict(feature.values),
        }
        for feature in survey.features
    ]
    told = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return told.encode(), "application/geo+json"


def _short(tag: str) -> str:
    return hashlib.sha256(tag.encode()).hexdigest()[:32]
