"""CSV: a table of positions with a row of headings, as spreadsheets and trackers' sites export it.

RFC 4180, with what French spreadsheets make of it: the separator is whichever of comma, semicolon
and tab the headings are parted by; where it is not the comma, the comma is a decimal mark;
24/08/2019 is a day of August; the file may be in Windows-1252. The units are in the headings
(``headings``), and so is UTC where the times have no offset: ``heure (UTC)``.
"""

import csv
import re
from collections.abc import Sequence

from dashboard.feeds.feed import Feed, Message, Reading
from dashboard.feeds.headings import fix_of_row, meanings
from dashboard.feeds.parts import as_it_came, gathered, lines
from dashboard.feeds.values import shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

SEPARATORS = ",;\t"
LONGEST_HEADINGS = 8_000
DECIMAL = re.compile(r"([+-]?\d{1,30}),(\d{1,30})", re.ASCII)
DAY_FIRST = re.compile(r"(\d\d)/(\d\d)/(\d{4})[ T]", re.ASCII)

NEEDED = {
    "device": Text(fr="l'appareil", en="the device"),
    "at": Text(fr="l'heure", en="the time"),
    "lat": Text(fr="la latitude", en="the latitude"),
    "lon": Text(fr="la longitude", en="the longitude"),
}
NO_HEADINGS = Text(
    fr="Dans la première ligne il manque {missing_fr} ; lu : « {found} ». Attendu, par exemple : "
    "appareil;heure (UTC);latitude;longitude;vitesse (km/h).",
    en="The first line lacks {missing_en}; read: “{found}”. Expected, for example: "
    "device;time (UTC);latitude;longitude;speed (km/h).",
)
CELLS = Text(
    fr="{found} colonnes, {expected} attendues. La ligne est-elle coupée, ou la virgule y "
    "sert-elle aussi de décimale ?",
    en="{found} columns, {expected} expected. Was the line cut, or is the comma a decimal "
    "mark there too?",
)
NOT_A_LINE = Text(
    fr="La ligne ne se lit pas comme du CSV : {fault}.",
    en="The line does not read as CSV: {fault}.",
)


def reading(message: Message) -> Reading:
    """Return the positions of a table."""
    body = message.body.removeprefix(b"\xef\xbb\xbf")
    encoding = _encoding(body)
    rows = lines(body)
    _, first = next(rows, (1, b""))
    separator = max(SEPARATORS, key=first.decode(encoding, "replace").count)
    headings = [cell.strip() for cell in _cells(first[:LONGEST_HEADINGS], encoding, separator)]
    meant = meanings(headings)
    _check(headings, set(meant.values()), message.device)

    def told(line: bytes) -> Fix:
        cells = _cells(line, encoding, separator)
        while len(cells) > len(headings) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(headings):
            raise RefusedError(CELLS, found=len(cells), expected=len(headings))
        values = {
            name: _plain(cell.strip(), separator)
            for name, cell in zip(headings, cells, strict=True)
        }
        return fix_of_row(values, meant, message.device)

    return gathered(message, rows, told, as_it_came)


def _check(headings: Sequence[str], meant: set[str], device: str) -> None:
    """Refuse a table of which no row can be a position."""
    there = meant | ({"at"} if "at_utc" in meant else set()) | ({"device"} if device else set())
    missing = [label for ours, label in NEEDED.items() if ours not in there]
    if missing:
        raise RefusedError(
            NO_HEADINGS,
            missing_fr=", ".join(label.fr for label in missing),
            missing_en=", ".join(label.en for label in missing),
            found=shown(" ".join(headings)),
        )


def _encoding(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _cells(line: bytes, encoding: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.decode(encoding)], delimiter=separator))
    except (csv.Error, UnicodeDecodeError, StopIteration) as fault:
        raise RefusedError(NOT_A_LINE, fault=shown(str(fault))) from None


def _plain(cell: str, separator: str) -> str:
    """Return a cell with its numbers and days written as everywhere."""
    if separator != "," and (match := DECIMAL.fullmatch(cell)):
        return f"{match[1]}.{match[2]}"
    return DAY_FIRST.sub(r"\3-\2-\1T", cell[:100]) if "/" in cell[:6] else cell


FEED = Feed(key="csv", label=Text(fr="Fichier CSV", en="CSV file"), reading=reading)
