"""Handing in a file of positions: which format it is in, whose it is, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from dashboard.desk import Desk
from dashboard.feeds import FEEDS, Feed, Message
from dashboard.text import Locale, RefusedError, Text
from dashboard.tracks import DOUBTS
from dashboard.web.csrf import LONGEST_FORM
from dashboard.web.feeds_api import MessageTooLargeError, check_may_send
from dashboard.web.limits import read_at_most
from dashboard.web.multipart import boundary_in, parts_of
from dashboard.web.reader import Reader
from dashboard.web.receiving import Received, Receiver

OLDEST = timedelta(days=3653)
"""How old the positions of a file may be: ten years, for what is looked into afterwards."""

ENDINGS: Mapping[str, str] = {
    "gpx": "gpx",
    "csv": "csv",
    "tsv": "csv",
    "geojson": "geojson",
    "json": "geojson",
    "nmea": "nmea",
    "log": "nmea",
    "txt": "nmea",
}
"""The format of a file, by how its name ends."""

FORMATS = tuple(dict.fromkeys(ENDINGS.values()))
LARGEST = max(FEEDS[key].largest for key in FORMATS)
SHOWN = 20
"""Refused parts told on the page; all of them are counted, and kept."""

TOO_LARGE = Text(
    fr="Le fichier dépasse {most} Mo ; rien n'en a été lu. Le couper en plusieurs.",
    en="The file is longer than {most} MB; nothing of it was read. Cut it into several.",
)
NO_FILE = Text(
    fr="Choisir un fichier de positions : GPX, CSV, GeoJSON ou NMEA.",
    en="Choose a file of positions: GPX, CSV, GeoJSON or NMEA.",
)
NO_FORMAT = Text(
    fr="« {name} » ne dit pas son format : choisir lequel, ou renommer le fichier en .gpx, .csv, "
    ".geojson ou .nmea.",
    en="“{name}” does not tell its format: choose which, or rename the file to .gpx, .csv, "
    ".geojson or .nmea.",
)

KEPT = Text(
    fr="« {name} » — positions gardées : {kept} ; déjà reçues : {repeated} ; refusées : {refused}.",
    en="“{name}” — positions kept: {kept}; received before: {repeated}; refused: {refused}.",
)
DOUBTED = Text(fr="En doute ({count}) : {why}.", en="Doubted ({count}): {why}.")
PART = Text(fr="N° {number} : {why}", en="No. {number}: {why}")
MORE = Text(
    fr="Et {count} autres refus, gardés plus bas avec leur original.",
    en="And {count} more refusals, kept below with their originals.",
)


class UnreadableFileError(RefusedError):
    """There is no file, or nobody says what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A file somebody hands in.

    Attributes:
        name: What it is called.
        content: Its bytes.
        feed: The format it is in, by their word or by its name.
        device: Whose positions they are, where the file does not say.
    """

    name: str
    content: bytes
    feed: Feed
    device: str


async def read_file_form(request: Request) -> bytes:
    """Return the body of a form with a file, read no further than a file may be long.

    Raises:
        MessageTooLargeError: It goes on.
    """
    body = await read_at_most(request, LARGEST + LONGEST_FORM)
    if body is None:
        raise too_large(LARGEST)
    return body


def file_in(body: bytes, content_type: str) -> HandedIn:
    """Return the file that is in a form.

    Raises:
        RefusedError: There is none, it is too long, or nobody says in which format it is.
    """
    parts = {part.name: part for part in parts_of(body, boundary_in(content_type) or b"")}
    file = parts.get("file")
    if file is None or not file.content:
        raise UnreadableFileError(NO_FILE)
    said = {
        name: part.content.decode(errors="replace").strip()
        for name, part in parts.items()
        if not part.file
    }
    key = said.get("format") or ENDINGS.get(file.file.rpartition(".")[2].lower(), "")
    if key not in FORMATS:
        raise UnreadableFileError(NO_FORMAT, name=file.file[:80])
    feed = FEEDS[key]
    if len(file.content) > feed.largest:
        raise too_large(feed.largest)
    return HandedIn(
        name=file.file[:80], content=file.content, feed=feed, device=said.get("device", "")[:128]
    )


def take_in(desk: Desk, receiver: Receiver, who: Reader, file: HandedIn) -> Received:
    """Keep the positions of a file; what is refused of it stops nothing.

    Raises:
        NotAllowedError: Says who could.
        StoreUnreachableError: Nothing was kept.
    """
    check_may_send(who)
    message = Message(body=file.content, received_at=desk.clock(), device=file.device)
    received = receiver.take(who.actor, file.feed, message, oldest=OLDEST)
    desk.audit.note(
        who.actor,
        "positions_handed_in",
        file=file.name,
        format=file.feed.key,
        kept=received.heard.fixes,
    )
    return received


def told_of(file: HandedIn, received: Received, locale: Locale) -> list[str]:
    """Return what became of a file, in sentences; the first has it all in one."""
    heard = received.heard
    rest = len(received.refused) - SHOWN
    return [
        KEPT.say(
            locale,
            name=file.name,
            kept=heard.fixes,
            repeated=heard.repeated,
            refused=heard.refused,
        ),
        *(
            DOUBTED.say(locale, count=count, why=DOUBTS[doubt].say(locale))
            for doubt, count in received.doubts.items()
        ),
        *(
            PART.say(locale, number=number, why=why.say(locale))
            for number, why in received.refused[:SHOWN]
        ),
        *([MORE.say(locale, count=rest)] if rest > 0 else []),
    ]


def too_large(most: int) -> MessageTooLargeError:
    """Return the refusal of a file that is longer than ``most`` bytes."""
    return MessageTooLargeError(TOO_LARGE, most=most // 1_000_000)
