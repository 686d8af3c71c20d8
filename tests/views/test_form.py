"""The form of what is placed: made from what each layer declares, whole and in both languages."""

from typing import get_args

import pytest

from dashboard.journal.entry import Category
from dashboard.layers import KINDS, LAYERS
from dashboard.text import LOCALES
from dashboard.views.form import CATEGORIES, kinds


@pytest.mark.parametrize("locale", LOCALES)
def test_every_layer_may_be_placed_with_its_fields_statuses_and_verbs(locale):
    told = {kind["key"]: kind for kind in kinds(locale)}

    assert list(told) == [layer.key for layer in reversed(LAYERS)]
    for layer in LAYERS:
        kind = told[layer.key]
        asked = [key for key, field in layer.fields.items() if not field.aside]
        assert [field["key"] for field in kind["fields"]] == asked
        assert kind["statuses"].keys() == layer.statuses.keys()
        for key, verb in layer.verbs.items():
            assert kind["verbs"][key]["after"] == verb.after
            assert kind["verbs"][key]["label"] == verb.label.say(locale)


def test_what_is_asked_for_is_the_name_of_each_and_the_team_of_an_assignment():
    for kind in kinds("fr"):
        asked = ["name", "team"] if kind["key"] == "assignment" else ["name"]
        assert [field["key"] for field in kind["fields"] if field["required"]] == asked


def test_entries_are_filed_under_categories_there_are():
    assert set(CATEGORIES) <= set(KINDS)
    assert set(CATEGORIES.values()) <= set(get_args(Category))
