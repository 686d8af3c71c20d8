"""Hub Santé GEO-POS and GEO-RES: where the vehicles of the emergency services are, and their names.

The national model: https://github.com/ansforge/SAMU-Hub-Modeles (GEO-POS, GEO-RES), alone or in
its EDXL envelope. Speed is in km/h. The first version calls ``resourceId`` ``id``, makes ``coord``
a list and ``cap`` a text: all are read. GEO-RES describes vehicles and tells no position.
"""

import re
from collections.abc import Iterator, Mapping

from dashboard.feeds.feed import LARGEST_LIVE, Feed, Message, Reading
from dashboard.feeds.jsontext import json_of, mapping, written
from dashboard.feeds.making import Names, fix_of
from dashboard.feeds.parts import gathered
from dashboard.feeds.values import device_name, instant, shown
from dashboard.text import RefusedError, Text
from dashboard.tracks import Fix
from dashboard.tracks.fix import LONGEST_NAME

POSITION: Names = {
    "lat": "lat",
    "lon": "lon",
    "height": "altitude_m",
    "speed": "speed_kmh",
    "cap": "course_deg",
}
RESOURCE = re.compile(r"([a-zA-Z0-9_-]+\.){3,8}resource(\.[a-zA-Z0-9_-]+){1,2}")

AVAILABILITY = {"DISPONIBLE": "available", "INDISPONIBLE": "unavailable", "INCONNU": "unknown"}
ENGAGED = {
    "ALERTEE": "alerted",
    "PARTIE": "en_route",
    "ARRIVEE_LIEU": "on_scene",
    "TRANSPORT_DESTINATION": "transporting",
    "ARRIVEE_DESTINATION": "at_destination",
    "FIN_MED": "handed_over",
    "QUITTE_DESTINATION": "left_destination",
    "RETOUR_DISPONIBLE": "returning_available",
    "RETOUR_INDISPONIBLE": "returning_unavailable",
    "ARRIVEE_CENTRE": "at_base",
}
"""The words of the nomenclature, and the statuses of a team here (``layers.teams.STATUSES``)."""

EXPECTED = "{“geoPositionsUpdate”: {“position”: […]}}"
NOT_OF_THE_HUB = Text(
    fr="Ce JSON n'est ni GEO-POS ni GEO-RES ; attendu : {expected}.",
    en="This JSON is neither GEO-POS nor GEO-RES; expected: {expected}.",
)
NOT_A_RESOURCE = Text(
    fr="« resourceId » vaut « {found} » ; attendu : par exemple fr.health.samu640.resource.VLM250.",
    en="“resourceId” is “{found}”; expected: for example fr.health.samu640.resource.VLM250.",
)


def reading(message: Message) -> Reading:
    """Return the positions of one message."""
    names: dict[str, str] = {}
    parts = enumerate(_parts(json_of(message.body, EXPECTED)), start=1)
    read = gathered(message, parts, lambda part: _told(*part, names), lambda part: written(part[1]))
    return Reading(fixes=read.fixes, refused=read.refused, passed=read.passed, names=names)


def _parts(root: object) -> Iterator[tuple[str, object]]:
    """Yield what a message holds: a position, a resource, or what tells nothing of either."""
    for content in _contents(root):
        held = content if isinstance(content, Mapping) else {}
        for key, inner in (("geoPositionsUpdate", "position"), ("geoResourcesDetails", "resource")):
            if key in held:
                update = held[key]
                ones = update.get(inner, []) if isinstance(update, Mapping) else update
                yield from ((inner, one) for one in (ones if isinstance(ones, list) else [ones]))
                break
        else:
            yield "message", content


def _contents(root: object) -> Iterator[object]:
    """Yield the messages inside an envelope, or the one that came without."""
    envelopes = root.get("content") if isinstance(root, Mapping) else None
    if not isinstance(envelopes, list):
        if not {"geoPositionsUpdate", "geoResourcesDetails"} & mapping(root, "JSON").keys():
            raise RefusedError(NOT_OF_THE_HUB, expected=EXPECTED)
        yield root
        return
    for content in envelopes:
        inner = content
        for step in ("jsonContent", "embeddedJsonContent", "message"):
            inner = inner.get(step) if isinstance(inner, Mapping) else None
        yield content if inner is None else inner


def _told(kind: str, part: object, names: dict[str, str]) -> Fix | None:
    told = mapping(part, kind)
    if kind == "message":
        if "jsonContent" in told or "xmlContent" in told:
            raise RefusedError(NOT_OF_THE_HUB, expected=EXPECTED)
        return None
    device = device_name({"resourceId": told.get("resourceId"), "id": told.get("id")})
    if not RESOURCE.fullmatch(device):
        raise RefusedError(NOT_A_RESOURCE, found=shown(device))
    if kind == "resource":
        name = told.get("name")
        if isinstance(name, str) and name.isprintable() and 0 < len(name) <= LONGEST_NAME:
            names[device] = name
        return None
    coord = told.get("coord")
    place = mapping(coord[0] if isinstance(coord, list) and coord else coord, "coord")
    at = instant(told.get("datetime"), "datetime")
    return fix_of(device, at, {**told, **place}, POSITION, status=_status(told))


def _status(told: Mapping[str, object]) -> str | None:
    """Return how far its mission is, else whether it is available; None for a word not known."""
    engaged = ENGAGED.get(str(told.get("engagedStatus")))
    return engaged or AVAILABILITY.get(str(told.get("status")))


FEED = Feed(
    key="geo_pos",
    label=Text(fr="Hub Santé (GEO-POS, GEO-RES)", en="Hub Santé (GEO-POS, GEO-RES)"),
    reading=reading,
    largest=LARGEST_LIVE,
)
