"""What the feeds received, as the page of trackers shows it: day by day, and what was refused."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.desk import Desk
from dashboard.feeds import FEEDS
from dashboard.text import Locale, Text
from dashboard.tracks import Heard
from dashboard.tracks.reception import day_of
from dashboard.web.ages import age

DAYS = 7
REFUSED = 20
"""Refused messages shown, of all feeds; each feed keeps more."""

LINES = 12
WIDTH = 160
"""How much of an original is shown: its first lines, and the beginning of each."""

HEX = 16
DAY_NAMES: Mapping[int, Text] = {
    0: Text(fr="aujourd'hui", en="today"),
    1: Text(fr="hier", en="yesterday"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What one feed received in one day, and when it last did."""

    name: str
    feed: str
    heard: Heard
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A message that was refused: by which feed, when, why, and its beginning as text."""

    feed: str
    at: datetime
    why: str
    original: str
    size: int


def days_heard(desk: Desk, organisation: str, locale: Locale) -> list[Day]:
    """Return what the feeds of an organisation received these last days, the last day first."""
    now = desk.clock()
    since = day_of(now) - timedelta(days=DAYS - 1)
    return [
        Day(
            name=DAY_NAMES[ago].say(locale) if ago in DAY_NAMES else f"{day.day:%d/%m}",
            feed=feed_name(day.feed, locale),
            heard=day.heard,
            last=age(day.last_at, now, locale),
        )
        for day in desk.reception.days(organisation)
        if day.day >= since
        for ago in [(day_of(now) - day.day).days]
    ]


def turned_away(desk: Desk, organisation: str, locale: Locale) -> list[Turned]:
    """Return what the feeds of an organisation refused, the last first."""
    found = [
        (refused.received_at, key, refused)
        for key in FEEDS
        for refused in desk.reception.refused(organisation, key, REFUSED)
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return [
        Turned(
            feed=feed_name(key, locale),
            at=at,
            why=_seen(refused.why.say(locale)),
            original=shown(refused.original),
            size=len(refused.original),
        )
        for at, key, refused in found[:REFUSED]
    ]


def feed_name(key: str, locale: Locale) -> str:
    """Return what people call a feed; one of another version has its key for a name."""
    return FEEDS[key].label.say(locale) if key in FEEDS else key


def shown(original: bytes) -> str:
    r"""Return the beginning of a message as it can be read: its text, or its bytes if it is none.

    >>> shown(b"id=1&lat=0"), shown(bytes([0, 255, 65]))
    ('id=1&lat=0', '00 ff 41                                         ..A')
    """
    text = _text_of(original[: LINES * WIDTH * 4])
    if text is None:
        rows = [original[at : at + HEX] for at in range(0, len(original[: LINES * HEX]), HEX)]
        lines = [f"{row.hex(' '):<{HEX * 3}} {_plain(row)}" for row in rows]
        is_all = len(original) <= LINES * HEX
    else:
        lines = text.splitlines()
        is_all = len(lines) <= LINES and all(len(line) <= WIDTH for line in lines)
    return "\n".join(line[:WIDTH] for line in lines[:LINES]) + ("" if is_all else "\n…")


def _text_of(beginning: bytes) -> str | None:
    """Return bytes as the text they are; None where they are none."""
    for cut in range(4):  # the beginning may end within a character
        try:
            text = beginning[: len(beginning) - cut].decode()
        except UnicodeDecodeError:
            continue
        if any(ord(sign) < ord(" ") and sign not in "\t\r\n" for sign in text):
            return None
        return _seen(text)
    return None


def _seen(text: str) -> str:
    """Return a text with whatever does not show in it spelt out: nothing of it hides."""
    return "".join(
        sign if sign.isprintable() or sign in "\t\r\n" else f"\\u{ord(sign):04x}" for sign in text
    )


def _plain(row: bytes) -> str:
    seen = string.digits + string.ascii_letters + string.punctuation + " "
    return "".join(chr(byte) if chr(byte) in seen else "." for byte in row)
