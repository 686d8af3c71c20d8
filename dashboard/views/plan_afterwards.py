"""Afterwards: what became of the plan, and how soon help came, beside what was foreseen."""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.plan_tab import Tab

HINT = Text(
    fr="Ce qui s'est passé, à côté de ce qui était prévu, par tout ce qu'on sait aujourd'hui. Ce "
    "que la main courante ne dit pas n'est pas deviné : c'est compté à part.",
    en="What happened, beside what was planned, by all that is known today. What the log does not "
    "say is not guessed: it is counted apart.",
)


def afterwards(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [
        html.P(HINT.say(locale), className="hint"),
        html.Div(id=ids.AFTERWARDS_WORK),
        html.Div(id=ids.AFTERWARDS_BODY),
    ]


TAB = Tab(key="afterwards", label=Text(fr="Bilan", en="Afterwards"), build=afterwards)

WORDS = {
    "after_openings": Text(fr="Mises en place et fins", en="Openings and closings"),
    "after_no_openings": Text(fr="Rien n'avait d'heure prévue.", en="Nothing had a planned hour."),
    "after_openings_said": Text(
        fr="Mises en place : {count}, retard médian {median}, neuf sur dix en {p90} au plus. "
        "Jamais faites : {never}. Annulées avant : {given_up}.",
        en="Openings: {count}, median delay {median}, nine in ten within {p90}. Never done: "
        "{never}. Given up before: {given_up}.",
    ),
    "after_object": Text(fr="Objet", en="Object"),
    "after_planned": Text(fr="Prévu", en="Planned"),
    "after_actual": Text(fr="Réel", en="Actual"),
    "after_known": Text(fr="Su à", en="Known at"),
    "after_late": Text(fr="Retard", en="Late"),
    "after_opening": Text(fr="mise en place", en="opening"),
    "after_closing": Text(fr="fin", en="closing"),
    "after_never": Text(fr="jamais", en="never"),
    "after_given_up": Text(fr="annulé avant", en="given up"),
    "after_early": Text(fr="{delay} d'avance", en="{delay} early"),
    "after_punctual": Text(fr="à l'heure", en="on time"),
    "after_places": Text(fr="Lieux sans personne, ou avec trop peu", en="Places alone, or short"),
    "after_places_said": Text(
        fr="{alone} sans personne et {short} avec moins d'équipes que demandé, sur {minutes} en "
        "place pour {count} lieux.",
        en="{alone} with nobody and {short} with fewer teams than asked for, of {minutes} in place "
        "at {count} places.",
    ),
    "after_no_places": Text(
        fr="Aucun lieu tenu n'avait d'affectation : rien à dire.",
        en="No place that stood had an assignment: nothing to tell.",
    ),
    "after_unassigned": Text(
        fr="Sans aucune affectation écrite, donc non comptés : {names}.",
        en="Without any assignment written, so not counted: {names}.",
    ),
    "after_place": Text(fr="Lieu", en="Place"),
    "after_needed": Text(fr="Demandé", en="Asked for"),
    "after_alone": Text(fr="Sans personne", en="Nobody"),
    "after_short": Text(fr="Trop peu", en="Too few"),
    "after_when": Text(fr="Quand", en="When"),
    "after_responses": Text(fr="Délais des équipes", en="Response times"),
    "after_no_responses": Text(
        fr="Aucune équipe n'a été alertée ni n'est arrivée sur les lieux.",
        en="No team was alerted, and none was on scene.",
    ),
    "after_measure": Text(fr="Durée", en="Time"),
    "after_count": Text(fr="Nombre", en="Count"),
    "after_median": Text(fr="Médiane", en="Median"),
    "after_p90": Text(fr="9 sur 10", en="9 in 10"),
    "after_most": Text(fr="Maximum", en="Longest"),
    "after_launch": Text(fr="Alerte → départ", en="Alert → departure"),
    "after_travel": Text(fr="Départ → sur les lieux", en="Departure → on scene"),
    "after_response": Text(fr="Alerte → sur les lieux", en="Alert → on scene"),
    "after_compared": Text(fr="Trajets comparés : réel", en="Travel compared: actual"),
    "after_predicted": Text(fr="Trajets comparés : calculé", en="Travel compared: predicted"),
    "after_excess": Text(fr="Réel moins calculé", en="Actual less predicted"),
    "after_untold": Text(fr="Trajets non comparés", en="Travel not compared"),
    "after_untold_one": Text(fr="{count} : {reason}", en="{count}: {reason}"),
    "after_team": Text(fr="Équipe", en="Team"),
    "after_begun": Text(fr="Alerte", en="Alert"),
    "after_scatter": Text(
        fr="Trajet calculé (min) et trajet réel (min)", en="Travel predicted and actual (min)"
    ),
    "after_predicted_min": Text(fr="calculé (min)", en="predicted (min)"),
    "after_actual_min": Text(fr="réel (min)", en="actual (min)"),
    "after_alike": Text(fr="autant que calculé", en="as predicted"),
    "after_reports": Text(fr="Ce qui était, et quand on l'a su", en="What was so, and when known"),
    "after_reports_said": Text(
        fr="{count} faits depuis le début : sus en {median} (médiane), neuf sur dix en {p90} au "
        "plus ; {late} avec dix minutes de retard ou davantage.",
        en="{count} facts since the beginning: known in {median} (median), nine in ten within "
        "{p90}; {late} ten minutes late or more.",
    ),
    "after_no_reports": Text(
        fr="Rien n'a encore été écrit depuis le début.",
        en="Nothing has been written since the beginning.",
    ),
    "after_hours": Text(
        fr="Retard des faits, heure par heure (min)", en="Delay of reports, hour by hour (min)"
    ),
    "after_more": Text(
        fr="{count} lignes de plus dans le fichier.", en="{count} more lines are in the file."
    ),
    "after_csv": Text(fr="Exporter (CSV)", en="Export (CSV)"),
    "after_exercise": Text(
        fr="Exercice : les heures, les équipes et les postes sont inventés, sauf là où leur "
        "provenance dit autre chose.",
        en="Exercise: hours, teams and posts are invented, except where their provenance says "
        "otherwise.",
    ),
}
