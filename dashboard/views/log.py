"""The log panel: the entries up to the instant shown, newest first, drawn by the grid."""

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.documents import ATTACH
from dashboard.views.refusal import refusal
from dashboard.views.reserving import RESERVE

TITLE = Text(fr="Main courante", en="Log")
SEARCH = Text(fr="Chercher dans la main courante", en="Search the log")
EMPTY = Text(
    fr="Rien n'est encore écrit à cet instant. Avancer le curseur, ou écrire la première entrée.",
    en="Nothing is written yet at this instant. Move the slider on, or write the first entry.",
)
NUMBER = Text(fr="N°", en="No.")
HOUR = Text(fr="Heure", en="Time")
SAID = Text(fr="Ce qui est dit", en="What is said")
CORRECT = Text(fr="Rectifier", en="Correct")
STRIKE = Text(fr="Biffer", en="Strike out")
ACKNOWLEDGE = Text(fr="Lu et compris", en="Read and understood")

COLUMNS = (
    ("seq", NUMBER, {"width": 52, "cellRenderer": "VigieNumber"}),
    ("occurred_at", HOUR, {"width": 96, "cellRenderer": "VigieTime", "autoHeight": True}),
    (
        "sentence",
        SAID,
        {"flex": 1, "cellRenderer": "VigieSaid", "wrapText": True, "autoHeight": True},
    ),
)
BACK = Text(fr="↑ À l'instant affiché", en="↑ To the instant shown")


def log(locale: Locale) -> html.Section:
    """Return the log panel; the browser fills it from the reel and filters it by the clock."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(TITLE.say(locale)),
                    dmc.TextInput(
                        id=ids.LOG_SEARCH,
                        placeholder=SEARCH.say(locale),
                        size="xs",
                        debounce=150,
                        className="search",
                        **aria(label=SEARCH.say(locale)),
                    ),
                ],
                className="log-head",
            ),
            dmc.Button(
                id=ids.LOG_FOCUS, className="focus hidden", size="compact-xs", variant="light"
            ),
            dmc.Button(
                BACK.say(locale),
                id=ids.LOG_BACK,
                className="focus hidden",
                size="compact-xs",
                variant="light",
            ),
            dag.AgGrid(
                id=ids.LOG,
                rowData=[],
                columnDefs=[
                    {"field": name, "headerName": label.say(locale), **how}
                    for name, label, how in COLUMNS
                ],
                defaultColDef={"sortable": False, "resizable": False, "suppressMovable": True},
                getRowId="params.data.seq.toString()",
                rowClassRules={
                    "struck": "vigieLogStrikes(params.data)",
                    "urgent": "params.data.priority === 'urgent'",
                    "important": "params.data.priority === 'important'",
                    "late": "params.data.late",
                    "marked": "vigieLogMarks(params.data)",
                    "withheld": "params.data.fact === 'Withheld'",
                },
                dashGridOptions={
                    "rowSelection": {
                        "mode": "singleRow",
                        "checkboxes": False,
                        "enableClickSelection": True,
                    },
                    "suppressCellFocus": False,
                    "animateRows": False,
                    "headerHeight": 28,
                    "localeText": {"noRowsToShow": EMPTY.say(locale)},
                    "ensureDomOrder": True,
                },
                dangerously_allow_code=False,
                className="log-grid",
                style={"height": "100%"},
            ),
            html.Div(
                [
                    html.Div(
                        [html.Span(id=ids.ENTRY), html.Span(id=ids.ENTRY_READ)],
                        className="entry-said",
                    ),
                    html.Div(id=ids.ENTRY_VERBS, className="entry-verbs"),
                    dmc.Button(
                        ACKNOWLEDGE.say(locale),
                        id=ids.ACKNOWLEDGE,
                        size="compact-xs",
                        variant="light",
                    ),
                    dmc.Button(
                        ATTACH.say(locale), id=ids.ATTACH, size="compact-xs", variant="default"
                    ),
                    dmc.Button(
                        RESERVE.say(locale), id=ids.RESERVE, size="compact-xs", variant="default"
                    ),
                    dmc.Button(
                        CORRECT.say(locale), id=ids.CORRECT, size="compact-xs", variant="default"
                    ),
                    dmc.Button(
                        STRIKE.say(locale), id=ids.STRIKE, size="compact-xs", variant="default"
                    ),
                ],
                className="entry-tools idle",
            ),
            refusal(ids.ENTRY_REFUSAL),
        ],
        className="log",
        **aria(label=TITLE.say(locale)),
    )
