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
from urllib.parse import urlencode, urlsplit

from dashboard.text import RefusedError, Text

DEEPEST = 24
SUBDOMAINS = "abc"
HERE = ("localhost", "127.0.0.1", "::1")
XYZ = ("{z}", "{x}", "{y}")
BBOX = "{bbox-epsg-3857}"
TABLE = "basemap"
FIELDS = {
    "name", "name_en", "address", "credit", "minzoom", "maxzoom", "kind", "layer", "style",
    "format", "matrix_set", "known",
}  # fmt: skip
KINDS = ("xyz", "wmts", "wms")


class BadSourceError(RefusedError):
    """A base map of the settings cannot be shown."""


UNREADABLE = Text(
    fr="VIGIE_BASEMAPS n'est pas lisible : {why}. Attendu : un fichier .toml avec un [[basemap]] "
    "par fond, ou la même liste en JSON.",
    en="VIGIE_BASEMAPS cannot be read: {why}. Expected: a .toml file with one [[basemap]] a map, "
    "or the same list in JSON.",
)
WRONG = Text(
    fr="Le fond de carte « {name} » de VIGIE_BASEMAPS ne peut pas être affiché : {why}",
    en="The base map “{name}” of VIGIE_BASEMAPS cannot be shown: {why}",
)
NO_NAME = Text(fr="il n'a pas de nom (name).", en="it has no name.")
TWICE = Text(fr="un autre porte ce nom.", en="another has that name.")
STRANGE = Text(
    fr="le champ « {field} » est inconnu ; attendu : {known}.",
    en="the field “{field}” is unknown; expected: {known}.",
)
NO_CREDIT = Text(
    fr="il ne dit pas à qui il est (credit), ce qui doit toujours se lire sur la carte.",
    en="it does not say whose it is (credit), which must always be read on the map.",
)
NO_ADDRESS = Text(
    fr="son adresse (address) n'est pas une adresse web, http:// ou https://, sans mot de passe.",
    en="its address is not a web address, http:// or https://, without a password.",
)
UNSAFE = Text(
    fr="son adresse est en http:// ; servie en TLS, la page ne peut rien demander qu'en https://.",
    en="its address is http://; served by TLS, the page can ask for nothing but https://.",
)
MISSING = Text(
    fr="il manque {missing} à son adresse ; attendu, comme https://…/{{z}}/{{x}}/{{y}}.png.",
    en="its address lacks {missing}; expected, as https://…/{{z}}/{{x}}/{{y}}.png.",
)
LEFT = Text(
    fr="son adresse contient « {left} », que rien ne remplira.",
    en="its address holds “{left}”, which nothing will fill in.",
)
NO_LAYER = Text(
    fr="un service {kind} veut le nom de la couche (layer).",
    en="a {kind} service needs the name of the layer.",
)
BAD_KIND = Text(
    fr="« {kind} » n'est pas un service connu (kind) ; attendu : {known}.",
    en="“{kind}” is not a known kind of service; expected: {known}.",
)
BAD_ZOOM = Text(
    fr="ses zooms ({zooms}) ne vont pas de minzoom à maxzoom, entre 0 et 24.",
    en="its zooms ({zooms}) do not go from minzoom to maxzoom, between 0 and 24.",
)
NOT_KNOWN = Text(
    fr="« {known} » n'est pas un fond que Vigie connaît (known) ; il y a : {there}.",
    en="“{known}” is not a map Vigie knows; there are: {there}.",
)


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
            raise _wrong(source.label.fr, TWICE)
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
            raise _wrong(table["known"], NOT_KNOWN, known=table["known"], there=", ".join(KNOWN))
        return KNOWN[table["known"]]
    name, credit = str(table.get("name", "")).strip(), str(table.get("credit", "")).strip()
    for field in table:
        if field not in FIELDS:
            raise _wrong(name, STRANGE, field=field, known=", ".join(sorted(FIELDS)))
    if not name:
        raise _wrong(key, NO_NAME)
    if not credit:
        raise _wrong(name, NO_CREDIT)
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
        raise _wrong(name, NO_ADDRESS)
    if parts.scheme == "http" and by_tls and parts.hostname not in HERE:
        raise _wrong(name, UNSAFE)
    kind = str(table.get("kind") or _kind_of(address)).lower()
    if kind not in KINDS:
        raise _wrong(name, BAD_KIND, kind=kind, known=", ".join(KINDS))
    if kind == "wmts":
        address = _wmts(name, address, table)
    elif kind == "wms":
        address = _wms(name, address, table)
    south_first = "{-y}" in address
    address = address.replace("{-y}", "{y}")
    if BBOX not in address:
        missing = [part for part in XYZ if part not in address]
        if missing:
            raise _wrong(name, MISSING, missing=", ".join(missing))
    left = re.search(r"{(?!z}|x}|y}|s}|bbox-epsg-3857})[^}]*}", address)
    if left:
        raise _wrong(name, LEFT, left=left[0])
    return address, south_first


