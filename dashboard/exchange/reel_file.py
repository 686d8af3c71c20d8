"""The reel as the page receives it: ``docs/reel-format.md``, columns and shared values.

Geometries and values are shared by the versions of an object, and written once: they are looked
up by identity, and only what is new is turned into text and compared.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from dashboard.clock import microseconds, milliseconds_up
from dashboard.geo import centre
from dashboard.journal import Fact, Foreign, Head, Noted, Placed, RunningFact, Struck, Withheld
from dashboard.operations import Operation
from dashboard.picture import END, Line, MapObject, Reel, Span, Version

LATE = timedelta(minutes=10)
"""An entry recorded this long after what it tells is marked as late."""

Tell = Callable[[Line], str]

written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def reel_json(
    reel: Reel, operation: Operation, *, tell: Tell, after: int = 0, view: str = ""
) -> bytes:
    """Return ``reel`` as JSON, or what its entries after number ``after`` brought.

    Args:
        reel: The reel, which may grow meanwhile: it is read at one instant.
        operation: What its opening says.
        tell: Says a line in a sentence of the reader's language.
        after: The last entry the reader holds. A number this journal has not reached is of
            another journal than ours, and gets the whole reel.
        view: Which view of the journal this is; only a reel of the same one can be extended.
    """
    with reel.reading():
        after = after if after <= reel.head.seq else 0
        geometries, values = _Shared(), _Shared()
        first = bisect_right(reel.versions, after, key=lambda v: v.begun_by)
        columns = _columns(reel.versions[first:], geometries, values)
        ended = bisect_right(reel.ended, after, key=lambda n: reel.versions[n].ended_by)
        renaming = bisect_right(reel.renamed, after, key=itemgetter(0))
        renamed = sorted({seq for _, seq in reel.renamed[renaming:] if seq <= after})
        said = _said(operation, reel.head) | {
            "view": view,
            "after": after,
            "versions": columns,
            "closed": [
                [number, _ms(reel.versions[number].known_to)]
                for number in sorted(reel.ended[ended:])
                if number < first
            ],
            "entries": [_entry(reel, line, tell(line)) for line in reel.lines[after:]],
            "restruck": [
                [seq, _struck(line), *_naming(reel, line)]
                for seq, line in ((seq, reel.lines[seq - 1]) for seq in renamed)
            ],
        }
    return _document(said, geometries, values)


def still_json(objects: Iterable[MapObject], operation: Operation, head: Head) -> bytes:
    """Return some objects as a reel in which they are so at every instant, without a log."""
    always = [Version(span=Span(0, END, obj), known_from=0, begun_by=obj.seq) for obj in objects]
    geometries, values = _Shared(), _Shared()
    said = _said(operation, head) | {"versions": _columns(always, geometries, values)}
    return _document(said, geometries, values)


def _said(operation: Operation, head: Head) -> dict[str, Any]:
    """Return what a reel says while there is nothing in it."""
    return {
        "operation": _operation(operation),
        "head": {"seq": head.seq, "digest": head.seal.hex()},
        "view": "",
        "after": 0,
        "versions": {},
        "closed": [],
        "entries": [],
        "restruck": [],
    }


def _document(said: Mapping[str, Any], geometries: "_Shared", values: "_Shared") -> bytes:
    return f'{{"geometries":{geometries},"values":{values},{written(said)[1:]}'.encode()


class _Shared:
    """What is written once and referred to by number."""

    def __init__(self) -> None:
        self._by_identity: dict[int, int] = {}
        self._by_text: dict[str, int] = {}

    def number(self, thing: object) -> int:
        """Return the number of ``thing``, which must outlive this."""
        number = self._by_identity.get(id(thing))
        if number is None:
            text = written(thing)
            number = self._by_text.setdefault(text, len(self._by_text))
            self._by_identity[id(thing)] = number
        return number

    def __str__(self) -> str:
        return f"[{','.join(self._by_text)}]"


def _columns(versions: list[Version], geometries: _Shared, values: _Shared) -> dict[str, list[Any]]:
    states = [version.span.state for version in versions]
    return {
        "object": [s.object_id for s in states],
        "kind": [s.kind for s in states],
        "status": [s.status for s in states],
        "geometry": [-1 if s.geometry is None else geometries.number(s.geometry) for s in states],
        "values": [values.number(s.values) for s in states],
        "valid_from": [_ms(v.span.valid_from) for v in versions],
        "valid_to": [_ms(v.span.valid_to) for v in versions],
        "known_from": [_ms(v.known_from) for v in versions],
        "known_to": [_ms(v.known_to) for v in versions],
        "planned_from": [_ms_at(s.planned_from) for s in states],
        "planned_to": [_ms_at(s.planned_to) for s in states],
        "seq": [s.seq for s in states],
    }


def _entry(reel: Reel, line: Line, sentence: str) -> dict[str, Any]:
    entry = line.entry
    struck_by, corrected_by = _naming(reel, line)
    claims = entry.provenance
    return {
        "seq": entry.seq,
        "occurred_at": _ms_at(entry.occurred_at),
        "recorded_at": _ms_at(entry.recorded_at),
        "author": entry.author,
        "organisation": entry.organisation,
        "fact": name_of(line),
        "kind": kind_of(line),
        "category": entry.category,
        "priority": entry.priority,
        "reliability": entry.reliability,
        "approximate": entry.approximate,
        "sentence": sentence,
        "objects": entry.objects,
        "place": place_of(line),
        "corrects": entry.corrects,
        "about": entry.about,
        "audience": entry.audience,
        "embargo_until": _ms_at(entry.embargo_until),
        "late": is_late(line),
        "struck": _struck(line),
        "struck_by": struck_by,
        "corrected_by": corrected_by,
        "means": entry.means,
        "origin": entry.origin,
        "recipient": entry.recipient,
        "source": next((claim.source for claim in claims.values() if claim.source), ""),
        "provenance": {name: claim.standing for name, claim in claims.items()},
        **_ruling(entry.fact),
        **({"digest": entry.digest.hex()} if isinstance(entry.fact, Withheld) else {}),
    }


def _ruling(fact: Fact) -> dict[str, Any]:
    """Return what a fact that runs the operation says, field by field; nothing for any other."""
    if not isinstance(fact, RunningFact):
        return {}
    said = asdict(fact)
    return {
        "ruling": {
            name: _ms_at(value) if isinstance(value, datetime) else value
            for name, value in said.items()
        }
    }


def name_of(line: Line) -> str:
    """Return the name of the fact a line tells; a foreign one keeps its own."""
    fact = line.entry.fact
    return fact.name if isinstance(fact, Foreign) else type(fact).__name__


def kind_of(line: Line) -> str | None:
    """Return the kind of the object a line speaks of, if it speaks of one that was there."""
    if isinstance(line.entry.fact, Placed):
        return line.entry.fact.kind
    return line.about.kind if line.about else None


def place_of(line: Line) -> tuple[float, float] | None:
    """Return the longitude and latitude an entry speaks of, if it speaks of a place."""
    if isinstance(line.entry.fact, Noted):
        return centre(line.entry.fact.place)
    return centre(line.about.geometry) if line.about else None


def is_late(line: Line) -> bool:
    """Return whether the cell learnt it long after it happened."""
    return line.entry.recorded_at - line.entry.occurred_at >= LATE


def _naming(reel: Reel, line: Line) -> tuple[int | None, int | None]:
    """Return the numbers of the counting entries that strike and that correct a line."""
    struck_by = corrected_by = None
    for seq in line.by:
        if reel.lines[seq - 1].counts:
            if isinstance(reel.lines[seq - 1].entry.fact, Struck):
                struck_by = seq
            else:
                corrected_by = seq
    return struck_by, corrected_by


def _struck(line: Line) -> list[tuple[int | None, int | None]]:
    return [(_ms(start), _ms(end)) for start, end in line.struck]


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "name": operation.name,
        "organisation": operation.organisation,
        "time_zone": operation.zone.key,
        "starts_at": _ms_at(operation.starts_at),
        "ends_at": _ms_at(operation.ends_at),
        "exercise": operation.exercise,
        "continuous": operation.continuous,
        "area": operation.area,
    }


def _ms(count: int) -> int | None:
    return None if count == END else milliseconds_up(count)


def _ms_at(at: datetime | None) -> int | None:
    return None if at is None else milliseconds_up(microseconds(at))
