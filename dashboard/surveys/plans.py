"""Site plans: an image, or a page of a PDF, laid on the map by points known on both.

Three points make an affine map from pixels to the ground, more make the best one (least squares).
It is computed in the plane of Web Mercator, in which the map draws, so that what is computed is
what is seen; distances are corrected by the cosine of the latitude, as that projection stretches
them (EPSG Guidance Note 7-2, method 1024).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import PdfiumError

from dashboard.surveys.pixels import png_of, size_of
from dashboard.surveys.survey import UnreadableSurveyError
from dashboard.text import RefusedError, Text

RADIUS_M = 6_378_137.0
SIDE = 4096
"""The longest side of a picture: what every graphics card can hold as one texture."""

LEAST_SINE = 0.05
"""How thin the triangle of three points may be: about three degrees."""

LEAST_PIXELS = 10.0
MOST_POINTS = 20
"""Known both on a plan and on the map: more than anybody points at by hand."""
PDF = "application/pdf"

PDFIUM = Lock()
"""PDFium does one thing at a time."""

TOO_FEW = Text(
    fr="Il faut au moins trois points ; il y en a {count}.",
    en="At least three points are needed; there are {count}.",
)
TOO_CLOSE = Text(
    fr="Les points {one} et {other} sont presque au même endroit {where_fr} : les choisir aussi "
    "loin que possible l'un de l'autre.",
    en="Points {one} and {other} are almost at the same place {where_en}: choose them as far apart "
    "as can be.",
)
IN_LINE = Text(
    fr="Les points sont presque alignés {where_fr} : en choisir un à l'écart des autres.",
    en="The points are almost in line {where_en}: choose one away from the others.",
)
PLACES = {
    "plan": Text(fr="sur le plan", en="on the plan"),
    "map": Text(fr="sur la carte", en="on the map"),
}
NO_PDF = Text(
    fr="Fichier refusé, rien n'a été gardé : ce PDF est protégé ou abîmé, sa page {page} ne peut "
    "pas être dessinée.",
    en="File refused, nothing was kept: this PDF is locked or damaged, its page {page} cannot be "
    "drawn.",
)


class ControlPointsError(RefusedError):
    """The points do not place the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A plan that is not placed yet: its pages, and the size of the chosen one, in pixels."""

    media_type: str
    pages: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A point known on the plan (pixels from the top left) and on the map (degrees)."""

    x: float
    y: float
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where a plan lies.

    Attributes:
        corners: Its top left, top right, bottom right and bottom left, longitude and latitude.
        metres: What a pixel measures on the ground, across and down.
        bearing: Where its top points, degrees from north, clockwise.
        skew: How far its corners are from right angles, in degrees.
        residual_m: How far the points are from where the plan puts them, at most; zero for three.
    """

    corners: tuple[tuple[float, float], ...]
    metres: tuple[float, float]
    bearing: float
    skew: float
    residual_m: float


def sheet_of(content: bytes, media_type: str, page: int = 1) -> Sheet:
    """Return what a plan is.

    Raises:
        UnreadableSurveyError: It cannot be drawn.
    """
    if media_type != PDF:
        width, height = size_of(content)
        return Sheet(media_type=media_type, pages=1, width=width, height=height)
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as document:
            pages = len(document)
            if not 1 <= page <= pages:
                raise UnreadableSurveyError(NO_PDF, page=page)
            width, height = _drawn(*document[page - 1].get_size())[:2]
    except (PdfiumError, ValueError, OverflowError):
        raise UnreadableSurveyError(NO_PDF, page=page) from None
    return Sheet(media_type=media_type, pages=pages, width=width, height=height)


def picture_of(content: bytes, media_type: str, page: int = 1) -> tuple[bytes, str]:
    """Return a plan as an image, and what kind of one: images as they are, a page of a PDF drawn.

    Raises:
        UnreadableSurveyError: It cannot be drawn.
    """
    if media_type != PDF:
        return content, media_type
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as document:
            if not 1 <= page <= len(document):
                raise UnreadableSurveyError(NO_PDF, page=page)
            sheet = document[page - 1]
            _, _, scale = _drawn(*sheet.get_size())
            pixels = sheet.render(scale=scale, rev_byteorder=True, may_draw_forms=False).to_numpy()
            return png_of(pixels), "image/png"
    except (PdfiumError, ValueError, OverflowError):
        raise UnreadableSurveyError(NO_PDF, page=page) from None


def placed_by(controls: Sequence[Control], sheet: Sheet) -> Placing:
    """Return where ``controls`` put a plan.

    Raises:
        ControlPointsError: They are too few, too close or in line; says which and where.
    """
    if len(controls) < 3:
        raise ControlPointsError(TOO_FEW, count=len(controls))
    plan = np.array([[point.x, point.y] for point in controls])
    ground = np.array([mercator(point.lon, point.lat) for point in controls])
    stretch = math.cos(math.radians(sum(point.lat for point in controls) / len(controls)))
    _check_spread(plan, "plan", LEAST_PIXELS)
    _check_spread(ground, "map", 1.0)
    ones = np.column_stack([plan, np.ones(len(plan))])
    affine, *_ = np.linalg.lstsq(ones, ground, rcond=None)
    across, down = affine[0], affine[1]
    missed = np.linalg.norm(ones @ affine - ground, axis=1).max() * stretch
    square = np.array(
        [[0, 0, 1], [sheet.width, 0, 1], [sheet.width, sheet.height, 1], [0, sheet.height, 1]]
    )
    return Placing(
        corners=tuple(degrees(east, north) for east, north in (square @ affine).tolist()),
        metres=(float(np.linalg.norm(across) * stretch), float(np.linalg.norm(down) * stretch)),
        bearing=math.degrees(math.atan2(-down[0], -down[1])) % 360,
        skew=_skew(across, down),
        residual_m=float(missed),
    )


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Return a place in the plane of Web Mercator, in its metres."""
    north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return RADIUS_M * math.radians(lon), RADIUS_M * north


def degrees(east: float, north: float) -> tuple[float, float]:
    """Return the longitude and latitude of a place in that plane.

    >>> [round(part, 9) for part in degrees(*mercator(-1.55, 47.21))]
    [-1.55, 47.21]
    """
    lat = 2 * math.atan(math.exp(north / RADIUS_M)) - math.pi / 2
    return math.degrees(east / RADIUS_M), math.degrees(lat)


def _check_spread(points: NDArray[np.float64], where: str, least: float) -> None:
    """Refuse points that are too close together, or in line."""
    told = {"where_fr": PLACES[where].fr, "where_en": PLACES[where].en}
    for one in range(len(points)):
        for other in range(one + 1, len(points)):
            if np.linalg.norm(points[one] - points[other]) < least:
                raise ControlPointsError(TOO_CLOSE, one=one + 1, other=other + 1, **told)
    spread = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    if spread[1] < LEAST_SINE * spread[0]:
        raise ControlPointsError(IN_LINE, **told)


def _skew(across: NDArray[np.float64], down: NDArray[np.float64]) -> float:
    cosine = float(across @ down / (np.linalg.norm(across) * np.linalg.norm(down)))
    return abs(90 - math.degrees(math.acos(max(-1.0, min(1.0, cosine)))))


def _drawn(width: float, height: float) -> tuple[int, int, float]:
    """Return how large a page of so many points is drawn, in pixels, and by which scale."""
    scale = min(SIDE / max(width, height, 1.0), 4.0)
    # As PDFium rounds.
    return math.ceil(width * scale), math.ceil(height * scale), scale
