"""The commands of base maps: build one of an OpenStreetMap extract, list them, choose, remove.

They need no store and no network: what they make lies in a folder (VIGIE_MAPS, or beside the store)
and a Vigie that is running finds it there.
"""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads it when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard import clock, extracting
from dashboard.extracting import day_of, megabytes, steps_told
from dashboard.terminal import box_of, language, say, settings_of, thousands
from dashboard.text import Text

if TYPE_CHECKING:
    from dashboard.territory.build import Step
    from dashboard.territory.catalogue import Maps

maps = typer.Typer(name="basemap", help="The base maps kept here.", no_args_is_help=True)

STEPS: dict[Step, Text] = {
    "checking": Text(fr="Contrôle de l'extrait", en="Checking the extract"),
    "reading": Text(fr="Lecture : {count} objets", en="Reading: {count} objects"),
    "naming": Text(fr="Index des noms", en="Indexing the names"),
    "cutting": Text(fr="Découpe en tuiles", en="Cutting into tiles"),
}
MEASURED: frozenset[Step] = frozenset({"cutting"})
BUILT = Text(
    fr="Fond de carte « {name} » : {tiles} Mo de tuiles, {names} noms ({places} Mo), dans {folder}."
    " Données OpenStreetMap {taken} ; {credit}.",
    en="Base map “{name}”: {tiles} MB of tiles, {names} names ({places} MB), in {folder}."
    " OpenStreetMap data {taken}; {credit}.",
)
STOPPED = Text(
    fr="Arrêté : rien n'a été gardé, les fonds de carte sont comme avant.",
    en="Stopped: nothing was kept, the base maps are as before.",
)
NO_MAPS = Text(
    fr="Aucun fond de carte dans {folder}. « vigie basemap build REGION.osm.pbf » en fait un.",
    en="No base map in {folder}. “vigie basemap build REGION.osm.pbf” makes one.",
)
LINE = Text(
    fr="{mark} {name}\t{box}\t{taken}\t{size} Mo", en="{mark} {name}\t{box}\t{taken}\t{size} MB"
)
IN_USE = Text(
    fr="Les pages s'ouvriront sur le fond « {name} ».", en="Pages will open on the map “{name}”."
)
ALL_IN_USE = Text(
    fr="Les pages s'ouvriront sur tous les fonds d'ici.",
    en="Pages will open on all maps kept here.",
)
NONE_IN_USE = Text(
    fr="Les pages s'ouvriront sans fond de carte.", en="Pages will open without a base map."
)
REMOVED = Text(fr="Fond de carte « {name} » supprimé.", en="Base map “{name}” removed.")

Name = Annotated[str, typer.Argument(help="The region, as “vigie basemap list” names it.")]


@maps.command()
def build(
    extract: extracting.Extract,
    name: extracting.Name = None,
    bbox: extracting.Bbox = None,
    addresses: Annotated[
        Path | None, typer.Option(help="House numbers to add: a CSV file of the BAN.")
    ] = None,
) -> None:
    """Make a base map and a gazetteer of an extract, or make them anew."""
    from dashboard.territory.build import build as built

    kept = _maps()
    box = box_of(bbox)
    with steps_told(STEPS, MEASURED, STOPPED) as tell:
        region = built(
            kept, extract, now=clock.now(), name=name, box=box, addresses=addresses, told=tell
        )
    say(
        BUILT,
        name=region.name,
        tiles=_size_of(kept, region.tiles),
        places=_size_of(kept, region.places),
        names=thousands(region.names),
        folder=kept.folder,
        taken=day_of(region.taken_at),
        credit=region.credit,
    )


@maps.command("list")
def list_() -> None:
    """List the base maps, one a line; those pages open on have a star."""
    kept = _maps()
    from dashboard.territory.extract import told as as_typed

    chosen = kept.in_use()
    regions = kept.installed()
    if not regions:
        say(NO_MAPS, folder=kept.folder)
    for region in regions:
        print(
            LINE.say(
                language(),
                mark="*" if chosen in {"all", region.name} else " ",
                name=region.name,
                box=as_typed(region.box),
                taken=day_of(region.taken_at),
                size=_size_of(kept, region.tiles, region.places),
            )
        )


@maps.command()
def use(
    name: Annotated[
        str, typer.Argument(help="The region pages open on; “all” of them, or “none”.")
    ],
) -> None:
    """Choose the base map pages open on; each reader may choose another."""
    _maps().use(name)
    say({"none": NONE_IN_USE, "all": ALL_IN_USE}.get(name, IN_USE), name=name)


@maps.command()
def remove(name: Name) -> None:
    """Remove a base map and its gazetteer."""
    region = _maps().remove(name)
    say(REMOVED, name=region.name)


def _maps() -> Maps:
    from dashboard.territory.catalogue import Maps

    return Maps(settings_of().maps_folder)


def _size_of(kept: Maps, *names: str) -> str:
    return megabytes(sum((kept.folder / name).stat().st_size for name in names if name))
