"""GeoPackage: one layer of it, chosen where there are several.

A GeoPackage is a database, and a view in it is a program that may never end: a layer that is not
a plain table is refused before GDAL opens the file.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from dashboard.surveys.placing import Contents
from dashboard.surveys.survey import (
    MOST_FEATURES,
    Answers,
    QuestionError,
    UnreadableSurveyError,
)
from dashboard.surveys.tables import ASK_LAYER, choices, contents_of, damaged, layers_of
from dashboard.text import Text

FORMAT = Text(fr="GeoPackage", en="GeoPackage")
EMPTY = Text(
    fr="Fichier refusé, rien n'a été gardé : ce GeoPackage n'a aucune couche de lieux.",
    en="File refused, nothing was kept: this GeoPackage has no layer of places.",
)
PROGRAM = Text(
    fr="Fichier refusé, rien n'a été gardé : « {name} » y est une vue, pas une table. L'exporter "
    "en table, puis recommencer.",
    en="File refused, nothing was kept: “{name}” is a view in it, not a table. Export it as a "
    "table, then try again.",
)
STEPS = 2_000_000
"""How much SQLite may work to list what there is, in its own instructions."""


def read(content: bytes, answers: Answers, most: int = MOST_FEATURES) -> Contents:
    """Return what the layer ``answers`` name holds, or the only one; ``most`` features of it.

    Raises:
        QuestionError: ``layer``: it is to be chosen.
        UnreadableSurveyError: The file is damaged, or holds what could harm.
    """
    with tempfile.TemporaryDirectory(prefix="vigie-") as folder:
        path = Path(folder) / "survey.gpkg"
        path.write_bytes(content)
        _check_tables(path)
        layers = layers_of(path, FORMAT)
        if not layers:
            raise UnreadableSurveyError(EMPTY)
        layer = answers.get("layer") if len(layers) > 1 else layers[0]
        if layer not in layers:
            raise QuestionError("layer", ASK_LAYER, choices(layers))
        return contents_of(path, layer, FORMAT, most=most)


def _check_tables(path: Path) -> None:
    """Refuse views and virtual tables where features, or what tells of them, should be."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            database.set_progress_handler(lambda: 1, STEPS)
            database.execute("PRAGMA trusted_schema = OFF")
            made = database.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
            programs = {
                str(name).lower()
                for name, kind, sql in made
                if kind == "view" or (kind == "table" and _is_virtual(str(sql)))
            }
            for name in programs:
                if name.startswith(("gpkg_", "sqlite_")):
                    raise UnreadableSurveyError(PROGRAM, name=name[:60])
            for (name,) in database.execute("SELECT table_name FROM gpkg_contents"):
                if str(name).lower() in programs:
                    raise UnreadableSurveyError(PROGRAM, name=str(name)[:60])
    except (sqlite3.Error, UnicodeError, ValueError):
        raise damaged(FORMAT) from None


def _is_virtual(sql: str) -> bool:
    return sql.upper().split()[:2] == ["CREATE", "VIRTUAL"]
