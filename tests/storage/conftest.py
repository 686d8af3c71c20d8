"""An empty store of each kind, for what is asked of the stores themselves."""

import pytest

from tests.storage.stores import SQL_STORES, new_engine


@pytest.fixture(params=SQL_STORES)
def engine(request, tmp_path):
    engine = new_engine(request.param, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def file(tmp_path):
    """An empty embedded store."""
    engine = new_engine("sqlite", tmp_path)
    yield engine
    engine.dispose()
