"""The sentences the page says by itself, between two answers of the server."""

from dashboard.text import Locale, Text
from dashboard.views import inside, measuring, place, readout

WORDS = {
    "live": Text(fr="en direct", en="live"),
    "follow": Text(fr="Direct", en="Live"),
    "end": Text(fr="Fin", en="End"),
    "now": Text(fr="à l'instant", en="just now"),
    "current": Text(fr="à jour", en="current"),
    "stale": Text(
        fr="Liaison perdue : l'écran n'est plus à jour", en="Link lost: this screen is not current"
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
    "unreadable_time": Text(
        fr="Choisir la date et l'heure des faits.", en="Choose the date and time it occurred."
    ),
}


WORDS |= readout.WORDS | place.WORDS | measuring.WORDS | inside.WORDS


def words(locale: Locale) -> dict[str, str]:
    """Return the sentences in ``locale``; their {places} are filled by the page."""
    return {key: text.say(locale) for key, text in WORDS.items()}
