"""Help: what the screen shows, and every key."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids

TITLE = Text(fr="Aide et clavier", en="Help and keyboard")
WAYS = (
    Text(
        fr="« Ce qui était » montre l'instant avec tout ce que l'on sait aujourd'hui ; « Ce qu'on "
        "croyait » ne compte que ce qui était déjà écrit à cet instant ; « Connu à… » choisit les "
        "deux heures.",
        en="“What was so” shows the instant with all that is known today; “What was believed” only "
        "counts what was already written at that instant; “Known at…” chooses both times.",
    ),
    Text(
        fr="Rien n'est jamais effacé : rectifier ou biffer ajoute une entrée, l'ancienne reste "
        "lisible.",
        en="Nothing is ever deleted: correcting or striking adds an entry, the old one stays "
        "readable.",
    ),
)
KEYS = (
    (
        Text(fr="← →", en="← →"),
        Text(fr="une minute (avec Maj : dix)", en="one minute (Shift: ten)"),
    ),
    (Text(fr="Pg préc. · Pg suiv.", en="PageUp · PageDown"), Text(fr="une heure", en="one hour")),
    (
        Text(fr=", · .", en=", · ."),
        Text(fr="entrée précédente, suivante", en="previous, next entry"),
    ),
    (
        Text(fr="G · C", en="G · C"),
        Text(fr="aller à un lieu, copier le lieu lu", en="go to a place, copy the place read"),
    ),
    (
        Text(fr="Espace · R", en="Space · R"),
        Text(fr="lecture ou pause ; lecture à rebours", en="play or pause; play backwards"),
    ),
    (Text(fr="< · >", en="< · >"), Text(fr="moins vite, plus vite", en="slower, faster")),
    (
        Text(fr="A · B · O", en="A · B · O"),
        Text(
            fr="poser le repère A, le repère B, tourner en boucle",
            en="set mark A, mark B, run in a loop",
        ),
    ),
    (Text(fr="K", en="K"), Text(fr="passer les temps morts, ou non", en="skip dead time, or not")),
    (
        Text(fr="M · J", en="M · J"),
        Text(
            fr="annoter l'instant ; aller à la remarque suivante (avec Maj : précédente)",
            en="remark on the instant; go to the next remark (Shift: previous)",
        ),
    ),
    (
        Text(fr="Début · Fin · L", en="Home · End · L"),
        Text(fr="début, fin, direct", en="start, end, live"),
    ),
    (Text(fr="1 · 2 · 3", en="1 · 2 · 3"), Text(fr="façon de voir", en="way of seeing")),
    (Text(fr="N", en="N"), Text(fr="nouvelle entrée", en="new entry")),
    (
        Text(fr="E", en="E"),
        Text(
            fr="équipes les plus proches de l'objet choisi, du lieu cherché, du milieu de la carte",
            en="teams nearest to the chosen object, the place looked for, the middle of the map",
        ),
    ),
    (
        Text(fr="P", en="P"),
        Text(
            fr="prévoir : ouvrir ou ranger la préparation",
            en="plan: open the planning panel, or put it away",
        ),
    ),
    (
        Text(fr="V", en="V"),
        Text(
            fr="d'une variante du plan à son opération, et retour",
            en="from a variant of the plan to its operation, and back",
        ),
    ),
    (
        Text(fr="I", en="I"),
        Text(fr="atteinte des secours sur la carte, ou non", en="reach of help on the map, or not"),
    ),
    (
        Text(fr="S, puis 1 à 9, 0", en="S, then 1 to 9, 0"),
        Text(
            fr="touches d'état : un chiffre inscrit l'état de l'équipe choisie, tant que la "
            "réglette est ouverte (S ou Échap la range)",
            en="status keys: a digit records the status of the chosen team, as long as the strip "
            "is open (S or Esc puts it away)",
        ),
    ),
    (
        Text(fr="Ctrl + Entrée", en="Ctrl + Enter"),
        Text(fr="enregistrer l'entrée", en="record the entry"),
    ),
    (
        Text(fr="/ · Ctrl + K", en="/ · Ctrl + K"),
        Text(
            fr="chercher partout : carte, main courante, annuaire, lieux, coordonnées",
            en="search everywhere: map, log, directory, places, coordinates",
        ),
    ),
    (
        Text(fr="Tab", en="Tab"),
        Text(
            fr="au début de la page : aller à la carte, à la main courante, à la liste des objets",
            en="at the top of the page: go to the map, the log, the list of objects",
        ),
    ),
    (
        Text(fr="Flèches, Entrée", en="Arrows, Enter"),
        Text(
            fr="dans la liste des objets : parcourir, choisir et centrer",
            en="in the list of objects: go through it, choose and centre",
        ),
    ),
    (
        Text(fr="Flèches, + −", en="Arrows, + −"),
        Text(fr="sur la carte : déplacer, changer l'échelle", en="on the map: move, zoom"),
    ),
    (
        Text(fr="Flèches, Espace", en="Arrows, Space"),
        Text(
            fr="dans la main courante : parcourir, choisir l'entrée et ses objets",
            en="in the log: go through it, choose the entry and its objects",
        ),
    ),
    (
        Text(fr="Échap", en="Esc"),
        Text(
            fr="ne plus suivre ; ne plus rien choisir ; revenir à nos yeux",
            en="follow no team any more; choose nothing any more; back to our own eyes",
        ),
    ),
    (
        Text(fr="Clic droit", en="Right click"),
        Text(
            fr="écrire à ce lieu, ou y chercher les équipes proches",
            en="write about that place, or look for the teams nearest to it",
        ),
    ),
    (Text(fr="?", en="?"), Text(fr="cette aide", en="this help")),
    (
        Text(fr="Flèches · Entrée", en="Arrows · Enter"),
        Text(
            fr="en dessinant : mener la croix (avec Maj : finement), poser un point ; au même "
            "endroit, terminer",
            en="while drawing: lead the cross (Shift: finely), put a point; at the same place, "
            "finish",
        ),
    ),
    (
        Text(fr="Ctrl + Z · Ctrl + Y · Échap", en="Ctrl + Z · Ctrl + Y · Esc"),
        Text(
            fr="en dessinant : reprendre, remettre un point, abandonner",
            en="while drawing: take a point back, put it again, give up",
        ),
    ),
)


def help_dialog(locale: Locale) -> dmc.Modal:
    """Return the help, closed."""
    keys = [
        html.Tr([html.Td(dmc.Kbd(key.say(locale))), html.Td(text.say(locale))])
        for key, text in KEYS
    ]
    return dmc.Modal(
        [
            *(html.P(text.say(locale)) for text in WAYS),
            html.Table(html.Tbody(keys), className="keys"),
        ],
        id=ids.HELP_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        size="lg",
    )
