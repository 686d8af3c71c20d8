"""Told apart by everybody: on a poor projector, in black and white, without seeing all colours.

Colour vision deficiencies are simulated by the matrices of G. M. Machado, M. M. Oliveira and
L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
Transactions on Visualization and Computer Graphics 15(6), 2009, at severity 1.0, in linear RGB.
"""

from itertools import combinations

import pytest

from dashboard.layers import LAYERS

VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "black and white": ((0.2126, 0.7152, 0.0722),) * 3,
}
GROUNDS = {"light": "#eef1f3", "dark": "#10171d", "paper": "#ffffff"}
RIM = "#ffffff"
"""What sets a symbol off from a dark ground."""


def linear(colour):
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def seen(colour, vision):
    """Return the linear channels of a colour as somebody sees it."""
    whole = linear(colour)
    rows = VISIONS[vision]
    return [min(1, max(0, sum(a * b for a, b in zip(row, whole, strict=True)))) for row in rows]


def contrast(one, other, vision):
    """WCAG 2.2, of two colours as somebody sees them."""
    bright, dim = sorted(
        (
            sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), seen(colour, vision), strict=True))
            for colour in (one, other)
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dim + 0.05)


every_vision = pytest.mark.parametrize("vision", VISIONS)


def test_the_simulation_leaves_white_white_and_confuses_what_it_should():
    for vision in VISIONS:
        assert contrast("#ffffff", "#000000", vision) == pytest.approx(21, abs=0.1)
    red, green = "#c0392b", "#1e8449"
    apart = [sum(abs(a - b) for a, b in zip(seen(red, v), seen(green, v), strict=True)) for v in (
        "usual", "deuteranopia")]  # fmt: skip
    assert apart[1] < apart[0] / 2


@every_vision
@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.key)
def test_the_letters_are_read_on_the_colour_and_the_colour_on_the_ground(layer, vision):
    assert contrast(layer.colour, "#ffffff", vision) >= 3
    for ground in GROUNDS.values():
        assert max(contrast(layer.colour, ground, vision), contrast(RIM, ground, vision)) >= 3


def test_any_two_kinds_differ_in_letters_whatever_their_shape_and_colour():
    for one, other in combinations(LAYERS, 2):
        assert one.code != other.code


def test_kinds_of_one_colour_and_shape_do_not_differ_in_a_single_letter():
    for one, other in combinations(LAYERS, 2):
        if one.shape != other.shape or one.colour != other.colour:
            continue
        differing = sum(a != b for a, b in zip(one.code, other.code, strict=False))
        assert len(one.code) != len(other.code) or differing > 1
