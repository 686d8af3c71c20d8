"""Roads are there whole or not at all, and say what they are, what of, and how good."""

import json
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from dashboard.roads.build import build
from dashboard.roads.catalogue import NoRoadsError, Roads
from dashboard.roads.edges import MET
from dashboard.roads.network import CAR, network_of
from dashboard.roads.reading import read
from dashboard.roads.stored import edges_of, lines_of
from dashboard.territory.extract import BadExtractError, digest_of, open_extract
from dashboard.territory.room import BuildError
from tests.roads.conftest import NOW
from tests.roads.quadrille import BOX, filtered


@pytest.fixture
def roads(tmp_path):
    return Roads(tmp_path / "maps" / "roads")


def files(roads):
    return sorted(path.name for path in roads.folder.iterdir()) if roads.folder.exists() else []


def test_roads_that_were_built_say_what_they_are(built, town):
    roads, region = built

    assert roads.installed() == [region]
    assert (region.name, region.title) == ("quadrille", "Quadrille")
    assert region.box == pytest.approx(BOX)
    assert region.taken_at == "2026-05-01T04:00:00+00:00"
    assert region.digest == digest_of(town)
    assert not region.is_stale
    # 14 streets of 6 blocks, less the street for walkers; some more beyond them.
    assert 25 < region.counts["car_km"] < 35
    assert region.counts["car_turns"] == 1
    assert region.counts["ferries"] == 1
    assert (region.counts["turns_by_way"], region.counts["turns_at_hours"]) == (1, 1)
    assert files(roads) == ["quadrille.json", "quadrille~20260601T120000"]
    assert roads.size_of(region) > 10_000


def test_the_crow_is_measured_on_these_very_roads(built):
    crow = built[1].crow

    assert set(crow) == {"drive", "emergency", "walk"}
    assert crow["drive"].pairs > 100
    # A square grid is 4/π times the straight line on average.
    assert crow["drive"].detour == pytest.approx(1.27, abs=0.08)
    assert crow["walk"].low < crow["walk"].middle < crow["walk"].high
    # On foot both go at 4.8 km/h, and the crow takes 1.4 times the straight line.
    assert crow["walk"].middle == pytest.approx(1.4 / crow["walk"].detour, rel=0.05)


def test_columns_are_mapped_not_read(built):
    roads, region = built
    edges = edges_of(roads.folder / region.files, "drive")

    assert isinstance(edges.weight, np.memmap)
    assert isinstance(lines_of(roads.folder / region.files, "foot").lon, np.memmap)
    assert not edges.weight.flags.writeable


def test_a_matrix_has_no_edge_twice_and_each_edge_is_of_its_segment(built):
    roads, region = built
    for mode in ("drive", "emergency", "walk"):
        edges = edges_of(roads.folder / region.files, mode)
        rows = np.repeat(np.arange(len(edges.row) - 1), np.diff(edges.row))

        assert len(set(zip(rows.tolist(), edges.column.tolist(), strict=True))) == len(rows)
        assert (edges.tail[edges.edge] == rows).all()
        assert (edges.head[edges.edge] == edges.column).all()
        assert (edges.head[edges.back_edge] == np.repeat(
            np.arange(len(edges.back_row) - 1), np.diff(edges.back_row))).all()  # fmt: skip
        assert edges.weight.min() > 0


def test_what_leads_nowhere_is_met_by_no_place(town):
    extract = open_extract(town)
    network = network_of(read(extract), CAR, extract.box)
    lines = network.lines
    parked = np.abs(lines.lat[lines.first[:-1]] / 1e7 - (47.20 + 4.5 * 0.0027)) < 1e-6
    parked &= np.diff(lines.first) == 2
    isle = lines.lon[lines.first[:-1]] / 1e7 > -1.53

    met = network.edges["emergency"].met
    assert (met[isle] == MET).all(), "an island with a kilometre of road is a place to be"
    middle = lines.lon[lines.first[:-1]] / 1e7
    car_park = parked & (np.abs(middle - (-1.60 + 4.4 * 0.004)) < 1e-6)
    assert car_park.sum() == 1
    assert (met[car_park] == 0).all()


@pytest.mark.parametrize("stopped_at", ["checking", "reading", "joining", "measuring"])
@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_stopped_leaves_the_roads_as_they_were(town, roads, stopped_at, stop):
    before = build(roads, town, now=NOW, name="ville")
    names = files(roads)

    def tell(step, _):
        if step == stopped_at:
            raise stop

    with pytest.raises((KeyboardInterrupt, BuildError, OSError)):
        build(roads, town, now=NOW + timedelta(1), name="ville", tell=tell)

    assert files(roads) == names
    assert roads.installed() == [before]
    assert len(edges_of(roads.folder / before.files, "drive").tail)


