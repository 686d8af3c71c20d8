"""What our columns hold, spelt so that both stores give back exactly what they were given."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from dashboard.clock import from_microseconds, microseconds

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit integer. ``INTEGER`` on SQLite: it is 64 bits there, GDAL skips columns declared
``BIGINT``, and only an ``INTEGER PRIMARY KEY`` is the row's own number, which an R*Tree needs."""

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""U+0000, which PostgreSQL refuses in a text, and half characters, which no UTF-8 can hold."""

ESCAPED = re.compile("[\\\\\0\ud800-\udfff]")


class Instant(TypeDecorator[datetime]):
    """An aware instant: ``timestamptz`` on PostgreSQL, microseconds since 1970 on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the store."""
        here = Number if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(here)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        """Write an instant.

        Raises:
            ValueError: It has no offset; SQLAlchemy tells it as a ``StatementError``.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no offset: it names no instant")
        return microseconds(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        """Read an instant, in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return from_microseconds(value)
        read: datetime = value.astimezone(UTC)
        return read


class Name(TypeDecorator[str]):
    r"""A word of the journal: an id, a kind, a status. Other houses may put anything in theirs.

    What a store cannot hold is written ``\uXXXX``, and so is the backslash, so that no two
    words ever become the same one.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a word."""
        return value if value is None else ESCAPED.sub(_escape, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Read a word."""
        if value is None or "\\" not in value:
            return value
        return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), value)


def json_text(value: Any) -> str:  # noqa: ANN401
    """Return ``value`` as JSON that both stores hold and Python reads back the same.

    It goes in a text column. PostgreSQL's ``json`` refuses the infinities another house's journal
    may hold, ``jsonb`` rewrites numbers; ``column::jsonb`` is there for whoever asks in SQL.
    """
    return UNSTORABLE.sub(_escape, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
