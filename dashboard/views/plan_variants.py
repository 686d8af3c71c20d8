"""Variants of a plan: made, compared with it and with one another, looked at, adopted."""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.plan_tab import Tab

HINT = Text(
    fr="Un autre plan, essayé à part : une opération à elle seule, faite de celle-ci. Rien n'en "
    "est écrit ici avant d'être adopté.",
    en="Another plan, tried apart: an operation of its own, made of this one. Nothing of it is "
    "written here before it is adopted.",
)


def variants(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [html.P(HINT.say(locale), className="hint"), html.Div(id=ids.VARIANTS_BODY)]


TAB = Tab(key="variants", label=Text(fr="Variantes", en="Variants"), build=variants)

WORDS = {
    "variant_banner": Text(
        fr="VARIANTE de « {operation} » : « {name} » — rien n'en est écrit dans l'opération",
        en="VARIANT of “{operation}”: “{name}” — nothing of it is written in the operation",
    ),
    "variant_turn": Text(fr="Voir l'opération (V)", en="See the operation (V)"),
    "variant_turn_to": Text(fr="Voir la variante « {name} »", en="See the variant “{name}”"),
    "variant_plan": Text(fr="Plan de l'opération", en="Plan of the operation"),
    "variant_here": Text(fr="à l'écran", en="on screen"),
    "variant_none": Text(
        fr="Aucune variante n'a encore été faite.", en="No variant has been made yet."
    ),
    "variant_figures": Text(fr="Les plans en chiffres", en="The plans in figures"),
    "variant_posts": Text(fr="Postes", en="Posts"),
    "variant_teams": Text(fr="Équipes", en="Teams"),
    "variant_first_aiders": Text(fr="Secouristes", en="First-aiders"),
    "variant_crewless": Text(fr="sans effectif dit : {count}", en="crew not said: {count}"),
    "variant_asked": Text(fr="La règle demande", en="The rule asks"),
    "variant_unasked": Text(fr="ne peut être dit", en="cannot be told"),
    "variant_lacking": Text(fr="manque au pire : {count}", en="lacking at worst: {count}"),
    "variant_unsized": Text(fr="non dimensionnés : {count}", en="not sized: {count}"),
    "variant_uncovered": Text(fr="Minutes à découvert", en="Minutes uncovered"),
    "variant_uncovered_places": Text(fr="lieux : {count}", en="places: {count}"),
    "variant_assignments": Text(fr="Affectations", en="Assignments"),
    "variant_duty": Text(fr="Heures prévues", en="Hours planned"),
    "variant_endless": Text(fr="sans heures : {count}", en="without hours: {count}"),
    "variant_reached": Text(fr="Atteints à temps", en="Reached in time"),
    "variant_reached_said": Text(fr="au pire {percent}, {time}", en="at worst {percent}, {time}"),
    "variant_nobody": Text(fr="personne à atteindre", en="nobody to reach"),
    "variant_wait": Text(fr="Pire attente", en="Worst wait"),
    "variant_never": Text(fr="aucun secours", en="no help"),
    "variant_changes": Text(fr="Objets changés", en="Objects changed"),
    "variant_adopt": Text(fr="Adopter…", en="Adopt…"),
    "variant_adopt_of": Text(fr="Adopter « {name} »…", en="Adopt “{name}”…"),
    "variant_differs": Text(fr="Ce qui diffère", en="What differs"),
    "variant_differs_of": Text(fr="Ce qui diffère dans « {name} »", en="What differs in “{name}”"),
    "variant_curve": Text(fr="Au fil de la journée", en="Over the day"),
    "variant_curve_of": Text(fr="Courbe", en="Curve"),
    "variant_curve_posts": Text(fr="postes prévus", en="posts planned"),
    "variant_curve_teams": Text(fr="équipes affectées", en="teams assigned"),
    "variant_curve_reached": Text(fr="part atteinte à temps (%)", en="share reached in time (%)"),
    "variant_within": Text(fr="À temps, en minutes", en="In time, in minutes"),
    "variant_cover": Text(
        fr="Comparer la couverture de la journée", en="Compare the cover of the day"
    ),
    "variant_name": Text(fr="Nom de la variante", en="Name of the variant"),
    "variant_note": Text(fr="Ce qu'elle essaie", en="What it tries"),
    "variant_new": Text(fr="Faire une variante du plan", en="Make a variant of the plan"),
    "variant_make": Text(fr="Faire la variante", en="Make the variant"),
    "variant_nameless": Text(fr="Donner un nom à la variante.", en="Give the variant a name."),
    "variant_same": Text(
        fr="Cette variante ne change rien au plan dont elle est faite.",
        en="This variant changes nothing of the plan it was made of.",
    ),
    "variant_take": Text(fr="Prendre la variante", en="Take the variant's"),
    "variant_keep": Text(fr="Garder l'opération", en="Keep the operation's"),
    "variant_choice_of": Text(fr="Ce qui vaut pour {name}", en="Which holds for {name}"),
    "variant_since": Text(
        fr="Changé dans l'opération depuis que la variante a été faite :",
        en="Changed in the operation since the variant was made:",
    ),
    "variant_conflict": Text(fr="à choisir", en="to be chosen"),
    "variant_already": Text(fr="déjà ainsi dans l'opération", en="already so in the operation"),
    "variant_adopt_all": Text(
        fr="Adopter ({count} entrées dans « {operation} »)",
        en="Adopt ({count} entries in “{operation}”)",
    ),
    "variant_choose_first": Text(
        fr="Choisir d'abord ce qui vaut pour : {names}.",
        en="First choose which holds for: {names}.",
    ),
    "variant_nothing": Text(
        fr="Rien à adopter : l'opération a déjà tout.",
        en="Nothing to adopt: the operation has all.",
    ),
    "variant_adopted": Text(
        fr="Enregistré dans « {operation} » : {count} entrées.",
        en="Recorded in “{operation}”: {count} entries.",
    ),
    "variant_undo": Text(fr="Revenir sur l'adoption", en="Take the adoption back"),
    "variant_undo_reason": Text(
        fr="Adoption de la variante « {name} » reprise",
        en="Adoption of the variant “{name}” undone",
    ),
    "variant_undone": Text(
        fr="Adoption reprise : les entrées sont biffées.",
        en="Adoption taken back: its entries are struck.",
    ),
    "variant_lost": Text(
        fr="Le serveur ne répond pas ; réessayer.", en="The server does not answer; try again."
    ),
    "variant_close": Text(fr="Fermer", en="Close"),
}
