"""Small real files of every format, made here by the programs that usually make them."""

import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas
import shapely
from shapely.geometry import mapping

from dashboard.documents import admit
from dashboard.surveys import survey_of

NANTES = (-1.65, 47.15, -1.45, 47.3)
NORD = shapely.Point(-1.55, 47.21)
QUAI = shapely.LineString([(-1.56, 47.2), (-1.55, 47.205), (-1.54, 47.21)])
PARC = shapely.Polygon([(-1.56, 47.2), (-1.55, 47.2), (-1.55, 47.21), (-1.56, 47.2)])
BOWTIE = shapely.Polygon([(-1.56, 47.2), (-1.54, 47.22), (-1.54, 47.2), (-1.56, 47.22)])
PLACES = [NORD, QUAI, PARC]
ROWS = [
    {"nom": "Poste été", "places": 12},
    {"nom": "Quai de la Fosse", "places": 0},
    {"nom": "Parc", "places": 340},
]


def geojson(places=PLACES, rows=ROWS, **more):
    features = [
        {"type": "Feature", "properties": row, "geometry": place and mapping(place)}
        for place, row in zip(places, rows, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features} | more).encode()


def table(places, rows, crs):
    return geopandas.GeoDataFrame(rows, geometry=places, crs=crs)


def kml(*placemarks, inside=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
        'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Dispositif</name>'
        + inside
        + "".join(placemarks)
        + "</Document></kml>"
    ).encode()


def placemark(name, geometry, more=""):
    return f"<Placemark><name>{name}</name>{more}{geometry}</Placemark>"


def coordinates(place):
    return " ".join(f"{lon},{lat},0" for lon, lat in place.coords)


POINT = f"<Point><coordinates>{coordinates(NORD)}</coordinates></Point>"
LINE = f"<LineString><coordinates>{coordinates(QUAI)}</coordinates></LineString>"
AREA = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
    + coordinates(PARC.exterior)
    + "</coordinates></LinearRing></outerBoundaryIs></Polygon>"
)
KML = kml(
    placemark("Poste été", POINT, "<ExtendedData><Data name='places'><value>12</value></Data>"
              "</ExtendedData>"),
    f"<Folder><name>Axes</name>{placemark('Quai', LINE)}</Folder>",
    placemark("Parc", AREA, "<description><![CDATA[<b>Vert</b><br/>grand]]></description>"),
)  # fmt: skip
GPX = (
    '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="essai" '
    'xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>Sortie</name></metadata>'
    '<wpt lat="47.21" lon="-1.55"><name>Poste été</name></wpt>'
    '<rte><name>Axe</name><rtept lat="47.2" lon="-1.56"/><rtept lat="47.21" lon="-1.54"/></rte>'
    '<trk><name>Tour</name><trkseg><trkpt lat="47.2" lon="-1.56">'
    "<time>2026-06-21T18:00:00Z</time></trkpt>"
    '<trkpt lat="47.21" lon="-1.54"><time>2026-06-21T18:10:00Z</time></trkpt></trkseg></trk>'
    '<trk><name>Seul</name><trkseg><trkpt lat="47.2" lon="-1.56"/></trkseg></trk></gpx>'
).encode()


def kmz(**files):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files or {"doc": KML}).items():
            archive.writestr(f"{name}.kml", content)
    return packed.getvalue()


@cache
def geopackage(*, layers=("postes",), crs="EPSG:2154", places=(NORD,), rows=((("nom", "Été"),),)):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        made = table(list(places), [dict(row) for row in rows], "EPSG:4326").to_crs(crs)
        for layer in layers:
            made.to_file(path, layer=layer, driver="GPKG")
        return path.read_bytes()


@cache
def shapefile(
    *,
    crs="EPSG:2154",
    without=(),
    names=("postes",),
    encoding="UTF-8",
    places=(NORD,),
    rows=((("nom", "Poste été"), ("places", 12)),),
    more=(),
):
    packed = BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            made = table(list(places), [dict(row) for row in rows], "EPSG:4326").to_crs(crs)
            made.to_file(Path(folder) / f"{name}.shp", encoding=encoding)
            for path in sorted(Path(folder).glob(f"{name}.*")):
                if path.suffix not in without:
                    archive.write(path, f"donnees/{path.name}")
        for name, content in more:
            archive.writestr(name, content)
    return packed.getvalue()


def good():
    """One file of each format."""
    return {
        "zones.geojson": geojson(),
        "dispositif.kml": KML,
        "dispositif.kmz": kmz(),
        "sortie.gpx": GPX,
        "postes.gpkg": geopackage(),
        "postes.zip": shapefile(),
    }


def read(content, name, area=NANTES, **answers):
    """Read a file as it is brought: admitted first, then surveyed."""
    admitted = admit(content, name)
    return survey_of(content, admitted.kind.media_type, answers, area, lambda _: None)
