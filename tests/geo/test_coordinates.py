"""Coordinates as people say them: each vector of the domain, round trips, and what is refused."""

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyproj import Transformer

from dashboard.geo.coordinates import read, write
from dashboard.geo.grids import LAMBERT2E, METROPOLE, write_mgrs
from dashboard.geo.measure import contains, leg
from dashboard.geo.metric import plane, to_plane
from dashboard.geo.spot import (
    SYSTEMS,
    AmbiguousCoordinatesError,
    OutsideSystemError,
    SwappedCoordinatesError,
    UnreadableCoordinatesError,
)
from dashboard.text import RefusedError

ROUEN = (0.9, 49.3, 1.3, 49.6)

VECTORS = [
    # lat, lon, Lambert II étendu, DFCI, MGRS to 10 m, UTM
    (43.4868, -1.5561, (284755, 1839446), "CD82C9.5", "30TXP16751588", "30T 616757 4815888"),
    (43.4939, -1.5544, (284932, 1840228), "CD84C0.4", "30TXP16881667", "30T 616881 4816679"),
    (43.4806, -1.4797, (290904, 1838454), "CD82F9.4", "30TXP22941530", "30T 622948 4815309"),
    (43.3533, -1.7822, (265683, 1825544), "CD62C2.2", "30TWP98690076", "30T 598691 4800769"),
    (49.4364, 1.0583, (507207, 2493980), "FL08D6.2", "31UCQ59227778", "31U 359228 5477783"),
    (49.4408, 1.1083, (510844, 2494412), "FL08F7.4", "31UCQ62867817", "31U 362865 5478180"),
    (47.2590, -1.5310, (307418, 2258231), "DH04D9.3", "30TXT11133499", "30T 611140 5234993"),
    (47.2108, -1.5532, (305475, 2252962), "DH04C6.5", "30TXT09552960", "30T 609560 5229605"),
]


@pytest.mark.parametrize(("lat", "lon", "plane_xy", "dfci", "mgrs", "utm"), VECTORS)
def test_each_place_is_written_in_every_system(lat, lon, plane_xy, dfci, mgrs, utm):
    assert to_plane(LAMBERT2E, lon, lat) == pytest.approx(plane_xy, abs=1)
    assert write(lon, lat, "dfci") == dfci
    assert write_mgrs(lon, lat, 4).replace(" ", "") == mgrs
    assert write(lon, lat, "utm") == utm


@pytest.mark.parametrize(("lat", "lon", "plane_xy", "dfci", "mgrs", "utm"), VECTORS)
def test_each_place_is_found_again_from_every_system(lat, lon, plane_xy, dfci, mgrs, utm):
    for said in (dfci, mgrs, utm):
        spot = read(said)
        assert leg((lon, lat), (spot.lon, spot.lat)).distance_m <= spot.precision_m
        if spot.cell is not None:
            assert contains(spot.cell, (lon, lat))


def test_a_square_of_the_firefighters_is_where_their_map_has_it():
    spot = read("KD42F7")

    assert (spot.lat, spot.lon) == pytest.approx((43.472590, 5.434712), abs=1e-6)
    corners = spot.cell["coordinates"][0]
    assert any(corner == pytest.approx((5.421898, 43.463964), abs=1e-6) for corner in corners)


def test_the_middle_quarter_takes_a_corner_of_each_of_the_others():
    middle = read("KD42F7.5")

    quarters = [read(f"KD42F7.{number}") for number in (1, 2, 3, 4)]

    assert all(len(quarter.cell["coordinates"][0]) == 7 for quarter in quarters)
    for quarter in quarters:
        assert contains(quarter.cell, (quarter.lon, quarter.lat))
        assert not contains(middle.cell, (quarter.lon, quarter.lat))


def test_minutes_and_seconds_are_written_as_they_are_said():
    assert write(-1.5561, 43.4868, "dms", "fr") == "43°29'12.5\"N 1°33'22.0\"O"
    assert write(-1.5561, 43.4868, "ddm", "en") == "43°29.208'N 1°33.366'W"
    assert write(1.0583, 49.4364, "dms", "fr") == "49°26'11.0\"N 1°03'29.9\"E"
    assert write(1.9999999, 45.9999999, "dms") == "46°00'00.0\"N 2°00'00.0\"E"


