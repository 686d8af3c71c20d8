"""The picture as GeoJSON: one feature an object, with everything the journal says of it."""

import json
from datetime import datetime
from typing import Any

from dashboard.picture import MapObject, Picture


def picture_geojson(picture: Picture, operation: str) -> bytes:
    """Return ``picture`` as a FeatureCollection; what nobody placed yet has a null geometry."""
    collection = {
        "type": "FeatureCollection",
        "operation": operation,
        "at": picture.at.isoformat(),
        "known_at": _iso(picture.known_at),
        "features": [_feature(obj) for obj in picture.objects.values()],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(obj: MapObject) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": obj.object_id,
        "geometry": obj.geometry,
        "properties": {
            "kind": obj.kind,
            "status": obj.status,
            "values": obj.values,
            "planned_from": _iso(obj.planned_from),
            "planned_to": _iso(obj.planned_to),
            "since": obj.since.isoformat(),
            "seq": obj.seq,
        },
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
