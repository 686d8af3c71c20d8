"""The dialog of printing: which paper, what is on it; and the map as an image, or as a link."""

from collections.abc import Mapping

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.layers import LAYERS
from dashboard.printing.page import Base, Look
from dashboard.printing.paper import PAPERS
from dashboard.text import Locale, Text, written
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.figures import figures
from dashboard.views.map import drawn
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

TITLE = Text(fr="Imprimer la carte à cet instant", en="Print the map at this instant")
FRAME = Text(fr="Dans le cadre", en="In the frame")
FRAMES = {
    "view": Text(fr="la vue", en="the view"),
    "all": Text(fr="l'opération", en="the operation"),
}
SIZE = Text(fr="Format", en="Paper")
ORIENTATION = Text(fr="Sens", en="Orientation")
ORIENTATIONS = {
    "landscape": Text(fr="paysage", en="landscape"),
    "portrait": Text(fr="portrait", en="portrait"),
}
FORMAT = Text(fr="Fichier", en="File")
FORMATS = {"pdf": Text(fr="PDF", en="PDF"), "png": Text(fr="image PNG", en="PNG image")}
SCALE = Text(fr="Échelle", en="Scale")
FITTED = Text(fr="ajustée au cadre", en="fitted to the frame")
SCALES = (2_500, 5_000, 10_000, 15_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
GREY = Text(fr="Noir et blanc", en="Black and white")
NAME = Text(fr="Titre (facultatif)", en="Title (optional)")
NAME_HINT = Text(fr="le nom de l'opération", en="the operation's name")
REMARKS = Text(fr="Remarques (facultatif)", en="Remarks (optional)")
CONFIRM = Text(fr="Imprimer", en="Print")
SHEET = Text(fr="Ouvrir la feuille", en="Open the sheet")
SHEET_HINT = Text(
    fr="« Imprimer » fait le fichier sur le serveur ; « Ouvrir la feuille » la montre ici, à "
    "imprimer par ce navigateur.",
    en="“Print” makes the file on the server; “Open the sheet” shows it here, for this browser to "
    "print.",
)
OTHERWISE = Text(fr="Transmettre sans imprimer", en="Pass on without printing")
IMAGE = Text(fr="Copier l'image", en="Copy as image")
LINK = Text(fr="Copier le lien", en="Copy link")
NOTICE = Text(
    fr="Pour une feuille à l'échelle, avec sa légende et le sceau du journal : le bouton "
    "« Imprimer » de Vigie.",
    en="For a sheet to scale, with its legend and the journal's seal: Vigie's own “Print” button.",
)


def look(locale: Locale, base: Base) -> Look:
    """Return how a sheet in ``locale`` is drawn on ``base``: as the page is."""
    return Look(
        locale=locale,
        layers=[drawn(layer, locale) for layer in LAYERS],
        figures=figures(locale),
        base=base,
    )


PRINTED_REACH = Text(
    fr="L'atteinte n'est pas imprimée ; la légende de la feuille le dira.",
    en="Reach is not printed; the legend of the sheet will say so.",
)


def print_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed."""
    return dmc.Modal(
        [
            html.Div(_paper(locale), className="row"),
            html.Div(_map(locale), className="row"),
            dmc.TextInput(
                id=ids.PRINT_TITLE,
                label=NAME.say(locale),
                placeholder=NAME_HINT.say(locale),
                value="",
                size="sm",
            ),
            dmc.Textarea(
                id=ids.PRINT_REMARKS,
                label=REMARKS.say(locale),
                value="",
                autosize=True,
                minRows=2,
            ),
            html.P(id=ids.PRINT_GROUND, className="hint hidden"),
            html.P(PRINTED_REACH.say(locale), id=ids.PRINT_REACH, className="hint hidden"),
            refusal(ids.PRINT_REFUSAL),
            html.Div(id=ids.PRINT_JOB, className="printed", role="status"),
            html.Div(
                [
                    dmc.Button(CONFIRM.say(locale), id=ids.PRINT_CONFIRM),
                    dmc.Button(SHEET.say(locale), id=ids.PRINT_SHEET, variant="default"),
                ],
                className="actions",
            ),
            html.P(SHEET_HINT.say(locale), className="hint"),
            html.H3(OTHERWISE.say(locale)),
            html.Div(
                [
                    dmc.Button(IMAGE.say(locale), id=ids.COPY_IMAGE, variant="default", size="xs"),
                    dmc.Button(LINK.say(locale), id=ids.COPY_LINK, variant="default", size="xs"),
                ],
                className="actions",
            ),
            html.P(id=ids.COPIED, className="hint", role="status"),
        ],
        id=ids.PRINT_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="lg",
    )


def print_notice(locale: Locale) -> html.Aside:
    """Return what the browser's own print of the page says, and the screen does not."""
    return html.Aside(
        [html.H1(className="printed-title"), html.P(NOTICE.say(locale))], className="printed-notice"
    )


def _paper(locale: Locale) -> list[Component]:
    return [
        dmc.Select(
            id=ids.PRINT_SIZE,
            label=SIZE.say(locale),
            data=[
                {"value": size, "label": f"{size} ({paper.width_mm} × {paper.height_mm} mm)"}
                for size, paper in PAPERS.items()
            ],
            value="A3",
            allowDeselect=False,
            size="sm",
        ),
        _choice(ids.PRINT_ORIENTATION, ORIENTATION, ORIENTATIONS, locale),
        _choice(ids.PRINT_FORMAT, FORMAT, FORMATS, locale),
    ]


def _map(locale: Locale) -> list[Component]:
    scales = [{"value": "", "label": FITTED.say(locale)}]
    scales += [
        {"value": str(scale), "label": "1:" + written(f"{scale:,}", "fr")} for scale in SCALES
    ]
    return [
        _choice(ids.PRINT_FRAME, FRAME, FRAMES, locale),
        dmc.Select(
            id=ids.PRINT_SCALE,
            label=SCALE.say(locale),
            data=scales,
            value="",
            allowDeselect=False,
            size="sm",
        ),
        dmc.Checkbox(id=ids.PRINT_GREY, label=GREY.say(locale), checked=False, className="grey"),
    ]


def _choice(name: str, label: Text, choices: Mapping[str, Text], locale: Locale) -> html.Div:
    return html.Div(
        [
            html.Span(label.say(locale), className="choice-label", id=f"{name}-label"),
            dmc.SegmentedControl(
                id=name,
                data=[{"value": k, "label": text} for k, text in said(choices, locale).items()],
                value=next(iter(choices)),
                size="xs",
            ),
        ],
        className="choice",
        role="group",
        **aria(labelledby=f"{name}-label"),
    )
