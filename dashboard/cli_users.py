"""The commands of people: add one, list them, let one in no more; and the audit trail.

They need the store and nothing else: whoever can read its file, or its database, may. That is how
one gets in again when nobody can sign in.
"""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003  typer reads it when it runs
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.prompt import Prompt

from dashboard.terminal import desk_of, language, say, told, write
from dashboard.text import Text

if TYPE_CHECKING:
    from dashboard.access.audit import Deed
    from dashboard.access.people import Person
    from dashboard.desk import Desk

Role = Literal["reader", "contributor", "coordinator", "administrator"]

users = typer.Typer(name="user", help="The accounts of this installation.", no_args_is_help=True)

PASSWORD = Text(fr="Mot de passe", en="Password")
AGAIN = Text(fr="Encore une fois", en="Once more")
ADDED = Text(
    fr="Compte « {login} » créé : {name}, {organisation}, {role}.",
    en="Account “{login}” made: {name}, {organisation}, {role}.",
)
CHANGED = Text(
    fr="Mot de passe de « {login} » changé ; ses sessions sont fermées.",
    en="Password of “{login}” changed; its sessions are closed.",
)
DISABLED = Text(
    fr="Compte « {login} » désactivé ; ses sessions sont fermées.",
    en="Account “{login}” disabled; its sessions are closed.",
)
ENABLED = Text(fr="Compte « {login} » réactivé.", en="Account “{login}” enabled again.")
IS_NOW = Text(fr="« {login} » est {role}.", en="“{login}” is {role}.")
LINE = Text(
    fr="{login}\t{name}\t{organisation}\t{role}\t{state}",
    en="{login}\t{name}\t{organisation}\t{role}\t{state}",
)
ACTIVE = Text(fr="actif", en="active")
OFF = Text(fr="désactivé", en="disabled")

Login = Annotated[str, typer.Argument(help="What the person types to sign in.")]


@users.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="Name and function, as entries carry it.")],
    organisation: Annotated[
        str | None, typer.Option(help="On whose behalf; else VIGIE_ORGANISATION.")
    ] = None,
    role: Annotated[Role, typer.Option(help="What the person may do there.")] = "contributor",
) -> None:
    """Add an account. The password is asked for, or read from standard input."""
    from dashboard.access.people import login_of, name_of

    desk = desk_of()
    person = _new(
        login_of(login), name_of(name), name_of(organisation or desk.settings.organisation), role
    )
    hashed = _hashed(person)
    kept = desk.accounts.add(
        login=person.login, name=person.name, organisation=person.organisation, role=role
    )
    desk.accounts.set_password(kept.id, hashed)
    _note(desk, "person_added", kept, role=role)
    say(ADDED, login=kept.login, name=kept.name, organisation=kept.organisation, role=_name(role))


@users.command("list")
def list_() -> None:
    """List the accounts, one a line, with tabs between."""
    for person in desk_of().accounts.people():
        state = (OFF if person.disabled else ACTIVE).say(language())
        print(
            LINE.say(
                language(),
                login=person.login or person.subject,
                name=person.name,
                organisation=person.organisation,
                role=_name(person.role),
                state=state,
            )
        )


@users.command()
def disable(login: Login) -> None:
    """Let a person in no more, and close their sessions."""
    desk = desk_of()
    person = _found(desk, login)
    desk.accounts.change(person.id, disabled=True)
    desk.accounts.close_sessions(person.id)
    _note(desk, "person_disabled", person)
    say(DISABLED, login=login)


@users.command()
def enable(login: Login) -> None:
    """Let a person in again."""
    desk = desk_of()
    person = _found(desk, login)
    desk.accounts.change(person.id, disabled=False)
    _note(desk, "person_enabled", person)
    say(ENABLED, login=login)


@users.command()
def password(
    login: Login,
    *,
    totp: Annotated[
        bool, typer.Option("--without-code", help="Take the second factor away as well.")
    ] = False,
) -> None:
    """Give a person a new password; it is asked for, or read from standard input."""
    desk = desk_of()
    person = _found(desk, login)
    desk.accounts.set_password(person.id, _hashed(person))
    if totp:
        desk.accounts.set_totp(person.id, None)
        _note(desk, "totp_removed", person)
    desk.accounts.close_sessions(person.id)
    _note(desk, "password_changed", person)
    say(CHANGED, login=login)


@users.command()
def role(login: Login, role: Annotated[Role, typer.Argument(help="The new role.")]) -> None:
    """Change the role of a person."""
    desk = desk_of()
    person = _found(desk, login)
    desk.accounts.change(person.id, role=role)
    _note(desk, "person_changed", person, role=role, before=person.role)
    say(IS_NOW, login=login, role=_name(role))


def audit(
    format_: Annotated[
        Literal["csv", "jsonl"], typer.Option("--format", help="What to write.")
    ] = "csv",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; else standard output.")
    ] = None,
    operation: Annotated[str | None, typer.Option(help="Of this operation only.")] = None,
) -> None:
    """Write the whole audit trail, the latest record first."""
    from dashboard.access.audit import Asked
    from dashboard.exchange.audit_file import all_records, audit_lines

    records = all_records(desk_of().audit, Asked(operation=operation))
    write(output, audit_lines(records, format_, language()))


def _new(login: str, name: str, organisation: str, role: Role) -> Person:
    from dashboard.access.people import Person

    return Person(id=0, login=login, name=name, organisation=organisation, role=role)


def _found(desk: Desk, login: str) -> Person:
    from dashboard.access.people import UnknownPersonError, login_of

    person = desk.accounts.by_login(login_of(login))
    if person is None:
        raise UnknownPersonError(login)
    return person


def _hashed(person: Person) -> str:
    """Return the hash of a password that is asked for twice, or read once where nobody types."""
    from dashboard.access.passwords import hash_password, new_password

    if sys.stdin.isatty():
        typed = Prompt.ask(PASSWORD.say(language()), password=True, console=told)
        again = Prompt.ask(AGAIN.say(language()), password=True, console=told)
    else:
        typed = again = sys.stdin.readline().rstrip("\r\n")
    return hash_password(new_password(typed, again, person))


def _note(desk: Desk, what: Deed, person: Person, **detail: str) -> None:
    desk.audit.note(
        None, what, concerns=person.organisation, account=person.login, by="command", **detail
    )


def _name(role: Role) -> str:
    from dashboard.access.actor import ROLE_NAMES

    return ROLE_NAMES[role].say(language())
