"""The words of shifts, as the page reads them: what there is to look at, and its own."""

from dataclasses import asdict
from typing import Any

from dashboard.layers import STAFFING
from dashboard.planning.shifts import Customs
from dashboard.review.shifts import FINDINGS, NO_PLACE, UNSCHEDULED
from dashboard.text import Locale, Text
from dashboard.views.rights import said

WORDS = {
    "shift_summary": Text(
        fr="Affectations : {bars} ; à regarder : {count} ; d'après le plan du {time}.",
        en="Assignments: {bars}; to look at: {count}; by the plan of {time}.",
    ),
    "shift_none": Text(
        fr="Aucune affectation à cet instant : en ajouter dans « Comparer », « Affectations ».",
        en="No assignment at this instant: add some under “Compare”, “Assignments”.",
    ),
    "shift_none_then": Text(
        fr="Personne n'est affecté pendant ces heures.", en="Nobody is assigned in these hours."
    ),
    "shift_nobody": Text(fr="Personne n'y est affecté.", en="Nobody is assigned there."),
    "shift_no_team": Text(fr="Sans équipe", en="No team"),
    "shift_no_place": Text(fr="Sans lieu", en="No place"),
    "shift_planned": Text(fr="prévu {hours}", en="planned {hours}"),
    "shift_pending": Text(fr="Non encore enregistrée", en="Not recorded yet"),
    "shift_how": Text(
        fr="Glisser une barre ou ses bouts ; au clavier, ← → la déplacent de 5 min (Maj : la fin, "
        "Alt : le début), Entrée enregistre, Échap annule. Double-clic : la fiche.",
        en="Drag a bar or its ends; by keyboard, ← → move it by 5 min (Shift: its end, Alt: its "
        "start), Enter records, Esc cancels. Double-click: its card.",
    ),
    "shift_believed": Text(
        fr="On voit ce qu'on croyait : revenir à « Ce qui était » pour replanifier.",
        en="This is what was believed: go back to “What was so” to plan anew.",
    ),
    "shift_gone": Text(
        fr="L'instant affiché est passé : revenir au direct pour replanifier.",
        en="The instant shown is past: go back to live to plan anew.",
    ),
    "shift_ended": Text(
        fr="Cette affectation est terminée : elle ne se replanifie plus.",
        en="This assignment has ended: it is not planned anew.",
    ),
    "shift_past": Text(
        fr="Ses heures sont passées à l'instant affiché : elle ne se déplace plus.",
        en="Its hours are over at the instant shown: it no longer moves.",
    ),
    "shift_begun": Text(
        fr="Elle a déjà commencé à l'instant affiché : seule sa fin se déplace.",
        en="It has begun at the instant shown: only its end moves.",
    ),
    "shift_no_hours": Text(
        fr="Elle n'a pas d'heures prévues : les écrire sur sa fiche.",
        en="It has no planned hours: write them on its card.",
    ),
    "shift_sending": Text(fr="{name} : {hours}, envoi…", en="{name}: {hours}, sending…"),
    "shift_recorded": Text(
        fr="{name} : {hours}, enregistré (n° {seq}).", en="{name}: {hours}, recorded (no. {seq})."
    ),
    "shift_refused": Text(fr="{name} reste comme avant. {why}", en="{name} stays as it was. {why}"),
    "shift_retry": Text(fr="Réessayer", en="Try again"),
    "shift_confirm": Text(fr="Enregistrer quand même", en="Record all the same"),
    "shift_back": Text(fr="Remettre comme avant", en="Put it back"),
}


def shifts(locale: Locale) -> dict[str, Any]:
    """Return what the page needs to find and to tell what there is to look at in a roster."""
    return {
        "staffing": {"assignment": STAFFING.assignment, "needing": dict(STAFFING.needing)},
        "customs": asdict(Customs()),
        "sentences": said(FINDINGS, locale),
        "unscheduled": UNSCHEDULED.say(locale),
        "no_place": NO_PLACE.say(locale),
    }
