"""What every layer promises: it can be drawn, told and used, in both languages."""

import re
import string
from collections import Counter

import pytest

from dashboard.layers import DIRECTORY, KINDS, LAYERS, REFERENCES, UnknownVerbError, layer_of
from dashboard.layers.layer import ObjectLayer
from dashboard.picture import MapObject
from dashboard.text import LOCALES, Text
from tests.conftest import OPENED

ALL = (*LAYERS, *DIRECTORY, *REFERENCES)
every_layer = pytest.mark.parametrize("layer", ALL, ids=lambda layer: layer.key)

SAME_IN_BOTH = {
    "Format",
    "Page",
    "Projection",
    "Site", "Sites", "Source", "Contact", "Explosion", "Destination", "Substance", "Mission",
    "Obstacles", "Incidents", "Tunnel", "Football", "Sport",
}  # fmt: skip
"""Words French and English share: a label that is one of them is not a forgotten translation."""


def an_object(layer: ObjectLayer, status: str, **values: object) -> MapObject:
    return MapObject(
        object_id="objet-1",
        kind=layer.key,
        status=status,
        geometry=None,
        values={"name": "Nord"} | values,
        planned_from=None,
        planned_to=None,
        since=OPENED,
        seq=2,
    )


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def texts_of(layer: ObjectLayer) -> list[Text]:
    fields = layer.fields.values()
    verbs = layer.verbs.values()
    return [
        layer.label,
        layer.one,
        *(status.label for status in layer.statuses.values()),
        *(field.label for field in fields),
        *(label for field in fields for label in field.choices.values()),
        *(verb.label for verb in verbs),
        *(verb.log for verb in verbs),
    ]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@every_layer
def test_a_verb_leads_from_declared_statuses_to_another_declared_one(layer):
    for verb in layer.verbs.values():
        assert verb.before
        assert {*verb.before, verb.after} <= set(layer.statuses)
        assert verb.after not in verb.before
        assert len(verb.before) == len(set(verb.before))


@every_layer
def test_every_status_is_the_first_one_or_is_reached_by_a_verb(layer):
    if layer.key == "unknown":
        pytest.skip("whatever the others write: nobody acts on it here")
    reached = {next(iter(layer.statuses))}

    for _ in layer.statuses:
        reached |= {verb.after for verb in layer.verbs.values() if reached & set(verb.before)}

    assert reached == set(layer.statuses)


@every_layer
def test_sentences_are_filled_from_the_fields_of_the_layer(layer):
    for verb in layer.verbs.values():
        for locale in LOCALES:
            template = getattr(verb.log, locale)
            assert names_in(template) <= set(layer.fields)
            assert names_in(template), "a sentence that names nothing says nothing"
            assert "Nord" in verb.log.say(locale, name="Nord")
    assert names_in(layer.one.fr) == names_in(layer.one.en) == {"name"}


@every_layer
def test_the_symbol_is_legible_in_white_on_its_colour(layer):
    assert re.fullmatch("#[0-9a-f]{6}", layer.colour)

    contrast = 1.05 / (luminance(layer.colour) + 0.05)

    assert contrast >= 3


@every_layer
def test_the_code_is_two_to_four_letters_and_the_key_is_a_name_in_code(layer):
    assert re.fullmatch("[A-Z]{2,4}", layer.code) or layer.key == "unknown"
    assert re.fullmatch("[a-z_]+", layer.key)
    assert all(len(status.badge) <= 2 for status in layer.statuses.values())
    for keys in (layer.statuses, layer.fields, layer.verbs):
        assert all(re.fullmatch("[a-z0-9_]+", key) for key in keys)


@every_layer
def test_statuses_are_told_apart_without_colour(layer):
    looks = Counter((s.dashed, s.hatched, s.badge) for s in layer.statuses.values())

    assert set(looks.values()) == {1}


@every_layer
def test_a_status_we_do_not_know_is_drawn_as_unknown(layer):
    assert layer.status("étrange").label.fr == "Inconnu"
    assert not layer.verbs_for(an_object(layer, "étrange"))


