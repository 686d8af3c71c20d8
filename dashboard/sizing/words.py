"""The words of the need: levels, classes, notes and sentences, in both languages."""

from collections.abc import Mapping

from dashboard.text import Text

ARTICLE = Text(
    fr="Arrêté du 7 novembre 2006 ; référentiel national des missions de sécurité civile, "
    "dispositifs prévisionnels de secours (RNMSC-DPS, octobre 2006)",
    en="French order of 7 November 2006; national reference on planned first-aid covers "
    "(RNMSC-DPS, October 2006)",
)
FORMULA = Text(
    fr="RIS = (P2 + E1 + E2) × P / 1 000", en="RIS = (P2 + E1 + E2) × P / 1 000, the French ratio"
)
PEOPLE = Text(
    fr="P1 est l'effectif maximal présent en même temps, non celui de la journée ; au-delà de "
    "100 000, la moitié compte.",
    en="P1 is the most people present at the same time, not all of a day; of those above 100,000, "
    "half count.",
)
LEVEL_NAMES: Mapping[int, Text] = {
    25: Text(fr="faible", en="low"),
    30: Text(fr="modéré", en="moderate"),
    35: Text(fr="moyen", en="medium"),
    40: Text(fr="élevé", en="high"),
}
KINDS: Mapping[str, Text] = {
    "none": Text(fr="aucun, à l'appréciation de l'autorité", en="none, the authority decides"),
    "paps": Text(
        fr="point d'alerte et de premiers secours (PAPS)", en="point of alert and first aid (PAPS)"
    ),
    "small": Text(fr="petite envergure (DPS-PE)", en="small (DPS-PE)"),
    "medium": Text(fr="moyenne envergure (DPS-ME)", en="medium (DPS-ME)"),
    "large": Text(fr="grande envergure (DPS-GE)", en="large (DPS-GE)"),
}
NOTES: Mapping[str, Text] = {
    "at_the_edge": Text(
        fr="RIS égal à 0,25 : le référentiel laisse l'autorité décider, une note de 2015 demande "
        "un dispositif dès 0,25. À trancher avec l'autorité.",
        en="RIS of exactly 0.25: the reference leaves it to the authority, a note of 2015 asks "
        "for a cover from 0.25 on. To be settled with the authority.",
    ),
    "no_post_for_actors": Text(
        fr="Un PAPS ne peut pas couvrir les acteurs : quatre secouristes au moins.",
        en="A PAPS may not cover the actors: four first-aiders at least.",
    ),
    "no_post_far_from_help": Text(
        fr="Un PAPS ne suffit pas quand les secours publics sont à plus de 30 min : quatre "
        "secouristes au moins. Une seule source donne cette règle ; elle peut être levée.",
        en="A PAPS is not enough where public help takes more than 30 min: four first-aiders at "
        "least. A single source has this rule; it can be turned off.",
    ),
}
OFF = Text(
    fr="Choix du planificateur : un PAPS est admis à plus de 30 min des secours publics.",
    en="The planner's choice: a PAPS is accepted beyond 30 min from public help.",
)
ACTORS = Text(
    fr="La règle dimensionne le dispositif du public. Celui des acteurs (sportifs, artistes) "
    "revient à l'organisateur ; un PAPS ne peut pas les couvrir.",
    en="The rule sizes the cover of the public. That of the actors (athletes, performers) is the "
    "organiser's to decide; a PAPS may not cover them.",
)
MEDICAL = Text(
    fr="Le RIS ne dit rien des médecins, SMUR et PMA : ils se décident avec le SAMU et la "
    "préfecture.",
    en="The RIS says nothing of doctors, mobile units and medical posts: they are settled with the "
    "SAMU and the prefecture.",
)
ADVICE = Text(
    fr="Calcul d'aide à la décision : l'autorité décide.",
    en="A calculation to help decide: the authority decides.",
)
WHO_COUNTS = Text(
    fr="Comptent les équipes de secouristes (vecteur associatif, ou soins « secouriste » sans "
    "vecteur), pour leur effectif, là où dit la main courante : affectées, ou à moins de 300 m. "
    "Une heure vaut le plus faible de ses quarts d'heure.",
    en="What counts is teams of first-aiders (an association's vehicle, or first-aid care without "
    "a vehicle), for their crew, where the log says: told to count, or within 300 m. An hour has "
    "the fewest of its quarters.",
)

