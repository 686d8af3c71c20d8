"""Addresses of map services, as ones MapLibre fills in by itself for each tile."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from dashboard.territory.source_refusals import NO_LAYER, wrong

XYZ = ("{z}", "{x}", "{y}")
BBOX = "{bbox-epsg-3857}"


def kind_of(address: str) -> str:
    """Return which kind of service an address is of, by what is in it."""
    lower = address.lower()
    if "service=wmts" in lower or "{tilematrix}" in lower:
        return "wmts"
    return "wms" if "service=wms" in lower or BBOX in lower else "xyz"


def wmts_address(name: str, address: str, table: Mapping[str, Any]) -> str:
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
        raise wrong(name, NO_LAYER, kind="WMTS")
    asked = {
        "SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": filled["layer"],
        "STYLE": filled["style"], "TILEMATRIXSET": matrices,
        "FORMAT": str(table.get("format", "image/png")),
    }  # fmt: skip
    return _asking(address, asked) + "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"


def wms_address(name: str, address: str, table: Mapping[str, Any]) -> str:
    """Return a WMS address as one of a box in Web Mercator."""
    if BBOX in address:
        return address
    if not table.get("layer"):
        raise wrong(name, NO_LAYER, kind="WMS")
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
