"""Which ground an operation is computed on: the roads of a region that holds it, or none."""

from typing import Protocol

from dashboard.coverage.crow import CrowGround
from dashboard.coverage.ground import Ground
from dashboard.geo import Box


class Regions(Protocol):
    """The regions whose roads are at hand."""

    def holding(self, box: Box) -> Ground | None:
        """Return the roads of the smallest region that holds ``box``; None where none does."""
        ...


class NoRegions:
    """There is none."""

    def holding(self, box: Box) -> Ground | None:  # noqa: ARG002  whatever the box
        """Return None."""
        return None


NO_REGIONS: Regions = NoRegions()
CROW: Ground = CrowGround()


def ground_of(box: Box, regions: Regions) -> Ground:
    """Return what times are computed on in ``box``."""
    return regions.holding(box) or CROW
