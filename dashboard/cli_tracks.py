"""The commands of tracks: erase where one device was, say how long an operation keeps them.

Like the commands of people they need the store and nothing else: whoever can read it, may.
"""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.terminal import desk_of, say
from dashboard.text import RefusedError, Text

if TYPE_CHECKING:
    from dashboard.desk import Desk
    from dashboard.operations.erasing import Erasing

tracks = typer.Typer(
    name="tracks", help="Where devices were: erasing, and for how long.", no_args_is_help=True
)

ERASED = Text(
    fr="« {device} » : {count} positions effacées, et {refused} messages refusés de "
    "{organisation}. Les empreintes restent.",
    en="“{device}”: {count} positions erased, and {refused} refused messages of {organisation}. "
    "The digests stay.",
)
NO_DEVICE = Text(
    fr="{organisation} n'a pas de balise « {device} » ; la page des balises les nomme.",
    en="{organisation} has no tracker “{device}”; the page of trackers names them.",
)
KEPT = Text(
    fr="« {operation} » : les traces sont gardées {days} jours.",
    en="“{operation}”: tracks are kept for {days} days.",
)
KEPT_FOR_GOOD = Text(
    fr="« {operation} » : les traces sont gardées sans limite.",
    en="“{operation}”: tracks are kept for good.",
)
AUTHOR = "vigie tracks"


@tracks.command()
def erase(
    device: Annotated[str, typer.Argument(help="What the device calls itself.")],
    organisation: Annotated[
        str | None, typer.Option(help="Whose it is; else VIGIE_ORGANISATION.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,  # noqa: FBT002  a flag of the command line
) -> None:
    """Erase where a device was, for ever: all its positions, and all refused messages."""
    from dashboard.access.actor import Actor

    desk = desk_of()
    whose = organisation or desk.settings.organisation
    found = next((one for one in desk.tracks.devices(whose) if one.name == device), None)
    if found is None:
        raise RefusedError(NO_DEVICE, organisation=whose, device=device)
    if not yes:
        typer.confirm(f"{device} ({whose})?", abort=True)
    who = Actor(name=AUTHOR, organisation=whose, role="administrator")
    gone = _erasing(desk).erase(who, found)
    refused = desk.reception.forget_refused(whose)
    count = sum(chunk.count for chunk in gone)
    desk.audit.note(
        None,
        "track_erased",
        concerns=whose,
        device=device,
        positions=count,
        refused=refused,
        by="vigie tracks erase",
    )
    say(ERASED, device=device, count=count, refused=refused, organisation=whose)


@tracks.command()
def keep(
    operation: Annotated[str, typer.Argument(help="The operation's id.")],
    days: Annotated[
        int | None, typer.Argument(help="For how many days; left out, for good.")
    ] = None,
) -> None:
    """Set for how many days the tracks of an operation are kept; then they are erased."""
    from dashboard.access.actor import Actor
    from dashboard.journal import Draft, RetentionSet
    from dashboard.layers import KINDS
    from dashboard.operations import record

    desk = desk_of()
    owner = desk.library.whole(operation).operation.organisation
    draft = Draft(
        author=AUTHOR,
        organisation=owner,
        occurred_at=desk.clock(),
        category="logistics",
        fact=RetentionSet(days=days),
    )
    who = Actor(name=AUTHOR, organisation=owner, role="administrator")
    record(desk, who, operation, draft, kinds=KINDS)
    say(KEPT_FOR_GOOD if days is None else KEPT, operation=operation, days=days)


def _erasing(desk: Desk) -> Erasing:
    from dashboard.operations.erasing import Erasing
    from dashboard.operations.following import Following

    following = Following(desk.tracks)
    return Erasing(desk.journal, desk.library, desk.tracks, following, desk.clock)
