"""TAK events in protobuf, version 1 of the TAK protocol: what ATAK sends between phones by UDP.

A datagram is ``BF 01 BF`` and a message; in a stream it is ``BF``, its length, and the message
(``takproto/protocol.txt`` of ATAK). Times are milliseconds since 1970. A number that is not told is
0 there: a course or a speed of 0 is told by a track, an accuracy of 0 by nobody.
"""

from google.protobuf.message import DecodeError
from takproto import parse_proto

from dashboard.feeds.values import shown
from dashboard.text import RefusedError, Text

MAGIC = b"\xbf"
DATAGRAM = b"\xbf\x01\xbf"

OTHER_VERSION = Text(
    fr="Ce message TAK est de la version {version} du protocole ; seules la 0 (XML) et la 1 "
    "(protobuf) sont lues.",
    en="This TAK message is of version {version} of the protocol; only 0 (XML) and 1 (protobuf) "
    "are read.",
)
DAMAGED = Text(
    fr="Ce message TAK en protobuf est abîmé ou coupé : {fault}.",
    en="This TAK message in protobuf is damaged or was cut: {fault}.",
)


def is_protobuf(body: bytes) -> bool:
    """Return whether an event is in protobuf."""
    return body.startswith(MAGIC)


def is_datagram(body: bytes) -> bool:
    """Return whether a message has the header of a datagram, of whichever version."""
    return body.startswith(MAGIC) and body[2:3] == MAGIC


def told_of(body: bytes) -> dict[str, object]:
    """Return what an event tells, under the names XML has for it.

    Raises:
        RefusedError: It is damaged, or of a version that is not read.
    """
    if is_datagram(body) and not body.startswith(DATAGRAM):
        raise RefusedError(OTHER_VERSION, version=body[1])
    try:
        message = parse_proto(bytearray(body))
    except (DecodeError, EOFError, ValueError) as fault:
        raise RefusedError(DAMAGED, fault=shown(str(fault))) from None
    if message is None:
        raise RefusedError(DAMAGED, fault=shown(body[:20].hex(" ")))
    event, detail = message.cotEvent, message.cotEvent.detail
    told: dict[str, object] = {
        "uid": event.uid,
        "type": event.type,
        "time": event.sendTime or None,
        "lat": event.lat,
        "lon": event.lon,
        "hae": event.hae,
        "callsign": detail.contact.callsign,
    }
    if event.ce:
        told["ce"] = event.ce
    if detail.HasField("track"):
        told |= {"speed": detail.track.speed, "course": detail.track.course}
    if detail.HasField("status") and detail.status.battery:
        told["battery"] = detail.status.battery
    return told
