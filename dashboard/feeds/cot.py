"""Cursor on Target: the events TAK clients (ATAK, WinTAK, iTAK) tell one another.

The format: MITRE MP090284, "Cursor-on-Target message router user's guide", and the schema
``Event-PUBLIC.xsd``; in protobuf, ``cot_protobuf``. Types that begin with ``a-`` are units
somewhere; the others (chat, shapes, pings) are passed. Metres and metres a second; 9999999, in
protobuf 999999, is unknown; 0°, 0° with an unknown accuracy is a client that has no position yet.
"""

from dashboard.feeds import cot_protobuf
from dashboard.feeds.cot_stream import cut
from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.making import Names, fix_of
from dashboard.feeds.markup import element_of, local
from dashboard.feeds.parts import as_it_came, gathered
from dashboard.feeds.values import device_name, instant, number, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix
from dashboard.tracks.fix import LONGEST_NAME

UNKNOWN = 999_999
NAMES: Names = {
    "lat": "lat",
    "lon": "lon",
    "hae": "altitude_m",
    "ce": "accuracy_m",
    "speed": "speed_ms",
    "course": "course_deg",
    "battery": "battery_percent",
}
NOT_AN_EVENT = Text(
    fr="« {found} » n'est pas un événement TAK ; attendu : <event …><point …/></event>.",
    en="“{found}” is not a TAK event; expected: <event …><point …/></event>.",
)


def reading(message: Message) -> Reading:
    """Return the positions of one event, or of several one after the other."""
    body = message.body
    parts = [body] if cot_protobuf.is_datagram(body) else cut(body) or [body]
    names: dict[str, str] = {}
    read = gathered(message, enumerate(parts, start=1), lambda one: _told(one, names), as_it_came)
    return Reading(fixes=read.fixes, refused=read.refused, passed=read.passed, names=names)


def _told(body: bytes, names: dict[str, str]) -> Fix | None:
    told = cot_protobuf.told_of(body) if cot_protobuf.is_protobuf(body) else _told_of(body)
    if not str(told.get("type", "")).startswith("a-"):
        return None
    values = {name: told[name] for name in NAMES if not _is_unknown(told.get(name), name)}
    fix = fix_of(
        device_name({"uid": told.get("uid")}), instant(told.get("time"), "time"), values, NAMES
    )
    if (fix.lon, fix.lat, fix.accuracy_m) == (0, 0, None):
        return None
    _name(fix.device, str(told.get("callsign") or ""), names)
    return fix


def _told_of(body: bytes) -> dict[str, object]:
    """Return what an event tells, in XML: the attributes of its parts, under one another's."""
    event = element_of(body.strip())
    if local(event) != "event":
        raise RefusedError(NOT_AN_EVENT, found=shown(body[:60].decode("utf-8", "replace")))
    # A part that is there twice is told by its last.
    parts = {local(element): element for element in event.iter()}
    told: dict[str, object] = {}
    for part in ("contact", "point", "track", "status"):
        told |= dict(parts[part].attrib) if part in parts else {}
    return told | {name: event.get(name) for name in ("uid", "type", "time")}


def _is_unknown(value: object, name: str) -> bool:
    told = number(value, name)
    return told is None or told >= UNKNOWN


def _name(device: str, told: str, names: dict[str, str]) -> None:
    callsign = " ".join(told.split())
    if callsign.isprintable() and 0 < len(callsign) <= LONGEST_NAME:
        names[device] = callsign


FEED = Feed(
    key="cot",
    label=Text(fr="TAK (Cursor on Target)", en="TAK (Cursor on Target)"),
    reading=reading,
    largest=LARGEST_LIVE,
)
