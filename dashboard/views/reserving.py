"""The dialog that sets anew who may read an entry, or all that is said of an object."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.audience import audience
from dashboard.views.refusal import refusal

RESERVE = Text(fr="Réserver…", en="Keep for…")
TITLE = Text(fr="Qui peut lire ?", en="Who may read it?")
SAYS = Text(
    fr="Les autres verront qu'il y a une entrée et son numéro, sans un mot de plus. Ce qu'ils ont "
    "déjà lu ne peut pas être repris.",
    en="Others will see that there is an entry and its number, not a word more. What they have "
    "already read cannot be taken back.",
)
WHAT = Text(fr="Réserver", en="What to keep")
CONFIRM = Text(fr="Enregistrer", en="Record")


def reserve_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed."""
    return dmc.Modal(
        [
            html.P(SAYS.say(locale), className="hint"),
            dmc.Select(
                id=ids.RESERVE_WHAT, label=WHAT.say(locale), data=[], allowDeselect=False, size="xs"
            ),
            audience(ids.RESERVE_AUDIENCE, ids.RESERVE_AUDIENCE_OF, ids.RESERVE_EMBARGO, locale),
            refusal(ids.RESERVE_REFUSAL),
            dmc.Button(CONFIRM.say(locale), id=ids.RESERVE_CONFIRM, mt="sm"),
        ],
        id=ids.RESERVE_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
    )