ROUNDED: Mapping[str, Text] = {
    "none": Text(fr="RIS ≤ 0,25 : aucun imposé", en="RIS ≤ 0.25: none imposed"),
    "paps": Text(fr="RIS ≤ 1,125 : 2 secouristes", en="RIS ≤ 1.125: 2 first-aiders"),
    "four": Text(fr="RIS ≤ 4 : 4 secouristes", en="RIS ≤ 4: 4 first-aiders"),
    "even": Text(
        fr="arrondi à l'entier puis au nombre pair supérieurs : {count}",
        en="rounded up to a whole, then to an even number: {count}",
    ),
}
ASKED = Text(
    fr="La règle demande {count} secouristes (binômes : {pairs}) : {kind}.",
    en="The rule asks for {count} first-aiders (pairs: {pairs}): {kind}.",
)
ASKED_NONE = Text(
    fr="La règle n'impose aucun secouriste : l'autorité décide.",
    en="The rule imposes no first-aider: the authority decides.",
)
WHY: Mapping[str, Text] = {
    "chosen": Text(fr="Effectif retenu : {one}.", en="Crowd chosen: {one}."),
    "only": Text(fr="Seul effectif donné : {one}.", en="The only crowd given: {one}."),
    "highest": Text(
        fr="Aucun effectif n'est retenu : le plus élevé compte, {one}.",
        en="No crowd was chosen: the highest counts, {one}.",
    ),
}
NO_CROWD = Text(
    fr="Aucun effectif lisible : en donner un (fiche de l'objet, ou ci-dessous).",
    en="No readable crowd: give one (form of the object, or below).",
)
MISSING = Text(fr="Il manque : {fields}.", en="Still to be said: {fields}.")
SHORT = Text(
    fr="Manquent jusqu'à {count} secouristes : {hours}.",
    en="Up to {count} first-aiders missing: {hours}.",
)
ENOUGH = Text(
    fr="Le dispositif placé suffit à chaque heure.", en="What is placed is enough at every hour."
)
SURPLUS = Text(fr="Jusqu'à {count} de plus que demandé.", en="Up to {count} more than asked for.")
NO_HOURS = Text(
    fr="Rien ne dit de quelle heure à quelle heure : donner un créneau prévu à l'objet.",
    en="Nothing says from when to when: give the object a planned window.",
)
CUT = Text(
    fr="Les {count} premières heures sont comptées.", en="The first {count} hours are counted."
)
NO_CREW = Text(fr="Effectif non dit : {names}.", en="Crew not said: {names}.")
DIFFERS = Text(
    fr="La fiche dit « {said} », la règle donne « {found} ».",
    en="The object says “{said}”, the rule gives “{found}”.",
)

MAURER_STEPS: Mapping[str, Text] = {
    "permitted": Text(
        fr="{count} personnes autorisées : {points} points",
        en="{count} permitted: {points} points",
    ),
    "indoors": Text(
        fr="{count} personnes autorisées, en salle (compte double) : {points} points",
        en="{count} permitted, indoors (counts twice): {points} points",
    ),
    "expected": Text(
        fr="{count} attendues, un point par 500 entamées : {points} points",
        en="{count} expected, one point per 500 begun: {points} points",
    ),
    "factor": Text(fr="facteur {factor} ({kind})", en="factor {factor} ({kind})"),
    "own": Text(
        fr="facteur {factor}, apporté par le planificateur",
        en="factor {factor}, brought by the planner",
    ),
    "guests": Text(
        fr="{count} personnalités : {points} points", en="{count} important guests: {points} points"
    ),
    "violence": Text(
        fr="violences à craindre : {points} points", en="violence is expected: {points} points"
    ),
    "sum": Text(fr="total : {points} points", en="total: {points} points"),
}
MAURER_ROWS: Mapping[str, Text] = {
    "helpers": Text(fr="Secouristes", en="Helpers"),
    "transport": Text(fr="Ambulances de transport (KTW)", en="Transport ambulances (KTW)"),
    "rescue": Text(fr="Ambulances de secours (RTW)", en="Emergency ambulances (RTW)"),
    "large": Text(fr="Grandes ambulances (GRTW)", en="Large ambulances (GRTW)"),
    "doctors": Text(fr="Médecins d'urgence", en="Emergency doctors"),
    "posts": Text(fr="Postes de secours (UHS)", en="Aid posts (UHS)"),
    "command": Text(fr="Commandement", en="Command"),
}
COMMANDS: Mapping[str, Text] = {
    "none": Text(fr="aucun", en="none"),
    "reduced": Text(fr="réduit", en="reduced"),
    "full": Text(fr="complet", en="full"),
}
OR_MORE = Text(fr="{count} ou plus", en="{count} or more")
MAURER_SOURCE = Text(
    fr="Schéma de Maurer (Maurer et Peter, Vienne, 2005). Les publications diffèrent sur des "
    "facteurs : celui de la liste est un point de départ.",
    en="Maurer's scheme (Maurer and Peter, Vienna, 2005). Publications differ on some factors: the "
    "one of the list is a start.",
)
PURPLE_SOURCE = Text(
    fr="Purple Guide (Events Industry Forum) : niveaux 1 à 5, un jugement et non une formule. "
    "Vigie garde le niveau, les réponses et la raison de qui planifie. Repère publié pour une "
    "salle comme la Manchester Arena : 1 à 2 médecins, 2 à 4 infirmiers, 2 à 4 paramedics, "
    "11 secouristes, 1 équipage d'ambulance.",
    en="Purple Guide (Events Industry Forum): tiers 1 to 5, a judgement and no formula. Vigie "
    "keeps the tier, the answers and the reason of whoever plans. Published outline for about the "
    "size of the Manchester Arena: 1 to 2 doctors, 2 to 4 nurses, 2 to 4 paramedics, 11 first "
    "aiders, 1 ambulance crew.",
)
UNANSWERED = Text(fr="Sans réponse : {fields}.", en="Unanswered: {fields}.")
NO_REASON = Text(fr="La raison manque.", en="The reason is missing.")
