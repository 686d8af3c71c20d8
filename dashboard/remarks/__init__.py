"""Remarks on the film: what whoever looks back says of an instant, kept apart from the journal."""

from dashboard.remarks.remark import (
    CATEGORIES,
    Category,
    Remark,
    UnknownRemarkError,
    UnreadableRemarkError,
    checked,
    standing,
)
from dashboard.remarks.store import MemoryRemarks, Remarks, StaleRemarkError

__all__ = [
    "CATEGORIES",
    "Category",
    "MemoryRemarks",
    "Remark",
    "Remarks",
    "StaleRemarkError",
    "UnknownRemarkError",
    "UnreadableRemarkError",
    "checked",
    "standing",
]
