"""Positions from outside: kept whoever carries them, refused in sentences, shown to few."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.journal import FixesSealed, Granted, Placed, Reserved, Tracked, Transitioned
from dashboard.operations.following import Following
from dashboard.operations.sealing import Sealing
from dashboard.tracks import unpack
from dashboard.tracks.track_file import read
from tests.conftest import at
from tests.web.conftest import AWAY, HOUSE, TEAM, client_of
from tests.web.test_tokens import token  # noqa: F401  a fixture

TRACKS = "/api/operations/nantes/tracks"


def told(device="VLM250", minute=10, lat=47.22, lon=-1.55, **more):
    """A message as Traccar Client writes it, of a minute after 18:00 that evening."""
    seconds = int(at("18:00").timestamp()) + 60 * minute
    said = {"id": device, "lat": lat, "lon": lon, "timestamp": seconds} | more
    return "&".join(f"{name}={value}" for name, value in said.items())


def send(client, body, feed="osmand"):
    answer = client.post(f"/api/feeds/{feed}", content=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def seen(client, **asked):
    """What the tracks of the operation say: (object, longitude, latitude) in order of time."""
    answer = client.get(TRACKS, params=asked)
    assert answer.status_code == 200, answer.text
    _, chunks = read(answer.content)
    return [
        (part.team, row[2] / 1e7, row[3] / 1e7)
        for part in chunks
        for row in unpack(part.chunk.body, part.chunk.starts_ms, part.chunk.count).rows()
    ]


def test_a_device_nobody_knows_loses_nothing_until_it_is_said_who_carries_it(client, record):
    assert send(client, told(minute=8)) == {
        "kept": 1, "repeated": 0, "doubted": 0, "refused": 0, "refusals": [],
    }  # fmt: skip
    assert seen(client) == []

    record(TEAM)
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))

    assert seen(client) == [("smur1", -1.55, 47.22)]


def test_what_is_sent_twice_is_kept_once(client):
    send(client, told())

    assert send(client, told())["repeated"] == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (told(lat=0.0002, lon=0.0001), "0° 0°"),
        (told(lat=-1.55, lon=47.22), "inversées"),
        (told(timestamp=946684800), "horloge"),
        (told(minute=60), "dans l'avenir"),
        ("lat=47.2&lon=-1.5", "id"),
    ],
)
def test_what_cannot_be_so_is_refused_kept_and_stops_nothing(client, desk, body, sentence):
    answer = client.post("/api/feeds/osmand", content=body, params={"lang": "fr"})

    assert answer.json()["refused"] == 1
    assert sentence in answer.json()["refusals"][0]["sentence"]
    (kept,) = desk.reception.refused(HOUSE, "osmand")
    assert sentence in kept.why.fr
    assert kept.original
    assert send(client, told())["kept"] == 1


def test_a_leap_is_kept_and_marked(client, desk):
    send(client, told(minute=5))

    assert send(client, told(minute=6, lat=48.9, lon=2.3))["doubted"] == 1
    assert send(client, told(minute=7))["doubted"] == 0


def test_a_team_is_followed_only_while_it_carries_the_device(client, record):
    record(TEAM)
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:02"), ends_at=at("18:06")))
    record(replace(TEAM, object_id="smur2"))
    record(Tracked(object_id="smur2", device="VLM250", starts_at=at("18:07")))
    send(client, told(minute=4, lat=47.24))
    send(client, told(minute=8, lat=47.28))

    answer = client.get(TRACKS)
    _, chunks = read(answer.content)

    windows = [(part.team, part.from_ms, part.to_ms) for part in chunks]
    ms = {hour: int(at(hour).timestamp() * 1000) for hour in ("18:02", "18:06", "18:07")}
    assert windows == [
        ("smur1", ms["18:02"], ms["18:06"]),
        ("smur2", ms["18:07"], None),
    ]


def test_a_team_that_has_the_same_tracker_twice_has_what_it_told_both_times(client, record):
    record(TEAM)
    lent = Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00"), ends_at=at("18:03"))
    record(lent)
    record(replace(lent, starts_at=at("18:06"), ends_at=None))
    for minute in (2, 5, 8):
        send(client, told(minute=minute))
    ms = {hour: int(at(hour).timestamp() * 1000) for hour in ("18:00", "18:03", "18:06")}

    _, chunks = read(client.get(TRACKS).content)

    assert [(part.from_ms, part.to_ms) for part in chunks] == [
        (ms["18:00"], ms["18:03"]),
        (ms["18:06"], None),
    ]


def test_only_what_is_new_is_told_after_a_cursor(client, record):
    record(TEAM)
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))
    send(client, told(minute=3))
    cursor, _ = read(client.get(TRACKS).content)

    assert seen(client, after=cursor) == []
    send(client, told(minute=4))
    assert ("smur1", -1.55, 47.22) in seen(client, after=cursor)


def test_a_tracker_is_let_send_positions_and_nothing_else(token, guarded, desk):  # noqa: F811
    secret = token(scope="locate")
    device = client_of(guarded, client=AWAY, host="vigie.example")
    shown = {"Authorization": f"Bearer {secret}"}

    assert device.get(f"/feeds/{secret}/osmand?{told()}").status_code == 200
    assert device.post(f"/feeds/{secret}/osmand", content=told(minute=9)).status_code == 200
    assert device.post("/api/feeds/osmand", content=told(minute=8), headers=shown).json()["kept"]
    for path in ("/api/operations", TRACKS, "/", "/account", "/api/stream?of=nantes:0:"):
        assert device.get(path, headers=shown).status_code == 401
        assert device.get(f"/feeds/{secret}{path}").status_code in {401, 404, 422}
    assert [one.name for one in desk.tracks.devices(HOUSE)] == ["VLM250"]


def test_the_tracker_of_who_may_write_nothing_is_turned_away(token, guarded, desk):  # noqa: F811
    secret = token(scope="locate")
    (owner,) = desk.accounts.people(HOUSE)
    desk.accounts.change(owner.id, role="reader")

    device = client_of(guarded, client=AWAY, host="vigie.example")

    assert device.get(f"/feeds/{secret}/osmand?{told()}").status_code == 401


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_token_that_opens_more_is_refused_in_an_address(token, guarded, scope):  # noqa: F811
    device = client_of(guarded, client=AWAY, host="vigie.example")

    assert device.get(f"/feeds/{token(scope=scope)}/osmand?{told()}").status_code == 401


def test_a_page_of_another_site_sends_no_position_by_an_address(member):
    assert member.get(f"/api/feeds/osmand?{told()}").status_code == 403


def test_who_only_reads_sends_no_positions(client):
    client.cookies.set("vigie_person", "reader")

    answer = client.post("/api/feeds/osmand", content=told())

    assert answer.status_code == 403


def test_a_phone_is_answered_as_owntracks_wants_it(token, guarded, desk):  # noqa: F811
    said = {"_type": "location", "lat": 47.2, "lon": -1.5, "tst": int(at("18:09").timestamp())}
    secret = token(scope="locate")

    answer = client_of(guarded, client=AWAY, host="vigie.example").post(
        f"/feeds/{secret}/owntracks",
        content=json.dumps(said | {"tid": "ab"}),
        headers={"X-Limit-U": "smur", "X-Limit-D": "tel1"},
    )

    assert (answer.status_code, answer.json()) == (200, [])
    assert [one.feed for one in desk.tracks.devices(HOUSE)] == ["owntracks"]


def test_a_body_of_a_hundred_megabytes_is_refused_in_a_sentence_and_counted(client, desk):
    answer = client.post("/api/feeds/osmand", content=b"x" * 1_100_000)

    assert answer.status_code == 413
    assert "1000000" in re.sub(r"\D", "", answer.json()["error"]["sentence"])
    (day,) = desk.reception.days(HOUSE)
    assert day.heard.refused == 1


def test_what_is_kept_for_some_is_followed_by_them_alone(client, record):
    record(Granted(organisation="ARS Nouvelle-Aquitaine", level="read", reason="suivi"))
    record(TEAM)
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))
    send(client, told())
    client.cookies.set("vigie_person", "officer")
    assert len(seen(client)) == 1

    record(Reserved(object_id="smur1", audience=()))

    assert seen(client) == []
    client.cookies.set("vigie_person", "regulator")
    assert len(seen(client)) == 1


def test_hours_that_are_over_are_sealed_into_the_journal_once(client, desk, clock, record):
    record(TEAM)
    record(Tracked(object_id="smur1", device="VLM250", starts_at=at("18:00")))
    send(client, told(minute=3))
    before = seen(client)
    clock.now = at("18:10") + timedelta(hours=1)
    kept = (desk.journal, desk.library, desk.tracks, Following(desk.tracks), clock)
    sealing = Sealing(*kept)

    sealing.turn()
    sealing.turn()
    Sealing(*kept).turn()

    facts = [entry.fact for entry in desk.journal.entries("nantes")]
    (sealed,) = [fact for fact in facts if isinstance(fact, FixesSealed)]
    (chunk,) = desk.tracks.sealed([1], at("18:00"), clock.now)
    assert (sealed.count, sealed.digests) == (1, (chunk.sha256,))
    assert seen(client) == before


SITE = Placed(
    object_id="hall",
    kind="site",
    status="active",
    geometry={"type": "Point", "coordinates": [-1.55, 47.22]},
    values={"name": "Hall XXL"},
)


def resource(minute, engaged, lat=47.22):
    """A GEO-POS of the Hub Santé, of a minute after 18:00 that evening."""
    said = {
        "resourceId": "fr.health.samu640.resource.VLM250",
        "datetime": (at("18:00") + timedelta(minutes=minute)).isoformat(),
        "coord": {"lat": lat, "lon": -1.55},
        "status": "INDISPONIBLE",
        "engagedStatus": engaged,
    }
    return json.dumps({"geoPositionsUpdate": {"position": [said]}})


@pytest.fixture
def equipped(record):
    """A team that carries the vehicle's own terminal, and a site near it."""
    record(SITE, occurred_at=at("18:00"))
    record(TEAM, occurred_at=at("18:00"))
    record(
        Tracked(
            object_id="smur1",
            device="fr.health.samu640.resource.VLM250",
            starts_at=at("18:00"),
        )
    )


