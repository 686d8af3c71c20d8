"""What changed, and what is not as planned, as CSV: what the page lists, for a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from starlette.responses import StreamingResponse

from dashboard.exchange.tables import MARK, row
from dashboard.text import Locale, Text
from dashboard.web.models import ChangeOut, DeviationOut

COMMON = (
    Text(fr="objet", en="object"),
    Text(fr="type", en="kind"),
    Text(fr="ligne", en="sentence"),
)
WAY = (
    Text(fr="distance (m)", en="distance (m)"),
    Text(fr="direction (°)", en="bearing (°)"),
)
CHANGE_HEADINGS = (
    Text(fr="changement", en="change"),
    *COMMON,
    Text(fr="valeur", en="value"),
    Text(fr="avant", en="before"),
    Text(fr="après", en="after"),
    *WAY,
)
DEVIATION_HEADINGS = (
    Text(fr="écart", en="deviation"),
    *COMMON,
    Text(fr="minutes", en="minutes"),
    Text(fr="prévu", en="planned"),
    Text(fr="effectif", en="actual"),
    *WAY,
)


def change_table(name: str, found: Iterable[ChangeOut], locale: Locale) -> StreamingResponse:
    """Return what changed as a file called ``name``."""
    return _table(name, CHANGE_HEADINGS, map(_change, found), locale)


def deviation_table(name: str, found: Iterable[DeviationOut], locale: Locale) -> StreamingResponse:
    """Return what is not as planned as a file called ``name``."""
    return _table(name, DEVIATION_HEADINGS, map(_deviation, found), locale)


def _table(
    name: str, headings: Iterable[Text], rows: Iterable[Iterable[object]], locale: Locale
) -> StreamingResponse:
    lines = [MARK + row(heading.say(locale) for heading in headings)]
    lines += [row("" if cell is None else str(cell) for cell in cells) for cells in rows]
    return StreamingResponse(
        iter(lines),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _change(one: ChangeOut) -> Iterator[object]:
    yield from (one.change, one.object_id, one.kind, one.sentence, one.key)
    yield from map(_plain, (one.before, one.after))
    yield from _way(one.distance_m, one.bearing_deg)


def _deviation(one: DeviationOut) -> Iterator[object]:
    yield from (one.departure, one.object_id, one.kind, one.sentence, one.minutes)
    yield from map(_plain, (one.planned_at, one.actual_at))
    yield from _way(one.distance_m, one.bearing_deg)


def _way(distance_m: float | None, bearing_deg: float | None) -> Iterator[int | None]:
    for number in (distance_m, bearing_deg):
        yield None if number is None else round(number)


def _plain(said: object) -> object:
    """Return a value as a cell has it; a place is none."""
    if isinstance(said, datetime):
        return said.isoformat()
    if isinstance(said, list | tuple):
        return " – ".join("…" if side is None else str(_plain(side)) for side in said)
    return None if isinstance(said, dict) else said
