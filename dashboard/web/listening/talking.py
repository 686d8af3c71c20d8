"""A stream read to its end: cut, handed over, and read on only once what came is kept.

So a connection holds one read and one message that is not whole in memory, whatever is sent.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.feeds import Message
from dashboard.feeds.cot_ping import is_ping, pong
from dashboard.feeds.cutting import Cutter, Piece
from dashboard.web.listening.intake import Intake

READ = 64 * 1024
SILENT_S = 0.5
"""After how long a second of NMEA is over, if nothing of the next one comes."""

IDLE_S = 900.0
"""After how long without a word a connection is closed: a device that is there connects again."""

ANSWERS_WAITING = 16 * 1024
"""Bytes of answers a client may leave unread; it is not answered more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One connection.

    Attributes:
        way: What its messages are counted under.
        sender: Whose messages count together: an address.
        device: Whose positions they are where the messages do not say.
        cutter: Cuts the stream into messages.
    """

    way: str
    sender: str
    device: str
    cutter: Cutter


async def read_on(
    intake: Intake,
    talk: Talk,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    begun: bytes = b"",
) -> bool:
    """Keep all that comes, until the other side ends it or is silent for too long.

    Returns whether anything came.

    Args:
        intake: Where it is handed over.
        talk: What is known of the connection.
        reader: What comes.
        writer: Where a client is told that somebody is here.
        begun: What was read of it already.
    """
    silent_s, heard = 0.0, False
    data = begun
    while True:
        if data:
            heard = True
            silent_s = 0.0
            await _hand_over(intake, talk, talk.cutter.feed(data), writer)
        try:
            data = await asyncio.wait_for(reader.read(READ), SILENT_S)
        except TimeoutError:
            data = b""
            silent_s += SILENT_S
            pieces = talk.cutter.silent()
            if pieces:
                await _hand_over(intake, talk, pieces, writer)
            if silent_s >= IDLE_S:
                return heard
            continue
        if not data:
            await _hand_over(intake, talk, talk.cutter.rest(), writer)
            return heard


async def _hand_over(
    intake: Intake, talk: Talk, pieces: Sequence[Piece], writer: asyncio.StreamWriter
) -> None:
    now = intake.clock()
    messages = [
        Message(body=piece.body, received_at=now, device=talk.device)
        for piece in pieces
        if piece.why is None
    ]
    given_up = [(piece.why, piece.body) for piece in pieces if piece.why is not None]
    if given_up:
        # A cutter gives up for one reason alone: one of them shows what they were like.
        why, original = given_up[0]
        await intake.refuse(talk.way, why, len(given_up), original)
    asked = any(is_ping(message.body) for message in messages)
    if asked and writer.transport.get_write_buffer_size() < ANSWERS_WAITING:
        writer.write(pong(now))
    await intake.keep(talk.way, talk.sender, messages, len(given_up))
