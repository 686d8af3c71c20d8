"""What the feeds received, as the page of trackers shows it: day by day, and what was refused."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.desk import Desk
from dashboard.feeds import FEEDS
from dashboard.text import Locale, Text
from dashboard.tracks import Heard, Reason, Reasons
from dashboard.tracks.reception import day_of
from dashboard.web.ages import age
from dashboard.web.listening import WAYS

DAYS = 7
REFUSED = 20
"""Refused messages shown, of all feeds; each feed keeps more."""

LINES = 12
WIDTH = 160
"""How much of an original is shown: its first lines, and the beginning of each."""

VALUE = re.compile(r"\{[^{}]*\}")

KINDS: Mapping[str, Text] = {
    "refused": Text(fr="refusé", en="refused"),
    "doubted": Text(fr="en doute", en="doubted"),
    "slowed": Text(fr="ralenti", en="slowed"),
    "passed": Text(fr="sans position", en="no position"),
}
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
    reasons: list["Why"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why something was refused or doubted, or what it was instead, and how often."""

    kind: str
    sentence: str
    count: int


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
            reasons=_whys(day.reasons, locale),
        )
        for day in desk.reception.days(organisation)
        if day.day >= since
        for ago in [(day_of(now) - day.day).days]
    ]


def turned_away(desk: Desk, organisation: str, locale: Locale) -> list[Turned]:
    """Return what the feeds of an organisation refused, the last first."""
    found = [
        (refused.received_at, key, refused)
        for key in (*FEEDS, *WAYS)
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
    """Return what people call a feed, or a way in; one of another version has its key."""
    if key in WAYS:
        return WAYS[key].label.say(locale)
    return FEEDS[key].label.say(locale) if key in FEEDS else key


def _whys(reasons: Reasons, locale: Locale) -> list[Why]:
    """Return reasons in words, what is worst first, then what is most frequent."""
    order = list(KINDS)

    def place(one: tuple[Reason, int]) -> tuple[int, int]:
        return order.index(one[0].kind), -one[1]

    return [
        Why(
            kind=KINDS[reason.kind].say(locale),
            sentence=_without_values(reason.why.say(locale)),
            count=count,
        )
        for reason, count in sorted(reasons.items(), key=place)
    ]


def _without_values(template: str) -> str:
    """Return a sentence before its values are in it as people can read it.

    >>> _without_values("“{name}” is {found:.9g}; expected: {{“_type”: …}}.")
    '“…” is …; expected: {“_type”: …}.'
    """
    shown = VALUE.sub("…", template.replace("{{", "\x01").replace("}}", "\x02"))
    return shown.replace("\x01", "{").replace("\x02", "}")


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
