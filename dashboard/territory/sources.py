"""Base maps fetched from elsewhere: XYZ, WMTS or WMS addresses, checked when Vigie starts.

None is asked unless maps from the network are allowed: whoever serves tiles learns which area is
looked at, and when. Whatever kind an address is of, it ends as one MapLibre fills in by itself.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.territory.services import BBOX, XYZ, kind_of, wms_address, wmts_address
from dashboard.territory.source_refusals import (
    BAD_KIND,
    BAD_ZOOM,
    LEFT,
    MISSING,
    NO_ADDRESS,
    NO_CREDIT,
    NO_NAME,
    NOT_KNOWN,
    STRANGE,
    TWICE,
    UNREADABLE,
    UNSAFE,
    BadSourceError,
    wrong,
)
from dashboard.text import Text

DEEPEST = 24
SUBDOMAINS = "abc"
HERE = ("localhost", "127.0.0.1", "::1")
TABLE = "basemap"
FIELDS = {
    "name", "name_en", "address", "credit", "minzoom", "maxzoom", "kind", "layer", "style",
    "format", "matrix_set", "known",
}  # fmt: skip
KINDS = ("xyz", "wmts", "wms")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A base map fetched from elsewhere.

    Attributes:
        key: What it is chosen by.
        label: Its name for people.
        tiles: The addresses of a tile: with ``{z}``, ``{x}``, ``{y}`` or ``{bbox-epsg-3857}``.
        credit: Whose it is, shown as long as it is.
        zooms: The first and the last there are tiles of.
        size: The side of a tile, in pixels.
        south_first: Whether rows are counted from the south.
    """

    key: str
    label: Text
    tiles: Sequence[str]
    credit: str
    zooms: tuple[int, int] = (0, 19)
    size: int = 256
    south_first: bool = False

    @property
    def origins(self) -> frozenset[str]:
        """What a browser must be allowed to speak to."""
        parts = (urlsplit(address) for address in self.tiles)
        return frozenset(f"{part.scheme}://{part.netloc}" for part in parts)


IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal"
    "&TILEMATRIXSET=PM&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&LAYER={layer}&FORMAT={format}"
)
IGN_CREDIT = "© IGN – Géoplateforme"

KNOWN: Mapping[str, Source] = {
    "ign": Source(
        key="ign",
        label=Text(fr="Plan IGN", en="IGN map"),
        tiles=(IGN.format(layer="GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", format="image/png"),),
        credit=IGN_CREDIT,
    ),
    "ortho": Source(
        key="ortho",
        label=Text(fr="Photo aérienne IGN", en="IGN aerial photograph"),
        tiles=(IGN.format(layer="ORTHOIMAGERY.ORTHOPHOTOS", format="image/jpeg"),),
        credit=IGN_CREDIT,
    ),
    "osm": Source(
        key="osm",
        label=Text(fr="OpenStreetMap", en="OpenStreetMap"),
        tiles=("https://tile.openstreetmap.org/{z}/{x}/{y}.png",),
        credit="© contributeurs OpenStreetMap (ODbL)",
    ),
}
"""Those anybody may ask for, under their own terms. The IGN's Géoplateforme asks for no key."""


def sources_of(said: str, *, by_tls: bool) -> list[Source]:
    """Return the base maps of the setting: exactly those it lists, or all known when it is empty.

    Args:
        said: The path of a .toml or .json file, or JSON.
        by_tls: Whether pages are served by TLS, so that they may ask for nothing in the clear.

    Raises:
        BadSourceError: It cannot be read, or one of them cannot be shown.
    """
    if not said.strip():
        return list(KNOWN.values())
    found: dict[str, Source] = {}
    for number, table in enumerate(_tables(said), 1):
        source = _source(table, f"base-{number}", by_tls=by_tls)
        if any(other.label.fr == source.label.fr for other in found.values()):
            raise wrong(source.label.fr, TWICE)
        found[source.key] = source
    return list(found.values())


def _tables(said: str) -> list[Mapping[str, Any]]:
    try:
        if said.lstrip()[0] in "[{":
            read = json.loads(said)
        else:
            text = Path(said).read_text(encoding="utf-8")
            read = json.loads(text) if said.endswith(".json") else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise BadSourceError(UNREADABLE, why=error) from None
    tables = read.get(TABLE) if isinstance(read, dict) else read
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadSourceError(UNREADABLE, why=f"[[{TABLE}]]")
    return tables


def _source(table: Mapping[str, Any], key: str, *, by_tls: bool) -> Source:
    if "known" in table:
        if table["known"] not in KNOWN:
            raise wrong(table["known"], NOT_KNOWN, known=table["known"], there=", ".join(KNOWN))
        return KNOWN[table["known"]]
    name, credit = str(table.get("name", "")).strip(), str(table.get("credit", "")).strip()
    for field in table:
        if field not in FIELDS:
            raise wrong(name, STRANGE, field=field, known=", ".join(sorted(FIELDS)))
    if not name:
        raise wrong(key, NO_NAME)
    if not credit:
        raise wrong(name, NO_CREDIT)
    address, south_first = _address(name, table, by_tls=by_tls)
    hosts = SUBDOMAINS if "{s}" in address else " "
    return Source(
        key=key,
        label=Text(fr=name, en=str(table.get("name_en", name))),
        tiles=tuple(address.replace("{s}", host) for host in hosts),
        credit=credit,
        zooms=_zooms(name, table),
        south_first=south_first,
    )


def _address(name: str, table: Mapping[str, Any], *, by_tls: bool) -> tuple[str, bool]:
    """Return the address of a tile, and whether its rows are counted from the south."""
    address = str(table.get("address", ""))
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.password:
        raise wrong(name, NO_ADDRESS)
    if parts.scheme == "http" and by_tls and parts.hostname not in HERE:
        raise wrong(name, UNSAFE)
    kind = str(table.get("kind") or kind_of(address)).lower()
    if kind not in KINDS:
        raise wrong(name, BAD_KIND, kind=kind, known=", ".join(KINDS))
    if kind == "wmts":
        address = wmts_address(name, address, table)
    elif kind == "wms":
        address = wms_address(name, address, table)
    south_first = "{-y}" in address
    address = address.replace("{-y}", "{y}")
    if BBOX not in address:
        missing = [part for part in XYZ if part not in address]
        if missing:
            raise wrong(name, MISSING, missing=", ".join(missing))
    left = re.search(r"{(?!z}|x}|y}|s}|bbox-epsg-3857})[^}]*}", address)
    if left:
        raise wrong(name, LEFT, left=left[0])
    return address, south_first


def _zooms(name: str, table: Mapping[str, Any]) -> tuple[int, int]:
    first, last = table.get("minzoom", 0), table.get("maxzoom", 19)
    if type(first) is int and type(last) is int and 0 <= first <= last <= DEEPEST:
        return first, last
    raise wrong(name, BAD_ZOOM, zooms=f"{first}, {last}")
