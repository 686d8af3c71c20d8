"""The one page: the map between its layers and its log, over the time slider."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.layers import ObjectLayer
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.alarms import alarms_dialog
from dashboard.views.aria import aria
from dashboard.views.basemaps import Ground
from dashboard.views.comparing import compare_panel
from dashboard.views.composer import composer, strike_dialog
from dashboard.views.directory import directory_dialog
from dashboard.views.documents import documents_dialog
from dashboard.views.finding import found_strip
from dashboard.views.form import place_form
from dashboard.views.going import going_dialog
from dashboard.views.header import banners, header
from dashboard.views.help import help_dialog
from dashboard.views.importing import import_dialog, laying_panel
from dashboard.views.inside import inside_panel
from dashboard.views.legend import legend
from dashboard.views.life import life_dialog
from dashboard.views.log import log
from dashboard.views.map import map_view
from dashboard.views.measuring import measure_panel
from dashboard.views.nearest import nearest_panel
from dashboard.views.opening import opening_dialog
from dashboard.views.placing import placing_panel
from dashboard.views.plan import plan_panel
from dashboard.views.plan_reach import reach_legend
from dashboard.views.plan_shifts import gantt
from dashboard.views.printing import print_dialog, print_notice
from dashboard.views.readout import readout
from dashboard.views.replay import film_dialog, remarks_panel
from dashboard.views.reserving import reserve_dialog
from dashboard.views.sharing import sharing_dialog
from dashboard.views.skipping import skip_links
from dashboard.views.statuses import status_strip
from dashboard.views.timeline import timeline
from dashboard.views.toolbar import toolbar
from dashboard.views.tools import draw_bar, rail

NO_OPERATION = Text(
    fr="Aucune opération n'est encore ouverte. « + » en ouvre une ; « vigie import » reprend un "
    "journal, « vigie demo » montre la démonstration.",
    en="No operation is open yet. “+” opens one; “vigie import” takes in a journal, “vigie demo” "
    "shows the demonstration.",
)
MAP = Text(fr="Carte", en="Map")
CLOSE = Text(fr="Fermer", en="Close")
THEME: dict[str, Any] = {
    "primaryColor": "teal",
    # Dark enough for white letters: 4.5 to 1 at least.
    "primaryShade": {"light": 9, "dark": 9},
    "fontFamily": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "defaultRadius": "sm",
}


def page(
    layers: Sequence[ObjectLayer],
    words: Mapping[str, Mapping[str, Text]],
    locale: Locale,
    ground: Ground,
    told: Sequence[Mapping[str, Any]] = (),
) -> dmc.MantineProvider:
    """Return the page, before anything fills it.

    Args:
        layers: The layers of the map, bottom first.
        words: The names of ``categories`` and ``priorities``.
        locale: The reader's language.
        ground: The base maps that may be chosen.
        told: Which gestures of the script are told of which settings.
    """
    return dmc.MantineProvider(
        id=ids.PROVIDER,
        theme=THEME | {"components": {"Modal": {"defaultProps": _dialogs(locale)}}},
        forceColorScheme="light",
        children=html.Div(
            [
                dcc.Store(id=ids.SETTING),
                dcc.Store(id=ids.HEAD),
                dcc.Store(id=ids.LISTED),
                dcc.Store(id=ids.RENEWED),
                dcc.Store(id=ids.TOLD, data=list(told)),
                skip_links(locale),
                header(locale),
                toolbar(locale),
                banners(locale),
                legend(layers, ground, locale),
                compare_panel(locale),
                plan_panel(locale),
                html.Main(
                    [
                        map_view(layers, locale),
                        html.P(id=ids.EMPTY_MAP, className="empty-map"),
                        found_strip(locale),
                        placing_panel(locale),
                        rail(locale),
                        draw_bar(locale),
                        html.Div(id=ids.FORM_SAID, className="said hidden", role="status"),
                        measure_panel(locale),
                        inside_panel(locale),
                        nearest_panel(locale),
                        status_strip(locale),
                        remarks_panel(locale),
                        html.Div(id=ids.SKIPPED, className="skipped hidden"),
                        reach_legend(locale),
                        readout(locale),
                    ],
                    id=ids.GROUND,
                    className="ground",
                    **aria(label=MAP.say(locale)),
                ),
                html.Div(
                    [
                        place_form(locale),
                        composer(words["categories"], words["priorities"], locale),
                        log(locale),
                    ],
                    className="side",
                ),
                gantt(locale),
                timeline(locale),
                strike_dialog(locale),
                reserve_dialog(locale),
                sharing_dialog(locale),
                life_dialog(locale),
                alarms_dialog(locale),
                directory_dialog(locale),
                documents_dialog(locale),
                import_dialog(locale),
                laying_panel(locale),
                opening_dialog(locale),
                going_dialog(locale),
                help_dialog(locale),
                print_dialog(locale),
                print_notice(locale),
                film_dialog(locale),
            ],
            className="vigie",
            lang=locale,
        ),
    )


def _dialogs(locale: Locale) -> dict[str, Any]:
    """Return what every dialog has: a name for its cross, and a header that is not the page's."""
    return {
        "closeButtonProps": aria(label=CLOSE.say(locale)),
        "attributes": {"header": {"role": "presentation"}},
    }