@pytest.mark.parametrize(
    ("said", "lat", "lon", "system"),
    [
        ("43,7384 ; 7,4246", 43.7384, 7.4246, "dd"),
        ("43,7384,7,4246", 43.7384, 7.4246, "dd"),
        ("43.7384,7.4246", 43.7384, 7.4246, "dd"),
        ("43,7384 -7,4246", 43.7384, -7.4246, "dd"),
        ("\N{MINUS SIGN}43,7384 / \N{MINUS SIGN}7,4246", -43.7384, -7.4246, "dd"),
        ("(43.7384, +7.4246)", 43.7384, 7.4246, "dd"),
        ("43,7384° N\N{NO-BREAK SPACE}7,4246° E", 43.7384, 7.4246, "dd"),
        ("lon: 7.4246, lat: 43.7384", 43.7384, 7.4246, "dd"),
        ("7° 25' 28,4\" O 43° 44' N", 43 + 44 / 60, -(7 + 25 / 60 + 28.4 / 3600), "dms"),
        ("43° 44' Nord, 7° 25' Ouest", 43 + 44 / 60, -(7 + 25 / 60), "ddm"),
        ("43 44.225N, 007 25.47E", 43 + 44.225 / 60, 7 + 25.47 / 60, "ddm"),
        ("4344.225N 00725.47E", 43 + 44.225 / 60, 7 + 25.47 / 60, "ddm"),
        ("433913N 0071255W", 43 + 39 / 60 + 13 / 3600, -(7 + 12 / 60 + 55 / 3600), "dms"),
        ("48 51 24 2 21 03", 48 + 51 / 60 + 24 / 3600, 2 + 21 / 60 + 3 / 3600, "dms"),
        ("N43 29 12 W1 33 22", 43 + 29 / 60 + 12 / 3600, -(1 + 33 / 60 + 22 / 3600), "dms"),
        ("43°29′12.5″N 1°33′22.0″W", 43.486805555, -1.556111111, "dms"),
    ],
)
def test_degrees_are_read_as_they_are_said(said, lat, lon, system):
    spot = read(said)

    assert (spot.lat, spot.lon) == pytest.approx((lat, lon), abs=1e-9)
    assert spot.system == system


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("31u 359 228 5 477 783", "31U 359228 5477783"),
        ("UTM 31U E 359228 N 5477783", "31U 359228 5477783"),
        ("31u cq 5922877782", "31UCQ5922877782"),
        ("MGRS 31U CQ 59228 77782", "31UCQ5922877782"),
        ("fl08d6", "FL 08 D6"),
        ("DFCI FL08D6,2", "FL08D6.2"),
        ("X=652000 Y=6862000", "L93 652000 6862000"),
        ("652 000 6 862 000", "L93 652000 6862000"),
        ("Lambert-93 652000,0 ; 6862000,0", "L93 652000 6862000"),
    ],
)
def test_spaces_capitals_and_names_change_nothing(said, same):
    one, other = read(said), read(same)

    assert (one.lon, one.lat, one.system) == pytest.approx((other.lon, other.lat, other.system))


