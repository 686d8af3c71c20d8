"""Accounts: the people, how they get in, and how far they have read."""

from typing import Protocol

from dashboard.access.links import Links
from dashboard.access.people import People
from dashboard.access.reading import ReadMarks
from dashboard.access.sessions import Sessions
from dashboard.access.tokens import Tokens


class Accounts(People, Sessions, Tokens, Links, ReadMarks, Protocol):
    """All that is kept of the people of a Vigie; they are not in the journal."""
