"""The glossary has a word for every kind, status and fact, and for none that is not there."""

import re
from pathlib import Path
from typing import get_args

import pytest

from dashboard.journal import Fact
from dashboard.layers import KINDS

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def rows(section: str) -> list[list[str]]:
    """Return the rows of the table under ``section``: French, English, in code."""
    text = GLOSSARY.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    assert cells[0] == ["French", "English", "in code"]
    return cells[2:]


def in_code(section: str) -> list[str]:
    return [name for row in rows(section) for name in re.findall("`([^`]+)`", row[2])]


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("Facts", [fact.__name__ for fact in get_args(Fact)]),
        ("Kinds", [layer.key for layer in KINDS.values()]),
        ("Statuses", {status for layer in KINDS.values() for status in layer.statuses}),
    ],
)
def test_the_glossary_names_exactly_what_the_code_has(section, names):
    assert sorted(in_code(section)) == sorted(names)


def test_a_kind_is_called_in_the_glossary_as_on_its_symbol():
    french = {name: row[0] for row in rows("Kinds") for name in re.findall("`([^`]+)`", row[2])}

    for layer in KINDS.values():
        if f"({layer.code})" in " ".join(french.values()):
            assert f"({layer.code})" in french[layer.key]


def test_the_values_named_are_fields_of_a_layer():
    fields = {key for layer in KINDS.values() for key in layer.fields}
    choices = {
        value
        for layer in KINDS.values()
        for field in layer.fields.values()
        for value in field.choices
    }

    for name in in_code("Values"):
        assert name.partition("@")[0] in fields | choices, name


def test_every_row_has_its_two_languages():
    for section in ("The house", "Facts", "Kinds", "Statuses", "Values"):
        assert all(len(row) == 3 and all(row) for row in rows(section))
