"""Shapefile: its files together in a ZIP; one of them chosen where there are several.

They are unfolded under names of our own, so that nothing beside them is read.
"""

import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from dashboard.documents.archive import UNREADABLE, Measure
from dashboard.surveys.placing import Contents
from dashboard.surveys.survey import Answers, QuestionError, UnreadableSurveyError
from dashboard.surveys.tables import ASK_LAYER, choices, contents_of, damaged
from dashboard.text import Text

FORMAT = Text(fr="Shapefile", en="Shapefile")
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shx", ".dbf")
LOST = Text(
    fr="Fichier refusé, rien n'a été gardé : il manque {missing} à « {name} » ; un Shapefile, ce "
    "sont les fichiers .shp, .shx, .dbf et .prj ensemble dans le ZIP.",
    en="File refused, nothing was kept: {missing} is missing beside “{name}”; a Shapefile is the "
    "files .shp, .shx, .dbf and .prj together in the ZIP.",
)
USUAL = "CP1252"
"""What Windows wrote before it said what it wrote."""

Packed = dict[str, dict[str, str]]
"""By the path of each Shapefile, without its end: the entry of each of its parts."""


def read(content: bytes, answers: Answers) -> Contents:
    """Return what the Shapefile ``answers`` name holds, or the only one.

    Raises:
        QuestionError: ``layer``: it is to be chosen.
        UnreadableSurveyError: A part is missing, or the file is damaged.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            found = _found(archive)
            layer = answers.get("layer") if len(found) > 1 else next(iter(found), "")
            if layer not in found:
                raise QuestionError("layer", ASK_LAYER, choices(list(found)))
            parts = found[layer]
            missing = [end for end in NEEDED if end not in parts]
            if missing:
                name = f"{Path(layer).name}.shp"
                raise UnreadableSurveyError(LOST, missing=", ".join(missing), name=name)
            return _read(archive, parts, Path(layer).name, len(content))
    except UNREADABLE:
        raise damaged(FORMAT) from None


def _read(archive: ZipFile, parts: dict[str, str], layer: str, packed: int) -> Contents:
    measure = Measure(packed)
    with tempfile.TemporaryDirectory(prefix="vigie-") as folder:
        path = Path(folder) / "survey.shp"
        for end, entry in parts.items():
            unfolded = archive.read(entry)
            measure.take(len(unfolded))
            path.with_suffix(end).write_bytes(unfolded)
        encoding = None if _says_characters(path) else USUAL
        contents = contents_of(path, None, FORMAT, encoding=encoding)
    return Contents(
        format=FORMAT,
        title=layer,
        crs=contents.crs,
        raws=contents.raws,
        notes=contents.notes,
    )


def _found(archive: ZipFile) -> Packed:
    """Return the Shapefiles in an archive, by their paths."""
    found: Packed = {}
    for entry in archive.namelist():
        stem, dot, end = entry.rpartition(".")
        if dot and f".{end.lower()}" in PARTS:
            found.setdefault(stem, {})[f".{end.lower()}"] = entry
    return {stem: parts for stem, parts in found.items() if ".shp" in parts}


def _says_characters(path: Path) -> bool:
    """Return whether a Shapefile says its character set: in a .cpg, or in its .dbf (byte 29)."""
    if path.with_suffix(".cpg").exists():
        return True
    head = path.with_suffix(".dbf").read_bytes()[:32]
    return len(head) < 30 or head[29] != 0
