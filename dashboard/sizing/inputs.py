"""The inputs of the rules, as they stand in the values of an object, and the entry that said each.

A value somebody else wrote may be anything: what cannot be an input is told in a sentence beside
its field, and the rule waits for another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from dashboard.clock import microseconds
from dashboard.journal import Changed, Entry, Placed, Values
from dashboard.layers.layer import Field
from dashboard.layers.sizing import SIZING
from dashboard.operations import Reading
from dashboard.picture import END
from dashboard.planning.crowds import MOST
from dashboard.text import Text

LARGEST = 100_000
BOUNDS: Mapping[str, tuple[int, int]] = {
    "natural_ha": (0, LARGEST),
    "carry_m": (0, LARGEST),
    "slope_m": (0, LARGEST),
    "help_min": (0, 1_440),
    "maurer_factor_pct": (1, 1_000),
    "permitted": (1, MOST),
    "guests": (0, MOST),
}
"""The least and the most each number can be."""

NO_NUMBER = Text(
    fr="{field} : « {value} » n'est pas un nombre ; attendu : de {least} à {most}{unit}.",
    en="{field}: “{value}” is no number; expected: {least} to {most}{unit}.",
)
NO_CHOICE = Text(
    fr="{field} : « {value} » n'est pas un choix de la règle.",
    en="{field}: “{value}” is no choice of the rule.",
)
NO_FLAG = Text(
    fr="{field} : « {value} » n'est ni oui ni non.", en="{field}: “{value}” is neither yes nor no."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What can be read of the values of an object, and what cannot.

    Attributes:
        values: As the journal has them.
        wrong: What is wrong with a value, by its key.
    """

    values: Values
    wrong: dict[str, Text] = field(default_factory=dict)

    def number(self, key: str) -> Fraction | None:
        """Return the number under ``key``; None where there is none, or none that can be."""
        value = self._given(key)
        if value is None:
            return None
        least, most = BOUNDS[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            found = None
        else:
            found = Fraction(str(value)) if abs(value) <= MOST else None
        if found is None or not least <= found <= most:
            unit = f" {SIZING[key].unit}" if SIZING[key].unit else ""
            self._refuse(key, NO_NUMBER, value, least=least, most=most, unit=unit)
            return None
        return found

    def whole(self, key: str) -> int | None:
        """Return the whole number under ``key``."""
        found = self.number(key)
        if found is not None and found.denominator != 1:
            least, most = BOUNDS[key]
            self._refuse(key, NO_NUMBER, self.values[key], least=least, most=most, unit="")
            return None
        return None if found is None else int(found)

    def choice(self, key: str) -> str | None:
        """Return the choice under ``key``."""
        value = self._given(key)
        if value is None or value in SIZING[key].choices:
            return None if value is None else str(value)
        self._refuse(key, NO_CHOICE, value)
        return None

    def flag(self, key: str) -> bool:
        """Return whether ``key`` is said to be so."""
        value = self._given(key)
        if value is not None and not isinstance(value, bool):
            self._refuse(key, NO_FLAG, value)
        return value is True

    def text(self, key: str) -> str:
        """Return what is written under ``key``."""
        value = self._given(key)
        return "" if value is None else str(value).strip()

    def _given(self, key: str) -> object:
        value = self.values.get(key)
        return None if value == "" else value

    def _refuse(self, key: str, text: Text, value: object, **more: object) -> None:
        self.wrong[key] = told(SIZING[key], text, value, **more)


def told(about: Field, text: Text, value: object, **more: object) -> Text:
    """Return a sentence about a value of a field, in every language."""
    written = str(value)[:40]
    return Text(
        fr=text.say("fr", field=about.label.fr, value=written, **more),
        en=text.say("en", field=about.label.en, value=written, **more),
    )


def said_by(
    reading: Reading, object_id: str, at: datetime, known_at: datetime | None
) -> dict[str, Entry]:
    """Return the entry that last said each value of an object by ``at``, as known at ``known_at``.

    An entry that was struck out by then said nothing.
    """
    found: dict[str, Entry] = {}
    with reading.reel.reading():
        lines = [
            line
            for line in reading.reel.lines
            if isinstance(line.entry.fact, Placed | Changed)
            and line.entry.fact.object_id == object_id
            and line.entry.occurred_at <= at
            and (known_at is None or line.entry.recorded_at <= known_at)
            and not _is_struck(line.struck, known_at)
        ]
    for line in sorted(lines, key=lambda line: (line.entry.occurred_at, line.entry.seq)):
        if isinstance(line.entry.fact, Placed | Changed):
            found |= dict.fromkeys(line.entry.fact.values, line.entry)
    return found


def _is_struck(intervals: list[tuple[int, int]], known_at: datetime | None) -> bool:
    if known_at is None:
        return bool(intervals) and intervals[-1][1] == END
    known = microseconds(known_at)
    return any(start <= known < end for start, end in intervals)
