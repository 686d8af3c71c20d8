"""A tab of the planning panel: what it is called, and what it is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.text import Locale, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab of the planning panel.

    Attributes:
        key: As the page's script calls it (`page/plan.ts`).
        label: What is read on the tab: one word.
        build: Returns what it shows, empty; the page's script fills it while it is in view.
    """

    key: str
    label: Text
    build: Callable[[Locale], Sequence[Component]]
