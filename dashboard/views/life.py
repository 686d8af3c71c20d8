"""The dialog of an operation's life: planned, active, closed, archived, and who turned it when."""

import dash_mantine_components as dmc
from dash import html

from dashboard.operations.limits import MOST_DAYS
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.refusal import refusal

TITLE = Text(fr="Vie de l'opération", en="Life of the operation")
SAYS = Text(
    fr="Close, une opération ne reçoit plus que des notes. Archivée, elle se lit seulement. La "
    "rouvrir demande un motif. Rien n'est jamais effacé.",
    en="Once closed, an operation takes only notes. Once archived, it can only be read. Reopening "
    "it takes a reason. Nothing is ever deleted.",
)
REASON = Text(fr="Motif (demandé pour rouvrir)", en="Reason (asked for to reopen)")
KEEPING = Text(fr="Conservation des traces", en="Keeping of tracks")
KEEPING_SAYS = Text(
    fr="Les positions des équipes sont effacées, heure par heure, une fois gardées ce nombre de "
    "jours. Les empreintes et toutes les entrées restent. Vide : gardées sans limite.",
    en="Positions of teams are erased, hour by hour, once they were kept for so many days. Digests "
    "and all entries stay. Empty: kept for good.",
)
DAYS = Text(fr="Jours", en="Days")
KEEP = Text(fr="Enregistrer la durée", en="Record how long")
BUTTONS = {
    ids.LIFE_ACTIVATE: Text(fr="Activer", en="Activate"),
    ids.LIFE_CLOSE: Text(fr="Clore", en="Close"),
    ids.LIFE_REOPEN: Text(fr="Rouvrir", en="Reopen"),
    ids.LIFE_ARCHIVE: Text(fr="Archiver", en="Archive"),
}


def life_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page writes what happened from the reel it holds."""
    return dmc.Modal(
        [
            html.P(id=ids.LIFE_NOW, className="phase-now"),
            html.P(SAYS.say(locale), className="hint"),
            html.Div(id=ids.LIFE_LIST, className="listed"),
            dmc.Textarea(id=ids.LIFE_REASON, label=REASON.say(locale), autosize=True, minRows=1),
            refusal(ids.LIFE_REFUSAL),
            html.Div(
                [
                    dmc.Button(label.say(locale), id=name, size="sm", variant="default")
                    for name, label in BUTTONS.items()
                ],
                className="actions",
            ),
            html.H3(KEEPING.say(locale)),
            html.P(id=ids.LIFE_KEPT, className="phase-now"),
            html.P(KEEPING_SAYS.say(locale), className="hint"),
            html.Div(
                [
                    dmc.NumberInput(
                        id=ids.LIFE_DAYS,
                        label=DAYS.say(locale),
                        min=1,
                        max=MOST_DAYS,
                        allowDecimal=False,
                        size="sm",
                    ),
                    dmc.Button(KEEP.say(locale), id=ids.LIFE_KEEP, size="sm", variant="default"),
                ],
                className="row",
            ),
            refusal(ids.LIFE_KEEP_REFUSAL),
        ],
        id=ids.LIFE_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="lg",
    )
