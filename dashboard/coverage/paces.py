"""The paces: by how much all times are longer or shorter than those of the central one.

Nobody knows how fast one will get through on a given day, so no figure stands alone: a favourable
pace is a fifth quicker, a prudent one takes three tenths longer. Reached areas move far more than
that: a quarter of the speed is half the area a car covers in five minutes.
"""

from collections.abc import Mapping

from dashboard.coverage.ground import Pace

PACES: Mapping[Pace, float] = {"favourable": 0.8, "central": 1.0, "prudent": 1.3}
"""What times are multiplied by."""
