"""The gestures that write: open an operation, record; to strike or correct is to record."""

from dashboard.operations.adopting import Choice, Proposal, StaleError, Step, adopt, proposal
from dashboard.operations.copying import Copy, copy_of, next_time, same_weekday
from dashboard.operations.library import Library, Reading
from dashboard.operations.lots import Doubted, check_lot, doubts_of, record_lot
from dashboard.operations.opening import Model, check_id, check_opening, open_operation, slug
from dashboard.operations.operation import Operation, operation_from
from dashboard.operations.pictures import Pictures, ShelfPictures
from dashboard.operations.record import check_recordable, record
from dashboard.operations.refusals import (
    DoubtError,
    ImpossibleVerbError,
    NotRecordableError,
    UnknownObjectError,
)
from dashboard.operations.shelf import Shelf
from dashboard.operations.together import record_together
from dashboard.operations.variants import as_made, make_variant, variant_id

__all__ = [
    "Choice",
    "Copy",
    "DoubtError",
    "Doubted",
    "ImpossibleVerbError",
    "Library",
    "Model",
    "NotRecordableError",
    "Operation",
    "Pictures",
    "Proposal",
    "Reading",
    "Shelf",
    "ShelfPictures",
    "StaleError",
    "Step",
    "UnknownObjectError",
    "adopt",
    "as_made",
    "check_id",
    "check_lot",
    "check_opening",
    "check_recordable",
    "copy_of",
    "doubts_of",
    "make_variant",
    "next_time",
    "open_operation",
    "operation_from",
    "proposal",
    "record",
    "record_lot",
    "record_together",
    "same_weekday",
    "slug",
    "variant_id",
]
