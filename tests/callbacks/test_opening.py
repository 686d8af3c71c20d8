"""Choosing an operation: the page is told its clock, its words and where its reel is."""

from dashboard.callbacks.opening import setting, strip
from dashboard.clock import microseconds
from dashboard.territory.sources import KNOWN
from dashboard.text import LOCALES
from dashboard.views.basemaps import Ground
from tests.conftest import OPENED


def test_the_picker_offers_the_operations_there_are(fire):
    answer = fire("language.value", "fr", listed=None)

    # The clock of this story has not come to the present of the library's.
    [group] = answer["operation"]["data"]
    assert group["items"] == [{"value": "nantes", "label": "Nantes"}]
    assert answer["empty-map"]["children"] == ""


def test_choosing_an_operation_tells_the_page_its_clock_and_its_address(fire):
    told = fire("operation.value", "nantes", renewed=None, language="en")["setting"]["data"]

    assert told["url"] == "/api/operations/nantes"
    assert told["operation"]["starts_at"] == microseconds(OPENED) // 1000
    assert told["operation"]["time_zone"] == "Europe/Paris"
    assert told["categories"]["victims"] == "Casualties"


def test_every_word_of_the_page_is_in_both_languages(desk):
    reading = desk.library.whole("nantes")

    french, english = (setting(reading, OPENED, locale) for locale in LOCALES)

    assert french["words"].keys() == english["words"].keys()
    assert french["words"]["late"] != english["words"]["late"]


def test_the_strip_is_as_long_as_the_operation_and_counts_every_entry(desk):
    figure = strip(desk.library.whole("nantes"), OPENED, "fr")

    assert sum(sum(bar.y) for bar in figure.data) == 2
    start, end = figure.layout.xaxis.range
    assert (end - start).total_seconds() == 6 * 3600


def test_the_strip_grows_with_the_journal(fire):
    graph = fire("head.data", 2, operation="nantes", language="fr")["strip"]["children"]

    assert graph["props"]["id"] == "density"


def test_a_base_map_is_a_style_and_none_is_the_maps_own(fire):
    assert fire("base-map.value", "none")["map"]["baseStyle"] is None
    assert fire("base-map.value", "osm")["map"]["baseStyle"] is None, "maps of others are off"


def test_a_base_map_comes_in_both_themes():
    sources = {key: KNOWN[key] for key in ("ign", "osm")}

    styles = Ground(sources=sources).styles("osm")

    assert set(styles) == {"light", "dark"}
