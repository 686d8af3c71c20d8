"""What is written on a sheet around the map, in both languages."""

from collections.abc import Mapping

from dashboard.printing.order import Way
from dashboard.text import Locale, Text

WAYS: Mapping[Way, Text] = {
    "so": Text(fr="Ce qui était", en="What was so"),
    "believed": Text(fr="Ce qu'on croyait", en="What was believed"),
    "pair": Text(fr="Connu le {known}", en="As known on {known}"),
}
WAYS_TOLD: Mapping[Way, Text] = {
    "so": Text(
        fr="à cet instant, avec tout ce que l'on sait aujourd'hui",
        en="at that instant, with all that is known today",
    ),
    "believed": Text(
        fr="à cet instant, avec ce qui était déjà écrit alors",
        en="at that instant, with what was already written then",
    ),
    "pair": Text(
        fr="à cet instant, avec ce qui était écrit à cette heure-là",
        en="at that instant, with what was written by that hour",
    ),
}

PILE = Text(
    fr="Plusieurs objets au même endroit : leur nombre, et leurs sigles.",
    en="Several objects at one place: how many, and their codes.",
)
NO_NEWS = Text(fr="sans nouvelles depuis longtemps", en="no news for long")

WORDS = {
    "exercise": Text(fr="Exercice", en="Exercise"),
    "exercise_told": Text(
        fr="rien de ce qui est sur cette feuille n'est une situation réelle",
        en="nothing on this sheet is a real situation",
    ),
    "legend": Text(fr="Légende", en="Legend"),
    "reach": Text(
        fr="L'atteinte des secours était à l'écran ; elle n'est pas imprimée.",
        en="Reach of help was on the screen; it is not printed.",
    ),
    "nothing": Text(
        fr="Rien n'est sur cette carte à cet instant.", en="Nothing is on this map at that instant."
    ),
    "more": Text(fr="et {count} autres lignes", en="and {count} more rows"),
    "pile": PILE,
    "no_news": NO_NEWS,
    "remarks": Text(fr="Remarques", en="Remarks"),
    "north": Text(fr="N", en="N"),
    "scale_told": Text(
        fr="Échelle au milieu de la carte ; imprimer en {size}, à 100 %.",
        en="Scale in the middle of the map; print on {size}, at 100 %.",
    ),
    "journal": Text(fr="Journal", en="Journal"),
    "head": Text(fr="jusqu'à l'entrée n° {seq}, sceau", en="up to entry no. {seq}, seal"),
    "verify": Text(
        fr="(se vérifie : vigie verify --head numéro:sceau)",
        en="(verified by: vigie verify --head number:seal)",
    ),
    "printed": Text(
        fr="Imprimé le {when} par {name}, {organisation}, d'après ce que son organisme peut lire.",
        en="Printed on {when} by {name}, {organisation}, from what their organisation may read.",
    ),
    "printed_whole": Text(
        fr="Imprimé le {when} sur le serveur, d'après le journal entier.",
        en="Printed on {when} on the server, from the whole journal.",
    ),
    "sources": Text(fr="Sources :", en="Sources:"),
    "objects": Text(
        fr="objets, main courante de l'opération ({organisation})",
        en="objects, the operation's log ({organisation})",
    ),
    "positions": Text(
        fr="Équipes placées d'après leur appareil à cet instant : {count} ; les autres, d'après la "
        "main courante.",
        en="Teams placed by their devices at that instant: {count}; the others by the log.",
    ),
    "ground": Text(fr="fond, {credit}", en="ground, {credit}"),
    "then": Text(fr=" ; ", en="; "),
    "no_ground": Text(fr="sans fond de carte", en="no base map"),
    "grid": Text(
        fr="quadrillage géographique, WGS 84 (Web Mercator)",
        en="geographical grid, WGS 84 (Web Mercator)",
    ),
    "link": Text(
        fr="Le code ouvre ce moment à l'écran.", en="The code opens this moment on a screen."
    ),
    "failed": Text(
        fr="La carte n'a pas pu être dessinée ; cette feuille n'est pas à utiliser.",
        en="The map could not be drawn; this sheet is not to be used.",
    ),
}


