"""The trails of teams that have a device: how long they are is the reader's choice."""

import pytest

from dashboard.layers import LAYERS
from dashboard.layers.teams import LAYER as TEAMS
from dashboard.text import LOCALES
from dashboard.views import ids
from dashboard.views.basemaps import Ground
from dashboard.views.legend import TRAIL, TRAILS, legend
from dashboard.views.map import drawn


@pytest.mark.parametrize("locale", LOCALES)
def test_the_length_of_trails_is_chosen_beside_the_map(locale):
    control = legend(LAYERS, Ground(), locale)[ids.TRAIL]

    assert [each["value"] for each in control.data] == list(TRAILS)
    assert control.value == "15"
    assert control.to_plotly_json()["props"]["aria-label"] == TRAIL.say(locale)


def test_a_team_whose_device_fell_silent_looks_so_in_every_status():
    layer = drawn(TEAMS, "fr")

    assert all(style["stale"] for style in layer["statuses"].values())
