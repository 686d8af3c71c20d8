"""The people in a table, with the hashes of what they sign in by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.access.actor import Role
from dashboard.access.people import LoginTakenError, Person, Totp, UnknownPersonError
from dashboard.clock import Clock, now
from dashboard.storage.account_tables import PersonRow
from dashboard.storage.engine import reading, writing

PERSON = (
    PersonRow.id,
    PersonRow.login,
    PersonRow.name,
    PersonRow.organisation,
    PersonRow.role,
    PersonRow.disabled_at.is_not(None).label("disabled"),
    PersonRow.password.is_not(None).label("has_password"),
    PersonRow.totp_secret.is_not(None).label("has_totp"),
    PersonRow.subject,
)
"""What a person is read back from."""


def person_of(row: Sequence[Any]) -> Person:
    """Return the person in a row of ``PERSON``."""
    number, login, name, organisation, role, disabled, has_password, has_totp, subject = row
    return Person(
        id=number,
        login=login,
        name=name,
        organisation=organisation,
        role=role,
        disabled=bool(disabled),
        has_password=bool(has_password),
        has_totp=bool(has_totp),
        subject=subject,
    )


class SqlPeople:
    """The people, kept by SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, clock: Clock = now) -> None:
        self._engine = engine
        self._clock = clock

    def nobody(self) -> bool:
        """Return whether there is no account at all."""
        with reading(self._engine) as connection:
            return connection.execute(select(PersonRow.id).limit(1)).first() is None

    def add(
        self,
        *,
        login: str | None,
        name: str,
        organisation: str,
        role: Role,
        subject: str | None = None,
    ) -> Person:
        """Keep a new person, who has no password yet.

        Raises:
            LoginTakenError: Somebody has this login, or is this subject.
        """
        made = insert(PersonRow).values(
            login=login,
            name=name,
            organisation=organisation,
            role=role,
            subject=subject,
            totp_step=0,
        )
        try:
            with writing(self._engine) as connection:
                number = connection.execute(made.returning(PersonRow.id)).scalar_one()
                row = _row(connection, PersonRow.id == number)
        except IntegrityError:
            raise LoginTakenError(login or subject or "") from None
        return _known(row, number)

    def person(self, number: int) -> Person:
        """Return a person.

        Raises:
            UnknownPersonError: There is none of this number.
        """
        with reading(self._engine) as connection:
            return _known(_row(connection, PersonRow.id == number), number)

    def by_login(self, login: str) -> Person | None:
        """Return who has this login."""
        return self._found(PersonRow.login == login)

    def by_subject(self, subject: str) -> Person | None:
        """Return whom the provider knows by this name."""
        return self._found(PersonRow.subject == subject)

    def people(self, organisation: str | None = None) -> list[Person]:
        """Return the people of an organisation, or all, in the order of their names."""
        asked = select(*PERSON).order_by(PersonRow.name, PersonRow.id)
        if organisation is not None:
            asked = asked.where(PersonRow.organisation == organisation)
        with reading(self._engine) as connection:
            return [person_of(row) for row in connection.execute(asked)]

    def change(
        self,
        number: int,
        *,
        name: str | None = None,
        organisation: str | None = None,
        role: Role | None = None,
        disabled: bool | None = None,
    ) -> Person:
        """Keep what is new of a person; return them as they are now.

        Raises:
            UnknownPersonError: There is none of this number.
        """
        given = {"name": name, "organisation": organisation, "role": role}
        new: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        if disabled is not None:
            new["disabled_at"] = self._clock() if disabled else None
        if not new:
            return self.person(number)
        return _known(self._set(number, new), number)

    def password(self, number: int) -> str | None:
        """Return the hash of a person's password, if they have one."""
        with reading(self._engine) as connection:
            asked = select(PersonRow.password).where(PersonRow.id == number)
            hashed: str | None = connection.scalar(asked)
        return hashed

    def set_password(self, number: int, hashed: str | None) -> None:
        """Keep the hash of a person's new password; None takes it away."""
        self._set(number, {"password": hashed})

    def totp(self, number: int) -> Totp | None:
        """Return the second factor of a person, if they have one."""
        asked = select(PersonRow.totp_secret, PersonRow.totp_step).where(PersonRow.id == number)
        with reading(self._engine) as connection:
            row = connection.execute(asked).one_or_none()
        if row is None or row.totp_secret is None:
            return None
        return Totp(secret=row.totp_secret, last_step=row.totp_step)

    def set_totp(self, number: int, totp: Totp | None) -> None:
        """Keep the second factor of a person; None takes it away."""
        secret, step = (totp.secret, totp.last_step) if totp else (None, 0)
        self._set(number, {"totp_secret": secret, "totp_step": step})

    def use_totp(self, number: int, step: int) -> bool:
        """Note that the code of ``step`` was used; False if it, or a later one, was already."""
        used = (
            update(PersonRow)
            .where(PersonRow.id == number, PersonRow.totp_step < step)
            .values(totp_step=step)
            .returning(PersonRow.id)
        )
        with writing(self._engine) as connection:
            return connection.execute(used).first() is not None

    def _found(self, condition: Any) -> Person | None:  # noqa: ANN401  a column's comparison
        with reading(self._engine) as connection:
            row = _row(connection, condition)
        return None if row is None else person_of(row)

    def _set(self, number: int, new: dict[str, Any]) -> Sequence[Any] | None:
        with writing(self._engine) as connection:
            connection.execute(update(PersonRow).where(PersonRow.id == number).values(**new))
            return _row(connection, PersonRow.id == number)


def _row(connection: Connection, condition: Any) -> Sequence[Any] | None:  # noqa: ANN401  as above
    """Return the row of ``PERSON`` that meets a condition.

    Asked for apart: RETURNING of SQLite 3.40 gets ``IS NOT NULL`` wrong.
    """
    return connection.execute(select(*PERSON).where(condition)).one_or_none()


def _known(row: Sequence[Any] | None, number: int) -> Person:
    if row is None:
        raise UnknownPersonError(number)
    return person_of(row)
