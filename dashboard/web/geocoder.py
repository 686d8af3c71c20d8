"""A geocoder outside, asked for places by name: only where settings name one, only when wanted.

It speaks as the Géoplateforme does (https://geoservices.ign.fr/documentation/services/services-geoplateforme/geocodage):
a question ``q``, ``limit`` and ``lon``, ``lat`` to prefer what is near; GeoJSON points with a
``label`` and a ``type`` as the answer; 429 when it is asked too often.
"""

import time
from typing import Annotated, Literal
from urllib.parse import urlsplit

import httpx2
from pydantic import BaseModel, Field, ValidationError

from dashboard import __version__
from dashboard.territory.place import LngLat, Place
from dashboard.text import RefusedError, Text

PATIENCE_S = 2.0
"""How long an answer may take, from question to last byte."""

LONGEST = 1 << 20
"""The longest answer that is read, in bytes."""

KINDS = {
    "housenumber": "address",
    "street": "street",
    "locality": "locality",
    "municipality": "town",
}
"""What it calls the kinds of ``territory.place``."""


class OutsideError(RefusedError):
    """The geocoder outside gave no answer of use."""


BUSY = Text(
    fr="{host} reçoit trop de demandes : réessayer dans quelques secondes.",
    en="{host} gets too many requests: try again in a few seconds.",
)
SILENT = Text(
    fr="{host} n'a pas répondu en 2 secondes : ses lieux manquent.",
    en="{host} did not answer within 2 seconds: its places are missing.",
)
CLOSED = Text(
    fr="{host} a refusé la demande ({status}) : ses lieux manquent.",
    en="{host} refused the request ({status}): its places are missing.",
)
NONSENSE = Text(
    fr="La réponse de {host} n'est pas lisible : ses lieux manquent.",
    en="The answer of {host} cannot be read: its places are missing.",
)


class _Point(BaseModel):
    type: Literal["Point"]
    coordinates: tuple[
        Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)],
        Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)],
    ]


class _Properties(BaseModel):
    label: str = Field(min_length=1, max_length=500)
    type: str = ""
    score: float = 0.0
    context: str = Field(default="", max_length=500)


class _Feature(BaseModel):
    geometry: _Point
    properties: _Properties


class _Answer(BaseModel):
    features: list[_Feature]


class Geocoder:
    """The geocoder at ``address``, an ``http`` or ``https`` URL."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.host = urlsplit(address).hostname or address

    def find(self, text: str, near: LngLat | None = None, limit: int = 8) -> list[Place]:
        """Return the places ``text`` may name, the likeliest first.

        Raises:
            OutsideError: There is no answer, or none that can be read.
        """
        asked: dict[str, str | int | float] = {"q": text, "limit": limit}
        if near is not None:
            asked |= {"lon": round(near[0], 2), "lat": round(near[1], 2)}  # a kilometre will do
        try:
            body = self._ask(asked)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError):
            raise OutsideError(SILENT, host=self.host) from None
        try:
            answer = _Answer.model_validate_json(body)
        except ValidationError:
            raise OutsideError(NONSENSE, host=self.host) from None
        return [_place(feature) for feature in answer.features[:limit]]

    def _ask(self, asked: dict[str, str | int | float]) -> bytes:
        until = time.monotonic() + PATIENCE_S
        with (
            httpx2.Client(timeout=PATIENCE_S, headers={"User-Agent": f"Vigie/{__version__}"}) as we,
            we.stream("GET", self._address, params=asked) as answer,
        ):
            if answer.status_code == 429:
                raise OutsideError(BUSY, host=self.host)
            if answer.status_code != 200:
                raise OutsideError(CLOSED, host=self.host, status=answer.status_code)
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LONGEST:
                    raise OutsideError(NONSENSE, host=self.host)
                if time.monotonic() > until:  # it answers, but a drop at a time
                    raise TimeoutError
        return body


def _place(feature: _Feature) -> Place:
    said, (lon, lat) = feature.properties, feature.geometry.coordinates
    return Place(
        name=said.label,
        kind=KINDS.get(said.type, "other"),
        lon=lon,
        lat=lat,
        context=said.context,
        score=min(max(said.score, 0.0), 1.0) * 100,
    )
