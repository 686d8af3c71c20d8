"""A survey: what a file from elsewhere holds, feature by feature, and what of it was left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.journal import Geometry, Value
from dashboard.text import Locale, RefusedError, Text

Told = Callable[[float], None]
"""Is told how much is done, 0 to 1; what it raises ends the reading."""

Answers = Mapping[str, str]
"""What whoever brings the file answered to the questions its reading raised, by their codes."""

MOST_FEATURES = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence with what fills it, to be told in either language."""

    text: Text
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, locale: Locale) -> str:
        """Return the sentence in ``locale``."""
        return self.text.say(locale, **self.values)


def said_of(error: RefusedError) -> Said:
    """Return what a refusal says, for what is left out by it and does not stop the rest."""
    return Said(text=error.text, values=error.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing of the file.

    Attributes:
        number: Its place in the file, from 1.
        geometry: GeoJSON, in WGS 84, longitude first.
        values: What it carries, flat, by the file's own names.
        crossing: Where its outline crosses itself; None where it does not.
    """

    number: int
    geometry: Geometry
    values: Mapping[str, Value]
    crossing: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One thing of the file that is not taken, and why."""

    number: int
    name: str
    why: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was read of a file.

    Attributes:
        format: What the file is.
        title: What it calls itself, or the layer of it that was read.
        crs: The projection it was in, as people write it.
        features: What is taken, in the order of the file.
        left_out: What is not.
        notes: What else is to be known of it.
    """

    format: Text
    title: str
    crs: str
    features: tuple[Feature, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question."""

    value: str
    label: Text


class UnreadableSurveyError(RefusedError):
    """The file is not what it should be, or holds nothing that can be placed."""


class UnknownProjectionError(RefusedError):
    """The file is in a projection that cannot be transformed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                fr="Fichier refusé, rien n'a été gardé : sa projection « {name} » ne peut pas être "
                "transformée. L'exporter en WGS 84 (EPSG:4326) ou en Lambert-93 (EPSG:2154).",
                en="File refused, nothing was kept: its projection “{name}” cannot be transformed. "
                "Export it in WGS 84 (EPSG:4326) or Lambert-93 (EPSG:2154).",
            ),
            name=name[:80],
        )


class QuestionError(RefusedError):
    """Reading on would be guessing: it is asked, and read again with the answer."""

    def __init__(
        self, code: str, text: Text, choices: tuple[Choice, ...], /, **values: object
    ) -> None:
        super().__init__(text, **values)
        self.code = code
        self.choices = choices
