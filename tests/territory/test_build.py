"""A map is there whole or not at all: whatever stops the work, nothing half made is ever used."""

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.territory import build as building
from dashboard.territory.build import build
from dashboard.territory.catalogue import Maps, MapsGazetteer, NoMapError
from dashboard.territory.extract import BadExtractError
from dashboard.territory.room import BuildError
from tests.territory.conftest import NOW


@pytest.fixture
def maps(tmp_path):
    return Maps(tmp_path / "maps")


def files(maps):
    return sorted(path.name for path in maps.folder.iterdir()) if maps.folder.exists() else []


def test_a_map_that_was_built_says_what_it_is(built):
    maps, region = built

    assert maps.installed() == [region]
    assert (region.name, region.title) == ("saint-etienne", "Saint-Étienne")
    assert region.taken_at == "2026-05-01T04:00:00+00:00"
    assert region.source == "saint-etienne.osm.pbf"
    assert region.features["buildings"] == 2
    assert region.names > 20
    assert len(files(maps)) == 3


@pytest.mark.parametrize("stopped_at", ["checking", "reading", "naming", "cutting"])
@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_stopped_leaves_the_maps_as_they_were(town, maps, stopped_at, stop):
    before = build(maps, town, now=NOW, name="ville")
    names = files(maps)

    def tell(step, _):
        if step == stopped_at:
            raise stop

    with pytest.raises((KeyboardInterrupt, BuildError, OSError)):
        build(maps, town, now=NOW + timedelta(1), name="ville", told=tell)

    assert files(maps) == names
    assert maps.installed() == [before]
    assert MapsGazetteer(maps).find("rue des oeillets")


def test_a_rebuild_takes_the_place_of_the_map_before_it(town, maps):
    gazetteer = MapsGazetteer(maps)
    before = build(maps, town, now=NOW, name="ville")
    assert gazetteer.find("rue des oeillets")

    after = build(maps, town, now=NOW + timedelta(days=30), name="ville")

    assert maps.installed() == [after]
    assert after.version != before.version
    assert len(files(maps)) == 3
    assert gazetteer.find("rue des oeillets"), "who had it open finds the new one"


def test_two_regions_stand_side_by_side_and_one_is_chosen(town, maps):
    one, other = (build(maps, town, now=NOW, name=name) for name in ("ville", "ville-2"))

    assert maps.installed() == [one, other]
    assert maps.in_use() == "all"
    maps.use("ville-2")
    assert maps.in_use() == "ville-2"
    maps.remove("ville")
    assert maps.installed() == [other], "the name of one begins that of the other"
    maps.use("none")
    assert maps.in_use() == "none"


def test_a_map_nobody_built_is_not_chosen(maps):
    for gesture in (maps.use, maps.remove):
        with pytest.raises(NoMapError) as refused:
            gesture("lune")
        assert "lune" in refused.value.say("fr")


@pytest.mark.parametrize("name", ["../ailleurs", "all", "none", "", "é" * 3, "x" * 200])
def test_a_name_is_made_fit_or_refused(town, maps, name):
    try:
        region = build(maps, town, now=NOW, name=name)
    except NoMapError:
        assert files(maps) == []
    else:
        assert region.name.replace("-", "").isalnum()
        assert files(maps)[0].startswith(region.name)


@pytest.mark.parametrize(
    "changes",
    [{"tiles": "../../etc/passwd"}, {"tiles": "absent"}, {"places": "absent"}, {"name": "autre"},
     {"box": "ici"}, {"box": [1, 2]}, {"strange": 1}],
)  # fmt: skip
def test_a_file_that_names_no_map_of_ours_is_passed_by(town, maps, changes):
    region = build(maps, town, now=NOW, name="ville")
    path = maps.folder / "ville.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(said | changes), encoding="utf-8")

    assert maps.installed() == []
    assert maps.region(region.name) is None


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '"x"', "\udcff"])
def test_a_file_that_says_nothing_is_passed_by(maps, said):
    maps.folder.mkdir()
    (maps.folder / "x.json").write_bytes(said.encode("utf-8", "surrogateescape"))

    assert maps.installed() == []


def test_an_extract_that_breaks_off_while_it_is_read_is_refused(town, maps, monkeypatch):
    def fails(*_):
        raise BadExtractError(building.NO_ROOM, folder="", why="")

    monkeypatch.setattr(building, "read", fails)

    with pytest.raises(BadExtractError):
        build(maps, town, now=NOW)
    assert files(maps) == []


def test_where_nothing_can_be_written_one_is_told(town, tmp_path):
    (tmp_path / "maps").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(BuildError) as refused:
        build(Maps(tmp_path / "maps"), town, now=NOW)

    assert "ne peut pas être écrit" in refused.value.say("fr")


@contextmanager
def interruptible():
    """Start what begins here as a terminal would: in the background, Ctrl+C is ignored.

    What is ignored is inherited, and what is handled is not: the child has the default.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_at_the_terminal_leaves_nothing(real, tmp_path):
    command = [sys.executable, "-m", "dashboard", "basemap", "build", real("monaco_osrm.osm.pbf")]
    environment = {"PATH": "", "VIGIE_MAPS": str(tmp_path / "maps"), "LANG": "fr_FR.UTF-8"}
    with interruptible():
        running = subprocess.Popen(
            command,
            env=environment,
            cwd=Path(__file__).parents[2],
            stderr=subprocess.PIPE,
            text=True,
        )
    with running:
        while not list(tmp_path.glob("maps/.building-*/streets.geojsonl")):
            assert running.poll() is None, running.stderr.read()
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()

    assert running.returncode == 130
    assert "Arrêté : rien n'a été gardé" in said
    assert files(Maps(tmp_path / "maps")) == []


def test_a_real_coast_a_real_town(real, maps):
    region = build(maps, real("monaco_osrm.osm.pbf"), now=NOW)

    find = MapsGazetteer(maps).find
    assert region.features["buildings"] > 20_000
    assert region.features["ocean"] == 1
    assert find("av prince rainier", near=(7.41, 43.73))[0].name.startswith("Avenue Prince Rainier")
    assert find("bd du larvoto")[0].name == "Boulevard du Larvotto"
    assert find("Ste Dévote")[0].name == "Sainte-Dévote"
    assert find("hopital")[0].kind == "hospital"
    assert {place.kind for place in find("sapeurs pompiers")[:2]} == {"fire_station"}
