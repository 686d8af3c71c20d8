"""Databases that are maps: GeoPackage, one whole SQLite file that says it is one.

Not covered: what is inside. Views in it are programs; whoever reads its layers looks at that first
(``surveys.geopackage``), and nobody else of ours opens it.
"""

from dashboard.documents.refusals import UnacceptableDocumentError
from dashboard.text import Text

GEOPACKAGE = "application/geopackage+sqlite3"
SQLITE = b"SQLite format 3\0"
MARKS = (b"GPKG", b"GP10", b"GP11")
"""What a GeoPackage writes where SQLite keeps a place for the application (bytes 68 to 71)."""

OTHER = Text(
    fr="une base SQLite qui n'est pas un GeoPackage", en="an SQLite database that is no GeoPackage"
)
DAMAGED = Text(
    fr="un GeoPackage abîmé, incomplet ou suivi d'autre chose",
    en="a GeoPackage that is damaged, incomplete or followed by something else",
)


def database_type(content: bytes) -> str:
    """Return the media type of an SQLite file.

    Raises:
        UnacceptableDocumentError: It is no GeoPackage, or not the whole of one.
    """
    if content[68:72] not in MARKS:
        raise UnacceptableDocumentError(OTHER)
    size = int.from_bytes(content[16:18], "big")
    size = 65_536 if size == 1 else size
    pages = int.from_bytes(content[28:32], "big")
    if size < 512 or pages * size != len(content):
        raise UnacceptableDocumentError(DAMAGED)
    return GEOPACKAGE
