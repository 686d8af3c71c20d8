"""What assistive technology is told of a component."""

from typing import Any


def aria(**said: str) -> dict[str, Any]:
    """Return ``said`` as ARIA attributes, to be handed to any component.

    >>> aria(label="Instant", live="off")
    {'aria-label': 'Instant', 'aria-live': 'off'}
    """
    return {f"aria-{name}": value for name, value in said.items()}
