"""The tokens in a table: one row for each device or program that shows one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from dashboard.access.tokens import Permit, Token
from dashboard.storage.account_tables import PersonRow, TokenRow
from dashboard.storage.engine import reading, writing
from dashboard.storage.people import PERSON, person_of

TOKEN = select(
    TokenRow.id,
    TokenRow.name,
    TokenRow.scope,
    TokenRow.operation,
    TokenRow.made_at,
    TokenRow.ends_at,
    TokenRow.used_at,
    *PERSON,
).join(PersonRow, PersonRow.id == TokenRow.person_id)


def token_of(row: Sequence[Any]) -> Token:
    """Return the token in a row of ``TOKEN``."""
    number, name, scope, operation, made_at, ends_at, used_at, *person = row
    return Token(
        id=number,
        person=person_of(person),
        permit=Permit(name=name, scope=scope, operation=operation, ends_at=ends_at),
        made_at=made_at,
        used_at=used_at,
    )


class SqlTokens:
    """The tokens, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def issue_token(self, person: int, digest: bytes, permit: Permit, at: datetime) -> int:
        """Keep a new token; return its number."""
        made = insert(TokenRow).values(
            person_id=person,
            digest=digest,
            name=permit.name,
            scope=permit.scope,
            operation=permit.operation,
            made_at=at,
            ends_at=permit.ends_at,
        )
        with writing(self._engine) as connection:
            return connection.execute(made.returning(TokenRow.id)).scalar_one()

    def token(self, digest: bytes) -> Token | None:
        """Return the token of this secret, ended or not, until it is revoked."""
        with reading(self._engine) as connection:
            row = connection.execute(TOKEN.where(TokenRow.digest == digest)).one_or_none()
        return None if row is None else token_of(row)

    def seen_token(self, number: int, at: datetime) -> None:
        """Note that it was used."""
        with writing(self._engine) as connection:
            connection.execute(update(TokenRow).where(TokenRow.id == number).values(used_at=at))

    def tokens(self, person: int) -> list[Token]:
        """Return the tokens of a person that are not revoked, the last made first."""
        asked = TOKEN.where(TokenRow.person_id == person).order_by(TokenRow.id.desc())
        with reading(self._engine) as connection:
            return [token_of(row) for row in connection.execute(asked)]

    def revoke_token(self, person: int, number: int) -> bool:
        """Revoke a token of this person; False if there is no such one."""
        revoked = delete(TokenRow).where(TokenRow.id == number, TokenRow.person_id == person)
        with writing(self._engine) as connection:
            return connection.execute(revoked).rowcount > 0

    def revoke_tokens(self, person: int) -> int:
        """Revoke all tokens of a person; return how many."""
        with writing(self._engine) as connection:
            revoked = delete(TokenRow).where(TokenRow.person_id == person)
            return connection.execute(revoked).rowcount