def statuses(desk):
    """What was said of the team, in the order of the hours: hour, status, own words."""
    entries = [e for e in desk.journal.entries("nantes") if isinstance(e.fact, Transitioned)]
    return [
        (f"{entry.occurred_at:%M}", entry.fact.status, entry.text)
        for entry in sorted(entries, key=lambda entry: entry.occurred_at)
    ]


def test_statuses_become_entries_once_whatever_order_they_come_in(client, desk, clock, equipped):
    clock.now = at("18:10")
    send(client, resource(6, "ALERTEE"), "geo_pos")
    send(client, resource(9, "ARRIVEE_LIEU"), "geo_pos")
    send(client, resource(8, "PARTIE"), "geo_pos")
    send(client, resource(9, "ARRIVEE_LIEU"), "geo_pos")

    assert statuses(desk) == [("06", "alerted", ""), ("08", "en_route", ""), ("09", "on_scene", "")]
    team = desk.library.whole("nantes").reel.at(clock.now).objects["smur1"]
    assert team.status == "on_scene"


def test_a_step_that_is_not_possible_is_told_and_written_nowhere(client, desk, equipped):
    send(client, resource(6, "ARRIVEE_LIEU"), "geo_pos")

    answer = send(client, resource(8, "ALERTEE"), "geo_pos")

    assert answer["refused"] == 1
    assert "SMUR 1" in answer["refusals"][0]["sentence"]
    assert [status for _, status, _ in statuses(desk)] == ["on_scene"]


def test_on_scene_far_from_every_scene_is_to_be_confirmed(client, desk, equipped):
    send(client, resource(6, "ARRIVEE_LIEU", lat=47.25), "geo_pos")

    entry = desk.journal.entries("nantes")[-1]
    assert (entry.reliability, entry.means) == ("unconfirmed", "automatic")
    assert entry.text == "à 3,3 km de « Hall XXL », le lieu le plus proche"
