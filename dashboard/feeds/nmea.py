r"""NMEA 0183: the sentences of a receiver, a boat or a radio gateway, RMC and GGA.

IEC 61162-1; in the open: https://gpsd.gitlab.io/gpsd/NMEA.html. A sentence names no device: its
connection does, or a name before the ``$`` on the line, or the source of a tag block
(``\s:vlm-1*05\$GP…``). Degrees and minutes in one number (4329.208 is 43° 29.208'), knots, UTC.
GGA tells the hour without the day: it adds its altitude to the RMC of the same second or, alone,
is of the day of the RMC before it or of the nearest to when it came.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce

from dashboard.feeds.feed import Feed, Message, Reading
from dashboard.feeds.making import Names, fix_of
from dashboard.feeds.parts import gathered, lines
from dashboard.feeds.values import device_name, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

RMC = ("time", "status", "lat", "ns", "lon", "ew", "speed", "course", "date")
GGA = ("time", "lat", "ns", "lon", "ew", "quality", "satellites", "hdop", "altitude")
VALUES: Names = {
    "lat": "lat",
    "lon": "lon",
    "altitude": "altitude_m",
    "speed": "speed_kn",
    "course": "course_deg",
}
AXES = {"lat": ("lat", "ns", "NS"), "lon": ("lon", "ew", "EW")}
"""An angle, its side, and the sides there are: the first is positive."""

LINE = re.compile(
    r"(?:\\(?P<tag>[^\\]*)\\)?(?P<name>[^$!\\]*?)[\s,;:]*"
    r"(?P<kind>[$!])(?P<body>[A-Z0-9]{3,8},[^*$!]*)(?:\*(?P<sum>[0-9A-Fa-f]{2}))?\s*",
    re.ASCII,
)
LONGEST_LINE = 400
DAY = timedelta(days=1)

NOT_A_SENTENCE = Text(
    fr="« {found} » n'est pas une phrase NMEA ; attendu : $GPRMC,…*hh.",
    en="“{found}” is no NMEA sentence; expected: $GPRMC,…*hh.",
)
BAD_SUM = Text(
    fr="La somme de contrôle de « {found} » est fausse ({told}, calculée {right}) : la ligne a été "
    "abîmée en route.",
    en="The checksum of “{found}” is wrong ({told}, computed {right}): the line was damaged on "
    "its way.",
)
NOT_AN_ANGLE = Text(
    fr="« {found} » n'est pas une latitude ou une longitude NMEA ; attendu : 4329.208,N.",
    en="“{found}” is no latitude or longitude of NMEA; expected: 4329.208,N.",
)
NOT_A_TIME = Text(
    fr="« {found} » n'est pas une heure NMEA ; attendu : hhmmss, et la date en jjmmaa.",
    en="“{found}” is no NMEA time; expected: hhmmss, and the date as ddmmyy.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One line: its three-letter kind, what it says, and the device it names, if any."""

    kind: str
    device: str
    told: Mapping[str, str]

    @property
    def moment(self) -> tuple[str, str]:
        """Whose it is and the second of the day: what an RMC and its GGA have in common."""
        return self.device, self.told.get("time", "").partition(".")[0]


def reading(message: Message) -> Reading:
    """Return the positions of the lines of a stream or of a file."""
    read = [(number, line, _sentence(line)) for number, line in lines(message.body)]
    known = [one for _, _, one in read if isinstance(one, Sentence) and _has_position(one)]
    altitudes = {one.moment: one.told.get("altitude") for one in known if one.kind == "GGA"}
    dated = {one.moment for one in known if one.kind == "RMC"}
    days: dict[str, datetime] = {}

    def told(part: tuple[bytes, Sentence | RefusedError]) -> Fix | None:
        sentence = part[1]
        if isinstance(sentence, RefusedError):
            raise sentence
        if not _has_position(sentence) or (sentence.kind == "GGA" and sentence.moment in dated):
            return None
        if sentence.kind == "RMC":
            at = _instant(sentence.told)
            days[sentence.device] = at
        else:
            at = _nearest(sentence.told, days.get(sentence.device, message.received_at))
        device = device_name({"NAME $…": sentence.device}, message.device)
        place = {axis: _degrees(sentence.told, *axes) for axis, axes in AXES.items()}
        values = {"altitude": altitudes.get(sentence.moment), **sentence.told, **place}
        return fix_of(device, at, values, VALUES)

    return gathered(
        message, ((n, (line, one)) for n, line, one in read), told, lambda part: part[0]
    )


def _sentence(line: bytes) -> Sentence | RefusedError:
    """Return what a line is, or why it is nothing; its place and its time are read later."""
    text = line[:LONGEST_LINE].decode("utf-8", "replace").strip()
    match = LINE.fullmatch(text)
    if match is None:
        return RefusedError(NOT_A_SENTENCE, found=shown(text))
    body, told = match["body"], match["sum"]
    right = f"{reduce(lambda one, other: one ^ other, body.encode()):02X}"
    if told is not None and told.upper() != right:
        return RefusedError(BAD_SUM, found=shown(text), told=told, right=right)
    address, *fields = body.split(",")
    kind = address[-3:] if match["kind"] == "$" else ""
    names = {"RMC": RMC, "GGA": GGA}.get(kind, ())
    source = re.search(r"(?:^|,)s:([^,*]+)", match["tag"] or "")
    device = match["name"].strip() or (source[1] if source else "")
    return Sentence(kind=kind, device=device, told=dict(zip(names, fields, strict=False)))


def _has_position(sentence: Sentence) -> bool:
    if sentence.kind == "RMC":
        return sentence.told.get("status") == "A"
    return sentence.kind == "GGA" and sentence.told.get("quality") not in {"", "0", None}


def _degrees(told: Mapping[str, str], name: str, side: str, ways: str) -> float:
    """Return an angle of a sentence in degrees."""
    said, way = told.get(name, ""), told.get(side, "")
    match = re.fullmatch(r"(\d{1,3})(\d\d(?:\.\d{0,9})?)", said, re.ASCII)
    if match is None or len(way) != 1 or way not in ways or float(match[2]) >= 60:
        raise RefusedError(NOT_AN_ANGLE, found=shown(f"{said},{way}"))
    return (int(match[1]) + float(match[2]) / 60) * (1 if way == ways[0] else -1)


def _instant(told: Mapping[str, str]) -> datetime:
    """Return when an RMC is of. Its year has two digits; satellites have been there since 1980."""
    said = f"{told.get('date', '')} {told.get('time', '')}"
    match = re.fullmatch(r"(\d{6}) (\d{6})(?:\.(\d{1,9}))?", said, re.ASCII)
    day, hour, part = match.groups("0") if match else ("", "", "")
    try:
        read = datetime.strptime(day + hour, "%d%m%y%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        raise RefusedError(NOT_A_TIME, found=shown(said.strip())) from None
    return read + timedelta(milliseconds=int(part.ljust(3, "0")[:3]))


def _nearest(told: Mapping[str, str], near: datetime) -> datetime:
    """Return when a GGA is of: its hour on the day that brings it nearest to ``near``."""
    near = near.astimezone(UTC)
    at = _instant({"date": f"{near:%d%m%y}", "time": told.get("time", "")})
    return min((at - DAY, at, at + DAY), key=lambda one: abs(one - near))


FEED = Feed(key="nmea", label=Text(fr="NMEA 0183", en="NMEA 0183"), reading=reading)
