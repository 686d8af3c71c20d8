"""The desk of the web tests, for the house."""

from tests.web.conftest import desk, store

__all__ = ["desk", "store"]
