"""Create the schema, or bring it up to this program's; sealed rows are never touched."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from dashboard.storage import geopackage
from dashboard.storage.engine import StoreUnreachableError, answering, is_embedded, named, writing
from dashboard.text import RefusedError, Text

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('vigie.upgrade'))")

VERSION_TABLE = text(
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY)"
)
"""Made before Alembic would make it with a ``VARCHAR(32)``, which GDAL complains of."""

NO_FILE = Text(
    fr="Le fichier {store} ne peut pas être créé ou lu ici.",
    en="The file {store} cannot be created or read here.",
)

TOO_NEW = Text(
    fr="Le stockage {store} a été mis à niveau par une version plus récente de Vigie ; "
    "rien n'a été modifié. Installer cette version pour l'ouvrir.",
    en="The store {store} was upgraded by a later version of Vigie; nothing was "
    "changed. Install that version to open it.",
)


class SchemaTooNewError(RefusedError):
    """The store was upgraded by a later version of this program."""


class PostgisMissingError(RefusedError):
    """The database has no PostGIS, and we may not add it."""


def upgrade(engine: Engine) -> None:
    """Make the store ready: create what is missing, upgrade what is older. Safe to repeat.

    Raises:
        SchemaTooNewError: A later version of the program has upgraded it; nothing was changed.
        PostgisMissingError: The database needs its PostGIS extension first.
        StoreUnreachableError: The store did not answer, or the file cannot be made.
    """
    if is_embedded(engine):
        _make_file(engine)
    with writing(engine) as connection:
        if is_embedded(engine):
            connection.execute(VERSION_TABLE)
        else:
            connection.execute(ONE_AT_A_TIME)
            _add_postgis(connection, engine)
        _refuse_newer(connection, engine)
        command.upgrade(config_for(connection), "head")


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration for our migrations, to be run on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _make_file(engine: Engine) -> None:
    with answering(engine, NO_FILE):
        try:
            file = Path(engine.url.database or "")
            file.parent.mkdir(parents=True, exist_ok=True)
            # Whoever opens it reads the hashes of passwords: its owner alone, if it is new.
            file.touch(mode=0o600)
        except OSError as error:
            raise StoreUnreachableError(NO_FILE, store=named(engine)) from error
        with closing(engine.raw_connection()) as connection:
            geopackage.prepare(connection.driver_connection)  # type: ignore[arg-type]


def _add_postgis(connection: Connection, engine: Engine) -> None:
    has_it = text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")
    if connection.scalar(has_it):
        return
    try:
        connection.execute(text("CREATE EXTENSION postgis"))
    except DBAPIError as error:
        raise PostgisMissingError(
            Text(
                fr="La base {store} n'a pas PostGIS ; son administrateur doit y exécuter une fois "
                "CREATE EXTENSION postgis.",
                en="The database {store} has no PostGIS; its administrator has to run CREATE "
                "EXTENSION postgis there once.",
            ),
            store=named(engine),
        ) from error


def _refuse_newer(connection: Connection, engine: Engine) -> None:
    script = ScriptDirectory.from_config(config_for(connection))
    ours = {revision.revision for revision in script.walk_revisions()}
    if not ours.issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise SchemaTooNewError(TOO_NEW, store=named(engine))
