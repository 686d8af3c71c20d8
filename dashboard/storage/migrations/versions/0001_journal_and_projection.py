"""The journal, which nothing may alter, and the versions folded from it."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
instant = sa.DateTime(timezone=True).with_variant(sa.Integer(), "sqlite")

SEALED_ON_SQLITE = """
    CREATE TRIGGER entry_is_sealed_{verb} BEFORE {verb} ON entry
    BEGIN SELECT RAISE(ABORT, 'a sealed entry is never altered'); END
"""
SEALED_ON_POSTGRESQL = (
    """
    CREATE FUNCTION entry_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a sealed entry is never altered'; END $$
    """,
    """
    CREATE TRIGGER entry_is_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION entry_is_sealed()
    """,
)


def upgrade() -> None:
    op.create_table(
        "operation",
        sa.Column("id", number, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("head_seq", number, nullable=False),
        sa.Column("head_seal", sa.LargeBinary(), nullable=False),
        sa.Column("head_recorded_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operation"),
        sa.UniqueConstraint("name", name="uq_operation_name"),
    )
    op.create_table(
        "entry",
        sa.Column("operation_id", number, nullable=False),
        sa.Column("seq", number, nullable=False),
        sa.Column("occurred_at", instant, nullable=False),
        sa.Column("recorded_at", instant, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("target", number, nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name="fk_entry_operation_id"),
        sa.PrimaryKeyConstraint("operation_id", "seq", name="pk_entry"),
    )
    op.create_index(
        "ix_entry_target",
        "entry",
        ["operation_id", "target"],
        sqlite_where=sa.text("target IS NOT NULL"),
        postgresql_where=sa.text("target IS NOT NULL"),
    )
    op.create_table(
        "entry_key",
        sa.Column("operation_id", number, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seq", number, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id", "seq"],
            ["entry.operation_id", "entry.seq"],
            name="fk_entry_key_operation_id",
        ),
        sa.PrimaryKeyConstraint("operation_id", "key", name="pk_entry_key"),
    )
    op.create_table(
        "entry_object",
        sa.Column("operation_id", number, nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("occurred_at", instant, nullable=False),
        sa.Column("seq", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id", "seq"],
            ["entry.operation_id", "entry.seq"],
            name="fk_entry_object_operation_id",
        ),
        sa.PrimaryKeyConstraint(
            "operation_id", "object_id", "occurred_at", "seq", name="pk_entry_object"
        ),
    )
    # GeoAlchemy2's own operations: they keep a GeoPackage's tables and R*Tree in step.
    op.create_geospatial_table(  # type: ignore[attr-defined]
        "object_version",
        sa.Column("id", number, nullable=False),
        sa.Column("operation_id", number, nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("planned_from", instant, nullable=True),
        sa.Column("planned_to", instant, nullable=True),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("geojson", sa.Text(), nullable=True),
        sa.Column(
            "geometry",
            Geometry("GEOMETRY", srid=4326, dimension=2, spatial_index=False),
            nullable=True,
        ),
        sa.Column("seq", number, nullable=False),
        sa.Column("begun_by", number, nullable=False),
        sa.Column("valid_from", instant, nullable=False),
        sa.Column("valid_to", instant, nullable=False),
        sa.Column("known_from", instant, nullable=False),
        sa.Column("known_to", instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name="fk_object_version_operation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_object_version"),
    )
    op.create_geospatial_index(  # type: ignore[attr-defined]
        "idx_object_version_geometry", "object_version", ["geometry"], postgresql_using="gist"
    )
    op.create_index(
        "ix_object_version_object",
        "object_version",
        ["operation_id", "object_id", "known_to", "valid_to"],
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SEALED_ON_SQLITE.format(verb=verb))
    else:
        for statement in SEALED_ON_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_geospatial_table("object_version")  # type: ignore[attr-defined]
    op.drop_table("entry_object")
    op.drop_table("entry_key")
    op.drop_table("entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION entry_is_sealed()")
    op.drop_table("operation")
