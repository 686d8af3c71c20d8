"""The composer: an entry written, corrected or struck out, in as few gestures as can be."""

from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.audience import audience
from dashboard.views.going import NEAREST
from dashboard.views.place import place_field
from dashboard.views.refusal import refusal, sign_in_again

NEW = Text(fr="Nouvelle entrée", en="New entry")
TEXT = Text(fr="Ce qui est dit", en="What is said")
HINT = Text(
    fr="Je suis, je vois, je prévois, je fais, je demande…",
    en="Where I am, what I see, foresee, do, ask for…",
)
CATEGORY = Text(fr="Catégorie", en="Category")
PRIORITY = Text(fr="Priorité", en="Priority")
WHEN = Text(fr="Heure des faits", en="Occurred")
WHENS = {
    "now": Text(fr="maintenant", en="now"),
    "ago": Text(fr="il y a 5 min", en="5 min ago"),
    "shown": Text(fr="instant affiché", en="instant shown"),
    "at": Text(fr="à…", en="at…"),
}
WHEN_AT = Text(fr="Heure locale de l'opération", en="Operation's local time")
OBJECTS = Text(fr="Objets concernés", en="About")
POINT = Text(fr="Pointer sur la carte", en="Point on the map")
RECORD = Text(fr="Enregistrer", en="Record")
CANCEL = Text(fr="Annuler", en="Cancel")
CONFIRM = Text(fr="Confirmer et enregistrer", en="Confirm and record")
STRIKE = Text(fr="Biffer l'entrée", en="Strike out the entry")
STRIKE_SAYS = Text(
    fr="L'entrée restera lisible, barrée, et ne comptera plus.",
    en="The entry stays readable, struck through, and no longer counts.",
)
REASON = Text(fr="Motif", en="Reason")


def composer(
    categories: Mapping[str, Text], priorities: Mapping[str, Text], locale: Locale
) -> html.Section:
    """Return the form of a free entry, which also corrects one."""
    form = html.Details(
        [
            html.Summary(NEW.say(locale), id=ids.COMPOSER_TITLE),
            html.Div(
                [
                    dmc.Textarea(
                        id=ids.TEXT,
                        label=TEXT.say(locale),
                        placeholder=HINT.say(locale),
                        autosize=True,
                        minRows=2,
                        maxRows=8,
                        persistence=True,
                        persistence_type="session",
                    ),
                    html.Div(
                        [
                            dmc.Select(
                                id=ids.CATEGORY,
                                label=CATEGORY.say(locale),
                                data=_options(categories, locale),
                                value="situation",
                                allowDeselect=False,
                                size="xs",
                            ),
                            _choice(ids.PRIORITY, PRIORITY, priorities, "normal", locale),
                        ],
                        className="row",
                    ),
                    html.Div(
                        [
                            _choice(ids.WHEN, WHEN, WHENS, "now", locale),
                            dmc.TextInput(
                                id=ids.WHEN_AT,
                                label=WHEN_AT.say(locale),
                                size="xs",
                                className="hidden",
                            ),
                        ],
                        className="row",
                    ),
                    html.Div(
                        [
                            dmc.MultiSelect(
                                id=ids.OBJECTS,
                                label=OBJECTS.say(locale),
                                data=[],
                                value=[],
                                searchable=True,
                                size="xs",
                                className="objects",
                            ),
                        ],
                        className="row",
                    ),
                    html.Div(
                        [
                            place_field(ids.POINT_TEXT, locale),
                            dmc.Button(
                                POINT.say(locale), id=ids.POINT, size="xs", variant="default"
                            ),
                            dmc.Button(
                                NEAREST.say(locale),
                                id=ids.ENTRY_NEAREST,
                                size="xs",
                                variant="default",
                            ),
                        ],
                        className="row",
                    ),
                    audience(ids.AUDIENCE, ids.AUDIENCE_OF, ids.EMBARGO, locale),
                    refusal(ids.REFUSAL),
                    sign_in_again(ids.SIGN_IN_AGAIN, locale),
                ],
                className="entry-fields",
            ),
            html.Div(
                [
                    dmc.Button(RECORD.say(locale), id=ids.RECORD, size="sm"),
                    dmc.Button(
                        CONFIRM.say(locale),
                        id=ids.CONFIRM,
                        size="sm",
                        color="orange",
                        className="hidden",
                    ),
                    dmc.Button(CANCEL.say(locale), id=ids.CANCEL, size="sm", variant="subtle"),
                ],
                className="actions",
            ),
        ],
        id=ids.COMPOSER,
        className="composer",
    )
    return html.Section(form, className="writing", **aria(label=NEW.say(locale)))


def strike_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog that asks why an entry is struck out."""
    return dmc.Modal(
        [
            html.P(STRIKE_SAYS.say(locale)),
            dmc.Textarea(id=ids.STRIKE_REASON, label=REASON.say(locale), autosize=True, minRows=2),
            refusal(ids.STRIKE_REFUSAL),
            dmc.Button(STRIKE.say(locale), id=ids.STRIKE_CONFIRM, color="red", mt="sm"),
        ],
        id=ids.STRIKE_DIALOG,
        title=STRIKE.say(locale),
        opened=False,
    )


def _choice(
    name: str, label: Text, options: Mapping[str, Text], value: str, locale: Locale
) -> html.Div:
    return html.Div(
        [
            html.Span(label.say(locale), className="choice-label", id=f"{name}-label"),
            dmc.SegmentedControl(id=name, data=_options(options, locale), value=value, size="xs"),
        ],
        className="choice",
        role="group",
        **aria(labelledby=f"{name}-label"),
    )


def _options(texts: Mapping[str, Text], locale: Locale) -> list[dict[str, str]]:
    return [{"value": value, "label": text.say(locale)} for value, text in texts.items()]
