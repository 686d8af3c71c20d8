"""The formats positions come in. Add yours to FEEDS and drop real messages in tests/samples."""

from collections.abc import Mapping

from dashboard.feeds import cot, csvtext, geo_pos, geojson, gpx, nmea, osmand, owntracks, phone
from dashboard.feeds.feed import Feed, Message, Reading, Refused

FEEDS: Mapping[str, Feed] = {
    module.FEED.key: module.FEED
    for module in (osmand, owntracks, phone, cot, geo_pos, nmea, gpx, geojson, csvtext)
}

__all__ = ["FEEDS", "Feed", "Message", "Reading", "Refused"]
