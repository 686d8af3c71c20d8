"""The office: what the gestures that write need to have at hand. The desk is one."""

from collections.abc import Mapping
from typing import Protocol

from dashboard.clock import Clock
from dashboard.journal import Journal
from dashboard.operations.library import Library
from dashboard.picture import MapObject
from dashboard.text import Text


class Office(Protocol):
    """A journal to write in, the library to check against, and a clock."""

    @property
    def journal(self) -> Journal: ...  # noqa: D102
    @property
    def library(self) -> Library: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102


class Verb(Protocol):
    """What a user may do to an object, and the status it then has."""

    @property
    def label(self) -> Text: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102


class Status(Protocol):
    """A state an object can be in."""

    @property
    def label(self) -> Text: ...  # noqa: D102


class Kind(Protocol):
    """What checking asks of a kind of object. A layer is one; layers live a floor above."""

    @property
    def statuses(self) -> Mapping[str, Status]:
        """The states one of them can be in."""

    def verbs_for(self, obj: MapObject, /) -> Mapping[str, Verb]:
        """Return the verbs possible for ``obj`` now."""

    def status(self, name: str, /) -> Status:
        """Return the status called ``name``."""


Kinds = Mapping[str, Kind]
"""The kinds this installation knows, by key; objects of any other kind are taken as they come."""
