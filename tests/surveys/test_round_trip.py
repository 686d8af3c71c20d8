"""What is written in a format is read back from it; and no bytes raise anything but a refusal."""

import json
import math
from contextlib import suppress

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from dashboard.surveys.values import flat
from dashboard.text import RefusedError
from tests.surveys.samples import (
    coordinates,
    geojson,
    geopackage,
    good,
    kml,
    placemark,
    read,
    shapefile,
)

GOOD = good()
lons, lats = st.floats(-1.6, -1.5), st.floats(47.16, 47.25)
positions = st.tuples(lons, lats)
points = st.builds(shapely.Point, positions)
lines = st.lists(positions, min_size=2, max_size=6, unique=True).map(shapely.LineString)
areas = st.builds(
    lambda at, radius: shapely.Point(at).buffer(radius, quad_segs=2),
    positions,
    st.floats(1e-3, 0.1),
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30
).map(str.strip)
names = texts.filter(bool)
rows = st.fixed_dictionaries({"nom": names, "places": st.integers(0, 10**6)})
features = st.lists(st.tuples(points | lines | areas, rows), min_size=1, max_size=5)
latin = st.text("abcéèàçôÉ -'", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(features)
def test_geojson_comes_back_to_the_last_digit(told):
    survey = read(geojson(*zip(*told, strict=True)), "a.geojson")

    assert not survey.left_out
    for feature, (place, row) in zip(survey.features, told, strict=True):
        assert shape(feature.geometry).equals_exact(place)
        assert feature.values == row


@given(st.lists(st.tuples(points | lines, names), min_size=1, max_size=5))
def test_kml_comes_back(told):
    def said(place, name):
        tag = place.geom_type
        inside = f"<{tag}><coordinates>{coordinates(place)}</coordinates></{tag}>"
        escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
        return placemark(escaped, inside)

    content = kml(*(said(place, name) for place, name in told))

    with suppress(RefusedError):  # a name XML cannot write
        survey = read(content, "a.kml")
        for feature, (place, name) in zip(survey.features, told, strict=True):
            assert shape(feature.geometry).equals_exact(place)
            assert feature.values["name"] == name


@settings(max_examples=15)
@given(points | areas, latin, st.integers(0, 10**6), st.sampled_from(["EPSG:2154", "EPSG:4326"]))
def test_what_gdal_writes_comes_back_to_the_centimetre(place, name, count, crs):
    row = (("nom", name), ("places", count))
    files = {
        "a.gpkg": geopackage.__wrapped__(places=(place,), rows=(row,), crs=crs),
        "a.zip": shapefile.__wrapped__(places=(place,), rows=(row,), crs=crs),
    }

    for file, content in files.items():
        (feature,) = read(content, file).features
        assert shape(feature.geometry).hausdorff_distance(place) < 1e-7
        assert feature.values == {"nom": name, "places": count}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=8), values, max_size=6))
def test_whatever_a_feature_carries_becomes_flat_and_can_be_kept(given):
    told = flat(given)

    assert all(isinstance(value, str | int | float | bool) for value in told.values())
    assert all(math.isfinite(v) for v in told.values() if isinstance(v, float))
    json.dumps(told, allow_nan=False).encode()


@st.composite
def damaged(draw):
    """A good file in which a few bytes were changed, cut out or put in."""
    name = draw(st.sampled_from(sorted(GOOD)))
    content = bytearray(GOOD[name])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        cut = draw(st.integers(0, 8))
        new = draw(st.binary(max_size=8))
        # Bytes changed in place keep archives and databases whole enough to be read on.
        new = new if draw(st.booleans()) else new[:cut].ljust(cut, b"\0")
        content[at : at + cut] = new
    return name, bytes(
        content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content
    )


def outcome(content, name):
    try:
        return read(content, name)
    except RefusedError as refused:
        return refused


@settings(max_examples=400)
@given(damaged())
def test_no_bytes_raise_anything_but_a_refusal(file):
    name, content = file

    told = outcome(content, name)

    if isinstance(told, RefusedError):
        assert told.say("fr") != told.say("en")
    else:
        assert len(told.features) + len(told.left_out) > 0


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(-1e7, 1e7) | st.sampled_from(["Point", "Feature", "x"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "geometry", "properties", "coordinates", "geometries", "crs", "id"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=300)
@given(st.lists(json_values, min_size=1, max_size=5))
def test_no_features_raise_anything_but_a_refusal(told):
    content = json.dumps({"type": "FeatureCollection", "features": told}).encode()

    with suppress(RefusedError):
        survey = read(content, "a.geojson")
        assert len(survey.features) + len(survey.left_out) == len(told)