def test_a_rebuild_takes_the_place_of_the_roads_before_it(town, roads):
    before = build(roads, town, now=NOW, name="ville")
    mapped = edges_of(roads.folder / before.files, "drive")

    after = build(roads, town, now=NOW, name="ville")

    assert roads.installed() == [after]
    assert after.files != before.files, "built within the same second"
    assert files(roads) == ["ville.json", after.files]
    assert mapped.weight.sum() > 0, "who has the old ones mapped goes on reading"


def test_two_regions_stand_side_by_side(town, roads):
    one, other = (build(roads, town, now=NOW, name=name) for name in ("ville", "ville-2"))

    assert roads.installed() == [one, other]
    roads.remove("ville")
    assert roads.installed() == [other], "the name of one begins that of the other"
    with pytest.raises(NoRoadsError) as refused:
        roads.remove("lune")
    assert "ville-2" in refused.value.say("fr")


def test_a_part_is_built_of_the_ways_that_meet_it(town, roads):
    part = build(roads, town, now=NOW, box=(-1.601, 47.199, -1.59, 47.21))

    assert part.box == (-1.601, 47.199, -1.59, 47.21)
    assert part.counts["car_km"] < 25


def test_an_area_without_roads_is_refused(tmp_path, roads):
    source = filtered().write(tmp_path / "bois.osm.pbf")

    with pytest.raises(BadExtractError) as refused:
        build(roads, source, now=NOW)

    assert "aucune route" in refused.value.say("fr")
    assert "no road" in refused.value.say("en")
    assert files(roads) == []


def test_one_street_alone_is_a_network(tmp_path, roads):
    source = filtered(roads=True).write(tmp_path / "rue.osm.pbf")

    region = build(roads, source, now=NOW)

    assert region.counts["car_segments"] == 1
    assert region.crow == {}, "there is nothing to measure on"


def test_an_extract_cut_in_half_is_refused(town, tmp_path, roads):
    whole = town.read_bytes()
    half = tmp_path / "half.osm.pbf"
    half.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BadExtractError) as refused:
        build(roads, half, now=NOW)

    assert "coupé après" in refused.value.say("fr")
    assert files(roads) == []


def test_where_nothing_can_be_written_one_is_told(town, tmp_path):
    (tmp_path / "maps").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(BuildError) as refused:
        build(Roads(tmp_path / "maps"), town, now=NOW)

    assert "ne peuvent pas être écrites" in refused.value.say("fr")


@pytest.mark.parametrize(
    "changes",
    [{"files": "../../etc"}, {"files": "ville~absent"}, {"name": "autre"}, {"box": "ici"},
     {"box": [1, 2]}, {"strange": 1}, {"crow": 3}, {"crow": {"drive": {"x": 1}}}],
)  # fmt: skip
def test_a_file_that_says_no_roads_of_ours_is_passed_by(town, roads, changes):
    build(roads, town, now=NOW, name="ville")
    path = roads.folder / "ville.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(said | changes), encoding="utf-8")

    assert roads.installed() == []


def test_roads_of_another_profile_are_said_to_be_stale(town, roads):
    build(roads, town, now=NOW, name="ville")
    path = roads.folder / "ville.json"
    said = json.loads(path.read_text(encoding="utf-8"))

    path.write_text(json.dumps(said | {"profile": 0}), encoding="utf-8")
    assert [(each.is_stale, each.can_be_opened) for each in roads.installed()] == [(True, True)]

    path.write_text(json.dumps(said | {"format": 99}), encoding="utf-8")
    assert [(each.is_stale, each.can_be_opened) for each in roads.installed()] == [(True, False)]


def test_ctrl_c_at_the_terminal_leaves_nothing(real, tmp_path):
    command = [sys.executable, "-m", "dashboard", "roads", "build", real("porto_portugal.osm.pbf")]
    environment = {"PATH": "", "VIGIE_MAPS": str(tmp_path / "maps"), "LANG": "fr_FR.UTF-8"}
    running = subprocess.Popen(
        command, env=environment, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True
    )
    with running:
        while not list(tmp_path.glob("maps/roads/.building-*")):
            assert running.poll() is None, running.stderr.read()
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()

    assert running.returncode == 130
    assert "Arrêté : rien n'a été gardé" in said
    assert files(Roads(tmp_path / "maps" / "roads")) == []
