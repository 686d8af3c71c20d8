"""Cursor on Target: the events TAK clients (ATAK, WinTAK, iTAK) tell one another, as XML.

The format: MITRE MP090284, "Cursor-on-Target message router user's guide", and the schema
``Event-PUBLIC.xsd``. Types that begin with ``a-`` are units somewhere; the others (chat, shapes,
pings) are passed. Metres and metres a second; 9999999 is unknown; 0°, 0° with an unknown accuracy
is a client that has no position yet.
"""

import re
from xml.etree.ElementTree import Element

from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.making import Names, fix_of
from dashboard.feeds.markup import element_of, local
from dashboard.feeds.parts import as_it_came, gathered
from dashboard.feeds.values import device_name, instant, number, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix
from dashboard.tracks.fix import LONGEST_NAME

LONGEST_EVENT = 500_000
"""Bytes without an end after which a stream is not waited for: a chat with a picture fits."""

UNKNOWN = 9_999_999
NAMES: Names = {
    "lat": "lat",
    "lon": "lon",
    "hae": "altitude_m",
    "ce": "accuracy_m",
    "speed": "speed_ms",
    "course": "course_deg",
    "battery": "battery_percent",
}
END = re.compile(rb"</(?:\w+:)?event\s*>")
PROTOBUF = b"\xbf"

NOT_AN_EVENT = Text(
    fr="« {found} » n'est pas un événement TAK ; attendu : <event …><point …/></event>.",
    en="“{found}” is not a TAK event; expected: <event …><point …/></event>.",
)
IS_PROTOBUF = Text(
    fr="Ce message TAK est en protobuf (version 1), qui n'est pas lu ; régler le serveur TAK pour "
    "qu'il envoie du XML (version 0).",
    en="This TAK message is protobuf (version 1), which is not read; set the TAK server to send "
    "XML (version 0).",
)


def reading(message: Message) -> Reading:
    """Return the positions of one event, or of several one after the other."""
    if message.body.startswith(PROTOBUF):
        raise RefusedError(IS_PROTOBUF)
    whole, rest = events(message.body)
    left = [rest] if rest.strip() or not whole else []
    names: dict[str, str] = {}
    read = gathered(
        message, enumerate([*whole, *left], start=1), lambda one: _told(one, names), as_it_came
    )
    return Reading(fixes=read.fixes, refused=read.refused, passed=read.passed, names=names)


def events(buffer: bytes) -> tuple[list[bytes], bytes]:
    """Return the whole events at the start of a stream, and the rest, to go on from.

    A rest that grows beyond ``LONGEST_EVENT`` is given as an event, which will be refused: a
    stream that never ends one is not kept in memory.

    >>> events(b"<event>a</event><event>b</event><eve")
    ([b'<event>a</event>', b'<event>b</event>'], b'<eve')
    """
    found: list[bytes] = []
    start = 0
    for end in END.finditer(buffer):
        found.append(buffer[start : end.end()])
        start = end.end()
    rest = buffer[start:]
    return ([*found, rest], b"") if len(rest) > LONGEST_EVENT else (found, rest)


def _told(body: bytes, names: dict[str, str]) -> Fix | None:
    event = element_of(body.strip())
    if local(event) != "event":
        raise RefusedError(NOT_AN_EVENT, found=shown(body[:60].decode("utf-8", "replace")))
    if not event.get("type", "").startswith("a-"):
        return None
    # A part that is there twice is told by its last.
    told: dict[str, object] = {}
    parts = {local(element): element for element in event.iter()}
    for part in ("point", "track", "status"):
        told |= dict(parts[part].attrib) if part in parts else {}
    told = {name: told[name] for name in NAMES if not _is_unknown(told.get(name), name)}
    fix = fix_of(
        device_name({"uid": event.get("uid")}), instant(event.get("time"), "time"), told, NAMES
    )
    if (fix.lon, fix.lat, fix.accuracy_m) == (0, 0, None):
        return None
    _name(fix.device, parts.get("contact"), names)
    return fix


def _is_unknown(value: object, name: str) -> bool:
    told = number(value, name)
    return told is None or told >= UNKNOWN


def _name(device: str, contact: Element | None, names: dict[str, str]) -> None:
    callsign = " ".join(contact.get("callsign", "").split()) if contact is not None else ""
    if callsign.isprintable() and 0 < len(callsign) <= LONGEST_NAME:
        names[device] = callsign


FEED = Feed(
    key="cot",
    label=Text(fr="TAK (Cursor on Target)", en="TAK (Cursor on Target)"),
    reading=reading,
    largest=LARGEST_LIVE,
)
