"""From a URL to a store: an embedded SQLite file, or a PostgreSQL server with PostGIS."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    TimeoutError,  # noqa: A004  the pool's own: no connection came free in time
)

from dashboard.storage import functions, geopackage
from dashboard.text import RefusedError, Text

PATIENCE_S = 15
"""How long a writer waits for its turn, and a connection for its server, in seconds."""

SILENCE_S = 5
"""How long what lasts waits for a server that does not answer, in seconds."""

MOMENT_MS = 10
"""How long SQLite waits before it is asked anew, in milliseconds."""

PRAGMAS = {
    "busy_timeout": PATIENCE_S * 1000,
    "foreign_keys": "ON",
    # With WAL, NORMAL may lose the last entries acknowledged before a power cut; FULL does not.
    "synchronous": "FULL",
    "cache_size": -65536,  # KiB
    "mmap_size": 2**30,  # bytes
    "temp_store": "MEMORY",
}

UNREACHABLE = Text(
    fr="Le stockage {store} ne répond pas.",
    en="The store {store} does not answer.",
)
NOT_RECORDED = Text(
    fr="Non enregistré : le stockage {store} ne répond pas. Votre texte est conservé ; recommencer "
    "dans un instant.",
    en="Not recorded: the store {store} does not answer. Your text is kept; try again in a moment.",
)
UNKNOWN_STORE = Text(
    fr="« {store} » ne désigne aucun stockage ; écrire sqlite:///FICHIER.gpkg ou "
    "postgresql+psycopg://UTILISATEUR@SERVEUR/BASE.",
    en="“{store}” names no store; write sqlite:///FILE.gpkg or "
    "postgresql+psycopg://USER@HOST/DATABASE.",
)


class StoreUnreachableError(RefusedError):
    """The store did not answer: gone, locked, full, or not what it should be.

    After a write, the entry is to be taken as not recorded. The connection may have been lost
    between the store keeping it and saying so: repeating with the same idempotency key is safe.
    """


class UnknownStoreError(RefusedError):
    """The URL names no kind of store we know."""


def engine_for(url: str) -> Engine:
    """Return the engine of the store ``url`` names. Connects to nothing yet.

    Args:
        url: ``sqlite:///FILE.gpkg`` or ``postgresql+psycopg://USER@HOST/DATABASE``, as
            SQLAlchemy spells them.

    Raises:
        UnknownStoreError: Neither of these.
    """
    try:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        # Not the URL itself: what cannot be read cannot be shown without its password.
        raise UnknownStoreError(UNKNOWN_STORE, store=url.partition(":")[0]) from None
    if engine.dialect.name == "sqlite" and engine.url.database not in {None, "", ":memory:"}:
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "do_connect", _on_postgres_call)
        event.listen(engine, "connect", _on_postgres_connect)
    else:
        raise UnknownStoreError(UNKNOWN_STORE, store=named(engine))
    return engine


def named(engine: Engine) -> str:
    """Return the store's URL, without its password."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def answering(engine: Engine, sentence: Text) -> Iterator[None]:
    """Tell by ``sentence`` that the store did not answer, whatever the driver calls it.

    Raises:
        StoreUnreachableError: It did not.
    """
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # ours to mend, not the store's absence
    except (DBAPIError, TimeoutError, sqlite3.Error, psycopg.Error) as error:
        raise StoreUnreachableError(sentence, store=named(engine)) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection to read with.

    Raises:
        StoreUnreachableError: It did not answer.
    """
    with answering(engine, UNREACHABLE), engine.connect() as connection:
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection to read with: all its questions are answered as of the first.

    Raises:
        StoreUnreachableError: It did not answer.
    """
    # A file's reader sees no later commit anyway (WAL).
    still = {} if is_embedded(engine) else {"isolation_level": "REPEATABLE READ"}
    with reading(engine.execution_options(**still)) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction: kept whole at the end, or not at all.

    Raises:
        StoreUnreachableError: It did not answer; nothing was kept.
    """
    writer = engine.execution_options(writes=True)
    with answering(engine, NOT_RECORDED), writer.begin() as connection:
        yield connection


def session_of(engine: Engine) -> psycopg.Connection:
    """Return a connection to the server that is nobody else's: what lasts as long as a session.

    To be reached without a pooler that shares connections between transactions. A server that went
    without a word (a cable, a machine) is given up after ``SILENCE_S``.

    Raises:
        psycopg.Error: It did not answer.
    """
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=SILENCE_S,
        tcp_user_timeout=SILENCE_S * 1000,
        keepalives_idle=SILENCE_S,
    )


def is_embedded(engine: Engine) -> bool:
    """Return whether the store is a file of this machine."""
    return engine.dialect.name == "sqlite"


def overwrite_log(engine: Engine) -> None:
    """Empty the log beside a file, which holds the pages as they were before what was erased."""
    if is_embedded(engine):
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _on_sqlite_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # `_on_sqlite_begin` begins, not the driver
    functions.teach(connection)
    geopackage.teach(connection)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _on_sqlite_begin(connection: Connection) -> None:
    """Take the writer's place at once: a reader that turns writer is refused without waiting.

    SQLite waits by sleeping longer and longer, up to 100 ms, and whoever writes without pause
    gets in first each time: of four such writers one waited over 15 s. So it waits for a moment
    only, and asks again from the start.
    """
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    until = time.monotonic() + PATIENCE_S
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {MOMENT_MS}")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            break
        except OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")


def _is_busy(error: OperationalError) -> bool:
    """Return whether somebody else is writing; the low byte tells, whatever the circumstance."""
    told = error.orig
    return isinstance(told, sqlite3.Error) and told.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _on_postgres_call(
    _dialect: object, _record: object, _args: object, parameters: dict[str, Any]
) -> None:
    """Do not wait for ever on a server that is not there; the URL may say otherwise."""
    parameters.setdefault("connect_timeout", PATIENCE_S)


def _on_postgres_connect(connection: Any, _record: object) -> None:  # noqa: ANN401
    """Ask for UTC, for a limit to waiting one's turn, and for no JIT: it outlasts our queries."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET TIME ZONE 'UTC'; SET lock_timeout = '{PATIENCE_S}s'; SET jit = off")
    connection.commit()
