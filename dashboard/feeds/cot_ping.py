"""What TAK clients ask to know whether anybody is there, and what they are answered.

ATAK asks when it heard nothing for 15 seconds, and hangs up ten seconds later (``commoncommo``,
``StreamingSocketManagement``): who never speaks by themselves has to answer.
"""

import re
from datetime import UTC, datetime, timedelta

PING = re.compile(rb"""\stype=["']t-x-c-t["']""")
HEAD = 600
"""Bytes of an event in which its type is."""

STALE = timedelta(minutes=1)


def is_ping(event: bytes) -> bool:
    """Return whether an event asks whether anybody is there.

    >>> is_ping(b"<event uid='a' type='t-x-c-t' how='m-g'/>"), is_ping(b"<event type='a-f'/>")
    (True, False)
    """
    return PING.search(event, 0, HEAD) is not None


def pong(at: datetime) -> bytes:
    """Return the answer that somebody is."""
    said = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    stale = f"{at.astimezone(UTC) + STALE:%Y-%m-%dT%H:%M:%S.000Z}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<event version="2.0" uid="takPong" type="t-x-c-t-r" how="h-g-i-g-o" '
        f'time="{said}" start="{said}" stale="{stale}">'
        '<point lat="0.0" lon="0.0" hae="0.0" ce="9999999" le="9999999"/></event>\n'
    ).encode()
