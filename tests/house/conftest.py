"""The desk of the web tests, for the house."""

from tests.web.conftest import desk

__all__ = ["desk"]
