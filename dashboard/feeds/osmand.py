"""Traccar Client and OsmAnd: one position in the address of a request, or in JSON.

The two forms share an address and differ in their units: knots and percent in the query, metres a
second and 0 to 1 in the JSON. See https://www.traccar.org/osmand/ and ``OsmAndProtocolDecoder`` of
Traccar. There a missing time means now, and 0°, 0° that the device has no position yet.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.jsontext import json_of, mapping
from dashboard.feeds.making import fix_of
from dashboard.feeds.parts import as_it_came, gathered
from dashboard.feeds.values import device_name, instant, shown, to_milliseconds
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

QUERY = {
    "lat": "lat",
    "lon": "lon",
    "altitude": "altitude_m",
    "accuracy": "accuracy_m",
    "speed": "speed_kn",
    "bearing": "course_deg",
    "heading": "course_deg",
    "batt": "battery_percent",
}
COORDS = {
    "latitude": "lat",
    "longitude": "lon",
    "altitude": "altitude_m",
    "accuracy": "accuracy_m",
    "speed": "speed_ms",
    "heading": "course_deg",
    "level": "battery",
}
MOST_FIELDS = 200
YES = {"true", "1"}

NOT_A_QUERY = Text(
    fr="« {found} » n'est pas une requête OsmAnd ; attendu : id=…&lat=…&lon=…",
    en="“{found}” is no OsmAnd request; expected: id=…&lat=…&lon=…",
)


def reading(message: Message) -> Reading:
    """Return the one position of a request."""
    is_json = message.body.lstrip().startswith(b"{")

    def told(body: bytes) -> Fix | None:
        fix = _of_json(body, message) if is_json else _of_query(body, message)
        return None if fix is None or (fix.lon, fix.lat) == (0, 0) else fix

    return gathered(message, [(1, message.body)], told, as_it_came)


def _of_query(body: bytes, message: Message) -> Fix | None:
    try:
        query = body.decode().strip().rpartition("?")[2]
        told = dict(parse_qsl(query, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError:
        told = {}
    if not told:
        raise RefusedError(NOT_A_QUERY, found=shown(body[:60].decode("utf-8", "replace")))
    if told.get("valid", "true").lower() not in YES:
        return None
    if "location" in told:
        told["lat"], _, told["lon"] = told["location"].partition(",")
    names = {"id": told.get("id"), "deviceid": told.get("deviceid")}
    device = device_name(names, message.device)
    time = told.get("timestamp", "")
    # A plus that was not escaped came through as a blank: 09:00:00+02:00.
    at = _at(time.replace(" ", "+") if "T" in time else time, message)
    return fix_of(device, at, told, QUERY)


def _of_json(body: bytes, message: Message) -> Fix | None:
    root = mapping(json_of(body, "{“location”: …, “device_id”: …}"), "JSON")
    location = mapping(root.get("location"), "location")
    coords = mapping(location.get("coords"), "coords")
    battery = location.get("battery")
    level = {"level": battery.get("level")} if isinstance(battery, Mapping) else {}
    device = device_name({"device_id": root.get("device_id")}, message.device)
    return fix_of(device, _at(location.get("timestamp"), message), {**coords, **level}, COORDS)


def _at(time: object, message: Message) -> datetime:
    if time is None or time == "":
        return to_milliseconds(message.received_at)
    return instant(time, "timestamp", utc=True)


FEED = Feed(
    key="osmand",
    label=Text(fr="Traccar Client, OsmAnd", en="Traccar Client, OsmAnd"),
    reading=reading,
    largest=LARGEST_LIVE,
)
