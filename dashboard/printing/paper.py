"""Paper: its sizes, how finely each is drawn, and how a sheet is divided, in millimetres.

What is written around the map grows with the sheet, which is read from further away; what is drawn
on the map does not: a symbol is as large on an A0 as on an A4, and more ground fits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Size = Literal["A4", "A3", "A2", "A1", "A0"]
Orientation = Literal["portrait", "landscape"]
SIZES: tuple[Size, ...] = get_args(Size)
ORIENTATIONS: tuple[Orientation, ...] = get_args(Orientation)

INCH_MM = 25.4
CSS_DPI = 96
PIXEL_MM = INCH_MM / CSS_DPI
"""A CSS pixel on paper: CSS says an inch has 96."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One size of paper, upright.

    Attributes:
        width_mm: Of the short side (ISO 216).
        height_mm: Of the long one.
        dpi: Dots an inch of the map's picture. The map is one canvas, whose longer side may have
            8 192 pixels in Chromium's software rendering: that is 150 dpi on an A0.
        unit: How much larger the writing is than on an A4.
    """

    width_mm: int
    height_mm: int
    dpi: int
    unit: float


PAPERS: Mapping[Size, Paper] = {
    "A4": Paper(width_mm=210, height_mm=297, dpi=300, unit=1),
    "A3": Paper(width_mm=297, height_mm=420, dpi=300, unit=1.25),
    "A2": Paper(width_mm=420, height_mm=594, dpi=200, unit=1.6),
    "A1": Paper(width_mm=594, height_mm=841, dpi=200, unit=2.1),
    "A0": Paper(width_mm=841, height_mm=1189, dpi=150, unit=2.8),
}

MARGIN_MM = 8.0
"""What office printers leave white, and a little air; the same on every sheet."""

# On an A4; times the unit on a larger sheet.
HEAD_MM = 22.0
FOOT_MM = 9.5
BAND_MM = 6.5
GAP_MM = 2.5
COLUMN_MM = 60.0
BLOCK_MM = 62.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A rectangle on the sheet, in millimetres from its upper left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """Where it ends."""
        return self.left_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        """Where it ends."""
        return self.top_mm + self.height_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet and how it is divided: a head, the map, what explains it, a foot.

    What explains the map stands beside it on a sheet that lies, under it on one that stands.
    An exercise has a band above and below, which leave less to the map.
    """

    size: Size = "A4"
    orientation: Orientation = "landscape"
    exercise: bool = False

    @property
    def paper(self) -> Paper:
        """The paper."""
        return PAPERS[self.size]

    @property
    def width_mm(self) -> int:
        """Width of the sheet as it lies."""
        upright = self.orientation == "portrait"
        return self.paper.width_mm if upright else self.paper.height_mm

    @property
    def height_mm(self) -> int:
        """Height of the sheet as it lies."""
        upright = self.orientation == "portrait"
        return self.paper.height_mm if upright else self.paper.width_mm

    @property
    def unit(self) -> float:
        """How much larger the writing is than on an A4."""
        return self.paper.unit

    @property
    def band_mm(self) -> float:
        """Height of the band of an exercise; 0 without one."""
        return BAND_MM * self.unit if self.exercise else 0.0

    @property
    def head(self) -> Part:
        """The title and the instant."""
        return Part(
            left_mm=MARGIN_MM,
            top_mm=MARGIN_MM + self.band_mm,
            width_mm=self.width_mm - 2 * MARGIN_MM,
            height_mm=HEAD_MM * self.unit,
        )

    @property
    def foot(self) -> Part:
        """The journal's head, who printed it, the sources."""
        height = FOOT_MM * self.unit
        return Part(
            left_mm=MARGIN_MM,
            top_mm=self.height_mm - MARGIN_MM - self.band_mm - height,
            width_mm=self.width_mm - 2 * MARGIN_MM,
            height_mm=height,
        )

    @property
    def map(self) -> Part:
        """The map."""
        gap = GAP_MM * self.unit
        beside = self.orientation == "landscape"
        taken_wide = COLUMN_MM * self.unit + gap if beside else 0.0
        taken_high = 0.0 if beside else BLOCK_MM * self.unit + gap
        top = self.head.bottom_mm + gap
        return Part(
            left_mm=MARGIN_MM,
            top_mm=top,
            width_mm=self.width_mm - 2 * MARGIN_MM - taken_wide,
            height_mm=self.foot.top_mm - gap - top - taken_high,
        )

    @property
    def aside(self) -> Part:
        """The legend, the scale, the north and the remarks."""
        gap, drawn = GAP_MM * self.unit, self.map
        if self.orientation == "landscape":
            return Part(
                left_mm=drawn.right_mm + gap,
                top_mm=drawn.top_mm,
                width_mm=COLUMN_MM * self.unit,
                height_mm=drawn.height_mm,
            )
        return Part(
            left_mm=MARGIN_MM,
            top_mm=drawn.bottom_mm + gap,
            width_mm=drawn.width_mm,
            height_mm=BLOCK_MM * self.unit,
        )

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the sheet as a picture, in dots."""
        dots = self.paper.dpi / INCH_MM
        return round(self.width_mm * dots), round(self.height_mm * dots)
