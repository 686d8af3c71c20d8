"""The commands of roads: build those of an OpenStreetMap extract, list them, remove them.

They need no store and no network: what they make lies in the folder of maps (VIGIE_MAPS, or beside
the store), in ``roads/``, and a Vigie that is running finds it there.
"""

# ruff: noqa: PLC0415  imports inside commands: see cli

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dashboard import clock, extracting
from dashboard.extracting import day_of, megabytes, steps_told
from dashboard.terminal import box_of, language, say, settings_of, thousands
from dashboard.text import Text, written

if TYPE_CHECKING:
    from dashboard.roads.build import Step
    from dashboard.roads.catalogue import Roads
    from dashboard.roads.region import RoadRegion

roads = typer.Typer(name="roads", help="The roads kept here.", no_args_is_help=True)

STEPS: dict[Step, Text] = {
    "checking": Text(fr="Contrôle de l'extrait", en="Checking the extract"),
    "reading": Text(fr="Lecture : {count} voies", en="Reading: {count} ways"),
    "joining": Text(fr="Raccordement des voies", en="Joining the ways up"),
    "measuring": Text(
        fr="Mesure du vol d'oiseau sur ces routes", en="Measuring the crow's way on these roads"
    ),
}
MEASURED: frozenset[Step] = frozenset({"joining", "measuring"})
BUILT = Text(
    fr="Routes « {name} » : {car} km carrossables, {foot} km à pied, {turns} interdictions de "
    "tourner ; {size} Mo, dans {folder}. Données OpenStreetMap {taken} ; {credit}.",
    en="Roads “{name}”: {car} km to drive, {foot} km to walk, {turns} forbidden turns; {size} MB, "
    "in {folder}. OpenStreetMap data {taken}; {credit}.",
)
PASSED_BY = Text(
    fr="Laissés de côté : {ferries} lignes de bac, {by_way} interdictions de tourner qui passent "
    "par plusieurs voies, {at_hours} qui ne valent qu'à certaines heures.",
    en="Passed by: {ferries} ferry lines, {by_way} forbidden turns by way of several ways, "
    "{at_hours} that hold at some hours only.",
)
CROW = Text(
    fr="Sans elles, à vol d'oiseau corrigé : en voiture, de {low} à {high} fois le temps par la "
    "route (huit fois sur dix, {pairs} trajets) ; la route y fait {detour} fois la ligne droite.",
    en="Without them, by a corrected straight line: driving, {low} to {high} times the time by "
    "road (eight times of ten, {pairs} ways); the road is {detour} times the straight line.",
)
STOPPED = Text(
    fr="Arrêté : rien n'a été gardé, les routes sont comme avant.",
    en="Stopped: nothing was kept, the roads are as before.",
)
NO_ROADS = Text(
    fr="Aucune route dans {folder}. « vigie roads build REGION.osm.pbf » en fait.",
    en="No roads in {folder}. “vigie roads build REGION.osm.pbf” makes some.",
)
LINE = Text(fr="{name}\t{box}\t{taken}\t{size} Mo", en="{name}\t{box}\t{taken}\t{size} MB")
STALE = Text(
    fr="« {name} » : faites par une autre version de Vigie ; les refaire par "
    "« vigie roads build ».",
    en="“{name}”: made by another version of Vigie; make them anew with “vigie roads build”.",
)
OTHER_EXTRACT = Text(
    fr="« {name} » : le fond de carte du même nom vient d'un autre extrait ({map_taken}).",
    en="“{name}”: the base map of the same name is made of another extract ({map_taken}).",
)
REMOVED = Text(fr="Routes « {name} » supprimées.", en="Roads “{name}” removed.")

Name = Annotated[str, typer.Argument(help="The region, as “vigie roads list” names it.")]


@roads.command()
def build(
    extract: extracting.Extract, name: extracting.Name = None, bbox: extracting.Bbox = None
) -> None:
    """Make the roads of an extract, for times of access, or make them anew."""
    from dashboard.roads.build import build as built

    kept = _roads()
    box = box_of(bbox)
    with steps_told(STEPS, MEASURED, STOPPED) as tell:
        region = built(kept, extract, now=clock.now(), name=name, box=box, tell=tell)
    _say_what_was_built(kept, region)


@roads.command("list")
def list_() -> None:
    """List the roads, one region a line; say which are to be made anew."""
    kept = _roads()
    from dashboard.territory.catalogue import Maps
    from dashboard.territory.extract import told as as_typed

    maps = Maps(kept.folder.parent)
    regions = kept.installed()
    if not regions:
        say(NO_ROADS, folder=kept.folder)
    for region in regions:
        line = {"box": as_typed(region.box), "size": megabytes(kept.size_of(region))}
        print(LINE.say(language(), name=region.name, taken=day_of(region.taken_at), **line))
        drawn = maps.region(region.name)
        if region.is_stale:
            say(STALE, name=region.name)
        if drawn and drawn.digest != region.digest:
            say(OTHER_EXTRACT, name=region.name, map_taken=day_of(drawn.taken_at))


@roads.command()
def remove(name: Name) -> None:
    """Remove the roads of a region."""
    say(REMOVED, name=_roads().remove(name).name)


def _say_what_was_built(kept: Roads, region: RoadRegion) -> None:
    counts = region.counts
    say(
        BUILT,
        name=region.name,
        car=thousands(counts["car_km"]),
        foot=thousands(counts["foot_km"]),
        turns=thousands(counts["car_turns"]),
        size=megabytes(kept.size_of(region)),
        folder=kept.folder,
        taken=day_of(region.taken_at),
        credit=region.credit,
    )
    say(
        PASSED_BY,
        ferries=counts["ferries"],
        by_way=counts["turns_by_way"],
        at_hours=counts["turns_at_hours"],
    )
    crow = region.crow.get("drive")
    if crow is not None:
        parts = {"low": crow.low, "high": crow.high, "detour": crow.detour}
        said = {name: written(f"{part:.2f}", language()) for name, part in parts.items()}
        say(CROW, pairs=crow.pairs, **said)


def _roads() -> Roads:
    from dashboard.roads.catalogue import WITHIN_MAPS, Roads

    return Roads(settings_of().maps_folder / WITHIN_MAPS)
