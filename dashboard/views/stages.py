"""Stages of the operation, beside the layers: which one the map shows, and their windows."""

import dash_mantine_components as dmc
from dash import html

from dashboard.layers.stages import LAYER
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

STAGE = Text(fr="Étape montrée", en="Stage shown")
ALL = Text(fr="Toutes les étapes", en="All stages")
EDIT = Text(fr="Étapes de l'opération", en="Stages of the operation")
ADD = Text(fr="Ajouter une étape", en="Add a stage")
FROM = Text(fr="De", en="From")
TO = Text(fr="À", en="To")
RECORD = Text(fr="Enregistrer l'étape", en="Record the stage")
NEW = Text(fr="Vider le formulaire", en="Empty the form")


def stages(locale: Locale) -> html.Div:
    """Return the filter by stage; the page lists the stages the journal has."""
    fields = LAYER.fields
    parts = said(fields["part"].choices, locale)
    return html.Div(
        [
            dmc.Select(
                id=ids.STAGE,
                label=STAGE.say(locale),
                data=[{"value": "", "label": ALL.say(locale)}],
                value="",
                allowDeselect=False,
                size="xs",
            ),
            html.Details(
                [
                    html.Summary(EDIT.say(locale)),
                    html.Div(id=ids.STAGE_LIST, className="stage-list"),
                    html.H3(ADD.say(locale), id=ids.STAGE_TITLE),
                    dmc.TextInput(
                        id=ids.STAGE_NAME, label=fields["name"].label.say(locale), size="xs"
                    ),
                    dmc.Select(
                        id=ids.STAGE_PART,
                        label=fields["part"].label.say(locale),
                        data=[{"value": key, "label": text} for key, text in parts.items()],
                        value="event",
                        allowDeselect=False,
                        size="xs",
                    ),
                    dmc.TextInput(id=ids.STAGE_FROM, label=FROM.say(locale), size="xs"),
                    dmc.TextInput(id=ids.STAGE_TO, label=TO.say(locale), size="xs"),
                    refusal(ids.STAGE_REFUSAL),
                    html.Div(
                        [
                            dmc.Button(RECORD.say(locale), id=ids.STAGE_CONFIRM, size="compact-sm"),
                            dmc.Button(
                                NEW.say(locale),
                                id=ids.STAGE_NEW,
                                size="compact-sm",
                                variant="subtle",
                            ),
                        ],
                        className="row",
                    ),
                ],
                className="stage-edit",
            ),
        ],
        className="stages",
    )
