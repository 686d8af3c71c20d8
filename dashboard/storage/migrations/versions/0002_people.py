"""The people: accounts, sessions, tokens, links, how far each has read; and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
instant = sa.DateTime(timezone=True).with_variant(sa.Integer(), "sqlite")

KEPT_ON_SQLITE = """
    CREATE TRIGGER audit_is_kept_{verb} BEFORE {verb} ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never altered'); END
"""
KEPT_ON_POSTGRESQL = (
    """
    CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is never altered'; END $$
    """,
    """
    CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()
    """,
)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", number, nullable=False),
        sa.Column("login", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("disabled_at", instant, nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_step", number, nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("login", name="uq_person_login"),
        sa.UniqueConstraint("subject", name="uq_person_subject"),
    )
    op.create_table(
        "session",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("seen_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_session_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("digest", name="uq_session_digest"),
    )
    op.create_index("ix_session_person", "session", ["person_id"])
    op.create_table(
        "api_token",
        sa.Column("id", number, nullable=False),
        sa.Column("person_id", number, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column("used_at", instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_api_token_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("digest", name="uq_api_token_digest"),
    )
    op.create_index("ix_api_token_person", "api_token", ["person_id"])
    op.create_table(
        "setup_link",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", number, nullable=True),
        sa.Column("ends_at", instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_setup_link_person_id"),
        sa.PrimaryKeyConstraint("digest", name="pk_setup_link"),
    )
    op.create_table(
        "read_mark",
        sa.Column("person", number, autoincrement=False, nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("seq", number, nullable=False),
        sa.PrimaryKeyConstraint("person", "operation", name="pk_read_mark"),
    )
    op.create_table(
        "audit",
        sa.Column("id", number, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person", number, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("concerns", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_organisation", "audit", ["organisation", "id"])
    op.create_index("ix_audit_concerns", "audit", ["concerns", "id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(KEPT_ON_SQLITE.format(verb=verb))
    else:
        for statement in KEPT_ON_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")
    for table in ("read_mark", "setup_link", "api_token", "session", "person"):
        op.drop_table(table)
