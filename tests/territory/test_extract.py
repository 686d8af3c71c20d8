"""What is not an extract is refused at once, in a sentence that says what to do."""

import os
from datetime import UTC, datetime

import osmium
import pytest

from dashboard.territory import extract
from dashboard.territory.extract import BadExtractError, digest_of, open_extract
from tests.territory.town import BOX, saint_etienne


def refusal(path, box=None):
    with pytest.raises(BadExtractError) as refused:
        open_extract(path, box)
    assert str(path) in refused.value.say("en") or box
    return refused.value.say("fr")


def test_an_extract_says_its_box_its_date_and_its_size(town):
    found = open_extract(town)

    assert found.box == pytest.approx(BOX)
    assert found.taken_at == datetime(2026, 5, 1, 4, tzinfo=UTC)
    assert found.size == town.stat().st_size
    assert len(digest_of(town)) == 64


def test_an_extract_without_date_has_none(tmp_path):
    path = saint_etienne().write(tmp_path / "undated.osm.pbf", box=None)

    assert open_extract(path, BOX).taken_at is None


def test_only_the_part_both_have_is_taken(town):
    found = open_extract(town, (-3, 47.21, -2.08, 48))

    assert found.box == pytest.approx((-2.10, 47.21, -2.08, 47.23))


def test_a_download_that_stopped_half_way_is_seen_before_anything_is_built(town, tmp_path):
    whole = town.read_bytes()
    path = tmp_path / "half.osm.pbf"

    for kept in (len(whole) // 2, len(whole) - 1, len(whole) // 3):
        path.write_bytes(whole[:kept])
        assert f"coupé après {kept} octets" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"bonjour\n" * 400, b"<?xml version='1.0'?><osm/>", b"\x1f\x8b" + b"x" * 99,
     (5).to_bytes(4, "big") + b"\x0a\x03abc", b"\0" * 500],
)  # fmt: skip
def test_what_is_no_pbf_is_refused(tmp_path, content):
    path = tmp_path / "carte.osm.pbf"
    path.write_bytes(content)

    assert "au format PBF" in refusal(path)


def test_noise_is_refused_whatever_it_is(tmp_path):
    path = tmp_path / "noise.osm.pbf"

    for size in range(1, 300, 7):
        path.write_bytes(os.urandom(size))
        assert refusal(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "n'existe pas" in refusal(tmp_path / "absent.osm.pbf")
    assert "n'existe pas" in refusal(tmp_path)


def test_a_country_takes_a_box(town, monkeypatch):
    monkeypatch.setattr(extract, "MOST_MIB", -1)

    assert "--bbox OUEST,SUD,EST,NORD" in refusal(town)
    assert open_extract(town, BOX).box


def test_an_extract_that_does_not_say_its_box_takes_one(tmp_path):
    path = tmp_path / "boxless.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, version=1, location=(0, 0)))

    assert "ne dit pas son emprise" in refusal(path)
    assert open_extract(path, BOX).box == BOX


def test_a_box_elsewhere_is_refused(town):
    assert "hors de l'extrait" in refusal(town, (5, 43, 6, 44))
