"""The accounts, kept by SQLite or PostgreSQL, beside the journal."""

from sqlalchemy import Engine

from dashboard.clock import Clock, now
from dashboard.storage.links import SqlLinks
from dashboard.storage.people import SqlPeople
from dashboard.storage.reading import SqlReadMarks
from dashboard.storage.sessions import SqlSessions
from dashboard.storage.tokens import SqlTokens


class SqlAccounts(SqlPeople, SqlSessions, SqlTokens, SqlLinks, SqlReadMarks):
    """All that is kept of the people. Safe to share between threads and processes."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        super().__init__(engine, clock)