def words(locale: Locale) -> dict[str, str]:
    """Return what is written on a sheet, in ``locale``; {places} are filled by who writes it."""
    return {key: text.say(locale) for key, text in WORDS.items()}


NOTE = {
    "note_title": Text(
        fr="Note de dimensionnement du dispositif de secours", en="First-aid cover sizing note"
    ),
    "about": Text(fr="Objet", en="About"),
    "as_it_stood": Text(fr="Plan tel qu'au", en="The plan as of"),
    "result": Text(fr="Ce que la règle demande", en="What the rule asks for"),
    "who_gives": Text(fr="Qui l'estime", en="Who estimates it"),
    "people_head": Text(fr="Personnes", en="People"),
    "ratio": Text(fr="RIS", en="RIS"),
    "class_head": Text(fr="Classe", en="Class"),
    "first_aiders": Text(fr="Secouristes", en="First-aiders"),
    "counts": Text(fr="compte", en="counts"),
    "plan_map": Text(fr="Ce qui est prévu, sur la carte", en="What is planned, on the map"),
    "plan_told": Text(
        fr="Prévu pour « {name} », le {when}.", en="Planned for “{name}”, on {when}."
    ),
    "plan_alone": Text(
        fr="« {name} », le {when} : ni poste ni équipe prévus pour cette heure.",
        en="“{name}”, on {when}: no post and no team planned for that hour.",
    ),
    "colon": Text(fr=" :", en=":"),
    "plan_outside": Text(
        fr="Trop loin pour être sur la carte : {names}.",
        en="Too far away to be on the map: {names}.",
    ),
    "note_scale": Text(
        fr="Échelle au milieu de la carte, imprimée à 100 % ; nord en haut ; quadrillage "
        "géographique, WGS 84.",
        en="Scale in the middle of the map, printed at 100 %; north up; geographical grid, WGS 84.",
    ),
    "no_place": Text(
        fr="Le lieu n'est pas saisi : il n'y a pas de carte.",
        en="Its place was not entered: there is no map.",
    ),
    "map_failed": Text(fr="La carte n'a pas pu être dessinée.", en="The map could not be drawn."),
    "levels": Text(fr="Indicateurs de risque", en="Risk indicators"),
    "level": Text(fr="Niveau", en="Level"),
    "why": Text(fr="Pourquoi", en="Why"),
    "inputs": Text(fr="Ce qui est saisi, par qui et quand", en="What was said, by whom and when"),
    "input": Text(fr="Donnée", en="Input"),
    "value": Text(fr="Valeur", en="Value"),
    "by": Text(fr="Par", en="By"),
    "on": Text(fr="Le", en="On"),
    "entry": Text(fr="Entrée n°", en="Entry no."),
    "placed": Text(fr="Ce qui est placé, heure par heure", en="What is placed, hour by hour"),
    "hour_head": Text(fr="Heure", en="Hour"),
    "asked": Text(fr="Demandés", en="Asked"),
    "there": Text(fr="En place", en="There"),
    "planned": Text(fr="Prévus", en="Planned"),
    "balance": Text(fr="Écart", en="Balance"),
    "lacking": Text(fr="manque {count}", en="{count} missing"),
    "enough": Text(fr="suffisant", en="enough"),
    "surplus": Text(fr="{count} en plus", en="{count} more"),
    "did_not_come": Text(fr="{count} non venus", en="{count} did not come"),
    "remarks_head": Text(fr="À savoir", en="To be known"),
    "maurer": Text(fr="Schéma de Maurer", en="Maurer's scheme"),
    "purple": Text(fr="Purple Guide", en="Purple Guide"),
    "tier": Text(fr="Niveau {tier}", en="Tier {tier}"),
    "reason": Text(fr="Raison", en="Reason"),
    "rule": Text(fr="Règle", en="Rule"),
    "signature": Text(fr="Date, nom et signature", en="Date, name and signature"),
    "invented": Text(
        fr="Les valeurs marquées « inventé » ne viennent d'aucune source : elles servent à la "
        "démonstration.",
        en="Values marked “invented” come from no source: they serve the demonstration.",
    ),
    "page": Text(fr="page", en="page"),
}
