"""The command that prints: a sheet of an operation at an instant, for whoever keeps the store."""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.terminal import desk_of, language, say, told
from dashboard.text import Locale, RefusedError, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.printing.order import Order

WRITTEN = Text(
    fr="Feuille écrite dans {path} ({size} o).", en="Sheet written to {path} ({size} B)."
)
NO_FILE = Text(
    fr="Le fichier {path} ne peut pas être écrit.", en="The file {path} cannot be written."
)


def print_(  # noqa: PLR0913, PLR0917  one an option
    operation: Annotated[str, typer.Argument(help="The operation's id.")],
    at: Annotated[str | None, typer.Option(help="The instant; now if left out.")] = None,
    known_at: Annotated[
        str | None,
        typer.Option(help="As known then (the same as --at: as believed); today if left out."),
    ] = None,
    size: Annotated[str, typer.Option(help="A4, A3, A2, A1 or A0.")] = "A3",
    orientation: Annotated[str, typer.Option(help="landscape or portrait.")] = "landscape",
    scale: Annotated[
        int | None, typer.Option(help="25000 for 1:25 000; fitted if left out.")
    ] = None,
    bbox: Annotated[
        str | None, typer.Option(help="west,south,east,north; the whole operation if left out.")
    ] = None,
    title: Annotated[str, typer.Option(help="Instead of the operation's name.")] = "",
    remarks: Annotated[str, typer.Option(help="What else is to be said.")] = "",
    grey: Annotated[bool, typer.Option("--grey", help="For a printer without colours.")] = False,  # noqa: FBT002
    base: Annotated[str, typer.Option(help="none, or local for VIGIE_TILES.")] = "local",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file: .pdf or .png.")] = None,
) -> None:
    """Print the map of an operation at an instant, to scale, on a sheet of paper."""
    from pydantic import ValidationError

    from dashboard.web.errors import unreadable
    from dashboard.web.ordering import SheetIn, order_from

    desk = desk_of()
    suffix = "png" if out is not None and out.suffix.lower() == ".png" else "pdf"
    asked = {
        "at": at,
        "way": "so" if known_at is None else "believed" if known_at == at else "pair",
        "known_at": known_at,
        "bbox": bbox,
        "scale": scale,
        "size": size,
        "orientation": orientation,
        "format": suffix,
        "grey": grey,
        "title": title,
        "remarks": remarks,
    }
    try:
        order = order_from(SheetIn(**asked), desk.clock())  # type: ignore[arg-type]
    except ValidationError as error:
        raise RefusedError(unreadable(dict(error.errors()[0]))) from None
    content, name = _printed(operation, order, base, language())
    path = out or Path(name)
    try:
        path.write_bytes(content)
    except OSError:
        raise RefusedError(NO_FILE, path=path) from None
    owner = desk.library.owner(operation) or ""
    what = f"print {order.size} {order.format}"
    desk.audit.note(None, "exported", operation, concerns=owner, format=what, by="vigie print")
    say(WRITTEN, path=path, size=len(content))


def _printed(operation: str, order: Order, base: str, locale: Locale) -> tuple[bytes, str]:
    """Return the sheet and what its file is called."""
    from dashboard.operations.following import Following
    from dashboard.operations.whereabouts import whereabouts
    from dashboard.printing.bundle import answering
    from dashboard.printing.chromium import find_chromium
    from dashboard.printing.order import placed
    from dashboard.printing.page import Signature, sheet_page
    from dashboard.views.printing import look
    from dashboard.web.carrying import MOVING
    from dashboard.web.grounds import Grounds

    desk = desk_of()
    settings, whole = desk.settings, desk.library.whole(operation)
    grounds = Grounds(desk)
    signature = Signature(at=desk.clock())
    following = Following(desk.tracks)
    where = whereabouts(
        whole, following, desk.tracks, order.at, known_at=order.knowledge, kinds=MOVING
    )
    dressed = look(locale, grounds.on(base, online=False))
    html = sheet_page(whole, placed(order, whole), signature, dressed, where)
    content = find_chromium(settings.chromium, sandbox=settings.print_sandbox).print(
        html,
        order.sheet(whole.operation),
        order.format,
        answer=answering(grounds.tile),
        tell=_telling(locale),
    )
    return content, order.file_name(whole.operation)


def _telling(locale: Locale) -> Callable[..., None]:
    def tell(_fraction: float, sentence: Text | None = None, /, **values: object) -> None:
        if sentence is not None:
            told.print(sentence.say(locale, **values), markup=False)

    return tell
