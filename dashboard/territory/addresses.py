"""House numbers of the national address base (BAN), which knows more of them than OpenStreetMap.

Its CSV files, one a department, are at https://adresse.data.gouv.fr/data/ban/adresses/latest/csv/,
with semicolons between the columns, packed by gzip or not; Licence Ouverte.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from dashboard.geo import Box
from dashboard.territory.indexing import House
from dashboard.text import RefusedError, Text

COLUMNS = ("numero", "rep", "nom_voie", "nom_commune", "lon", "lat")


class BadAddressesError(RefusedError):
    """The file of addresses is not one of the BAN."""


UNREADABLE = Text(
    fr="Le fichier d'adresses {path} n'est pas lisible ; attendu : un CSV de la BAN (.csv ou "
    ".csv.gz), avec les colonnes {columns}.",
    en="The file of addresses {path} cannot be read; expected: a CSV file of the BAN (.csv or "
    ".csv.gz) with the columns {columns}.",
)
BAD_LINE = Text(
    fr="Le fichier d'adresses {path} n'est pas lisible à la ligne {line}.",
    en="The file of addresses {path} cannot be read at line {line}.",
)


def read_addresses(path: Path, box: Box) -> Iterator[House]:
    """Give the houses of a BAN file that stand in ``box``.

    Raises:
        BadAddressesError: It is not one, or breaks off.
    """
    west, south, east, north = box
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            if not set(COLUMNS) <= set(rows.fieldnames or ()):
                raise BadAddressesError(UNREADABLE, path=path, columns=", ".join(COLUMNS))
            for row in rows:
                try:
                    lon, lat = float(row["lon"]), float(row["lat"])
                    number = row["numero"] + (row["rep"] or "")
                except (TypeError, ValueError):
                    raise BadAddressesError(BAD_LINE, path=path, line=rows.line_num) from None
                if west <= lon <= east and south <= lat <= north:
                    yield House(number, row["nom_voie"], row["nom_commune"], lon, lat)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error):
        raise BadAddressesError(UNREADABLE, path=path, columns=", ".join(COLUMNS)) from None
