"""The dialog of documents: what was attached to the operation, and attaching one."""

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.audience import audience
from dashboard.views.refusal import refusal

TITLE = Text(fr="Documents de l'opération", en="Documents of the operation")
ATTACH = Text(fr="Joindre…", en="Attach…")
SAYS = Text(
    fr="L'empreinte du document est inscrite dans la main courante ; il ne change plus.",
    en="The digest of the document is written in the log; it never changes.",
)
DROP = Text(
    fr="Déposer un fichier ici, ou cliquer pour le choisir",
    en="Drop a file here, or click to choose it",
)

FILE = "documents-file"
"""The field of the file, which the page makes: Dash has none that says how far it has got."""


def documents_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page asks what documents there are when it opens."""
    return dmc.Modal(
        [
            html.Div(id=ids.DOCUMENTS_LIST, className="listed"),
            html.P(id=ids.DOCUMENTS_TO, className="hint"),
            audience(
                ids.DOCUMENTS_AUDIENCE, ids.DOCUMENTS_AUDIENCE_OF, ids.DOCUMENTS_EMBARGO, locale
            ),
            html.Label(DROP.say(locale), id=ids.DOCUMENTS_DROP, htmlFor=FILE, className="drop"),
            html.Div(id=ids.DOCUMENTS_FIELD),
            dcc.Store(id=ids.DOCUMENTS_CHOSEN),
            html.Progress(
                id=ids.DOCUMENTS_PROGRESS,
                max="100",
                value="0",
                className="hidden",
                **aria(label=TITLE.say(locale)),
            ),
            html.P(SAYS.say(locale), className="hint"),
            refusal(ids.DOCUMENTS_REFUSAL),
        ],
        id=ids.DOCUMENTS_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="xl",
    )
