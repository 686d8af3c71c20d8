"""Where devices have been; embedded, that lies in a file of its own, which makes itself."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

number = sa.BigInteger()
small = sa.Integer()
instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_table(
        "device",
        sa.Column("id", number, nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("first_seen_at", instant, nullable=False),
        sa.Column("last_seen_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
    )
    op.create_index("uq_device_name", "device", ["organisation", "name"], unique=True)
    op.create_table(
        "fix_head",
        sa.Column("id", number, nullable=False),
        sa.Column("last", number, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fix_head"),
    )
    op.execute("INSERT INTO fix_head (id, last) VALUES (1, 0)")
    op.create_table(
        "fix",
        sa.Column("device_id", number, nullable=False),
        sa.Column("at_ms", number, autoincrement=False, nullable=False),
        sa.Column("number", number, nullable=False),
        sa.Column("received_s", number, nullable=False),
        sa.Column("lon", small, nullable=False),
        sa.Column("lat", small, nullable=False),
        sa.Column("speed", small, nullable=False),
        sa.Column("course", small, nullable=False),
        sa.Column("accuracy", small, nullable=False),
        sa.Column("altitude", small, nullable=False),
        sa.Column("battery", small, nullable=False),
        sa.Column("doubt", small, nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_fix_device_id"),
        sa.PrimaryKeyConstraint("device_id", "at_ms", name="pk_fix"),
    )
    op.create_index("ix_fix_number", "fix", ["number"])
    op.create_index("ix_fix_at", "fix", ["at_ms"], postgresql_using="brin")
    op.create_table(
        "track_chunk",
        sa.Column("id", number, nullable=False),
        sa.Column("device_id", number, nullable=False),
        sa.Column("starts_ms", number, nullable=False),
        sa.Column("first_ms", number, nullable=False),
        sa.Column("last_ms", number, nullable=False),
        sa.Column("fixes", number, nullable=False),
        sa.Column("through", number, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("erased_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_track_chunk_device_id"),
        sa.PrimaryKeyConstraint("id", name="pk_track_chunk"),
    )
    op.create_index("ix_track_chunk_device", "track_chunk", ["device_id", "last_ms"])
    op.create_index("ix_track_chunk_through", "track_chunk", ["through"])
    # Deflated already.
    op.execute("ALTER TABLE track_chunk ALTER COLUMN body SET STORAGE EXTERNAL")
    op.create_table(
        "feed_day",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("day", number, autoincrement=False, nullable=False),
        sa.Column("messages", number, nullable=False),
        sa.Column("fixes", number, nullable=False),
        sa.Column("repeated", number, nullable=False),
        sa.Column("doubted", number, nullable=False),
        sa.Column("refused", number, nullable=False),
        sa.Column("last_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "feed", "day", name="pk_feed_day"),
    )
    op.create_table(
        "refused_message",
        sa.Column("id", number, nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("received_at", instant, nullable=False),
        sa.Column("fr", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refused_message"),
    )
    op.create_index("ix_refused_message_feed", "refused_message", ["organisation", "feed", "id"])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in ("refused_message", "feed_day", "track_chunk", "fix", "fix_head", "device"):
        op.drop_table(table)
