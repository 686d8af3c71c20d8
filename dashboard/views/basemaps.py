"""The base maps a reader may choose, as MapLibre styles. The default needs no network at all.

In this order: none; those built here, region by region; the file of the settings; and, where maps
from the network are allowed, those of others, with the note that they learn what is looked at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dashboard.geo import Box
from dashboard.territory.catalogue import NO_MAPS, Maps, Region
from dashboard.territory.sources import Source
from dashboard.text import Locale, Text
from dashboard.views.ground import Theme, joined, plain_style, raster_style, vector_style

NONE, LOCAL, REGION, ALL = "none", "local", "map:", "maps"
SCREEN: tuple[Theme, ...] = ("light", "dark")
TILE_ZOOMS = (4, 14)
FILE_TILES = "/tiles/{z}/{x}/{y}"
OUR_SCHEMA = "streets"
"""A layer of Shortbread, and of no other schema we met."""

NO_BASE = Text(fr="Sans fond (hors ligne)", en="No base map (offline)")
ALL_OF_THEM = Text(fr="Tous les fonds d'ici", en="All maps kept here")
OF_THE_SETTINGS = Text(fr="Fond local", en="Local base map")
ELSEWHERE = Text(fr="{name} (réseau)", en="{name} (network)")
DISCLOSED = Text(
    fr="Un fond du réseau apprend à celui qui le sert quelle zone est regardée.",
    en="A map from the network tells whoever serves it which area is looked at.",
)


class TilesFile(Protocol):
    """What must be known of the file of the settings."""

    @property
    def bounds(self) -> Box: ...  # noqa: D102
    @property
    def minzoom(self) -> int: ...  # noqa: D102
    @property
    def maxzoom(self) -> int: ...  # noqa: D102
    @property
    def attribution(self) -> str: ...  # noqa: D102
    @property
    def is_vector(self) -> bool: ...  # noqa: D102
    @property
    def layers(self) -> Collection[str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The base maps of this installation, as they are when they are asked for.

    Attributes:
        maps: Those built here; one built while we run is found.
        file: The one of the settings.
        sources: Those from the network; none where they are not allowed.
    """

    maps: Maps = NO_MAPS
    file: TilesFile | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)

    def choices(self, locale: Locale) -> list[dict[str, str]]:
        """Return the base maps to choose from, the one that always works first."""
        found = [(NONE, NO_BASE.say(locale))]
        regions = self.maps.installed()
        if len(regions) > 1:
            found.append((ALL, ALL_OF_THEM.say(locale)))
        found += [(REGION + region.name, region.title) for region in regions]
        if self.file is not None:
            found.append((LOCAL, OF_THE_SETTINGS.say(locale)))
        found += [
            (key, ELSEWHERE.say(locale, name=source.label.say(locale)))
            for key, source in self.sources.items()
        ]
        return [{"value": value, "label": label} for value, label in found]

    def note(self, locale: Locale) -> str:
        """Return what is said under the choice: what maps from the network cost."""
        return DISCLOSED.say(locale) if self.sources else ""

    def first(self) -> str:
        """Return the base map pages open on: never one of the network."""
        chosen = self.maps.in_use()
        if chosen == NONE:
            return NONE
        regions = [region.name for region in self.maps.installed()]
        if chosen in regions or len(regions) == 1:
            return REGION + (chosen if chosen in regions else regions[0])
        if regions:
            return ALL
        return NONE if self.file is None else LOCAL

    def style(self, key: str, theme: Theme = "light") -> dict[str, Any] | None:
        """Return the MapLibre style of a base map; None is the component's own blank one.

        Args:
            key: One of ``choices``; anything else gives the blank one.
            theme: Light, dark, or paper for what is printed.
        """
        if regions := self._regions(key):
            styles = [_built(region, theme) for region in regions]
            return styles[0] if len(styles) == 1 else joined(styles)
        if key == LOCAL and self.file is not None:
            zooms, credit = (self.file.minzoom, self.file.maxzoom), self.file.attribution
            if self.file.is_vector:
                make = vector_style if OUR_SCHEMA in self.file.layers else plain_style
                return make(FILE_TILES, credit, zooms, self.file.bounds, theme)
            return raster_style([FILE_TILES], credit, zooms, theme)
        if (source := self.sources.get(key)) is not None:
            return raster_style(
                source.tiles, source.credit, source.zooms, theme,
                size=source.size, south_first=source.south_first,
            )  # fmt: skip
        return None

    def styles(self, key: str) -> dict[Theme, dict[str, Any]] | None:
        """Return the style of a base map for each theme of the screen."""
        made = {theme: self.style(key, theme) for theme in SCREEN}
        return {theme: style for theme, style in made.items() if style} or None

    def credit(self, key: str) -> str:
        """Return what must be read wherever that base map is: on the screen, on paper."""
        style = self.style(key) or {"sources": {}}
        said = (source.get("attribution", "") for source in style["sources"].values())
        return " · ".join(dict.fromkeys(filter(None, said)))

    @property
    def origins(self) -> tuple[str, ...]:
        """What a browser must be allowed to speak to, besides us."""
        return tuple(sorted({origin for each in self.sources.values() for origin in each.origins}))

    def _regions(self, key: str) -> list[Region]:
        if key == ALL:
            return self.maps.installed()
        found = self.maps.region(key.removeprefix(REGION)) if key.startswith(REGION) else None
        return [found] if found else []


def _built(region: Region, theme: Theme) -> dict[str, Any]:
    address = f"/tiles/{region.name}/{{z}}/{{x}}/{{y}}?v={region.version}"
    return vector_style(address, region.credit, TILE_ZOOMS, region.box, theme)


def allowed(sources: Sequence[Source], *, online: bool) -> dict[str, Source]:
    """Return the base maps from the network by their keys; none where they are not allowed."""
    return {source.key: source for source in sources} if online else {}
