"""Columns of numbers that grow at their end and stay one array to ask."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Columns:
    """``width`` columns of int64. Appending costs the same however long they are."""

    def __init__(self, width: int, room: int = 64) -> None:
        self._room = np.empty((width, room), dtype=np.int64)
        self._length = 0

    @property
    def view(self) -> NDArray[np.int64]:
        """What is filled, shape (width, length); writing to it writes here."""
        return self._room[:, : self._length]

    def append(self, row: Sequence[int]) -> int:
        """Add a row and return its number."""
        if self._length == self._room.shape[1]:
            self._room = np.concatenate([self._room, np.empty_like(self._room)], axis=1)
        self._room[:, self._length] = row
        self._length += 1
        return self._length - 1
