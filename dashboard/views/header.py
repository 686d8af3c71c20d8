"""The header: which operation, which instant, seen how; language, light, and being current."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import LOCALES, Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.opening import OPEN

OPERATION = Text(fr="Opération", en="Operation")
WAY = Text(fr="Façon de voir", en="Way of seeing")
WAYS = {
    "so": Text(fr="Ce qui était", en="What was so"),
    "believed": Text(fr="Ce qu'on croyait", en="What was believed"),
    "pair": Text(fr="Connu à…", en="Known at…"),
}
KNOWN_AT = Text(fr="Connu à (heure locale de l'opération)", en="Known at (operation's local time)")
LANGUAGE = Text(fr="Langue", en="Language")
THEME = Text(fr="Clair ou sombre", en="Light or dark")
HELP = Text(fr="Aide et clavier", en="Help and keyboard")
EXERCISE = Text(
    fr="EXERCICE — rien de ce qui est à l'écran n'est une situation réelle",
    en="EXERCISE — nothing on this screen is a real situation",
)


def header(locale: Locale) -> html.Header:
    """Return the header; which operations there are is filled in afterwards."""
    return html.Header(
        [
            html.H1("Vigie", className="brand"),
            dmc.Select(
                id=ids.OPERATION,
                data=[],
                searchable=True,
                allowDeselect=False,
                className="picker",
                **aria(label=OPERATION.say(locale)),
            ),
            _icon(ids.OPEN, "+", OPEN, locale),
            html.Div(
                [
                    html.Time(id=ids.INSTANT, className="instant"),
                    html.Div(
                        [html.Span(id=ids.INSTANT_DAY), html.Span(id=ids.INSTANT_AGE)],
                        className="instant-words",
                    ),
                ],
                className="instant-box",
                role="status",
                **aria(live="off"),
            ),
            html.Div(
                [
                    dmc.SegmentedControl(
                        id=ids.WAY,
                        data=[{"value": k, "label": t.say(locale)} for k, t in WAYS.items()],
                        value="so",
                        size="xs",
                    ),
                    dmc.TextInput(
                        id=ids.KNOWN_AT,
                        size="xs",
                        className="hidden",
                        **aria(label=KNOWN_AT.say(locale)),
                    ),
                ],
                className="way",
                role="group",
                **aria(label=WAY.say(locale)),
            ),
            html.Div(
                [
                    html.Span(id=ids.CONNECTION, className="connection", role="status"),
                    dmc.SegmentedControl(
                        id=ids.LANGUAGE,
                        data=[{"value": known, "label": known.upper()} for known in LOCALES],
                        value=locale,
                        size="xs",
                        persistence=False,
                    ),
                    _icon(ids.THEME, "◐", THEME, locale),
                    _icon(ids.HELP, "?", HELP, locale),
                ],
                className="tools",
            ),
        ],
        className="header",
    )


def exercise_banner(locale: Locale) -> html.Div:
    """Return the banner that stays on screen for as long as an exercise or demonstration does."""
    return html.Div(EXERCISE.say(locale), id=ids.EXERCISE, className="exercise hidden", role="note")


def _icon(name: str, sign: str, label: Text, locale: Locale) -> dmc.ActionIcon:
    said = label.say(locale)
    return dmc.ActionIcon(sign, id=name, variant="default", size="md", **aria(label=said))
