"""The audit trail as a file: CSV for a spreadsheet, JSON Lines for a program."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from dashboard.access.audit import DEEDS, Asked, Audit, AuditRecord
from dashboard.exchange.tables import MARK, row
from dashboard.text import Locale, Text

Format = Literal["csv", "jsonl"]
PAGE = 1000

HEADINGS = (
    Text(fr="n°", en="no."),
    Text(fr="heure (UTC)", en="time (UTC)"),
    Text(fr="fait", en="deed"),
    Text(fr="qui", en="who"),
    Text(fr="compte", en="account"),
    Text(fr="organisme", en="organisation"),
    Text(fr="concerne", en="concerns"),
    Text(fr="opération", en="operation"),
    Text(fr="adresse", en="address"),
    Text(fr="détail", en="detail"),
)


def all_records(audit: Audit, asked: Asked) -> Iterator[AuditRecord]:
    """Yield every record that is ``asked`` for, the latest first, a page at a time."""
    while True:
        page = audit.records(asked, limit=PAGE)
        yield from page
        if len(page) < PAGE:
            return
        asked = replace(asked, before=page[-1].id)


def audit_lines(records: Iterable[AuditRecord], format_: Format, locale: Locale) -> Iterator[str]:
    """Yield the lines of a file of ``records``; the language is that of a CSV's words."""
    if format_ == "jsonl":
        yield from map(_json, records)
        return
    yield MARK + row(heading.say(locale) for heading in HEADINGS)
    for record in records:
        yield row(_cells(record, locale))


def _json(record: AuditRecord) -> str:
    said = {
        "id": record.id,
        "at": record.at.isoformat(),
        "what": record.what,
        "person": record.person,
        "name": record.name,
        "organisation": record.organisation,
        "concerns": record.concerns,
        "operation": record.operation,
        "address": record.address,
        "detail": dict(record.detail),
    }
    # In ASCII: a name may hold half a character, which UTF-8 cannot write.
    return json.dumps(said) + "\n"


def _cells(record: AuditRecord, locale: Locale) -> Iterator[str]:
    known: dict[str, str] = {key: text.say(locale) for key, text in DEEDS.items()}
    yield str(record.id)
    yield record.at.isoformat(timespec="seconds")
    yield known.get(record.what, record.what)
    yield record.name
    yield str(record.person or "")
    yield from (record.organisation, record.concerns, record.operation or "", record.address)
    yield " ; ".join(f"{key} : {said}" for key, said in record.detail.items())
