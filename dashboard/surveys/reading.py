"""Reading a file from elsewhere: by what it is, whatever it is called."""

from collections.abc import Callable, Mapping

from dashboard.documents import Admitted
from dashboard.documents import kinds as accepted
from dashboard.documents.maps import GPX, KML
from dashboard.documents.packages import KMZ
from dashboard.geo import Box
from dashboard.surveys import geojson, geopackage, gpx, kml, shapefile
from dashboard.surveys.placing import Contents, settled
from dashboard.surveys.survey import Answers, Survey, Told, UnreadableSurveyError
from dashboard.text import Text

Reader = Callable[[bytes, Answers], Contents]

READERS: Mapping[str, Reader] = {
    "application/geo+json": lambda content, _: geojson.contents_of(content),
    "application/json": lambda content, _: geojson.contents_of(content),
    KML: lambda content, _: kml.contents_of(content),
    KMZ: lambda content, _: kml.contents_of_package(content),
    GPX: lambda content, _: gpx.contents_of(content),
    accepted.GEOPACKAGE: geopackage.read,
    accepted.SHAPEFILE: shapefile.read,
}
"""What reads each kind of document."""

PLANS = ("application/pdf", "image/png", "image/jpeg")
"""What is laid on the map as it is, instead of being read."""

NOT_A_MAP = Text(
    fr="Ce fichier est {found_fr} : il ne contient pas de lieux. Sont lus : GeoJSON, KML, KMZ, "
    "GPX, GeoPackage, Shapefile (en ZIP) ; et comme plan de site : PNG, JPEG, PDF.",
    en="This file is {found_en}: it holds no places. Read are: GeoJSON, KML, KMZ, GPX, GeoPackage, "
    "Shapefile (as a ZIP); and as a site plan: PNG, JPEG, PDF.",
)


def check_readable(admitted: Admitted) -> None:
    """Refuse a document that is neither a map nor a plan.

    Raises:
        UnreadableSurveyError: It holds no places; says what does.
    """
    if admitted.kind.media_type not in (*READERS, *PLANS):
        name = admitted.kind.name
        raise UnreadableSurveyError(NOT_A_MAP, found_fr=name.fr, found_en=name.en)


def survey_of(
    content: bytes, media_type: str, answers: Answers, area: Box | None, told: Told
) -> Survey:
    """Return what a file holds.

    Args:
        content: The file, admitted already.
        media_type: What it was found to be; one of ``READERS``.
        answers: What was asked before, and answered.
        area: Where the operation is, if it said.
        told: Is told how far it is.

    Raises:
        QuestionError: Reading on would be guessing.
        UnknownProjectionError: It is in a projection that cannot be transformed.
        UnreadableSurveyError: It is not what it should be.
    """
    contents = READERS[media_type](content, answers)
    told(0.5)
    return settled(contents, answers, area, lambda part: told(0.5 + 0.5 * part))
