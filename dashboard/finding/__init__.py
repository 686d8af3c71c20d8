"""Finding in an operation: objects, people and entries by their words, as its reader may see it."""

from dashboard.finding.finder import Finder
from dashboard.finding.found import Found, Group, Result, Told, told

__all__ = ["Finder", "Found", "Group", "Result", "Told", "told"]
