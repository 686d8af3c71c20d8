"""What a request asks to have printed, and what is given back for it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from dashboard.clock import instant
from dashboard.printing.order import Format, Order, Way, checked
from dashboard.printing.paper import Orientation, Size
from dashboard.web.asked import box, moment_or_none
from dashboard.web.models import Moment


class SheetIn(BaseModel):
    """A sheet: the map of an operation at an instant, on paper."""

    at: Moment | None = Field(default=None, description="Now when left out.")
    way: Way = Field(
        default="so",
        description="What was “so”, what was “believed” then, or a “pair” of instants.",
    )
    known_at: Moment | None = Field(default=None, description="As known then; for “pair”.")
    bbox: str | None = Field(
        default=None,
        max_length=120,
        description="west,south,east,north: what the map must show; the operation's area, or all "
        "that is on the map, when left out.",
    )
    scale: int | None = Field(
        default=None,
        description="The number behind “1:”; the largest round one that shows all of “bbox” when "
        "left out.",
    )
    size: Size = "A4"
    orientation: Orientation = "landscape"
    format: Format = "pdf"
    grey: bool = Field(default=False, description="For a printer without colours.")
    reach: bool = Field(default=False, description="Reach was on the screen; the sheet says so.")
    hidden: list[str] = Field(
        default_factory=list, max_length=100, description="The kinds left out."
    )
    base: str = Field(
        default="none",
        max_length=40,
        description="The base map. The server's own print has none of the network.",
    )
    title: str = Field(default="", description="Instead of the operation's name; 120 characters.")
    remarks: str = Field(default="", description="600 characters.")


class PrintIn(SheetIn):
    """A sheet to be printed. A field we do not know must not be lost in silence."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A sheet that was printed, of an operation."""

    operation: str
    name: str
    media_type: str
    content: bytes


def order_from(asked: SheetIn, now: datetime) -> Order:
    """Return what a request asks to have printed.

    Raises:
        UnreadableTimeError: An instant names none.
        UnreadablePlaceError: The box names none.
        UnprintableError: It cannot be put on a sheet.
    """
    return checked(
        Order(
            at=moment_or_none(asked.at) or now,
            way=asked.way,
            known_at=moment_or_none(asked.known_at),
            bounds=None if asked.bbox is None else box(asked.bbox),
            scale=asked.scale,
            size=asked.size,
            orientation=asked.orientation,
            format=asked.format,
            grey=asked.grey,
            reach=asked.reach,
            hidden=frozenset(asked.hidden),
            title=asked.title,
            remarks=asked.remarks,
        )
    )


def link_to(asked: SheetIn, address: str, operation: str) -> str:
    """Return the address of the moment a sheet shows, as ``page/address.ts`` writes it.

    >>> link_to(SheetIn(at="2019-08-24T17:50:00+02:00"), "https://vigie.example/", "g7")
    'https://vigie.example/?operation=g7&at=2019-08-24T15:50:00Z'
    """
    said = {"operation": operation}
    if asked.at is not None:
        said["at"] = _written(asked.at)
    if asked.way != "so":
        said["see"] = asked.way
    if asked.way == "pair" and asked.known_at is not None:
        said["known"] = _written(asked.known_at)
    return f"{address}?{urlencode(said, safe=':')}"


def _written(moment: str) -> str:
    return f"{instant(moment):%Y-%m-%dT%H:%M:%SZ}"
