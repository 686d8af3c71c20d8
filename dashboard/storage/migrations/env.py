"""How Alembic runs our migrations: in the transaction that ``storage.migrate`` hands over.

So an upgrade is done whole or not at all.
"""

from typing import Any

from alembic import context
from geoalchemy2 import alembic_helpers

from dashboard.storage import account_tables, document_table, remark_table  # noqa: F401  tables of Base
from dashboard.storage.tables import Base
from dashboard.storage.track_tables import TrackBase


def include_object(item: Any, name: str | None, kind: str, *seen: Any) -> bool:  # noqa: ANN401
    """Leave aside what the spatial extensions keep for themselves."""
    if kind == "table" and name is not None and name.startswith("rtree_"):
        return False
    included: bool = alembic_helpers.include_object(item, name, kind, *seen)
    return included


connection = context.config.attributes["connection"]
on_server = connection.dialect.name == "postgresql"
context.configure(
    connection=connection,
    # Embedded, tracks lie in a file of their own (`storage.track_file`).
    target_metadata=[Base.metadata, TrackBase.metadata] if on_server else Base.metadata,
    include_object=include_object,
    process_revision_directives=alembic_helpers.writer,
    render_item=alembic_helpers.render_item,
)
with context.begin_transaction():
    context.run_migrations()
