"""OwnTracks: one JSON object for each location, by HTTP or by MQTT.

See https://owntracks.org/booklet/tech/json/. Speed is in km/h, ``tst`` in seconds since 1970.
What the app sends besides locations (a last will, a waypoint, a transition, a card) is passed, and
so is an empty body, which a phone sends to take back a message the broker kept. What it encrypts
may well be a location: that is refused, and said.

By MQTT the topic names the device, and the broker says who may write to it; ``tid``, two letters
for a map, names it only where nothing else does.
"""

from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.jsontext import json_of, mapping, written
from dashboard.feeds.making import fix_of
from dashboard.feeds.parts import gathered
from dashboard.feeds.values import device_name, instant, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix

LOCATION = {
    "lat": "lat",
    "lon": "lon",
    "alt": "altitude_m",
    "acc": "accuracy_m",
    "vel": "speed_kmh",
    "cog": "course_deg",
    "batt": "battery_percent",
}

NO_TYPE = Text(
    fr="« _type » vaut « {found} » ; attendu : un message d'OwnTracks, {{“_type”: “location”, …}}.",
    en="“_type” is “{found}”; expected: a message of OwnTracks, {{“_type”: “location”, …}}.",
)


ENCRYPTED = Text(
    fr="Ce message d'OwnTracks est chiffré par le téléphone, et n'est pas lu : y effacer la clé "
    "de chiffrement ; TLS protège le trajet.",
    en="This OwnTracks message is encrypted by the phone, and is not read: clear the encryption "
    "key there; TLS protects the way.",
)


def reading(message: Message) -> Reading:
    """Return the locations of one message, or of a list of them."""
    if not message.body:
        return Reading(passed=1)
    root = json_of(message.body, "{“_type”: “location”, …}")
    if not isinstance(root, list):
        return gathered(
            message, [(1, root)], lambda one: _told(one, message), lambda _: message.body
        )
    return gathered(message, enumerate(root, start=1), lambda one: _told(one, message), written)


def device_of(topic: str) -> str:
    """Return the device a topic of MQTT names: its user and device.

    >>> device_of("owntracks/samu64/vlm-1"), device_of("owntracks/samu64/vlm-1/event")
    ('samu64/vlm-1', 'samu64/vlm-1')
    """
    levels = topic.split("/")
    return "/".join(levels[1:3]) if len(levels) > 2 else topic


def _told(part: object, message: Message) -> Fix | None:
    told = mapping(part, "message")
    kind = told.get("_type")
    if not isinstance(kind, str):
        raise RefusedError(NO_TYPE, found=shown(kind))
    if kind == "encrypted":
        raise RefusedError(ENCRYPTED)
    if kind != "location":
        return None
    topic = None if message.is_proven else told.get("topic")
    named = device_of(topic) if isinstance(topic, str) else ""
    device = device_name({"topic": named or message.device, "tid": told.get("tid")})
    return fix_of(device, instant(told.get("tst"), "tst"), told, LOCATION)


FEED = Feed(
    key="owntracks",
    label=Text(fr="OwnTracks", en="OwnTracks"),
    reading=reading,
    largest=LARGEST_LIVE,
)
