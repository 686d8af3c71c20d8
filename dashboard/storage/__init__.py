"""Journals, pictures, tracks, remarks, accounts in a database. Only app and cli import this."""

from dashboard.storage.accounts import SqlAccounts
from dashboard.storage.audit import SqlAudit
from dashboard.storage.bell import StoreBeacon, StoreBell
from dashboard.storage.documents import SqlDocuments
from dashboard.storage.engine import StoreUnreachableError, UnknownStoreError, engine_for
from dashboard.storage.journal import SqlJournal
from dashboard.storage.leading import StoreLeading
from dashboard.storage.migrate import PostgisMissingError, SchemaTooNewError, upgrade
from dashboard.storage.pictures import SqlPictures
from dashboard.storage.reception import SqlReception
from dashboard.storage.remarks import SqlRemarks
from dashboard.storage.track_file import tracks_engine
from dashboard.storage.tracks import SqlTracks

__all__ = [
    "PostgisMissingError",
    "SchemaTooNewError",
    "SqlAccounts",
    "SqlAudit",
    "SqlDocuments",
    "SqlJournal",
    "SqlPictures",
    "SqlReception",
    "SqlRemarks",
    "SqlTracks",
    "StoreBeacon",
    "StoreBell",
    "StoreLeading",
    "StoreUnreachableError",
    "UnknownStoreError",
    "engine_for",
    "tracks_engine",
    "upgrade",
]
