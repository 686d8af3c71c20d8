"""Documents attached to operations, which nothing may alter."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

KEPT_ON_SQLITE = """
    CREATE TRIGGER document_is_kept_{verb} BEFORE {verb} ON document
    BEGIN SELECT RAISE(ABORT, 'a kept document is never altered'); END
"""
KEPT_ON_POSTGRESQL = (
    """
    CREATE FUNCTION document_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a kept document is never altered'; END $$
    """,
    """
    CREATE TRIGGER document_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON document
    FOR EACH STATEMENT EXECUTE FUNCTION document_is_kept()
    """,
    # Most documents are compressed already; uncompressed here, a piece is read without the rest.
    "ALTER TABLE document ALTER COLUMN content SET STORAGE EXTERNAL",
)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", number, nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_document"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(KEPT_ON_SQLITE.format(verb=verb))
    else:
        for statement in KEPT_ON_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("document")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION document_is_kept()")