def _kind_of(address: str) -> str:
    lower = address.lower()
    if "service=wmts" in lower or "{tilematrix}" in lower:
        return "wmts"
    return "wms" if "service=wms" in lower or BBOX in lower else "xyz"


def _wmts(name: str, address: str, table: Mapping[str, Any]) -> str:
    """Return a WMTS address, REST template or query, as one of rows and columns.

    Its matrix set must count as the web does (PM at the IGN, GoogleMapsCompatible elsewhere).
    """
    matrices = str(table.get("matrix_set", "PM"))
    filled = {
        "tilematrix": "{z}", "tilerow": "{y}", "tilecol": "{x}", "tilematrixset": matrices,
        "style": str(table.get("style", "normal")), "layer": str(table.get("layer", "")),
    }  # fmt: skip
    if re.search(r"{tilematrix}", address, re.IGNORECASE):
        return re.sub(r"{(\w+)}", lambda found: filled.get(found[1].lower(), found[0]), address)
    if all(part in address for part in XYZ):
        return address
    if not table.get("layer"):
        raise _wrong(name, NO_LAYER, kind="WMTS")
    asked = {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": filled["layer"],
        "STYLE": filled["style"], "TILEMATRIXSET": matrices,
        "FORMAT": str(table.get("format", "image/png")),
    }  # fmt: skip
    return _asking(address, asked) + "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"


def _wms(name: str, address: str, table: Mapping[str, Any]) -> str:
    """Return a WMS address as one of a box in Web Mercator."""
    if BBOX in address:
        return address
    if not table.get("layer"):
        raise _wrong(name, NO_LAYER, kind="WMS")
    asked = {
        "SERVICE": "WMS", "REQUEST": "GetMap", "VERSION": "1.3.0", "LAYERS": str(table["layer"]),
        "STYLES": str(table.get("style", "")), "CRS": "EPSG:3857", "WIDTH": "256", "HEIGHT": "256",
        "FORMAT": str(table.get("format", "image/png")),
    }  # fmt: skip
    return f"{_asking(address, asked)}&BBOX={BBOX}"


def _asking(address: str, asked: Mapping[str, str]) -> str:
    """Return an address with more asked of it; what it asks already is left as it is."""
    already = {part.partition("=")[0].upper() for part in urlsplit(address).query.split("&")}
    more = urlencode({name: value for name, value in asked.items() if name not in already})
    joint = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    return f"{address}{joint}{more}"


def _zooms(name: str, table: Mapping[str, Any]) -> tuple[int, int]:
    first, last = table.get("minzoom", 0), table.get("maxzoom", 19)
    if type(first) is int and type(last) is int and 0 <= first <= last <= DEEPEST:
        return first, last
    raise _wrong(name, BAD_ZOOM, zooms=f"{first}, {last}")


def _wrong(name: str, why: Text, **values: object) -> BadSourceError:
    """Return the refusal of a base map, with its reason in both languages."""
    told = Text(fr=WRONG.fr.replace("{why}", why.fr), en=WRONG.en.replace("{why}", why.en))
    return BadSourceError(told, name=name, **values)
