"""The header: which operation, which instant, seen how; language, light, and being current."""

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.journal import Phase
from dashboard.operations import Operation
from dashboard.text import LOCALES, Locale, Text
from dashboard.views import ids
from dashboard.views.alarms import alarm_banner
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
BANNERS = Text(fr="À savoir", en="To know")
EXERCISE = Text(
    fr="EXERCICE — rien de ce qui est à l'écran n'est une situation réelle",
    en="EXERCISE — nothing on this screen is a real situation",
)


GROUPS = {
    "continuous": Text(fr="Mains courantes permanentes", en="Routine logs"),
    "active": Text(fr="En cours", en="Active"),
    "planned": Text(fr="Prévues", en="Planned"),
    "closed": Text(fr="Closes et archivées", en="Closed and archived"),
    "variants": Text(fr="Variantes partagées", en="Shared variants"),
}


def picker(
    operations: Iterable[tuple[Operation, Phase]],
    variants: Iterable[Operation],
    locale: Locale,
) -> list[dict[str, Any]]:
    """Return the operations to choose from, those at work first, each over its variants.

    A variant whose operation the reader does not read stands apart.
    """
    under: dict[str, list[dict[str, str]]] = {}
    for variant in variants:
        of = variant.variant_of.operation if variant.variant_of else ""
        under.setdefault(of, []).append({"value": variant.id, "label": f"↳ {variant.name}"})
    groups: dict[str, list[dict[str, str]]] = {key: [] for key in GROUPS}
    for operation, phase in operations:
        key: str = "closed" if phase in {"closed", "archived"} else phase
        if operation.continuous and key != "closed":
            key = "continuous"
        groups[key].append({"value": operation.id, "label": operation.name})
        groups[key] += under.pop(operation.id, [])
    groups["variants"] = [item for items in under.values() for item in items]
    return [
        {"group": GROUPS[key].say(locale), "items": items} for key, items in groups.items() if items
    ]


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
                renderOption={"function": "vigieOperation"},
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
                    dmc.Button(
                        id=ids.ALARM_BADGE,
                        size="compact-sm",
                        className="alarm-badge hidden",
                        leftSection=html.Span("⚠", **aria(hidden="true")),
                    ),
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


def banners(locale: Locale) -> html.Section:
    """Return what stays on screen for as long as it holds: an exercise, an operation over."""
    return html.Section(
        [
            html.Div(
                EXERCISE.say(locale), id=ids.EXERCISE, className="exercise hidden", role="note"
            ),
            html.Div(id=ids.VARIANT, className="variant-of hidden", role="note"),
            alarm_banner(locale),
            html.Div(id=ids.PHASE, className="over hidden", role="note"),
            html.Div(id=ids.SKEW, className="over hidden", role="status"),
            html.Div(id=ids.SEEN_AS, className="seen-as hidden", role="status"),
        ],
        className="banners",
        **aria(label=BANNERS.say(locale)),
    )


def _icon(name: str, sign: str, label: Text, locale: Locale) -> dmc.ActionIcon:
    said = label.say(locale)
    return dmc.ActionIcon(sign, id=name, variant="default", size="md", **aria(label=said))
