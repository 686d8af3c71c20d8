"""The inputs of every rule in the reader's words, each with who said it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from dashboard.layers.sizing import FRENCH, MAURER, PURPLE, SIZING
from dashboard.review.values import changes
from dashboard.sizing.need import Need
from dashboard.sizing.told import ToldInput
from dashboard.sizing.wording import origin
from dashboard.text import Locale, Text

GROUPS = {"french": FRENCH, "maurer": MAURER, "purple": PURPLE}


def inputs_told(need: Need, locale: Locale, zone: tzinfo) -> Iterator[ToldInput]:
    """Yield every input of every rule, said or not."""
    values = need.about.values
    for group, fields in GROUPS.items():
        for key, field in fields.items():
            value = values.get(key)
            given = value is not None and value != ""
            wrong = need.wrong.get(key)
            yield ToldInput(
                key=key,
                group=group,
                label=field.label.say(locale),
                value=_value(key, value, need.at, locale, zone) if given else None,
                wrong=None if wrong is None else wrong.say(locale),
                origin=origin(need.said, key, locale) if given else None,
            )


def _value(key: str, value: object, at: datetime, locale: Locale, zone: tzinfo) -> str:
    """Return a value as sentences of the log say it, without its label."""
    bare = Text(fr="", en="")
    field = {key: replace(SIZING[key], label=bare)}
    said = next(changes({key: value}, field, at, locale, zone))  # type: ignore[dict-item]
    return said.strip()
