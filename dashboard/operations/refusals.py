"""The two ways a gesture is turned down: it cannot be recorded, or it must be confirmed first."""

from typing import Literal

from dashboard.text import RefusedError, Text

Doubt = Literal["future", "before_start", "absent", "swapped", "outside_area"]
"""What may be confirmed: it has not happened yet; it is long before the operation; the object was
not on the map then; longitude and latitude look exchanged; it is far from where we work."""


class NotRecordableError(RefusedError):
    """What was to be recorded cannot be: it says nothing, or nothing that can be kept."""


class UnknownObjectError(RefusedError):
    """No such object was ever placed in this operation."""


class ImpossibleVerbError(RefusedError):
    """The verb is not possible from the status the object had then."""


class DoubtError(RefusedError):
    """Probably a slip. The writer may insist by confirming ``code``."""

    def __init__(self, code: Doubt, text: Text, /, **values: object) -> None:
        super().__init__(text, **values)
        self.code: Doubt = code
