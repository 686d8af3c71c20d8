"""The planning panel, beside the map: one tab for each question of whoever plans.

Add yours to ``TABS``: a module ``plan_*.py`` with its ``TAB``, wired in ``callbacks/planning.py``,
and what fills it in ``page/plan-*.ts``, which subscribes to the panel of ``page/plan.ts``.
"""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import panel_head
from dashboard.views.plan_afterwards import TAB as AFTERWARDS
from dashboard.views.plan_capacity import TAB as CAPACITY
from dashboard.views.plan_need import TAB as NEED
from dashboard.views.plan_places import TAB as PLACES
from dashboard.views.plan_reach import TAB as REACH
from dashboard.views.plan_shifts import TAB as SHIFTS
from dashboard.views.plan_tab import Tab
from dashboard.views.plan_variants import TAB as VARIANTS

TITLE = Text(fr="Prévoir", en="Plan")
CLOSE = Text(fr="Ranger la préparation (Échap)", en="Put the plan away (Esc)")

TABS: tuple[Tab, ...] = (NEED, REACH, PLACES, SHIFTS, CAPACITY, VARIANTS, AFTERWARDS)
"""In reading order: need, reach, places, shifts, capacity, variants, afterwards."""


def plan_panel(locale: Locale) -> html.Section:
    """Return the panel, hidden until it is asked for."""
    return html.Section(
        [
            panel_head(ids.PLAN_TITLE, ids.PLAN_CLOSE, CLOSE, locale, TITLE.say(locale)),
            dmc.Tabs(
                [
                    dmc.TabsList(
                        [dmc.TabsTab(tab.label.say(locale), value=tab.key) for tab in TABS],
                        **aria(label=TITLE.say(locale)),
                    ),
                    *(
                        dmc.TabsPanel(tab.build(locale), value=tab.key, className="plan-tab")
                        for tab in TABS
                    ),
                ],
                id=ids.PLAN_TAB,
                value=TABS[0].key,
                keepMounted=True,
            ),
        ],
        id=ids.PLAN_PANEL,
        className="plan hidden",
        **aria(labelledby=ids.PLAN_TITLE),
    )
