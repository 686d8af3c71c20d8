"""Small real documents, written byte by byte, and the ways in which they lie."""

import io
import json
import struct
import zipfile
import zlib

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
OPEN = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}

GPX = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<gpx version="1.1" creator="essai" xmlns="http://www.topografix.com/GPX/1/1">'
    b'<wpt lat="47.21" lon="-1.55"><name>PMA Nord</name></wpt></gpx>'
)
KML = (
    b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    b"<description><![CDATA[<b>PMA</b>]]></description><Point><coordinates>-1.55,47.21"
    b"</coordinates></Point></Placemark></Document></kml>"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body onload=alert(1)>Plan</body></html>"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n"
)
GEOJSON = json.dumps(
    {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [2, 48]}}
).encode()
CSV = "équipe;présents\nNord;4\n".encode()
EXECUTABLE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + bytes(64)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=1, height=1):
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (min(width, 9) + 1) * min(height, 9))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def segment(marker, body):
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(width=8, height=8):
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x01\x01\x00\x00\x3f\x00"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + segment(0xC0, frame)
        + segment(0xDA, scan)
        + b"\x12\xff\x00\x34\xff\xd0\x56"
        + b"\xff\xd9"
    )


def gif():
    return (
        b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
        + b"\x21\xf9\x04\0\0\0\0\0"
        + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0" + b"\x3b"
    )  # fmt: skip


def webp():
    body = b"VP8L" + struct.pack("<I", 9) + b"\x2f\0\0\0\0\x88\x88\x08\0" + b"\0"
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def office(suffix=".docx", *more, main=None):
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-'
        f'types"><Override PartName="/main.xml" ContentType="{OFFICE}{main or MAIN[suffix]}"/>'
        "</Types>"
    )
    return zipped([("[Content_Types].xml", types), ("main.xml", "<document/>"), *more])


def open_document(suffix=".odt", *more):
    kind = f"application/vnd.oasis.opendocument.{OPEN[suffix]}"
    return zipped([("mimetype", kind), ("content.xml", "<office/>"), *more])


def kmz(*more):
    return zipped([("doc.kml", KML), ("files/", b""), ("files/pma.png", png()), *more])


def geopackage(mark=b"GPKG", pages=2):
    head = bytearray(512 * pages)
    head[:16] = b"SQLite format 3\0"
    head[16:18], head[28:32], head[68:72] = b"\2\0", pages.to_bytes(4, "big"), mark
    return bytes(head)


def shapefile(*more):
    parts = [(f"zones.{end}", bytes(100)) for end in ("shp", "shx", "dbf", "prj", "cpg")]
    return zipped([*parts, *more])


GOOD = {
    "plan.pdf": (PDF, "application/pdf"),
    "photo.png": (png(), "image/png"),
    "photo.jpg": (jpeg(), "image/jpeg"),
    "photo.jpeg": (jpeg() + b"SEFHe\0\0\0SEFT", "image/jpeg"),
    "photo.gif": (gif(), "image/gif"),
    "photo.webp": (webp(), "image/webp"),
    "note.txt": ("« Évacué » : 2 < 3, 5 > 4".encode(), "text/plain"),
    "equipes.csv": (CSV, "text/csv"),
    "excel.csv": (b"\xef\xbb\xbf" + CSV, "text/csv"),
    "note.md": ("# Procédure\n\n[lien](x)".encode(), "text/markdown"),
    "zones.geojson": (GEOJSON, "application/geo+json"),
    "zones.json": (GEOJSON, "application/geo+json"),
    "data.json": (b'{"popup": "<script>x</script>", "n": [1, 2.5e9]}', "application/json"),
    "json.txt": (b"[1, 2]", "text/plain"),
    "trace.gpx": (GPX, "application/gpx+xml"),
    "carte.kml": (KML, "application/vnd.google-earth.kml+xml"),
    "carte.kmz": (kmz(), "application/vnd.google-earth.kmz"),
    "zones.gpkg": (geopackage(), "application/geopackage+sqlite3"),
    "zones.zip": (shapefile(), "application/x-shapefile+zip"),
    "fiche.docx": (office(".docx"), f"{OFFICE}wordprocessingml.document"),
    "tableau.xlsx": (office(".xlsx"), f"{OFFICE}spreadsheetml.sheet"),
    "brief.pptx": (
        office(".pptx", ("ppt/embeddings/chart.xlsx", office(".xlsx"))),
        f"{OFFICE}presentationml.presentation",
    ),
    "fiche.odt": (open_document(".odt"), "application/vnd.oasis.opendocument.text"),
    "tableau.ods": (open_document(".ods"), "application/vnd.oasis.opendocument.spreadsheet"),
    "brief.odp": (open_document(".odp"), "application/vnd.oasis.opendocument.presentation"),
}
"""A document of each kind, by a name that becomes it, with its media type."""
