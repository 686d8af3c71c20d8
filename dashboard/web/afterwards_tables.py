"""What became of a plan as CSV: the tables the page shows, for a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import StreamingResponse

from dashboard.exchange.tables import MARK, row
from dashboard.review.responses import Untold
from dashboard.text import Locale, Text
from dashboard.web.afterwards_models import AfterwardsOut

UNTOLD: Mapping[Untold, Text] = {
    "under_way": Text(fr="pas encore arrivée", en="not there yet"),
    "cancelled": Text(fr="rappelée avant d'arriver", en="called off before arrival"),
    "no_arrival": Text(fr="arrivée non écrite", en="no arrival was written"),
    "unalerted": Text(
        fr="ni alerte ni départ écrits avant l'arrivée",
        en="neither alert nor departure was written before arrival",
    ),
    "no_departure": Text(fr="heure de départ non écrite", en="no departure was written"),
    "nowhere": Text(fr="lieu de départ ou d'arrivée inconnu", en="start or end has no place"),
    "same_place": Text(fr="la main courante ne l'a pas déplacée", en="the log did not move it"),
    "unreached": Text(fr="pas de chemin connu sur ce trajet", en="no way is known for it"),
}
"""Why travel is not compared."""

KEPT = {
    "done": Text(fr="fait", en="done"),
    "never": Text(fr="jamais fait", en="never done"),
    "given_up": Text(fr="annulé avant", en="given up before"),
}
TURNS = {
    "opening": Text(fr="mise en place", en="opening"),
    "closing": Text(fr="fin", en="closing"),
}
OBJECT, NAME, KIND = (
    Text(fr="objet", en="object"),
    Text(fr="nom", en="name"),
    Text(fr="type", en="kind"),
)
Cell = object


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The headings and the rows of a table."""

    headings: tuple[Text, ...]
    rows: Iterable[Iterable[Cell]]


def table_of(name: str, table: Table, locale: Locale) -> StreamingResponse:
    """Return a table as a file called ``name``."""

    def said(cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, Text):
            return cell.say(locale)
        if isinstance(cell, datetime):
            return cell.isoformat(timespec="seconds")
        return str(cell)

    lines = [MARK + row(heading.say(locale) for heading in table.headings)]
    lines += [row(said(cell) for cell in cells) for cells in table.rows]
    return StreamingResponse(
        iter(lines),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _turnings(found: AfterwardsOut) -> Table:
    headings = (
        OBJECT, NAME, KIND,
        Text(fr="quoi", en="what"),
        Text(fr="fait ou non", en="done or not"),
        Text(fr="prévu", en="planned"),
        Text(fr="réel", en="actual"),
        Text(fr="su", en="known"),
        Text(fr="retard (min)", en="late (min)"),
        Text(fr="avance (min)", en="early (min)"),
    )  # fmt: skip

    def rows() -> Iterator[Iterator[Cell]]:
        for one in found.turnings:
            late = one.minutes
            yield iter(
                (
                    one.object_id, one.name, one.kind_label, TURNS[one.turn], KEPT[one.kept],
                    one.planned_at, one.actual_at, one.known_at,
                    None if late is None else max(0, late),
                    None if late is None else max(0, -late),
                )
            )  # fmt: skip

    return Table(headings=headings, rows=rows())


def _places(found: AfterwardsOut) -> Table:
    headings = (
        OBJECT, NAME, KIND,
        Text(fr="équipes demandées", en="teams asked for"),
        Text(fr="en place (min)", en="in place (min)"),
        Text(fr="équipes présentes", en="teams there"),
        Text(fr="de", en="from"),
        Text(fr="à", en="to"),
        Text(fr="minutes", en="minutes"),
    )  # fmt: skip

    def rows() -> Iterator[Iterator[Cell]]:
        for one in found.places:
            head = (one.object_id, one.name, one.kind_label, one.needed, one.minutes)
            if not one.lacks:
                yield iter((*head, None, None, None, 0))
            for lack in one.lacks:
                yield iter((*head, lack.teams, lack.starts_at, lack.ends_at, lack.minutes))

    return Table(headings=headings, rows=rows())


def _responses(found: AfterwardsOut) -> Table:
    headings = (
        OBJECT, NAME,
        Text(fr="alertée", en="alerted"),
        Text(fr="partie", en="left"),
        Text(fr="sur les lieux", en="on scene"),
        Text(fr="su", en="known"),
        Text(fr="départ (s)", en="launch (s)"),
        Text(fr="trajet (s)", en="travel (s)"),
        Text(fr="délai total (s)", en="response (s)"),
        Text(fr="trajet calculé (s)", en="travel predicted (s)"),
        Text(fr="non comparé", en="not compared"),
    )  # fmt: skip

    def rows() -> Iterator[Iterator[Cell]]:
        for one in found.responses:
            seconds = (one.launch_s, one.travel_s, one.response_s, one.predicted_s)
            yield iter(
                (
                    one.object_id, one.name,
                    one.alerted_at, one.departed_at, one.arrived_at, one.known_at,
                    *(None if told is None else round(told) for told in seconds),
                    one.untold_sentence,
                )
            )  # fmt: skip

    return Table(headings=headings, rows=rows())


def _reports(found: AfterwardsOut) -> Table:
    headings = (
        Text(fr="n°", en="no."),
        Text(fr="heure des faits", en="occurred"),
        Text(fr="heure de saisie", en="recorded"),
        Text(fr="retard (min)", en="delay (min)"),
        Text(fr="ligne", en="sentence"),
    )

    def rows() -> Iterator[Iterator[Cell]]:
        for one in found.latest:
            cells = (one.seq, one.occurred_at, one.recorded_at, round(one.minutes), one.sentence)
            yield iter(cells)

    return Table(headings=headings, rows=rows())


TABLES: Mapping[str, Callable[[AfterwardsOut], Table]] = {
    "turnings": _turnings,
    "places": _places,
    "responses": _responses,
    "reports": _reports,
}
