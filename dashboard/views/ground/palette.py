"""The colours of the ground: quiet ones, so that what the cell put on it is seen first.

Three themes. *Light* and *dark* go with the page. *Paper* is for printing: told apart by how light
they are rather than by hue, so that a black-and-white printer loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark", "paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One colour for each thing drawn.

    Attributes:
        beyond: Where the map knows nothing: outside what it was built for.
        land: Where it knows of nothing in particular.
        edge: The line around what it was built for.
    """

    beyond: str
    land: str
    edge: str
    water: str
    water_edge: str
    forest: str
    green: str
    farm: str
    built_up: str
    industry: str
    bare: str
    wet: str
    care: str
    learning: str
    building: str
    building_edge: str
    motorway: str
    main: str
    street: str
    casing: str
    main_casing: str
    path: str
    rail: str
    boundary: str
    name: str
    small_name: str
    street_name: str
    water_name: str
    halo: str
    aid: str
    rescue: str
    order: str


PALETTES: Mapping[Theme, Palette] = {
    "light": Palette(
        beyond="#dfe3e6",
        land="#f3f3ef",
        edge="#b7bfc5",
        water="#bfd6e4",
        water_edge="#a5c3d5",
        forest="#dbe6d3",
        green="#e3ecda",
        farm="#f0f0e4",
        built_up="#ebeae6",
        industry="#e6e5e6",
        bare="#ece8dc",
        wet="#dde9e2",
        care="#f3e1e0",
        learning="#efe9da",
        building="#dedad3",
        building_edge="#cfcac1",
        motorway="#e9c9a4",
        main="#f3e3bf",
        street="#ffffff",
        casing="#cdcac3",
        main_casing="#cdb58d",
        path="#b7afa0",
        rail="#a9a9ac",
        boundary="#a895b3",
        name="#39434b",
        small_name="#5b666e",
        street_name="#626a70",
        water_name="#4b7a99",
        halo="#ffffffd9",
        aid="#b3423f",
        rescue="#b3423f",
        order="#3d5f96",
    ),
    "dark": Palette(
        beyond="#0b1014",
        land="#161c21",
        edge="#39444d",
        water="#0f2a3a",
        water_edge="#1c3e52",
        forest="#17241d",
        green="#1a2820",
        farm="#181e1f",
        built_up="#1b2127",
        industry="#1d2128",
        bare="#22231f",
        wet="#162624",
        care="#2c1e22",
        learning="#242320",
        building="#252c33",
        building_edge="#313a42",
        motorway="#6b5639",
        main="#51493a",
        street="#333c44",
        casing="#10151a",
        main_casing="#12161a",
        path="#46505a",
        rail="#4b555f",
        boundary="#6d5f7a",
        name="#ccd5dc",
        small_name="#9fabb4",
        street_name="#94a0a9",
        water_name="#6f9fbd",
        halo="#10161bd9",
        aid="#e08783",
        rescue="#e08783",
        order="#8fb0e6",
    ),
    "paper": Palette(
        beyond="#ffffff",
        land="#ffffff",
        edge="#000000",
        water="#d9d9d9",
        water_edge="#8c8c8c",
        forest="#efefef",
        green="#f5f5f5",
        farm="#ffffff",
        built_up="#ffffff",
        industry="#f7f7f7",
        bare="#ffffff",
        wet="#ededed",
        care="#f0f0f0",
        learning="#fafafa",
        building="#dcdcdc",
        building_edge="#9a9a9a",
        motorway="#8a8a8a",
        main="#c4c4c4",
        street="#ffffff",
        casing="#6f6f6f",
        main_casing="#3c3c3c",
        path="#7d7d7d",
        rail="#4a4a4a",
        boundary="#3c3c3c",
        name="#000000",
        small_name="#1c1c1c",
        street_name="#1c1c1c",
        water_name="#303030",
        halo="#fffffff2",
        aid="#000000",
        rescue="#000000",
        order="#000000",
    ),
}
