"""The journal: append-only, hash-chained, the only thing this application ever writes."""

from dashboard.journal.admission import (
    BrokenJournalError,
    FallenTargetError,
    KeyReusedError,
    OperationExistsError,
    UnknownOperationError,
)
from dashboard.journal.chain import GENESIS, NOTHING, Break, Link, entry_from, first_break, seal
from dashboard.journal.entry import Claim, Draft, Entry, Head
from dashboard.journal.facts import (
    Changed,
    Fact,
    Foreign,
    Geometry,
    Moved,
    Noted,
    ObjectFact,
    Opened,
    Placed,
    Planned,
    Struck,
    Transitioned,
    Value,
    Values,
    Withdrawn,
)
from dashboard.journal.standing import standing, stands
from dashboard.journal.store import Journal, MemoryJournal

__all__ = [
    "GENESIS",
    "NOTHING",
    "Break",
    "BrokenJournalError",
    "Changed",
    "Claim",
    "Draft",
    "Entry",
    "Fact",
    "FallenTargetError",
    "Foreign",
    "Geometry",
    "Head",
    "Journal",
    "KeyReusedError",
    "Link",
    "MemoryJournal",
    "Moved",
    "Noted",
    "ObjectFact",
    "Opened",
    "OperationExistsError",
    "Placed",
    "Planned",
    "Struck",
    "Transitioned",
    "UnknownOperationError",
    "Value",
    "Values",
    "Withdrawn",
    "entry_from",
    "first_break",
    "seal",
    "standing",
    "stands",
]
