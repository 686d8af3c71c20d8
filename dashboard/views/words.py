"""The sentences the page says by itself, between two answers of the server."""

from dashboard.printing.words import NO_NEWS, PILE
from dashboard.text import Locale, Text
from dashboard.views import (
    alarms,
    inside,
    measuring,
    nearest,
    place,
    plan_afterwards,
    plan_capacity,
    plan_need,
    plan_places,
    plan_reach,
    plan_variants,
    readout,
    replay,
    shifts,
    statuses,
)

WORDS = {
    "live": Text(fr="en direct", en="live"),
    "follow": Text(fr="Direct", en="Live"),
    "end": Text(fr="Fin", en="End"),
    "now": Text(fr="à l'instant", en="just now"),
    "current": Text(fr="à jour", en="current"),
    "behind": Text(
        fr="En retard de {seconds}\N{NO-BREAK SPACE}s", en="Late by {seconds}\N{NO-BREAK SPACE}s"
    ),
    "lost": Text(
        fr="Liaison perdue depuis {seconds}\N{NO-BREAK SPACE}s : l'écran n'est plus à jour",
        en="Link lost for {seconds}\N{NO-BREAK SPACE}s: this screen is not current",
    ),
    "clock_slow": Text(
        fr="Horloge de ce poste en retard de {minutes} min : Vigie suit celle du serveur",
        en="This computer's clock is {minutes} min slow: Vigie goes by the server's",
    ),
    "clock_fast": Text(
        fr="Horloge de ce poste en avance de {minutes} min : Vigie suit celle du serveur",
        en="This computer's clock is {minutes} min fast: Vigie goes by the server's",
    ),
    "late": Text(fr="tardive", en="late"),
    "recorded_at": Text(fr="écrit {time}", en="written {time}"),
    "struck_by": Text(fr="biffée par n° {seq}", en="struck by no. {seq}"),
    "corrected_by": Text(fr="rectifiée par n° {seq}", en="corrected by no. {seq}"),
    "told": Text(fr="Entrées", en="Entries"),
    "later": Text(fr="Sues plus tard", en="Learnt later"),
    "release": Text(fr="Ne plus filtrer sur", en="Stop filtering on"),
    "entry": Text(fr="Entrée n°", en="Entry no."),
    "aim": Text(fr="cliquer le lieu sur la carte", en="click the place on the map"),
    "compose": Text(fr="Nouvelle entrée", en="New entry"),
    "correcting": Text(fr="Rectifier l'entrée n° {seq}", en="Correct entry no. {seq}"),
    "signed_out": Text(
        fr="Non enregistré : votre session est terminée. Rien n'est perdu : se reconnecter, puis "
        "revenir ici, et l'entrée partira d'elle-même.",
        en="Not recorded: your session has ended. Nothing is lost: sign in again, come back here, "
        "and the entry will be sent by itself.",
    ),
    "not_recorded": Text(
        fr="Non enregistré : le serveur ne répond pas. Le texte est conservé ; réessayer.",
        en="Not recorded: the server does not answer. The text is kept; try again.",
    ),
    "gone": Text(
        fr="Cette opération n'est plus partagée avec votre organisme : l'écran n'est plus à jour",
        en="This operation is no longer shared with your organisation: this screen is not current",
    ),
    "only_looking": Text(
        fr="On regarde avec les yeux d'un autre organisme : revenir à « nous » pour écrire.",
        en="You see with the eyes of another organisation: go back to “us” to write.",
    ),
    "us": Text(fr="avec nos yeux", en="with our eyes"),
    "seen_as": Text(
        fr="Ce que {name} pouvait voir le {time} — on regarde sans écrire ; Échap pour revenir",
        en="What {name} could see on {time} — looking only; Esc to come back",
    ),
    "no_access_then": Text(
        fr="{name} n'avait pas accès à cette opération le {time} — Échap pour revenir",
        en="{name} had no access to this operation on {time} — Esc to come back",
    ),
    "again": Text(fr="Appuyer de nouveau pour confirmer.", en="Press again to confirm."),
    "mine": Text(
        fr="Seul l'organisme qui l'a écrite peut réserver cette entrée.",
        en="Only the organisation that wrote this entry can keep it for some.",
    ),
    "fixed": Text(fr="Cette entrée ne compte plus.", en="This entry no longer counts."),
    "withheld": Text(fr="réservé à d'autres organismes", en="kept for other organisations"),
    "digest": Text(fr="Empreinte {digest}…", en="Digest {digest}…"),
    "reserved": Text(fr="réservé", en="kept"),
    "reserved_for": Text(fr="Réservé à {names}", en="Kept for {names}"),
    "embargo": Text(fr="embargo", en="embargo"),
    "embargo_until": Text(fr="Sous embargo jusqu'à {time}", en="Under embargo until {time}"),
    "this_entry": Text(fr="cette entrée", en="this entry"),
    "this_object": Text(fr="tout ce qui concerne « {name} »", en="all that is said of “{name}”"),
    "choose_some": Text(
        fr="Choisir au moins un organisme, ou « mon organisme ».",
        en="Choose at least one organisation, or “my organisation”.",
    ),
    "unreadable_limit": Text(
        fr="L'heure n'est pas lisible : choisir la date et l'heure, ou vider le champ.",
        en="The time cannot be read: choose the date and time, or empty the field.",
    ),
    "read_by": Text(fr="lu par {count}", en="read by {count}"),
    "read_by_whom": Text(fr="Lu et compris par {names}", en="Read and understood by {names}"),
    "read_at": Text(fr="{name} ({time})", en="{name} ({time})"),
    "acknowledge": Text(fr="Lu et compris", en="Read and understood"),
    "acknowledged": Text(fr="✓ Lu et compris", en="✓ Read and understood"),
    "already_read": Text(
        fr="Vous avez accusé lecture de cette entrée.", en="You have acknowledged this entry."
    ),
    "nothing_to_read": Text(
        fr="Un accusé de lecture n'en demande pas d'autre.",
        en="An acknowledgement asks for no other.",
    ),
    "unread": Text(fr="non lue", en="unread"),
    "unread_there": Text(fr="{count} non lues", en="{count} unread"),
    "read_all": Text(fr="Tout marquer comme lu ({count})", en="Mark all as read ({count})"),
    "phase_now": Text(fr="Phase : {phase}", en="Phase: {phase}"),
    "exercise": Text(
        fr="Exercice, dès l'ouverture et pour toujours.",
        en="An exercise, from its opening and for ever.",
    ),
    "routine": Text(fr="Main courante permanente.", en="Routine log."),
    "no_turn": Text(
        fr="Personne n'a encore changé sa phase : elle suit ses dates.",
        en="Nobody has changed its phase yet: it follows its dates.",
    ),
    "phase": Text(fr="Phase", en="Phase"),
    "when": Text(fr="Le", en="On"),
    "by": Text(fr="Par", en="By"),
    "not_from": Text(
        fr="Une opération {phase} ne peut pas l'être.", en="Not possible while it is {phase}."
    ),
    "nobody": Text(
        fr="Personne n'est encore dans l'annuaire à cet instant.",
        en="Nobody is in the directory yet at this instant.",
    ),
    "nobody_found": Text(fr="Personne ne correspond.", en="Nobody matches."),
    "directory_now": Text(
        fr="Qui est là maintenant ; ce qui est enregistré l'est à cette heure.",
        en="Who is there now; what is recorded is recorded at this hour.",
    ),
    "directory_at": Text(
        fr="Tel que le {time}, l'instant affiché ; ce qui est enregistré l'est à cet instant.",
        en="As of {time}, the instant shown; what is recorded is recorded at that instant.",
    ),
    "add_person": Text(fr="Ajouter une personne", en="Add a person"),
    "change_person": Text(fr="Modifier : {name}", en="Change: {name}"),
    "name_missing": Text(fr="Écrire le nom de la personne.", en="Write the person's name."),
    "state": Text(fr="État", en="State"),
    "file": Text(fr="Document", en="Document"),
    "size": Text(fr="Taille", en="Size"),
    "digest_short": Text(fr="Empreinte", en="Digest"),
    "to": Text(fr="Joint à", en="Attached to"),
    "to_operation": Text(fr="l'opération", en="the operation"),
    "attach_to_operation": Text(
        fr="Le document sera joint à l'opération.", en="It will be attached to the operation."
    ),
    "attach_to_entry": Text(
        fr="Le document sera joint à l'entrée n° {seq}.",
        en="It will be attached to entry no. {seq}.",
    ),
    "no_document": Text(fr="Aucun document n'est joint.", en="No document is attached."),
    "documents_unreachable": Text(
        fr="La liste des documents n'a pas pu être lue ; réessayer.",
        en="The list of documents could not be read; try again.",
    ),
    "too_big": Text(
        fr="Ce fichier fait {size} ; {most} au plus.", en="This file is {size}; {most} at most."
    ),
    "not_here": Text(fr="pas reçu avec le journal", en="did not come with the journal"),
    "organisation": Text(fr="Organisme", en="Organisation"),
    "level": Text(fr="Accès", en="Access"),
    "since": Text(fr="Depuis", en="Since"),
    "until": Text(fr="Jusqu'à", en="Until"),
    "given_by": Text(fr="Donné par", en="Given by"),
    "reason": Text(fr="Motif", en="Reason"),
    "owner": Text(fr="a ouvert l'opération", en="opened the operation"),
    "not_yet": Text(fr="pas encore", en="not yet"),
    "ended": Text(fr="terminé", en="ended"),
    "change": Text(fr="Changer…", en="Change…"),
    "shared_with_nobody": Text(
        fr="L'opération n'est partagée avec aucun autre organisme.",
        en="The operation is shared with no other organisation.",
    ),
    "print_named": Text(fr="{name} ({size})", en="{name} ({size})"),
    "print_online": Text(
        fr="Le fond choisi est sur le réseau, où le serveur ne va pas : la feuille est imprimée "
        "sans lui. « Ouvrir la feuille » l'imprime depuis ce navigateur, avec son fond.",
        en="The base map chosen is on the network, where the server does not go: the sheet is "
        "printed without it. “Open the sheet” prints it from this browser, with its base map.",
    ),
    "print_own_eyes": Text(
        fr="On regarde avec les yeux d'un autre organisme : revenir à « nous » pour imprimer.",
        en="You see with the eyes of another organisation: go back to “us” to print.",
    ),
    "print_unreachable": Text(
        fr="Le serveur ne répond pas ; rien n'a été imprimé. Réessayer.",
        en="The server does not answer; nothing was printed. Try again.",
    ),
    "print_exercise": Text(fr="EXERCICE", en="EXERCISE"),
    "print_way_so": Text(fr="ce qui était", en="what was so"),
    "print_way_believed": Text(fr="ce qu'on croyait", en="what was believed"),
    "print_way_pair": Text(fr="connu le {time}", en="as known on {time}"),
    "image_copied": Text(
        fr="Image copiée : la coller où l'on veut.", en="Image copied: paste it where you wish."
    ),
    "image_saved": Text(
        fr="Ce navigateur ne laisse pas copier d'image : elle est enregistrée dans un fichier.",
        en="This browser lets no image be copied: it is saved in a file.",
    ),
    "link_copied": Text(
        fr="Lien copié : il ouvre ce moment à qui peut lire l'opération.",
        en="Link copied: it opens this moment for whoever may read the operation.",
    ),
    "link_shown": Text(
        fr="Ce navigateur ne laisse rien copier ; voici le lien : {link}",
        en="This browser lets nothing be copied; here is the link: {link}",
    ),
    "changed_between": Text(
        fr="{count} changements du {from} au {to}", en="{count} changes from {from} to {to}"
    ),
    "changed_nothing": Text(
        fr="Rien n'a changé du {from} au {to}.", en="Nothing changed from {from} to {to}."
    ),
    "compare_order": Text(
        fr="Choisir un premier instant avant le second.",
        en="Choose a first instant before the second.",
    ),
    "departed": Text(fr="{count} écarts au plan le {time}", en="{count} deviations on {time}"),
    "as_planned": Text(fr="Rien ne diffère du plan le {time}.", en="All is as planned on {time}."),
    "put_in_place": Text(fr="Mettre en place…", en="Put in place…"),
    "planned_window": Text(fr="prévu {window}", en="planned {window}"),
    "point_it": Text(fr="Cliquer le lieu sur la carte.", en="Click the place on the map."),
    "pointed_at": Text(fr="Lieu : {place}", en="Place: {place}"),
    "put_as_planned": Text(fr="Au lieu prévu.", en="Where it was planned."),
    "no_team": Text(fr="Choisir une équipe.", en="Choose a team."),
    "no_assignment": Text(
        fr="{name} : aucune affectation le {day}.", en="{name}: no assignment on {day}."
    ),
    "assignments_of": Text(fr="{name}, {day}", en="{name}, {day}"),
    "overlap": Text(
        fr="Chevauchement de {delay} avec la suivante", en="Overlaps the next one by {delay}"
    ),
    "gap": Text(fr="Libre pendant {delay} avant la suivante", en="Free for {delay} until the next"),
    "map_point": Text(fr="point sur la carte", en="point on the map"),
    "assignment_name": Text(fr="{team} → {place}", en="{team} → {place}"),
    "assignment_where": Text(
        fr="Choisir un lieu, ou un point sur la carte.", en="Choose a place, or a point on the map."
    ),
    "assignment_when": Text(
        fr="Choisir de quand à quand, la fin après le début.",
        en="Choose from when to when, the end after the start.",
    ),
    "add_assignment": Text(fr="Ajouter une affectation", en="Add an assignment"),
    "change_assignment": Text(fr="Changer « {name} »", en="Change “{name}”"),
    "all_stages": Text(fr="Toutes les étapes", en="All stages"),
    "no_stage": Text(fr="Aucune étape : tout est montré.", en="No stage: everything is shown."),
    "add_stage": Text(fr="Ajouter une étape", en="Add a stage"),
    "change_stage": Text(fr="Changer « {name} »", en="Change “{name}”"),
    "stage_incomplete": Text(
        fr="Une étape a un nom, un début et une fin, la fin après le début.",
        en="A stage has a name, a start and an end, the end after the start.",
    ),
    "remove": Text(fr="Retirer", en="Remove"),
    "objects_one": Text(fr="1 objet", en="1 object"),
    "objects_many": Text(fr="{count} objets", en="{count} objects"),
    "more_one": Text(fr="1 objet de plus", en="1 more object"),
    "more_many": Text(fr="{count} objets de plus", en="{count} more objects"),
    "fewer_one": Text(fr="1 objet de moins", en="1 object fewer"),
    "fewer_many": Text(fr="{count} objets de moins", en="{count} objects fewer"),
    "nothing_here": Text(fr="Rien sur la carte à cet instant.", en="Nothing on the map now."),
    "urgent_object": Text(fr="urgent", en="urgent"),
    "no_news": NO_NEWS,
    "tracked_one": Text(
        fr="Positions : 1 équipe suivie, enregistrée", en="Positions: 1 team tracked, recorded"
    ),
    "tracked_many": Text(
        fr="Positions : {count} équipes suivies, toutes enregistrées",
        en="Positions: {count} teams tracked, all recorded",
    ),
    "pile_legend": PILE,
    "at_site": Text(fr="sur place : {name}", en="at {name}"),
    "from_site": Text(
        fr="à {distance} {direction} de « {name} »", en="{distance} {direction} of “{name}”"
    ),
    "from_centre": Text(
        fr="à {distance} {direction} du centre de la carte",
        en="{distance} {direction} of the map's centre",
    ),
    "n": Text(fr="au nord", en="north"),
    "ne": Text(fr="au nord-est", en="north-east"),
    "e": Text(fr="à l'est", en="east"),
    "se": Text(fr="au sud-est", en="south-east"),
    "s": Text(fr="au sud", en="south"),
    "sw": Text(fr="au sud-ouest", en="south-west"),
    "w": Text(fr="à l'ouest", en="west"),
    "nw": Text(fr="au nord-ouest", en="north-west"),
    "unreadable_time": Text(
        fr="Choisir la date et l'heure des faits.", en="Choose the date and time it occurred."
    ),
    "find_objects": Text(fr="Objets de la carte", en="Objects on the map"),
    "find_people": Text(fr="Annuaire", en="Directory"),
    "find_entries": Text(fr="Main courante", en="Log"),
    "find_places": Text(fr="Lieux", en="Places"),
    "find_coordinates": Text(fr="Coordonnées", en="Coordinates"),
    "find_nothing": Text(
        fr="Rien pour « {query} » ; essayé : {tried}.", en="Nothing for “{query}”; tried: {tried}."
    ),
    "find_more": Text(fr="{count} en tout", en="{count} in all"),
    "find_in_log": Text(
        fr="Filtrer la main courante : {count} entrées", en="Filter the log: {count} entries"
    ),
    "find_later": Text(
        fr="{count} de plus, sus seulement plus tard", en="{count} more, only known later"
    ),
    "find_outside": Text(
        fr="Chercher aussi auprès de {host} : le texte tapé sort de la maison",
        en="Ask {host} too: the text typed leaves the house",
    ),
    "find_from": Text(fr="d'après {host}", en="says {host}"),
    "find_struck": Text(fr="ne compte plus", en="no longer counts"),
    "find_lost": Text(
        fr="La recherche ne répond pas ; réessayer.", en="The search does not answer; try again."
    ),
    "find_moved": Text(fr="Curseur au {time} : {note}.", en="Slider at {time}: {note}."),
    "find_at": Text(
        fr="Curseur au {time}, l'heure de l'entrée.",
        en="Slider at {time}, when the entry occurred.",
    ),
    "find_so": Text(
        fr="On voit maintenant ce qui était, et non ce qu'on croyait.",
        en="You now see what was so, not what was believed.",
    ),
    "find_back": Text(fr="Revenir au {time}", en="Back to {time}"),
    "stop": Text(fr="Arrêter", en="Stop"),
    "job_lost": Text(
        fr="Le serveur ne répond pas ; le travail continue peut-être. Nouvel essai…",
        en="The server does not answer; the work may go on. Trying again…",
    ),
}

