"""The page ``/me``: what a browser's Geolocation API says, one position after the other.

    {"fixes": [{"at": 1766500000000, "lon": -1.5561, "lat": 43.4868, "accuracy": 8, "speed": 1.2}]}

Units are those of https://www.w3.org/TR/geolocation/: metres, metres a second, degrees; the charge
is that of the Battery Status API, 0 to 1; ``at`` is when it was measured, in milliseconds. Whose
telephone it is, its connection says.
"""

from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.jsontext import json_of, mapping, written
from dashboard.feeds.making import fix_of
from dashboard.feeds.parts import gathered
from dashboard.feeds.values import device_name, instant, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

POSITION = {
    "lon": "lon",
    "lat": "lat",
    "altitude": "altitude_m",
    "accuracy": "accuracy_m",
    "speed": "speed_ms",
    "heading": "course_deg",
    "battery": "battery",
}
EXPECTED = "{“fixes”: [{“at”: …, “lon”: …, “lat”: …}]}"

NO_FIXES = Text(
    fr="« fixes » vaut « {found} » ; attendu : une liste de positions.",
    en="“fixes” is “{found}”; expected: a list of positions.",
)


def reading(message: Message) -> Reading:
    """Return the positions of a telephone."""
    fixes = mapping(json_of(message.body, EXPECTED), "JSON").get("fixes")
    if not isinstance(fixes, list):
        raise RefusedError(NO_FIXES, found=shown(fixes))
    return gathered(message, enumerate(fixes, start=1), lambda one: _told(one, message), written)


def _told(part: object, message: Message) -> Fix:
    told = mapping(part, "fix")
    device = device_name({"device": None}, message.device)
    return fix_of(device, instant(told.get("at"), "at"), told, POSITION)


FEED = Feed(
    key="phone",
    label=Text(fr="Page /me (téléphone)", en="The page /me (phone)"),
    reading=reading,
    largest=LARGEST_LIVE,
)
