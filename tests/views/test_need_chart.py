"""The chart of the need: what is there, what is planned, under what is asked for."""

from zoneinfo import ZoneInfo

from dashboard.sizing.placed import Hour
from dashboard.views.need_chart import need_figure
from tests.conftest import at


def hour(start, end, there, planned):
    return Hour(start=at(start), end=at(end), there=there, planned=planned, is_over=False)


def test_hours_stand_in_local_time_under_the_line_that_is_asked_for():
    figure = need_figure(
        [hour("18:30", "19:00", 2, 0), hour("19:00", "20:00", 2, 4)],
        6,
        ZoneInfo("Europe/Paris"),
        "fr",
    )

    there, planned, asked = figure.data
    assert [f"{start:%H:%M}" for start in there.x] == ["20:30", "21:00"]
    assert (list(there.y), list(planned.y)) == ([2, 2], [0, 4])
    assert list(there.width) == [1_800_000, 3_600_000]
    assert (list(asked.y), asked.name) == ([6, 6], "demandés")


def test_what_cannot_be_asked_for_yet_has_no_line():
    figure = need_figure([hour("18:00", "19:00", 2, 0)], None, ZoneInfo("UTC"), "en")

    assert [bars.name for bars in figure.data] == ["there", "planned"]
