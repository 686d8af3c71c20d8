"""Bilingual texts: every word a user reads is a ``Text`` with both languages beside each other."""

from dataclasses import dataclass
from typing import Literal, get_args

Locale = Literal["fr", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence in every language of the cell.

    Both fields are required, so a missing translation is a type error.

    >>> Text(fr="{name} ouvert", en="{name} opened").say("en", name="AMP 1")
    'AMP 1 opened'
    """

    fr: str
    en: str

    def say(self, locale: Locale, /, **values: object) -> str:
        """Return the sentence in ``locale`` with its placeholders filled."""
        template = self.fr if locale == "fr" else self.en
        return template.format(**values) if values else template

    def filled(self, **values: object) -> "Text":
        """Return the sentence with its placeholders filled, in every language."""
        return Text(fr=self.say("fr", **values), en=self.say("en", **values))


NARROW_SPACE = "\u202f"
_IN_FRENCH = str.maketrans({",": NARROW_SPACE, ".": ","})


def written(number: str, locale: Locale) -> str:
    """Return a number as it is written in ``locale``; given with commas and a point.

    >>> written(f"{12_345.6:,}", "fr").split(NARROW_SPACE), written(f"{12_345.6:,}", "en")
    (['12', '345,6'], '12,345.6')
    """
    return number.translate(_IN_FRENCH) if locale == "fr" else number


class RefusedError(Exception):
    """Something was not done; says what was wrong, where, and what was expected.

    Every refusal a user can meet is one of these, so the page, the API and the command line
    tell it in the reader's language. Anything else that is raised is a fault of ours.
    """

    def __init__(self, text: Text, /, **values: object) -> None:
        super().__init__(text.say("en", **values))
        self.text = text
        self.values = values

    def say(self, locale: Locale) -> str:
        """Return the refusal in ``locale``."""
        return self.text.say(locale, **self.values)

    @property
    def told(self) -> Text:
        """The refusal in every language, for whoever reads it later."""
        return self.text.filled(**self.values)
