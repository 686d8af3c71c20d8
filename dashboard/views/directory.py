"""The dialog of the directory: who serves in the operation, how to reach them, who is there."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.layers.people import LAYER
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

TITLE = Text(fr="Annuaire de l'opération", en="Directory of the operation")
SAYS = Text(
    fr="Les intervenants, jamais les patients ni leurs proches.",
    en="Those who serve, never patients or their relatives.",
)
FILTER = Text(fr="Chercher un nom, une fonction, un organisme", en="Search name, function, house")
TRACKERS = Text(
    fr="Balises : quelle équipe porte laquelle", en="Trackers: which team carries which"
)
ADD = Text(fr="Ajouter une personne", en="Add a person")
RECORD = Text(fr="Enregistrer", en="Record")
NEW = Text(fr="Vider le formulaire", en="Empty the form")
INPUTS = {
    "organisation": ids.PERSON_ORGANISATION,
    "phone": ids.PERSON_PHONE,
    "talkgroup": ids.PERSON_TALKGROUP,
    "comment": ids.PERSON_COMMENT,
}


def directory_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page lists who there is at the instant it shows."""
    return dmc.Modal(
        [
            html.P(SAYS.say(locale), className="hint"),
            dmc.TextInput(id=ids.DIRECTORY_FILTER, label=FILTER.say(locale), size="xs"),
            html.P(id=ids.DIRECTORY_WHEN, className="hint"),
            html.Div(id=ids.DIRECTORY_LIST, className="listed"),
            html.P(html.A(TRACKERS.say(locale), href="/trackers")),
            html.H3(ADD.say(locale), id=ids.PERSON_TITLE),
            html.Div(_form(locale), className="form"),
        ],
        id=ids.DIRECTORY_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="xl",
    )


def directory(locale: Locale) -> dict[str, Any]:
    """Return the words of the directory, as the page reads them."""
    fields = LAYER.fields
    return {
        "fields": {key: field.label.say(locale) for key, field in fields.items()},
        "functions": said(fields["function"].choices, locale),
        "statuses": {key: status.label.say(locale) for key, status in LAYER.statuses.items()},
        "verbs": {
            key: {"label": verb.label.say(locale), "before": verb.before, "after": verb.after}
            for key, verb in LAYER.verbs.items()
        },
    }


def _form(locale: Locale) -> list[Component]:
    fields = LAYER.fields
    functions = said(fields["function"].choices, locale)
    return [
        html.Div(
            [
                dmc.TextInput(
                    id=ids.PERSON_NAME, label=fields["name"].label.say(locale), size="xs"
                ),
                dmc.Select(
                    id=ids.PERSON_FUNCTION,
                    label=fields["function"].label.say(locale),
                    data=[{"value": key, "label": text} for key, text in functions.items()],
                    searchable=True,
                    clearable=True,
                    size="xs",
                ),
                *(
                    dmc.TextInput(id=name, label=fields[key].label.say(locale), size="xs")
                    for key, name in INPUTS.items()
                ),
            ],
            className="person",
        ),
        refusal(ids.PERSON_REFUSAL),
        html.Div(
            [
                dmc.Button(RECORD.say(locale), id=ids.PERSON_CONFIRM, size="sm"),
                dmc.Button(NEW.say(locale), id=ids.PERSON_NEW, size="sm", variant="subtle"),
            ],
            className="actions",
        ),
    ]
