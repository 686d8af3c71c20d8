"""How many people live or stand where, in a file: points with a number each, by the ten thousand.

Read are CSV, GeoJSON and GeoPackage. The rules:
- The column of people is the one that is named, else the one whose name says so (population, ind,
  habitants…). In a CSV, two columns are the longitude and the latitude, in degrees.
- A line whose number is none of people (none, less than one, no number) is left out, and told with
  its number and what is wrong; where nothing remains, the file is refused.
- An area counts where its middle is.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import islice

import numpy as np
import shapely

from dashboard.coverage.demand import Population
from dashboard.documents import kinds as accepted
from dashboard.geo import Box
from dashboard.surveys import geojson, geopackage
from dashboard.surveys.placing import NO_PLACE, OUTSIDE, Contents, Raw, left
from dashboard.surveys.projections import WGS_84, in_wgs_84, named, projection
from dashboard.surveys.survey import LeftOut, Told, UnreadableSurveyError
from dashboard.surveys.values import name_of, plain
from dashboard.text import Text

MOST = 200_000
"""Twice what the squares of 200 m of a populous department are."""

TOLD_EVERY = 2_000

PEOPLE = (
    "people", "population", "pop", "persons", "personnes", "habitants", "effectif", "crowd", "ind",
    "ind c", "nb", "count",
)  # fmt: skip
LONGITUDES = ("lon", "longitude", "lng", "long", "x")
LATITUDES = ("lat", "latitude", "y")

READABLE = ("text/csv", "application/geo+json", "application/json", accepted.GEOPACKAGE)

NOT_READ = Text(
    fr="« {name} » ne donne pas de population : sont lus CSV, GeoJSON et GeoPackage.",
    en="“{name}” gives no population: CSV, GeoJSON and GeoPackage are read.",
)
NO_COLUMN = Text(
    fr="Aucune colonne de {what} : le fichier a {columns}. Attendu : {known}.",
    en="No column of {what}: the file has {columns}. Expected: {known}.",
)
NO_NUMBER = Text(
    fr="{people} n'est pas un nombre de personnes (attendu : plus de 0)",
    en="{people} is no number of people (expected: more than 0)",
)
TOO_MANY = Text(
    fr="Plus de {most} points de population : couper le fichier, ou le regrouper par mailles.",
    en="More than {most} points of population: cut the file, or gather it by cells.",
)
NOTHING = Text(
    fr="Le fichier ne compte personne : {count} lignes laissées de côté. La première, n° "
    "{number} : ",
    en="The file counts nobody: {count} lines left out. The first, no. {number}: ",
)
EMPTY = Text(fr="Le fichier n'a aucune ligne.", en="The file has no line.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleSurvey:
    """The people of a file.

    Attributes:
        population: Where they are.
        left_out: The lines that counted nobody, and why.
    """

    population: Population
    left_out: Sequence[LeftOut]


def people_in(
    content: bytes,
    media_type: str,
    *,
    name: str,
    told: Told,
    field: str = "",
    area: Box | None = None,
) -> PeopleSurvey:
    """Return the people of a file.

    Args:
        content: The file.
        media_type: What it was found to be.
        name: What it is called.
        told: Is told how far it is.
        field: The column of people; "" to find it by its name.
        area: Where the operation is, if it said.

    Raises:
        UnreadableSurveyError: It counts nobody, or cannot be read.
        QuestionError: Its projection, or its layer, would have to be chosen.
    """
    if media_type not in READABLE:
        raise UnreadableSurveyError(NOT_READ, name=name)
    if media_type == "text/csv":
        contents = _csv(content, told)
    elif media_type == accepted.GEOPACKAGE:
        contents = geopackage.read(content, {}, MOST)
    else:
        contents = geojson.contents_of(content)
    told(0.4)
    if not contents.raws and not contents.left_out:
        raise UnreadableSurveyError(EMPTY)
    if len(contents.raws) > MOST:
        raise UnreadableSurveyError(TOO_MANY, most=MOST)
    placed = _placed(contents, area)
    found = _counted(placed, _column(contents.raws, field), contents.left_out, told)
    if len(found.population.people) == 0:
        _refuse_nothing(found.left_out)
    return found


def _placed(contents: Contents, area: Box | None) -> list[Raw]:
    """Return the lines with their places in WGS 84."""
    at = [
        n for n, raw in enumerate(contents.raws) if raw.place is not None and not raw.place.is_empty
    ]
    places = np.array([contents.raws[n].place for n in at], dtype=object)
    if len(places):
        places = shapely.force_2d(places)
        places = in_wgs_84(places, projection(contents.crs, places, {}, area))
    lines: list[Raw] = [replace(raw, place=None) for raw in contents.raws]
    for n, place in zip(at, places, strict=True):
        lines[n] = replace(lines[n], place=place)
    return lines


def _counted(
    lines: Sequence[Raw], column: str, left_out: Sequence[LeftOut], told: Told
) -> PeopleSurvey:
    dropped = list(left_out)
    columns: list[tuple[float, float, float]] = []
    names = []
    for number, line in enumerate(lines):
        if number % TOLD_EVERY == 0:
            told(0.4 + 0.6 * number / len(lines))
        people = _number(line.values.get(column))
        if line.place is None:
            dropped.append(left(line, NO_PLACE))
            continue
        middle = (
            line.place if line.place.geom_type == "Point" else line.place.representative_point()
        )
        if not (abs(middle.x) <= 180 and abs(middle.y) <= 90):
            dropped.append(left(line, OUTSIDE, lon=middle.x, lat=middle.y))
        elif people is None or not people > 0:
            dropped.append(left(line, NO_NUMBER, people=str(line.values.get(column))[:40]))
        else:
            columns.append((middle.x, middle.y, people))
            names.append(name_of(line.values))
    lon, lat, people_there = np.array(columns, dtype=np.float64).reshape(-1, 3).T
    dropped.sort(key=lambda one: one.number)
    return PeopleSurvey(
        population=Population(lon=lon, lat=lat, people=people_there, names=names),
        left_out=dropped,
    )


def _refuse_nothing(left_out: Sequence[LeftOut]) -> None:
    first = left_out[0]
    why = Text(fr=NOTHING.fr + "{why_fr}.", en=NOTHING.en + "{why_en}.")
    raise UnreadableSurveyError(
        why,
        count=len(left_out),
        number=first.number,
        why_fr=first.why.say("fr"),
        why_en=first.why.say("en"),
    )


def _csv(content: bytes, told: Told) -> Contents:
    """Return the lines of a table, at the places two of its columns tell."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    comma = max(";\t,", key=head.count)
    rows = csv.DictReader(StringIO(text), delimiter=comma)
    columns = [name for name in rows.fieldnames or () if name]
    if not columns:
        raise UnreadableSurveyError(EMPTY)
    east = _find(columns, LONGITUDES, Text(fr="longitude", en="longitude"))
    north = _find(columns, LATITUDES, Text(fr="latitude", en="latitude"))
    raws = []
    for number, row in enumerate(islice(rows, MOST + 1), start=1):
        if number % TOLD_EVERY == 0:
            told(min(0.39, 0.4 * number / MOST))
        lon, lat = _number(row.get(east)), _number(row.get(north))
        place = None if lon is None or lat is None else shapely.Point(lon, lat)
        values = {name: row[name] or "" for name in columns}
        raws.append(Raw(number=number, place=place, values=values))
    return Contents(format=Text(fr="CSV", en="CSV"), title="", crs=named(WGS_84), raws=raws)


def _column(lines: Sequence[Raw], field: str) -> str:
    columns = list(dict.fromkeys(name for line in lines[:200] for name in line.values))
    if field:
        if field in columns:
            return field
        wanted: tuple[str, ...] = (field,)
    else:
        wanted = PEOPLE
    return _find(columns, wanted, Text(fr="personnes", en="people"))


def _find(columns: Sequence[str], wanted: Sequence[str], what: Text) -> str:
    """Return the column whose name is the first of ``wanted`` there is."""
    told: Mapping[str, str] = {plain(name): name for name in reversed(columns)}
    for name in wanted:
        if plain(name) in told:
            return told[plain(name)]
    raise UnreadableSurveyError(
        Text(
            fr=NO_COLUMN.fr.replace("{what}", what.fr), en=NO_COLUMN.en.replace("{what}", what.en)
        ),
        columns=", ".join(columns)[:200] or "—",
        known=", ".join(wanted),
    )


def _number(value: object) -> float | None:
    """Return a number as tables write it, with a comma or a point; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        found = float(
            str(value).replace("\u202f", "").replace("\xa0", "").replace(" ", "").replace(",", ".")
        )
    except ValueError:
        return None
    return found if np.isfinite(found) else None
