"""The dialog of sharing: who has access to the operation, and giving or taking it back."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

TITLE = Text(fr="Partage de l'opération", en="Sharing the operation")
WHO = Text(fr="Qui a accès", en="Who has access")
GIVE = Text(fr="Donner, changer ou retirer un accès", en="Give, change or take back access")
ORGANISATION = Text(fr="Organisme", en="Organisation")
HINT = Text(fr="SAMU 33, ARS Nouvelle-Aquitaine…", en="SAMU 33, ARS Nouvelle-Aquitaine…")
LEVEL = Text(fr="Accès", en="Access")
LEVELS = {
    "read": Text(fr="lire", en="read"),
    "contribute": Text(fr="lire et écrire", en="read and write"),
    "coordinate": Text(fr="coordonner", en="coordinate"),
    "none": Text(fr="aucun : retirer", en="none: take back"),
}
STARTS = Text(fr="À partir de (facultatif)", en="From (optional)")
ENDS = Text(fr="Jusqu'à (facultatif)", en="Until (optional)")
LOCAL = Text(
    fr="Heures locales de l'opération. L'accès, son motif et son auteur sont inscrits dans la main "
    "courante.",
    en="Local times of the operation. The access, its reason and its author are written in the "
    "log.",
)
REASON = Text(fr="Motif", en="Reason")
CONFIRM = Text(fr="Enregistrer l'accès", en="Record the access")


def sharing_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page writes the list from the reel it holds."""
    return dmc.Modal(
        [
            html.H3(WHO.say(locale)),
            html.Div(id=ids.SHARE_LIST, className="listed"),
            html.Div(_form(locale), id=ids.SHARE_FORM, className="form"),
        ],
        id=ids.SHARE_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="xl",
    )


def _form(locale: Locale) -> list[Component]:
    return [
        html.H3(GIVE.say(locale)),
        dmc.Autocomplete(
            id=ids.SHARE_ORGANISATION,
            label=ORGANISATION.say(locale),
            placeholder=HINT.say(locale),
            data=[],
            size="sm",
        ),
        html.Div(
            [
                html.Span(LEVEL.say(locale), className="choice-label", id="share-level-label"),
                dmc.SegmentedControl(
                    id=ids.SHARE_LEVEL,
                    data=[{"value": k, "label": text} for k, text in said(LEVELS, locale).items()],
                    value="read",
                    size="xs",
                ),
            ],
            className="choice",
            role="group",
            **aria(labelledby="share-level-label"),
        ),
        html.Div(
            [
                dmc.TextInput(id=ids.SHARE_STARTS, label=STARTS.say(locale), size="sm"),
                dmc.TextInput(id=ids.SHARE_ENDS, label=ENDS.say(locale), size="sm"),
            ],
            className="row",
        ),
        html.P(LOCAL.say(locale), className="hint"),
        dmc.Textarea(id=ids.SHARE_REASON, label=REASON.say(locale), autosize=True, minRows=1),
        refusal(ids.SHARE_REFUSAL),
        dmc.Button(CONFIRM.say(locale), id=ids.SHARE_CONFIRM, mt="sm"),
    ]
