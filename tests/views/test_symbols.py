"""The symbols: nothing is said by colour alone, and nothing in them can do anything."""

import xml.etree.ElementTree as ET

import pytest

from dashboard.layers import LAYERS
from dashboard.layers.layer import UNKNOWN_STATUS, Status
from dashboard.text import Text
from dashboard.views.symbols import as_address, symbol, symbol_of

STATES = [
    (layer, status) for layer in LAYERS for status in [*layer.statuses.values(), UNKNOWN_STATUS]
]


@pytest.mark.parametrize(("layer", "status"), STATES, ids=lambda it: getattr(it, "key", ""))
def test_every_symbol_is_an_image_that_bears_its_letters(layer, status):
    drawn = ET.fromstring(symbol_of(layer, status))  # noqa: S314  our own text

    letters = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert letters[0] == layer.code
    assert not list(drawn.iter("{http://www.w3.org/2000/svg}script"))


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.key)
def test_no_two_states_of_a_kind_look_alike(layer):
    drawn = [symbol_of(layer, status) for status in layer.statuses.values()]

    assert len(set(drawn)) == len(drawn)


def test_planned_is_dashed_and_over_is_hatched():
    word = Text(fr="x", en="x")

    assert "stroke-dasharray" in symbol("circle", "PMA", "#1e8449", Status(label=word, dashed=True))
    assert "pattern" in symbol("circle", "PMA", "#1e8449", Status(label=word, hatched=True))


def test_what_nothing_was_heard_of_is_faded_in_a_dashed_ring():
    status = Status(label=Text(fr="x", en="x"), badge="P", stale_after_min=45)

    fresh, stale = (symbol("rectangle", "EQ", "#1b1b1b", status, stale=it) for it in (False, True))

    assert "opacity=" not in fresh.replace('opacity=".9"', "")
    assert "stroke-dasharray" in stale
    assert "<g opacity" in stale


def test_the_one_line_a_print_replaces_is_named_once():
    drawn = symbol("circle", "PMA", "#1e8449", Status(label=Text(fr="x", en="x")))

    assert drawn.count("--rim:#fff") == 1
    assert "var(--rim)" in drawn


def test_letters_are_letters_whatever_they_are():
    drawn = symbol("square", "<&>", "#000000", Status(label=Text(fr="x", en="x")))

    assert "&lt;&amp;&gt;" in drawn
    assert as_address(drawn).startswith("data:image/svg+xml;utf8,%3Csvg")
