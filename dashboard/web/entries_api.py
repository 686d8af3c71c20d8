"""Entries over HTTP: recording one, reading and searching the log, the reel the page holds."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Header, Query

from dashboard.desk import Desk
from dashboard.exchange.reel_file import Tell
from dashboard.finding import Finder
from dashboard.layers import KINDS
from dashboard.operations import Reading, record, record_together
from dashboard.picture import Line
from dashboard.review.sentences import sentence
from dashboard.search import query_of
from dashboard.text import Locale
from dashboard.web.asked import draft, moment_or_none
from dashboard.web.auditing import Auditing
from dashboard.web.errors import Refusal
from dashboard.web.models import (
    EntriesOut,
    EntryIn,
    EntryOut,
    Moment,
    TogetherIn,
    TogetherOut,
    entry_out,
)
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader

NOT_NOW: dict[int | str, dict[str, object]] = {
    409: {
        "model": Refusal,
        "description": "Somebody was quicker, the key served already, or a doubt: repeat "
        "with its code added to “confirmed” to insist.",
    },
    503: {"model": Refusal, "description": "Not recorded: the store does not answer."},
}


def entry_routes(desk: Desk, auditing: Auditing, finder: Finder) -> APIRouter:
    """Return the routes of the log of an operation."""
    router = APIRouter(prefix="/api/operations/{operation}", tags=["entries"], responses=REFUSALS)

    @router.get("/entries")
    def entries(
        operation: str,
        after: Annotated[int, Query(ge=0, description="The last number already held.")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 200,
        q: Annotated[
            str,
            Query(max_length=200, description="Words of the sentence or of who said it, any form."),
        ] = "",
        from_: Annotated[Moment | None, Query(alias="from")] = None,
        to: Annotated[Moment | None, Query()] = None,
    ) -> EntriesOut:
        """Return the log in order of number, from ``after`` on; hours are those of the facts."""
        query, start, end = query_of(q), moment_or_none(from_), moment_or_none(to)

        def page(reading: Reading) -> EntriesOut:
            who = reader()
            auditing.read(who, reading)
            with reading.reel.reading():
                lines = reading.reel.lines[after:]
            tell = teller(reading, who.locale)
            asked: Iterable[Line] = lines
            if q.strip():
                numbers = finder.entries(reading, query, who.locale)
                asked = (lines[n - after - 1] for n in numbers if after < n <= after + len(lines))
            found = islice(_within(asked, start, end), limit)
            told = [entry_out(line, tell(line)) for line in found]
            more = len(told) == limit and told[-1].seq < lines[-1].entry.seq
            return EntriesOut(entries=told, next=told[-1].seq if more else None)

        return desk.library.ask(reader().actor, operation, page)

    @router.post("/entries", status_code=201, responses=NOT_NOW)
    def record_one(
        operation: str,
        asked: EntryIn,
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key records only once."),
        ] = None,
    ) -> EntryOut:
        """Record an entry, in the name of who is signed in; answers once it is kept."""
        who = reader()
        entry = record(
            desk,
            who.actor,
            operation,
            draft(asked, who),
            kinds=KINDS,
            key=idempotency_key,
            confirmed=asked.confirmed,
        )

        auditing.recorded(who, entry)

        def written(reading: Reading) -> EntryOut:
            line = reading.reel.lines[entry.seq - 1]
            return entry_out(line, teller(reading, who.locale)(line))

        return desk.library.ask(who.actor, operation, written)

    @router.post("/entries/together", status_code=201, responses=NOT_NOW)
    def record_gesture(
        operation: str,
        asked: TogetherIn,
        idempotency_key: Annotated[
            str | None,
            Header(min_length=1, max_length=200, description="The same key records only once."),
        ] = None,
    ) -> TogetherOut:
        """Record the entries of one gesture: all of them, or none. Answers once they are kept."""
        who = reader()
        entries = record_together(
            desk,
            who.actor,
            operation,
            [draft(one, who) for one in asked.entries],
            kinds=KINDS,
            key=idempotency_key,
            confirmed={
                *asked.confirmed,
                *(code for one in asked.entries for code in one.confirmed),
            },
        )
        for entry in entries:
            auditing.recorded(who, entry)

        def written(reading: Reading) -> TogetherOut:
            tell = teller(reading, who.locale)
            lines = [reading.reel.lines[entry.seq - 1] for entry in entries]
            told = [entry_out(line, tell(line)) for line in lines]
            return TogetherOut(entries=told, seq=entries[-1].seq)

        return desk.library.ask(who.actor, operation, written)

    return router


def teller(reading: Reading, locale: Locale) -> Tell:
    """Return what says a line of the operation that is read, in a sentence of ``locale``."""
    zone = reading.operation.zone
    return lambda line: sentence(line, locale, zone)


def _within(lines: Iterable[Line], start: datetime | None, end: datetime | None) -> Iterator[Line]:
    """Yield the lines of what happened from ``start`` on and before ``end``."""
    for line in lines:
        at = line.entry.occurred_at
        if (start is None or at >= start) and (end is None or at < end):
            yield line
