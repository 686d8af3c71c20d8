"""The sentences the page says by itself, between two answers of the server."""

from dashboard.text import Locale, Text

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
    "not_recorded": Text(
        fr="Non enregistré : le serveur ne répond pas. Le texte est conservé ; réessayer.",
        en="Not recorded: the server does not answer. The text is kept; try again.",
    ),
    "unreadable_time": Text(
        fr="Choisir la date et l'heure des faits.", en="Choose the date and time it occurred."
    ),
}


def words(locale: Locale) -> dict[str, str]:
    """Return the sentences in ``locale``; their {places} are filled by the page."""
    return {key: text.say(locale) for key, text in WORDS.items()}
