"""Zones: perimeters, exclusion and support zones, sectors, plumes; measured or foreseen."""

from dashboard.layers.colours import HAZARD
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    APPROXIMATE,
    COMMENT,
    FORCE,
    NAME,
    SOURCE,
    choice,
    establish_and_lift,
    flag,
    measure,
)
from dashboard.text import Text

ONE = Text(fr="Zone « {name} »", en="Zone “{name}”")

LAYER = ObjectLayer(
    key="zone",
    label=Text(fr="Zones et périmètres", en="Zones and cordons"),
    one=ONE,
    code="ZN",
    shape="hexagon",
    colour=HAZARD,
    geometry="polygon",
    rank=20,
    statuses=FORCE,
    fields={
        "name": NAME,
        "rule": choice(
            "Règle",
            "Rule",
            exclusion=Text(fr="Zone d'exclusion", en="Exclusion zone"),
            controlled=Text(fr="Zone contrôlée", en="Controlled zone"),
            support=Text(fr="Zone de soutien", en="Support zone"),
            cordon=Text(fr="Périmètre bouclé", en="Cordon"),
            sector=Text(fr="Secteur", en="Sector"),
            protection_1=Text(fr="Zone 1, protection renforcée", en="Zone 1, highly protected"),
            protection_2=Text(fr="Zone 2, protection", en="Zone 2, protected"),
            shelter=Text(fr="Confinement, mise à l'abri", en="Shelter in place"),
            evacuated=Text(fr="Zone évacuée", en="Evacuated area"),
            plume=Text(fr="Panache", en="Plume"),
            effects=Text(fr="Distance d'effets", en="Effect distance"),
            no_fly=Text(fr="Interdiction de survol", en="No-fly zone"),
        ),
        "access": Field(label=Text(fr="Conditions d'accès", en="Conditions of access")),
        "radius_m": measure("Rayon", "Radius", "m"),
        "bearing_deg": measure("Axe", "Axis", "°"),
        "length_km": measure("Longueur", "Length", "km"),
        "width_km": measure("Largeur", "Width", "km"),
        "source": SOURCE,
        "forecast": flag("Prévision", "Forecast"),
        "approximate": APPROXIMATE,
        "comment": COMMENT,
    },
    verbs=establish_and_lift(ONE),
)
