"""The schema: the same on both stores as in the models, upgraded whole or not at all."""

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, text

from dashboard.storage import (
    PostgisMissingError,
    SchemaTooNewError,
    SqlDocuments,
    SqlJournal,
    StoreUnreachableError,
    engine_for,
    upgrade,
)
from dashboard.storage.engine import writing
from dashboard.storage.migrate import config_for
from tests import postgis
from tests.storage.evening import tell_evening
from tests.storage.stores import needs_postgis


def test_the_schema_is_that_of_the_models(engine):
    with writing(engine) as connection:
        command.check(config_for(connection))


def test_a_difference_from_the_models_would_be_seen(engine):
    with writing(engine) as connection:
        connection.execute(text("DROP INDEX ix_object_version_object"))

        with pytest.raises(CommandError, match="ix_object_version_object"):
            command.check(config_for(connection))


def test_an_upgrade_that_is_done_again_changes_nothing(engine):
    journal = tell_evening(engine)
    before = journal.entries("demo")

    upgrade(engine)

    assert journal.entries("demo") == before


def test_the_way_down_leaves_nothing_and_the_way_up_again_works(engine):
    tell_evening(engine)

    with writing(engine) as connection:
        command.downgrade(config_for(connection), "base")
        left = {
            name
            for name in inspect(connection).get_table_names()
            if not name.startswith(("gpkg_", "spatial_ref_sys"))
        }
    upgrade(engine)

    assert left == {"alembic_version"}
    assert len(tell_evening(engine).entries("demo")) == 5


def test_a_schema_newer_than_the_program_is_refused_and_left_alone(engine):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaTooNewError, match="upgraded by a later version") as refusal:
        upgrade(engine)

    assert "version plus récente" in refusal.value.say("fr")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_sealed_entries_cannot_be_altered_by_any_statement(engine):
    before = tell_evening(engine).entries("demo")

    for attempt in ("UPDATE entry SET content = 'x'", "DELETE FROM entry WHERE seq = 2"):
        with pytest.raises(Exception, match="never altered"), engine.begin() as connection:
            connection.execute(text(attempt))

    assert SqlJournal(engine).entries("demo") == before


def test_a_new_file_is_its_owner_s_alone_and_an_old_one_stays_as_it_was(tmp_path):
    new, shared = tmp_path / "new.gpkg", tmp_path / "shared.gpkg"
    shared.touch(mode=0o644)

    for file in (new, shared):
        engine = engine_for(f"sqlite:///{file}")
        upgrade(engine)
        engine.dispose()

    assert [file.stat().st_mode & 0o777 for file in (new, shared)] == [0o600, 0o644]


def test_the_folder_of_a_new_file_is_made(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path}/var/vigie/store.gpkg")

    upgrade(engine)

    assert SqlJournal(engine).operations() == []
    engine.dispose()


def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path):
    letter = tmp_path / "letter.gpkg"
    letter.write_text("Madame, Monsieur, " * 100)

    with pytest.raises(StoreUnreachableError, match="cannot be created or read"):
        upgrade(engine_for(f"sqlite:///{letter}"))

    assert letter.read_text().startswith("Madame")


def test_a_place_where_no_file_can_be_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StoreUnreachableError, match="cannot be created or read"):
        upgrade(engine_for(f"sqlite:///{tmp_path}/file/store.gpkg"))


@needs_postgis
def test_a_database_without_postgis_gets_it_or_says_who_may_add_it():
    cluster = postgis.cluster()
    cluster.run("postgres", "CREATE ROLE officer LOGIN")
    bare = cluster.new_database(template="template0")
    name = bare.partition("@/")[2].partition("?")[0]
    cluster.run("postgres", f"ALTER DATABASE {name} OWNER TO officer")

    officer = engine_for(bare.replace("vigie@", "officer@"))
    with pytest.raises(PostgisMissingError, match="CREATE EXTENSION postgis"):
        upgrade(officer)
    owner = engine_for(bare)
    upgrade(owner)

    assert SqlJournal(owner).operations() == []
    officer.dispose()
    owner.dispose()


def test_a_store_not_upgraded_yet_is_told_apart_from_an_empty_one(tmp_path):
    create_engine(f"sqlite:///{tmp_path}/empty.gpkg").dispose()

    with pytest.raises(StoreUnreachableError):
        SqlJournal(engine_for(f"sqlite:///{tmp_path}/empty.gpkg")).operations()


def test_kept_documents_cannot_be_altered_by_any_statement(engine):
    documents = SqlDocuments(engine)
    kept = documents.keep(b"plan", "text/plain")

    for attempt in ("UPDATE document SET content = 'x'", "DELETE FROM document"):
        with pytest.raises(Exception, match="never altered"), engine.begin() as connection:
            connection.execute(text(attempt))

    assert b"".join(documents.content(kept.sha256)) == b"plan"
