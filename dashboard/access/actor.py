"""The actor: a person (or a program) that was let in, on whose behalf, and with which role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.text import Text

Role = Literal["reader", "contributor", "coordinator", "administrator"]
"""What a person does for their organisation, each role with all that those before it may do."""

ROLES: tuple[Role, ...] = get_args(Role)

ROLE_NAMES: Mapping[Role, Text] = {
    "reader": Text(fr="lecteur", en="reader"),
    "contributor": Text(fr="contributeur", en="contributor"),
    "coordinator": Text(fr="coordinateur", en="coordinator"),
    "administrator": Text(fr="administrateur", en="administrator"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, or writes.

    Attributes:
        person: The number of the account; 0 for a command, negative in a demonstration.
        name: Name and function, as entries carry it.
        organisation: On whose behalf; the name is the organisation's identity everywhere.
        role: What the person may do there.
        scope: For a token, the one operation it opens; None for all that its person may see.
    """

    name: str
    organisation: str
    role: Role
    person: int = 0
    scope: str | None = None
