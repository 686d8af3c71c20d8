"""A town of six by six blocks, and its roads as they are built."""

from datetime import UTC, datetime

import pytest

from dashboard.roads.build import build
from dashboard.roads.catalogue import Roads
from tests.roads.quadrille import quadrille
from tests.territory.conftest import real

__all__ = ["real"]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The extract of the town."""
    return quadrille().write(tmp_path_factory.mktemp("osm") / "quadrille.osm.pbf")


@pytest.fixture(scope="session")
def built(town, tmp_path_factory):
    """The roads of an installation that built the town's, and what is said of them."""
    roads = Roads(tmp_path_factory.mktemp("maps") / "roads")
    return roads, build(roads, town, now=NOW, name="Quadrille")
