"""Networks as files: a file a column (``.npy``), which is mapped into memory when it is opened.

Several processes that serve share what they map, and what nobody asks for is never read.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.coverage.ground import Mode
from dashboard.roads.edges import Edges
from dashboard.roads.network import CAR, FOOT, Network
from dashboard.roads.segments import Lines

NETWORKS: dict[str, tuple[Mode, ...]] = {"car": CAR, "foot": FOOT}
NETWORK_OF: dict[Mode, str] = {mode: name for name, modes in NETWORKS.items() for mode in modes}


def save(folder: Path, name: str, network: Network) -> None:
    """Write a network into ``folder``."""
    _save(folder, name, network.lines)
    for mode, edges in network.edges.items():
        _save(folder, mode, edges)


def lines_of(folder: Path, name: str) -> Lines:
    """Return the segments of a network that was written."""
    return Lines(**{each.name: _mapped(folder, name, each.name) for each in fields(Lines)})


def edges_of(folder: Path, mode: Mode) -> Edges:
    """Return the edges of a mode that were written."""
    return Edges(**{each.name: _mapped(folder, mode, each.name) for each in fields(Edges)})


def _save(folder: Path, name: str, columns: Lines | Edges) -> None:
    for each in fields(columns):
        np.save(folder / f"{name}.{each.name}.npy", getattr(columns, each.name))


def _mapped(folder: Path, name: str, column: str) -> Any:  # noqa: ANN401  of any type of number
    path = folder / f"{name}.{column}.npy"
    try:
        return np.load(path, mmap_mode="r")
    except ValueError:
        return np.load(path)  # nothing in it, which cannot be mapped
