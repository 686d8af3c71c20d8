"""Remarks on the film: every version of each, which nothing may alter."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
instant = sa.DateTime(timezone=True).with_variant(sa.Integer(), "sqlite")

KEPT_ON_SQLITE = """
    CREATE TRIGGER remark_is_kept_{verb} BEFORE {verb} ON remark
    BEGIN SELECT RAISE(ABORT, 'a version of a remark is never altered'); END
"""
KEPT_ON_POSTGRESQL = (
    """
    CREATE FUNCTION remark_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a version of a remark is never altered'; END $$
    """,
    """
    CREATE TRIGGER remark_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON remark
    FOR EACH STATEMENT EXECUTE FUNCTION remark_is_kept()
    """,
)


def upgrade() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", number, autoincrement=False, nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("until", instant, nullable=True),
        sa.Column("lon", sa.Float(53), nullable=True),
        sa.Column("lat", sa.Float(53), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("withdrawn", number, nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="pk_remark"),
    )
    op.create_index("ix_remark_operation", "remark", ["operation", "organisation"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(KEPT_ON_SQLITE.format(verb=verb))
    else:
        for statement in KEPT_ON_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("remark")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION remark_is_kept()")
