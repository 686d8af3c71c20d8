"""The form that ends each gesture on the map: what was drawn or done becomes one entry.

Each layer declares its own fields; the page makes their inputs from ``kinds``, and fills in the
parts all kinds share, which are here.
"""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.layers import LAYERS, ObjectLayer
from dashboard.layers.layer import Field
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.audience import audience
from dashboard.views.composer import CANCEL, RECORD, WHEN, WHEN_AT, WHENS
from dashboard.views.refusal import refusal, sign_in_again
from dashboard.views.rights import said
from dashboard.views.symbols import as_address, symbol_of

FORM = Text(fr="Ce qui sera enregistré", en="What will be recorded")
STATUS = Text(fr="État", en="Status")
FROM = Text(fr="Prévu à partir de", en="Planned from")
TO = Text(fr="Prévu jusqu'à", en="Planned until")
MORE = Text(fr="Autres valeurs", en="Other values")
REMARK = Text(fr="Ce qui est dit (facultatif)", en="What is said (optional)")
MEND = Text(fr="Réparer le contour", en="Mend the outline")
REDRAW = Text(fr="Redessiner", en="Draw it again")

CATEGORIES = {
    "incident": "situation",
    "site": "situation",
    "annotation": "situation",
    "command_post": "command",
    "casualty_point": "victims",
    "closure": "security",
    "gathering": "security",
    "hazard": "security",
    "zone": "security",
    "hospital": "logistics",
    "landing_zone": "logistics",
    "route": "logistics",
}
"""What entries about each kind are filed under; the others are means."""


def place_form(locale: Locale) -> html.Section:
    """Return the form, hidden until something is drawn or done."""
    return html.Section(
        [
            html.H2(id=ids.FORM_TITLE),
            html.P(id=ids.FORM_NEWER, className="newer hidden", role="status"),
            html.Div(
                [
                    html.P(id=ids.FORM_CROSSED_SAID),
                    dmc.Button(
                        MEND.say(locale), id=ids.FORM_MEND, size="compact-sm", variant="light"
                    ),
                    dmc.Button(
                        REDRAW.say(locale), id=ids.FORM_REDRAW, size="compact-sm", variant="default"
                    ),
                ],
                id=ids.FORM_CROSSED,
                className="crossed hidden",
                role="alert",
            ),
            html.Div(id=ids.FORM_SHAPE, className="fields"),
            html.Div(id=ids.FORM_FIELDS, className="fields"),
            html.Div(
                [
                    dmc.Select(
                        id=ids.FORM_STATUS,
                        label=STATUS.say(locale),
                        data=[],
                        allowDeselect=False,
                        size="xs",
                    ),
                    dmc.TextInput(id=ids.FORM_FROM, label=FROM.say(locale), size="xs"),
                    dmc.TextInput(id=ids.FORM_TO, label=TO.say(locale), size="xs"),
                ],
                className="row",
            ),
            dmc.Textarea(
                id=ids.FORM_TEXT, label=REMARK.say(locale), autosize=True, minRows=1, size="xs"
            ),
            html.Div([_when(locale), *_when_at(locale)], className="row"),
            html.Details(
                [
                    html.Summary(MORE.say(locale)),
                    html.Div(id=ids.FORM_MORE_FIELDS, className="fields"),
                ],
                id=ids.FORM_MORE,
                className="more",
            ),
            audience(ids.FORM_AUDIENCE, ids.FORM_AUDIENCE_OF, ids.FORM_EMBARGO, locale),
            refusal(ids.FORM_REFUSAL),
            sign_in_again(ids.FORM_SIGN_IN, locale),
            html.Div(
                [
                    dmc.Button(RECORD.say(locale), id=ids.FORM_RECORD, size="sm"),
                    dmc.Button(CANCEL.say(locale), id=ids.FORM_CANCEL, size="sm", variant="subtle"),
                ],
                className="actions",
            ),
        ],
        id=ids.FORM,
        className="place-form hidden",
        **aria(label=FORM.say(locale)),
    )


def kinds(locale: Locale) -> list[dict[str, Any]]:
    """Return what may be placed, topmost layer first, as the page makes its forms from it.

    A kind this installation does not know is among them, so that its objects can be moved and
    withdrawn like any other.
    """
    return [_kind(layer, locale) for layer in reversed(LAYERS)]


def _kind(layer: ObjectLayer, locale: Locale) -> dict[str, Any]:
    first = next(iter(layer.statuses.values()))
    return {
        "key": layer.key,
        "label": layer.label.say(locale),
        "icon": as_address(symbol_of(layer, first)),
        "geometry": layer.geometry,
        "category": CATEGORIES.get(layer.key, "means"),
        "statuses": said({key: one.label for key, one in layer.statuses.items()}, locale),
        "fields": [
            _field(key, field, locale) for key, field in layer.fields.items() if not field.aside
        ],
        "verbs": {
            key: {"label": verb.label.say(locale), "before": verb.before, "after": verb.after}
            for key, verb in layer.verbs.items()
        },
    }


def _field(key: str, field: Field, locale: Locale) -> dict[str, Any]:
    return {
        "key": key,
        "label": field.label.say(locale),
        "type": field.type,
        "required": field.required,
        "unit": field.unit,
        "choices": said(field.choices, locale),
    }


def _when(locale: Locale) -> html.Div:
    options = [{"value": value, "label": text.say(locale)} for value, text in WHENS.items()]
    return html.Div(
        [
            html.Span(WHEN.say(locale), className="choice-label", id=f"{ids.FORM_WHEN}-label"),
            dmc.SegmentedControl(id=ids.FORM_WHEN, data=options, value="now", size="xs"),
            html.Span(id=ids.FORM_WHEN_SAID, className="hint"),
        ],
        className="choice",
        role="group",
        **aria(labelledby=f"{ids.FORM_WHEN}-label"),
    )


def _when_at(locale: Locale) -> list[dmc.TextInput]:
    return [
        dmc.TextInput(id=ids.FORM_WHEN_AT, label=WHEN_AT.say(locale), size="xs", className="hidden")
    ]
