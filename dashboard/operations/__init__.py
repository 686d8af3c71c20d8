"""The gestures that write: open an operation, record; to strike or correct is to record."""

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

__all__ = [
    "DoubtError",
    "Doubted",
    "ImpossibleVerbError",
    "Library",
    "Model",
    "NotRecordableError",
    "Operation",
    "Pictures",
    "Reading",
    "Shelf",
    "ShelfPictures",
    "UnknownObjectError",
    "check_id",
    "check_lot",
    "check_opening",
    "check_recordable",
    "doubts_of",
    "open_operation",
    "operation_from",
    "record",
    "record_lot",
    "record_together",
    "slug",
]
