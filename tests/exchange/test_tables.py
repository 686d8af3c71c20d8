"""The log as a table, and the picture as GeoJSON: what another program reads of us."""

import csv
import io
import json
from zoneinfo import ZoneInfo

import pytest

from dashboard.exchange.picture_file import picture_geojson
from dashboard.exchange.tables import log_csv
from dashboard.journal import Noted, Placed, Struck
from dashboard.picture import Reel
from tests.conftest import at

PARIS = ZoneInfo("Europe/Paris")


def table(journal, locale="fr"):
    """Return the log as a spreadsheet reads it."""
    reel = Reel()
    reel.extend(journal.entries("demo"))
    rows = log_csv(reel.lines, tell=lambda _: "phrase", zone=PARIS, locale=locale)
    text = "".join(rows).encode().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_row_has_both_hours_with_their_offset(journal, record):
    record("18:05", Noted(object_ids=("a", "b")), text='Deux ; "trois"\nlignes', learnt="18:15")
    record("18:20", Struck(seq=2, reason="doublon"))

    _, noted, struck = table(journal)

    assert noted["heure des faits"] == "2026-06-21T20:05:00+02:00"
    assert noted["heure de saisie"] == "2026-06-21T20:15:00+02:00"
    assert (noted["texte"], noted["objets"]) == ('Deux ; "trois"\nlignes', "a b")
    assert (noted["biffée ou rectifiée"], struck["biffée ou rectifiée"]) == ("×", "")
    assert table(journal, "en")[1]["sentence"] == "phrase"


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-2", "@sum", "\t=1", " =cmd|'/c calc'!A1"])
def test_a_spreadsheet_computes_nothing_of_what_was_said(journal, record, text):
    record("18:05", Noted(), text=text)

    assert table(journal)[1]["texte"] == "'" + text


def test_a_picture_is_a_feature_collection(journal, record):
    here = {"type": "Point", "coordinates": [-1.55, 47.21]}
    record("18:05", Placed(object_id="a", kind="team", status="s", geometry=here, values={"n": 1}))
    record("18:06", Placed(object_id="b", kind="kiosk", status="?", planned_from=at("19:00")))
    reel = Reel()
    reel.extend(journal.entries("demo"))

    said = json.loads(picture_geojson(reel.at(at("18:10")), "demo"))

    assert (said["type"], said["operation"], said["known_at"]) == (
        "FeatureCollection",
        "demo",
        None,
    )
    team, kiosk = said["features"]
    assert (team["id"], team["geometry"]) == ("a", here)
    assert team["properties"] == {
        "kind": "team",
        "status": "s",
        "values": {"n": 1},
        "planned_from": None,
        "planned_to": None,
        "since": "2026-06-21T18:05:00+00:00",
        "seq": 2,
    }
    assert kiosk["geometry"] is None
    assert kiosk["properties"]["planned_from"] == "2026-06-21T19:00:00+00:00"
