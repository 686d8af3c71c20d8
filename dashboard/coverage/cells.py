"""The grid of a field of times: where its cells are, and its times as bytes to be sent.

A field has one unsigned 16-bit whole number a cell, low byte first, row by row from the north:
seconds, rounded; ``NOT_REACHED`` where nobody gets in time.
"""

from typing import Final

import numpy as np

from dashboard.coverage.ground import Cells, Spots, Times
from dashboard.geo import Box
from dashboard.text import RefusedError, Text

NOT_REACHED: Final = 65_535
MOST_CELLS: Final = 70_000
"""A field is drawn over a screen: with more cells nothing more would be seen."""

WIDEST_DEG: Final = 6.0
"""Of a box, in degrees: wider than any department."""


class UnreadableCellsError(RefusedError):
    """A grid there is no field for."""


def cells_of(box: Box, columns: int, rows: int) -> Cells:
    """Return the grid of so many cells over ``box``.

    Raises:
        UnreadableCellsError: It has too many cells, or the box is too wide.
    """
    west, south, east, north = box
    if columns < 1 or rows < 1 or columns * rows > MOST_CELLS:
        raise UnreadableCellsError(
            Text(
                fr="{columns} × {rows} mailles : il en faut au moins une, et {most} au plus.",
                en="{columns} × {rows} cells: there must be one at least, and {most} at most.",
            ),
            columns=columns,
            rows=rows,
            most=MOST_CELLS,
        )
    if not (0 < east - west <= WIDEST_DEG and 0 < north - south <= WIDEST_DEG):
        raise UnreadableCellsError(
            Text(
                fr="Une emprise de {across:.3g}° sur {along:.3g}° ne se calcule pas : {most}° au "
                "plus, et plus que rien.",
                en="A box of {across:.3g}° by {along:.3g}° is not computed: {most}° at most, and "
                "more than nothing.",
            ),
            across=east - west,
            along=north - south,
            most=WIDEST_DEG,
        )
    return Cells(box=box, columns=columns, rows=rows)


def middles(cells: Cells) -> Spots:
    """Return the middle of each cell, row by row from the north.

    >>> spots = middles(Cells(box=(0, 40, 2, 42), columns=2, rows=1))
    >>> spots.lon.tolist(), spots.lat.tolist()
    ([0.5, 1.5], [41.0, 41.0])
    """
    west, south, east, north = cells.box
    lon = west + (np.arange(cells.columns) + 0.5) * (east - west) / cells.columns
    lat = north - (np.arange(cells.rows) + 0.5) * (north - south) / cells.rows
    across, along = np.meshgrid(lon, lat)
    return Spots(lon=across.ravel(), lat=along.ravel())


def packed(times: Times) -> bytes:
    """Return a field as it is sent.

    >>> packed(np.array([[1.4, np.inf]], dtype=np.float32)).hex()
    '0100ffff'
    """
    reached = np.isfinite(times)
    whole = np.where(
        reached,
        np.minimum(np.rint(times, where=reached, out=np.zeros_like(times)), NOT_REACHED - 1),
        NOT_REACHED,
    )
    return whole.astype("<u2").tobytes()