@pytest.mark.parametrize(
    ("said", "refusal", "fr"),
    [
        ("", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("gare de Bayonne", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("15", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("CH", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("CI82C9", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("CD13C9", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("CD82I9", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("CD82C9.6", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("43.4868N", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("43.4868N 1.5561N", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("48 51 24 2 21", UnreadableCoordinatesError, "n'est pas un lieu"),
        ("43,5", UnreadableCoordinatesError, "la virgule"),
        ("43°75'N 1°20'E", UnreadableCoordinatesError, "de 0 à 59"),
        ("-1.5561 O 43.48 N", UnreadableCoordinatesError, "deux fois"),
        ("95 95", UnreadableCoordinatesError, "hors du monde"),
        ("91°N 5°E", UnreadableCoordinatesError, "hors du monde"),
        ("120 45", SwappedCoordinatesError, "vient d'abord"),
        ("43.4868 - 1.5561", AmbiguousCoordinatesError, "de 2 façons"),
        ("31S 500000 3600000", AmbiguousCoordinatesError, "de 2 façons"),
        ("30TXP123", UnreadableCoordinatesError, "autant de chiffres"),
        ("32XAA00", UnreadableCoordinatesError, "pas de tel carré"),
        ("31TAA0000", UnreadableCoordinatesError, "pas de tel carré"),
        ("61TXP00", UnreadableCoordinatesError, "pas de tel carré"),
        ("616757 4815888", OutsideSystemError, "fuseau UTM"),
        ("L93 616757 4815888", OutsideSystemError, "ne vaut que pour la France"),
    ],
)
def test_what_names_no_place_or_two_is_refused_with_the_reason(said, refusal, fr):
    with pytest.raises(refusal) as refused:
        read(said)

    assert fr in refused.value.say("fr")
    assert refused.value.say("en") != refused.value.say("fr")


def test_exchanged_angles_are_noticed_where_the_operation_is():
    with pytest.raises(SwappedCoordinatesError) as refused:
        read("1.0583, 49.4364", near=ROUEN)

    assert "49.43640, 1.05830" in refused.value.say("fr")
    assert read("1.0583N 49.4364E", near=ROUEN).lat == 1.0583
    assert read("49.4364, 1.0583", near=ROUEN).lat == 49.4364
    assert read("43.4868, -1.5561", near=ROUEN).lat == 43.4868


def test_letters_are_the_french_ones_never_the_german():
    assert read("43°N 7°O").lon == -7
    assert read("43°N 7°E").lon == 7


FRANCE = st.tuples(st.floats(-4.8, 8.2), st.floats(42.4, 51.0))
WORLD = st.tuples(st.floats(-180, 180), st.floats(-80, 84))


@given(FRANCE, st.sampled_from(SYSTEMS), st.sampled_from(["fr", "en"]))
def test_what_is_written_of_a_place_in_france_is_read_back(place, system, locale):
    found_again(place, system, locale)


@example((0.0, -80.0), "utm", "fr")
@example((0.0, 84.0), "utm", "fr")
@example((0.0, 84.0), "mgrs", "fr")
@example((-180.0, 1.0), "utm", "fr")
@given(WORLD, st.sampled_from(["dd", "dms", "ddm", "utm", "mgrs"]), st.sampled_from(["fr", "en"]))
def test_what_is_written_of_a_place_in_the_world_is_read_back(place, system, locale):
    lat = place[1]
    # The band S of UTM and the south of the world are one letter.
    assume(system != "utm" or not 32 <= lat < 40)

    found_again(place, system, locale)


def found_again(place, system, locale):
    spot = read(write(*place, system, locale))

    assert spot.system == system
    # Half a metre in ten million is lost by the plane of UTM at the far edge of its zone.
    assert leg(place, (spot.lon, spot.lat)).distance_m <= spot.precision_m * 1.01 + 0.01


@given(st.floats(-180, 180), st.floats(-80, 84))
def test_a_system_writes_a_place_it_reaches_and_refuses_the_others(lon, lat):
    west, south, east, north = METROPOLE
    for system in SYSTEMS:
        try:
            written = write(lon, lat, system)
        except OutsideSystemError:
            assert system in {"dfci", "lambert93"}
            continue
        assert written
        if system == "dfci":
            assert west <= lon <= east
            assert south <= lat <= north


@pytest.mark.parametrize("lat", [-81.0, 84.5, 90.0])
def test_the_poles_are_left_to_others(lat):
    for system in ("utm", "mgrs"):
        with pytest.raises(OutsideSystemError):
            write(0, lat, system)


@pytest.mark.parametrize(
    ("lon", "lat", "zone"),
    [(6, 45, "32T"), (5.999999, 45, "31T"), (4, 60, "32V"), (2.9, 60, "31V"), (10, 75, "33X"),
     (180, 0, "1N"), (-180, 0, "1N"), (3, 84, "31X"), (0, -80, "31C")],
)  # fmt: skip
def test_zones_have_their_edges_and_their_exceptions(lon, lat, zone):
    assert write(lon, lat, "utm").split()[0] == zone
    assert write(lon, lat, "mgrs").split()[0].lstrip("0") == zone


def test_a_square_cut_by_the_edge_of_its_zone_stays_in_it():
    spot = read("31T GK 33 87")

    east = max(lon for lon, _ in spot.cell["coordinates"][0])

    assert east <= 6.00002
    assert contains(spot.cell, (spot.lon, spot.lat))


@given(FRANCE)
def test_the_grid_is_drawn_where_the_registry_draws_it(place):
    registry = Transformer.from_crs("EPSG:4326", "EPSG:27572", always_xy=True)

    assert plane(LAMBERT2E).transform(*place) == pytest.approx(registry.transform(*place), abs=0.01)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(said):
    answered(said)


@given(st.text(alphabet="0123456789.,;-+ °'\"NSEWO/lat", max_size=40))
def test_whatever_looks_like_degrees_is_read_or_refused(said):
    answered(said)


def answered(said):
    try:
        spot = read(said)
    except RefusedError as refused:
        assert refused.say("fr").endswith(".")  # noqa: PT017  a reading is as good an answer
        return
    assert -180 <= spot.lon <= 180
    assert -90 <= spot.lat <= 90
    assert math.isfinite(spot.precision_m)
