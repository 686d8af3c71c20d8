"""Skip links: the first thing the keyboard meets leads past the header to what the page is for."""

from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria

TITLE = Text(fr="Aller à", en="Go to")
TARGETS = {
    ids.GROUND: Text(fr="Aller à la carte", en="Go to the map"),
    ids.LOG: Text(fr="Aller à la main courante", en="Go to the log"),
    ids.LIST: Text(fr="Aller à la liste des objets", en="Go to the list of objects"),
    ids.SLIDER: Text(fr="Aller au curseur du temps", en="Go to the time slider"),
}


def skip_links(locale: Locale) -> html.Nav:
    """Return the links; they are seen once the keyboard reaches them."""
    return html.Nav(
        [html.A(text.say(locale), href=f"#{target}") for target, text in TARGETS.items()],
        className="skip-links",
        **aria(label=TITLE.say(locale)),
    )
