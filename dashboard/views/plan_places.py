"""The places: who is reached in time over the day, who is not, and where to put more."""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.plan_tab import Tab

HINT = Text(
    fr="Qui est atteint à temps, heure par heure, et où placer ce qui manque. C'est un calcul, pas "
    "une décision : il dit avec quoi il est fait.",
    en="Who is reached in time, hour by hour, and where to put what is missing. It is a "
    "computation, not a decision: it says what it is made with.",
)


def places(locale: Locale) -> list[Component]:
    """Return the tab, before the page fills it."""
    return [html.P(HINT.say(locale), className="hint"), html.Div(id=ids.PLACES_BODY)]


TAB = Tab(key="places", label=Text(fr="Emplacements", en="Places"), build=places)

WORDS = {
    "places_who": Text(fr="Qui atteindre", en="Whom to reach"),
    "places_objects": Text(
        fr="Sites et rassemblements de l'opération",
        en="Sites and gatherings of the operation",
    ),
    "places_counting": Text(
        fr="Entre plusieurs effectifs, compter", en="Of several figures, count"
    ),
    "places_highest": Text(fr="le plus élevé", en="the highest"),
    "places_lowest": Text(fr="le plus bas", en="the lowest"),
    "places_by": Text(fr="celui de : {source}", en="that of: {source}"),
    "places_density": Text(fr="Zone avec une densité", en="Area with a density"),
    "places_per": Text(fr="Personnes par", en="People per"),
    "places_m2": Text(fr="m²", en="m²"),
    "places_ha": Text(fr="hectare", en="hectare"),
    "places_draw": Text(fr="Tracer", en="Draw"),
    "places_draw_crowd": Text(fr="Tracer où se tient la foule", en="Draw where the crowd stands"),
    "places_area": Text(fr="Zone tracée {number}", en="Drawn area {number}"),
    "places_area_said": Text(
        fr="{name} : {density} personnes par {unit}", en="{name}: {density} people per {unit}"
    ),
    "places_file": Text(
        fr="Population d'un document joint (CSV, GeoJSON, GeoPackage)",
        en="Population of an attached document (CSV, GeoJSON, GeoPackage)",
    ),
    "places_no_file": Text(fr="aucune", en="none"),
    "places_column": Text(
        fr="Colonne des effectifs (trouvée si vide)", en="Column of people (found if empty)"
    ),
    "places_time": Text(fr="En combien de temps", en="How soon"),
    "places_within": Text(fr="À temps, en minutes", en="In time, in minutes"),
    "places_launch": Text(fr="Dont départ, en minutes", en="Launch, in minutes"),
    "places_pace": Text(fr="Allure", en="Pace"),
    "places_favourable": Text(fr="favorable (× 0,8)", en="favourable (× 0.8)"),
    "places_central": Text(fr="centrale", en="central"),
    "places_prudent": Text(fr="prudente (× 1,3)", en="prudent (× 1.3)"),
    "places_due": Text(
        fr="Compter ce qui est prévu, pendant son créneau",
        en="Count what is planned, during its window",
    ),
    "places_from": Text(fr="De", en="From"),
    "places_to": Text(fr="À", en="To"),
    "places_curve": Text(fr="Calculer la couverture de la journée", en="Compute the day's cover"),
    "places_day": Text(fr="Couverture au fil de la journée", en="Cover over the day"),
    "places_people": Text(fr="présents", en="present"),
    "places_reached": Text(fr="atteints à temps", en="reached in time"),
    "places_twice": Text(fr="par deux moyens", en="by two helps"),
    "places_now": Text(
        fr="{time} : {reached} sur {people} personnes à temps ({percent}), {twice} par deux "
        "moyens ; {whole} lieux sur {places} atteints en entier.",
        en="{time}: {reached} of {people} people in time ({percent}), {twice} by two helps; "
        "{whole} of {places} places reached whole.",
    ),
    "places_nobody": Text(fr="{time} : personne à atteindre.", en="{time}: nobody to reach."),
    "places_gaps": Text(
        fr="Ce qui n'est pas atteint à temps ({count})", en="Not reached in time ({count})"
    ),
    "places_no_gaps": Text(fr="Tout est atteint à temps.", en="All are reached in time."),
    "places_no_helps": Text(
        fr="Aucun poste ouvert ni équipe disponible sur cette période.",
        en="No post is open and no team available in that time.",
    ),
    "places_place": Text(fr="Lieu", en="Place"),
    "places_when": Text(fr="Quand", en="When"),
    "places_missed": Text(fr="Personnes", en="People"),
    "places_wait": Text(fr="Secours le plus proche", en="Nearest help"),
    "places_never": Text(fr="aucun en moins d'une heure", en="none within an hour"),
    "places_more": Text(fr="{count} autres ne sont pas montrés.", en="{count} more are not shown."),
    "places_where": Text(fr="Où placer ce qui manque", en="Where to put what is missing"),
    "places_aim": Text(fr="But", en="Aim"),
    "places_most": Text(fr="atteindre le plus de personnes", en="reach the most people"),
    "places_all": Text(
        fr="tout atteindre, avec le moins d'emplacements", en="reach all, with the fewest places"
    ),
    "places_mean": Text(fr="le temps moyen le plus court", en="the shortest mean time"),
    "places_worst": Text(fr="la pire attente la plus courte", en="the shortest worst wait"),
    "places_n": Text(fr="Combien d'emplacements", en="How many places"),
    "places_mode": Text(fr="On en part", en="One leaves from there"),
    "places_drive": Text(fr="en voiture", en="by car"),
    "places_emergency": Text(fr="en véhicule de secours", en="in an emergency vehicle"),
    "places_walk": Text(fr="à pied", en="on foot"),
    "places_helicopter": Text(fr="en hélicoptère", en="by helicopter"),
    "places_among": Text(fr="Emplacements possibles", en="Possible places"),
    "places_in_area": Text(fr="Zone", en="Area"),
    "places_no_area": Text(fr="aucune zone tracée", en="no area drawn"),
    "places_area_drawn": Text(fr="zone tracée", en="area drawn"),
    "places_draw_candidates": Text(
        fr="Tracer où un poste peut se tenir", en="Draw where a post may stand"
    ),
    "places_step": Text(fr="un tous les (m)", en="one every (m)"),
    "places_candidate": Text(fr="Proposer l'objet choisi", en="Propose the chosen object"),
    "places_exclude": Text(fr="Exclure l'objet choisi", en="Exclude the chosen object"),
    "places_candidates_said": Text(fr="Proposés", en="Proposed"),
    "places_excluded_said": Text(fr="Exclus", en="Excluded"),
    "places_choose_first": Text(
        fr="Choisir d'abord un objet sur la carte.", en="First choose an object on the map."
    ),
    "places_remove": Text(fr="Retirer {name}", en="Remove {name}"),
    "places_settled": Text(
        fr="Garder ce qui est déjà là, et compter avec", en="Keep what is there, and count with it"
    ),
    "places_weigh": Text(fr="Compter les personnes", en="Count people"),
    "places_at": Text(fr="à l'instant affiché", en="at the instant shown"),
    "places_over": Text(fr="de {from} à {to}, en moyenne", en="from {from} to {to}, on average"),
    "places_seconds": Text(fr="Chercher au plus (s)", en="Look for at most (s)"),
    "places_search": Text(fr="Chercher les meilleurs emplacements", en="Look for the best places"),
    "places_found": Text(fr="Emplacements trouvés", en="Places found"),
    "places_number": Text(fr="N°", en="No."),
    "places_adds": Text(fr="Lui seul atteint", en="It alone reaches"),
    "places_reaches": Text(fr="Atteint", en="Reaches"),
    "places_slower": Text(fr="Sans lui, en moyenne", en="Without it, on average"),
    "places_why": Text(fr="Pourquoi là", en="Why there"),
    "places_why_only": Text(fr="{name} ({people})", en="{name} ({people})"),
    "places_spare": Text(
        fr="rien que d'autres n'atteignent déjà", en="nothing that others do not reach already"
    ),
    "places_later": Text(fr="+ {minutes}", en="+ {minutes}"),
    "places_is_there": Text(fr="déjà là", en="already there"),
    "places_unreached": Text(
        fr="Hors d'atteinte, où que l'on se place ({count})",
        en="Out of reach, wherever one stands ({count})",
    ),
    "places_nearest": Text(fr="{name}, en {minutes}", en="{name}, in {minutes}"),
    "places_candidate_at": Text(fr="candidat {place}", en="candidate {place}"),
    "places_adopt": Text(fr="Adopter", en="Adopt"),
    "places_adopt_hint": Text(
        fr="Les emplacements cochés sont inscrits comme prévus dans la main courante, d'un seul "
        "geste ; une entrée se biffe ou se rectifie.",
        en="The places that are ticked are recorded as planned in the log, in one gesture; an "
        "entry can be struck or corrected.",
    ),
    "places_as": Text(fr="Inscrire comme", en="Record as"),
    "places_called": Text(fr="Nom", en="Name"),
    "places_called_default": Text(fr="Poste", en="Post"),
    "places_adopted": Text(fr="Inscrits, n° {seqs}.", en="Recorded, no. {seqs}."),
    "places_none_ticked": Text(fr="Cocher d'abord un emplacement.", en="First tick a place."),
    "places_too_many": Text(
        fr="{count} emplacements : en adopter 20 au plus à la fois.",
        en="{count} places: adopt 20 at most at a time.",
    ),
    "places_why_text": Text(
        fr="Emplacement {number} proposé par le calcul : {why}",
        en="Place {number} proposed by computation: {why}",
    ),
    "places_wrong": Text(
        fr="Le serveur n'a pas répondu ; recommencer.", en="The server did not answer; try again."
    ),
    "places_stale": Text(
        fr="La main courante a changé depuis ce calcul : le refaire.",
        en="The log has changed since this was computed: compute it again.",
    ),
}