@every_layer
def test_a_verb_is_offered_exactly_where_it_can_be_done(layer):
    for status in layer.statuses:
        thing = an_object(layer, status)
        for key in layer.verbs:
            if key in layer.verbs_for(thing):
                assert layer.do(key, thing).status in layer.statuses
            else:
                with pytest.raises(UnknownVerbError):
                    layer.do(key, thing)


@every_layer
def test_every_word_is_written_in_both_languages(layer):
    for text in texts_of(layer):
        assert text.fr.strip() == text.fr
        assert text.en.strip() == text.en
        assert text.fr
        assert text.en
        assert not re.search(r"\w[:;!?](\s|$)", text.fr), "French puts a space before : ; ! ?"


@every_layer
def test_a_field_has_what_its_type_needs(layer):
    assert next(iter(layer.fields)) == "name"
    assert layer.fields["name"].required
    for field in layer.fields.values():
        assert bool(field.choices) == (field.type == "choice")
        assert bool(field.unit) == (field.type == "measure")


@every_layer
def test_what_is_counted_beside_a_symbol_is_a_number_of_people(layer):
    assert all(layer.fields[key].type == "count" for key in layer.counted)
    assert layer.counted or not layer.urgent_when_counted


@every_layer
def test_what_is_over_is_neither_urgent_nor_in_doubt(layer):
    for status in layer.statuses.values():
        assert not (status.hatched and (status.urgent or status.stale_after_min))


def test_what_is_reported_or_confirmed_stands_apart_from_what_is_gathered():
    for kind in ("incident", "hazard"):
        assert KINDS[kind].statuses["unconfirmed"].urgent
        assert KINDS[kind].statuses["confirmed"].urgent
    assert not KINDS["incident"].statuses["controlled"].urgent
    assert KINDS["casualty_point"].urgent_when_counted


@every_layer
def test_a_measure_carries_its_unit_in_its_key(layer):
    units = {
        "m": "_m",
        "km": "_km",
        "°": "_deg",
        "min": "_min",
        "t": "_t",
        "ha": "_ha",
        "%": "_pct",
    }
    for key, field in layer.fields.items():
        assert not field.unit or key.endswith(units[field.unit])


def test_french_and_english_differ_where_they_should():
    same = Counter(
        text.fr
        for layer in ALL
        for text in texts_of(layer)
        if text.fr == text.en and any(c.islower() for c in text.fr.replace("{name}", ""))
    )

    assert set(same) <= SAME_IN_BOTH


def test_kinds_are_told_apart_by_their_code_and_drawn_once():
    assert len({layer.code for layer in ALL}) == len(ALL)
    assert len({layer.rank for layer in ALL}) == len(ALL)
    assert list(KINDS) == [layer.key for layer in ALL]


def test_areas_are_drawn_under_what_stands_in_them():
    order = list(KINDS)

    assert order.index("zone") < order.index("route") < order.index("site")
    assert order.index("site") < order.index("medical_post") < order.index("team")


def test_a_kind_we_do_not_know_is_drawn_grey_by_the_last_resort():
    layer = layer_of("drone")

    assert layer is KINDS["unknown"]
    assert layer.call(an_object(layer, "active", name=None), "fr") == "Objet « objet-1 »"


@pytest.mark.parametrize(
    ("name", "called"), [("Nord", "PMA Nord"), ("PMA Nord", "PMA Nord"), ("pma 2", "PMA 2")]
)
def test_a_name_that_begins_with_its_kind_is_not_called_twice_so(name, called):
    layer = KINDS["medical_post"]

    assert layer.call(an_object(layer, "active", name=name), "fr") == called


def test_a_team_may_skip_steps_but_is_not_cancelled_once_on_scene():
    team = KINDS["team"]

    assert "transport" in team.verbs_for(an_object(team, "alerted"))
    assert "cancel" in team.verbs_for(an_object(team, "en_route"))
    assert "cancel" not in team.verbs_for(an_object(team, "on_scene"))
