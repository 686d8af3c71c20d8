"""Which ground an operation is computed on: the roads of a region that holds it, or none.

Where none does, times are those of a straight line, and go with how wrong these were measured to
be: on the roads of a region that lies in it in part, else on those of three extracts elsewhere.
"""

from typing import Protocol

from dashboard.coverage.crow import ELSEWHERE, CrowGround, Measured
from dashboard.coverage.ground import Ground
from dashboard.geo import Box


class Regions(Protocol):
    """The regions whose roads are at hand."""

    def holding(self, box: Box) -> Ground | None:
        """Return the roads of the smallest region that holds ``box``; None where none does."""
        ...

    def measured(self, box: Box) -> Measured | None:
        """Return how wrong a straight line is by the roads of the region that has most of ``box``.

        None where no region has any of it.
        """
        ...


class NoRegions:
    """There is none."""

    def holding(self, box: Box) -> Ground | None:  # noqa: ARG002  whatever the box
        """Return None."""
        return None

    def measured(self, box: Box) -> Measured | None:  # noqa: ARG002  whatever the box
        """Return None."""
        return None


NO_REGIONS: Regions = NoRegions()
CROW: Ground = CrowGround(measured=ELSEWHERE)


def ground_of(box: Box, regions: Regions) -> Ground:
    """Return what times are computed on in ``box``."""
    found = regions.holding(box)
    if found is not None:
        return found
    measured = regions.measured(box)
    return CROW if measured is None else CrowGround(measured=measured)