# What is said of drawing on the map, and of the form that ends it.
WORDS |= {
    "placing": Text(fr="Placer : {kind}", en="Place: {kind}"),
    "shape_point": Text(fr="Point", en="Point"),
    "shape_line": Text(fr="Ligne", en="Line"),
    "shape_polygon": Text(fr="Polygone", en="Polygon"),
    "shape_circle": Text(fr="Cercle", en="Circle"),
    "shape_sector": Text(fr="Secteur, panache", en="Sector, plume"),
    "shape_freehand": Text(fr="Main levée", en="By hand"),
    "hint_point": Text(
        fr="Cliquer le lieu. Au clavier : flèches, puis Entrée.",
        en="Click the place. With keys: arrows, then Enter.",
    ),
    "hint_line": Text(
        fr="Cliquer chaque point ; le dernier deux fois, ou Terminer.",
        en="Click each point; the last one twice, or Finish.",
    ),
    "hint_polygon": Text(
        fr="Cliquer chaque angle ; le premier à nouveau, ou Terminer.",
        en="Click each corner; the first one again, or Finish.",
    ),
    "hint_circle": Text(
        fr="Cliquer le centre, puis le bord, ou taper le rayon.",
        en="Click the centre, then the edge, or type the radius.",
    ),
    "hint_sector": Text(
        fr="Cliquer l'origine, le bout de l'axe, puis la largeur ; ou taper les mesures.",
        en="Click the origin, the end of the axis, then the width; or type the measures.",
    ),
    "hint_freehand": Text(
        fr="Tracer en glissant, ou entre deux clics.", en="Draw by dragging, or between two clicks."
    ),
    "hint_move": Text(
        fr="Glisser l'objet, ou cliquer son nouveau lieu.",
        en="Drag the object, or click its new place.",
    ),
    "hint_edit": Text(
        fr="Glisser un angle, ou un point du milieu pour en ajouter ; clic droit : le retirer.",
        en="Drag a corner, or a middle dot to add one; right click: remove it.",
    ),
    "radius_m": Text(fr="Rayon (m)", en="Radius (m)"),
    "wind": Text(fr="Vent venant de (°)", en="Wind from (°)"),
    "bearing_deg": Text(fr="Axe, vers (°)", en="Axis, towards (°)"),
    "length_m": Text(fr="Longueur (km)", en="Length (km)"),
    "width_m": Text(fr="Largeur au bout (km)", en="Width at its end (km)"),
    "title_place": Text(fr="Placer : {name}", en="Place: {name}"),
    "title_move": Text(fr="Déplacer : {name}", en="Move: {name}"),
    "title_shape": Text(fr="Nouveau tracé : {name}", en="New outline: {name}"),
    "title_change": Text(fr="Modifier : {name}", en="Change: {name}"),
    "title_withdraw": Text(fr="Retirer de la carte : {name}", en="Take off the map: {name}"),
    "title_verb": Text(fr="{verb} : {name}", en="{verb}: {name}"),
    "act_move": Text(fr="Déplacer", en="Move"),
    "act_shape": Text(fr="Modifier le tracé", en="Edit the outline"),
    "act_change": Text(fr="Modifier", en="Change"),
    "act_withdraw": Text(fr="Retirer", en="Take off"),
    "record": Text(fr="Enregistrer", en="Record"),
    "record_move": Text(fr="Enregistrer le déplacement", en="Record the move"),
    "record_shape": Text(fr="Enregistrer le tracé", en="Record the outline"),
    "record_withdraw": Text(fr="Retirer de la carte", en="Take off the map"),
    "dated": Text(fr="Sera daté du {time}", en="Will be dated {time}"),
    "not_said": Text(fr="non renseigné", en="not given"),
    "field_missing": Text(fr="Renseigner « {field} ».", en="Fill in “{field}”."),
    "not_count": Text(
        fr="« {field} » : un nombre entier est attendu, par exemple 12.",
        en="“{field}”: a whole number is expected, such as 12.",
    ),
    "not_measure": Text(
        fr="« {field} » : un nombre est attendu, par exemple 3,5.",
        en="“{field}”: a number is expected, such as 3.5.",
    ),
    "not_time": Text(
        fr="« {field} » : choisir la date et l'heure.", en="“{field}”: choose the date and time."
    ),
    "not_choice": Text(
        fr="« {field} » : choisir dans la liste.", en="“{field}”: choose from the list."
    ),
    "nothing_changed": Text(
        fr="Rien n'a été modifié : rien à enregistrer.",
        en="Nothing was changed: there is nothing to record.",
    ),
    "form_open": Text(
        fr="Enregistrer ou annuler d'abord ce qui est commencé ici.",
        en="First record or cancel what is begun here.",
    ),
    "meanwhile": Text(
        fr="Pendant ce temps, entrée n° {seq} ({who}) : {sentence}",
        en="Meanwhile, entry no. {seq} ({who}): {sentence}",
    ),
    "mend_first": Text(
        fr="Le réparer ou le redessiner d'abord.", en="Mend it or draw it again first."
    ),
    "mended": Text(
        fr="Contour réparé, en {parts} partie(s), tel qu'il est montré : l'enregistrer, ou le "
        "redessiner.",
        en="Outline mended, in {parts} part(s), as it is shown: record it, or draw it again.",
    ),
    "recorded_as": Text(fr="Enregistré, n° {seqs}", en="Recorded, no. {seqs}"),
    "undo": Text(fr="Annuler", en="Undo"),
    "undo_reason": Text(fr="annulé aussitôt", en="undone at once"),
    "undone": Text(fr="Entrée n° {seqs} biffée.", en="Entry no. {seqs} struck out."),
}


WORDS |= alarms.WORDS
WORDS |= readout.WORDS | place.WORDS | measuring.WORDS | inside.WORDS
WORDS |= nearest.WORDS | statuses.WORDS | replay.WORDS
WORDS |= plan_need.WORDS | plan_variants.WORDS | plan_afterwards.WORDS
WORDS |= plan_reach.WORDS
WORDS |= plan_places.WORDS | shifts.WORDS | plan_capacity.WORDS


def words(locale: Locale) -> dict[str, str]:
    """Return the sentences in ``locale``; their {places} are filled by the page."""
    return {key: text.say(locale) for key, text in WORDS.items()}
