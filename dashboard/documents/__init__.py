"""Documents attached to an operation: what is accepted, under which name, and where it is kept."""

from dashboard.documents.admission import Admitted, admit
from dashboard.documents.document import (
    LARGEST_MIB,
    Document,
    Documents,
    MemoryDocuments,
    document_of,
)
from dashboard.documents.kinds import KINDS, Kind, kind_named
from dashboard.documents.names import safe_name
from dashboard.documents.refusals import (
    DocumentTooLargeError,
    MislabelledDocumentError,
    UnacceptableDocumentError,
    UnknownDocumentError,
)
from dashboard.documents.scan import (
    NOT_SCANNED,
    DangerousDocumentError,
    Scanner,
    ScannerUnavailableError,
    scanner,
)

__all__ = [
    "KINDS",
    "LARGEST_MIB",
    "NOT_SCANNED",
    "Admitted",
    "DangerousDocumentError",
    "Document",
    "DocumentTooLargeError",
    "Documents",
    "Kind",
    "MemoryDocuments",
    "MislabelledDocumentError",
    "Scanner",
    "ScannerUnavailableError",
    "UnacceptableDocumentError",
    "UnknownDocumentError",
    "admit",
    "document_of",
    "kind_named",
    "safe_name",
    "scanner",
]
