"""An order: what somebody asks to have printed, checked before anything slow begins."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from dashboard.geo import Box, bounds, check_box
from dashboard.operations import Operation, Reading
from dashboard.printing.paper import Orientation, Sheet, Size
from dashboard.printing.scale import FURTHEST, LARGEST, SMALLEST, Outlook, look_at
from dashboard.text import RefusedError, Text

Format = Literal["pdf", "png"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA: dict[Format, str] = {"pdf": "application/pdf", "png": "image/png"}

Way = Literal["so", "believed", "pair"]
WAYS: tuple[Way, ...] = get_args(Way)
"""The ways of seeing, as addresses have them."""

YEARS = range(1900, 2200)
"""Whose local time every calendar has."""

LONGEST_TITLE = 120
LONGEST_REMARKS = 600


class UnprintableError(RefusedError):
    """What is asked for cannot be put on a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be printed.

    Attributes:
        at: The instant.
        way: How it is seen: what was so, what was believed, or as known at ``known_at``.
        known_at: The instant of knowledge, for ``pair``.
        bounds: What the map must show: west, south, east, north, in degrees. None for the
            operation's area, or for all there is (``placed``).
        scale: The number behind "1:"; None for the largest round one that shows all of ``bounds``.
        size, orientation: The paper.
        format: A page whose writing is text, or a picture.
        grey: For a printer without colours.
        reach: Whether reach was on the screen: a sheet does not have it, and says so.
        hidden: The keys of the layers left out.
        title: Instead of the operation's name, which then stands below.
        remarks: What else is to be said.
    """

    at: datetime
    way: Way = "so"
    known_at: datetime | None = None
    bounds: Box | None = None
    scale: int | None = None
    size: Size = "A4"
    orientation: Orientation = "landscape"
    format: Format = "pdf"
    grey: bool = False
    reach: bool = False
    hidden: frozenset[str] = frozenset()
    title: str = ""
    remarks: str = ""

    @property
    def knowledge(self) -> datetime | None:
        """As known when; None is all that is known today."""
        return {"so": None, "believed": self.at, "pair": self.known_at}[self.way]

    def sheet(self, operation: Operation) -> Sheet:
        """Return the sheet it is printed on."""
        return Sheet(size=self.size, orientation=self.orientation, exercise=operation.exercise)

    def outlook(self, sheet: Sheet) -> Outlook:
        """Return where the map looks from, once it is ``placed``."""
        if self.bounds is None:
            raise TypeError("an order is placed before it is looked at")
        return look_at(self.bounds, sheet.map, self.scale)

    def file_name(self, operation: Operation) -> str:
        """Return what the file is called: operation, local instant, size."""
        local = self.at.astimezone(operation.zone)
        return f"{operation.id}_{local:%Y-%m-%d}_{local:%H%M}_{self.size}.{self.format}"


def checked(order: Order) -> Order:
    """Return ``order``; refuse in a sentence one that cannot be printed.

    Raises:
        UnprintableError: The instant of knowledge is missing, or a number or a text is too long.
        UnreadablePlaceError: ``bounds`` are no box.
    """
    if order.bounds is not None:
        _, south, _, north = check_box(order.bounds)
        if max(south, -FURTHEST) >= min(north, FURTHEST):
            raise UnprintableError(
                Text(
                    fr="Rien de cette emprise n'est sur la carte, qui va de {most}° sud à {most}° "
                    "nord.",
                    en="Nothing of that area is on the map, which goes from {most}° south to "
                    "{most}° north.",
                ),
                most=f"{FURTHEST:g}",
            )
    if order.way == "pair" and order.known_at is None:
        raise UnprintableError(
            Text(
                fr="« Connu à… » demande une heure de connaissance (known_at).",
                en="“Known at…” needs an instant of knowledge (known_at).",
            )
        )
    if order.scale is not None and not LARGEST <= order.scale <= SMALLEST:
        raise UnprintableError(
            Text(
                fr="L'échelle 1:{scale} ne s'imprime pas ; attendu : 1:{largest} à 1:{smallest}.",
                en="The scale 1:{scale} is not printed; expected: 1:{largest} to 1:{smallest}.",
            ),
            scale=order.scale,
            largest=LARGEST,
            smallest=SMALLEST,
        )
    for moment in (order.at, order.known_at):
        if moment is not None and moment.year not in YEARS:
            raise UnprintableError(
                Text(
                    fr="L'année {year} ne s'imprime pas ; attendu : de {first} à {last}.",
                    en="The year {year} is not printed; expected: {first} to {last}.",
                ),
                year=moment.year,
                first=YEARS[0],
                last=YEARS[-1],
            )
    for said, most in ((order.title, LONGEST_TITLE), (order.remarks, LONGEST_REMARKS)):
        if len(said) > most:
            raise UnprintableError(
                Text(
                    fr="« {said}… » est trop long pour la feuille : {most} caractères au plus.",
                    en="“{said}…” is too long for the sheet: {most} characters at most.",
                ),
                said=said[:40],
                most=most,
            )
    return order


def placed(order: Order, reading: Reading) -> Order:
    """Return ``order`` with its bounds: those asked for, the operation's area, or all there is.

    Raises:
        UnprintableError: Nothing says where to look.
    """
    if order.bounds is not None:
        return order
    if reading.operation.area is not None:
        return replace(order, bounds=reading.operation.area)
    shown = reading.picture(order.at, known_at=order.knowledge).objects.values()
    boxes = [bounds(each.geometry) for each in shown if each.geometry is not None]
    if not boxes:
        raise UnprintableError(
            Text(
                fr="Rien n'est sur la carte à cet instant : dire quelle emprise imprimer (bbox).",
                en="Nothing is on the map at that instant: say which area to print (bbox).",
            )
        )
    west, south, east, north = zip(*boxes, strict=True)
    return replace(order, bounds=(min(west), min(south), max(east), max(north)))
