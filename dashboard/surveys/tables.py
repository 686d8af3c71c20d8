"""What GDAL reads from a file of ours: a table of features, its projection, its layers.

Both GeoPackage and Shapefile come this way. Only the driver that was asked for may open the file,
and only the file it was given.
"""

from pathlib import Path
from typing import Any

import geopandas
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from dashboard.surveys.placing import Contents, Raw
from dashboard.surveys.survey import (
    MOST_FEATURES,
    Choice,
    Said,
    UnknownProjectionError,
    UnreadableSurveyError,
)
from dashboard.surveys.values import flat
from dashboard.text import Text

UNREADABLE = (
    DataLayerError, DataSourceError, FieldError, GeometryError, ShapelyError, OSError,
    OverflowError, RuntimeError, TypeError, UnicodeError, ValueError, KeyError,
)  # fmt: skip
"""What GDAL, pandas and shapely raise for a file that is not what it should be."""

DAMAGED = Text(
    fr="Fichier refusé, rien n'a été gardé : ce fichier {format} est abîmé ou incomplet.",
    en="File refused, nothing was kept: this {format} file is damaged or incomplete.",
)
ASK_LAYER = Text(
    fr="Ce fichier contient plusieurs couches. Laquelle importer ?",
    en="This file holds several layers. Which one is to be imported?",
)
CHARACTERS = Text(
    fr="Ce fichier ne dit pas son jeu de caractères : il a été lu en {encoding}. Vérifier les "
    "accents.",
    en="This file does not say its character set: it was read as {encoding}. Check the accents.",
)


def layers_of(path: Path, name: Text) -> list[str]:
    """Return the layers of the file at ``path`` that have a geometry.

    Raises:
        UnreadableSurveyError: It cannot be opened.
    """
    try:
        layers = pyogrio.list_layers(path)
    except UNREADABLE:
        raise damaged(name) from None
    return [str(layer) for layer, kind in layers if kind]


def contents_of(
    path: Path,
    layer: str | None,
    name: Text,
    *,
    encoding: str | None = None,
    most: int = MOST_FEATURES,
) -> Contents:
    """Return what a layer of the file at ``path`` holds; ``encoding`` where it is known not to say.

    No more than ``most`` features are read, and one more to know that there are.

    Raises:
        UnreadableSurveyError: It cannot be read to its end.
        UnknownProjectionError: It is in none that is known.
    """
    try:
        table = geopandas.read_file(
            path, layer=layer, engine="pyogrio", encoding=encoding, rows=most + 1
        )
        raws = _raws(table)
    except CRSError:
        raise UnknownProjectionError("?") from None
    except UNREADABLE:
        raise damaged(name) from None
    notes = [Said(text=CHARACTERS, values={"encoding": encoding})] if encoding else []
    return Contents(format=name, title=layer or "", crs=_crs(table), raws=raws, notes=notes)


def choices(layers: list[str]) -> tuple[Choice, ...]:
    """Return the layers to choose from."""
    return tuple(Choice(value=one, label=Text(fr=one, en=one)) for one in layers)


def damaged(name: Text) -> UnreadableSurveyError:
    """Return the refusal of a file called ``name``."""
    return UnreadableSurveyError(DAMAGED, format=name.fr)


def _raws(table: Any) -> list[Raw]:  # noqa: ANN401
    if not isinstance(table, geopandas.GeoDataFrame):
        return []
    columns = [name for name in table.columns if name != table.geometry.name]
    cells = table[columns]
    rows = cells.astype(object).where(cells.notna(), None)
    told = rows.to_dict("records") if columns else [{} for _ in range(len(table))]
    return [
        Raw(number=number, place=place, values=flat(values))
        for number, (place, values) in enumerate(zip(table.geometry, told, strict=True), start=1)
    ]


def _crs(table: Any) -> CRS | None:  # noqa: ANN401
    crs = getattr(table, "crs", None)
    if crs is None:
        return None
    if not (crs.is_geographic or crs.is_projected or crs.is_compound):
        raise UnknownProjectionError(str(crs.name))
    return crs
