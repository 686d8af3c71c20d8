"""Which store tracks are kept in: the journal's server, or a file beside the journal's.

The file makes itself: its schema is that of the models, its version a number in its header. There
is nothing in it that a person entered, and so far a version only added tables: a file of an older
one is given those it lacks. The first that alters one will be the time for a history of migrations.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event, insert, text

from dashboard.storage.engine import (
    StoreUnreachableError,
    answering,
    engine_for,
    is_embedded,
    named,
    writing,
)
from dashboard.storage.migrate import NO_FILE, TOO_NEW, SchemaTooNewError
from dashboard.storage.track_tables import FixHeadRow, TrackBase

VERSION = 2
"""Of the file's schema, as ``PRAGMA user_version`` has it; 0 is a file that holds nothing yet.

1 counted no reasons.
"""


def tracks_engine(engine: Engine) -> Engine:
    """Return the engine of the tracks that belong to the journal of ``engine``, ready to use.

    On a server that is the same: ``upgrade`` has made its tables. Embedded, ``vigie.gpkg`` has
    its tracks in ``vigie-tracks.sqlite``.

    Raises:
        SchemaTooNewError: A later version of the program has made the file.
        StoreUnreachableError: The file cannot be made or read.
    """
    if not is_embedded(engine):
        return engine
    journal = Path(engine.url.database or "")
    file = journal.with_name(f"{journal.stem}-tracks.sqlite")
    url = engine.url.set(database=str(file))
    tracks = engine_for(url.render_as_string(hide_password=False))
    event.listen(tracks, "connect", _on_connect)
    _make(tracks, file)
    return tracks


def _make(engine: Engine, file: Path) -> None:
    with answering(engine, NO_FILE):
        try:
            # Where people were: its owner's alone, if it is new.
            file.touch(mode=0o600)
        except OSError as error:
            raise StoreUnreachableError(NO_FILE, store=named(engine)) from error
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        version = connection.scalar(text("PRAGMA user_version"))
        if version > VERSION:
            raise SchemaTooNewError(TOO_NEW, store=named(engine))
        if version < VERSION:
            TrackBase.metadata.create_all(connection)
            if version == 0:
                connection.execute(insert(FixHeadRow).values(id=1, last=0))
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    """Overwrite what is deleted: an erased track must not lie on in the free pages of the file."""
    connection.execute("PRAGMA secure_delete = ON")
