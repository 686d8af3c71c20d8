"""A town by the sea, and the map that is made of it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.territory.build import build
from dashboard.territory.catalogue import Maps
from tests.territory.town import saint_etienne

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BESIDE = Path(__file__).parents[3] / "shared" / "data" / "osm"
EXTRACTS = Path(os.environ.get("VIGIE_TEST_EXTRACTS", BESIDE))


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """The extract of the town."""
    return saint_etienne().write(tmp_path_factory.mktemp("osm") / "saint-etienne.osm.pbf")


@pytest.fixture(scope="session")
def built(town, tmp_path_factory):
    """The maps of an installation that built the town's, and that map."""
    maps = Maps(tmp_path_factory.mktemp("maps"))
    return maps, build(maps, town, now=NOW, name="Saint-Étienne")


@pytest.fixture
def real():
    """A real extract by its name; none of them is in the project."""

    def _real(name):
        path = EXTRACTS / name
        if not path.exists():
            pytest.skip(f"{path} is not on this machine; VIGIE_TEST_EXTRACTS names the folder")
        return path

    return _real
