"""Real messages of each feed, and a short way to read them."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.feeds import FEEDS, Message
from dashboard.tracks import Fix

SAMPLES = Path(__file__).parents[1] / "samples"
RECEIVED = datetime(2019, 9, 26, 1, 20, tzinfo=UTC)


def read(feed, body, *, device="", received_at=RECEIVED):
    content = body if isinstance(body, bytes) else body.encode()
    return FEEDS[feed].read(Message(body=content, received_at=received_at, device=device))


def sample(name, **known):
    feed, _, _ = name.partition("/")
    return read(feed, (SAMPLES / name).read_bytes(), **known)


def reasons(reading, locale="en"):
    return [(refused.number, refused.why.say(locale)) for refused in reading.refused]


def fix(device, at, lon, lat, **values):
    """A fix as a test expects it: ``at`` in UTC, as people write it."""
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Fix(device=device, at=instant, lon=lon, lat=lat, **values)


def told(reading):
    """The fixes of a reading, with numbers as far as they are meant: units multiply."""
    rounded = ("speed_kmh", "battery", "lon", "lat")
    return [
        Fix(
            **{
                name: round(value, 6) if name in rounded and value is not None else value
                for name in Fix.__dataclass_fields__
                if (value := getattr(one, name), True)
            }
        )
        for one in reading.fixes
    ]
