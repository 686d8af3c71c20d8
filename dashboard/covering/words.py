"""The sentences in which coverage and siting answer."""

from collections.abc import Mapping

from dashboard.text import Text

CELL = Text(fr="Population, maille {number}", en="Population, cell {number}")

FIGURES_SAID: Mapping[str, str] = {
    "crowd": "gathering",
    "declared_crowd": "gathering",
    "expected": "gathering",
    "present": "site",
}
"""Of each unsigned figure, the kind that words it."""

INSTEAD = Text(
    fr="{name} : la source demandée n'y donne pas d'effectif ; compté : {source}, le plus élevé.",
    en="{name}: the source asked for gives no figure there; counted: {source}, the highest.",
)
LEFT_OUT = Text(
    fr="Fichier de population : {count} lignes laissées de côté (la première, n° {number} : "
    "{why}).",
    en="Population file: {count} lines left out (the first, no. {number}: {why}).",
)

AIM_SAID: Mapping[str, Text] = {
    "most": Text(
        fr="Avec {n} emplacement(s) de plus, {reached} personnes sur {people} ({percent}) sont "
        "atteintes en {minutes}.",
        en="With {n} more place(s), {reached} people of {people} ({percent}) are reached within "
        "{minutes}.",
    ),
    "all": Text(
        fr="Il faut {n} emplacement(s) de plus pour atteindre en {minutes} tout ce qui peut "
        "l'être : {reached} personnes sur {people} ({percent}).",
        en="{n} more place(s) are needed to reach within {minutes} all that can be: {reached} "
        "people of {people} ({percent}).",
    ),
    "mean": Text(
        fr="Avec {n} emplacement(s) de plus, on attend {value} en moyenne ; {reached} personnes "
        "sur {people} ({percent}) sont atteintes en {minutes}.",
        en="With {n} more place(s), the mean wait is {value}; {reached} people of {people} "
        "({percent}) are reached within {minutes}.",
    ),
    "worst": Text(
        fr="Avec {n} emplacement(s) de plus, personne de ceux qui peuvent l'être n'attend plus de "
        "{value} ; {reached} personnes sur {people} ({percent}) sont atteintes en {minutes}.",
        en="With {n} more place(s), nobody who can be reached waits longer than {value}; {reached} "
        "people of {people} ({percent}) are reached within {minutes}.",
    ),
}
TOO_FEW = Text(
    fr="Avec {n} emplacement(s) de plus, certains de ceux qui peuvent être atteints attendraient "
    "plus de {value} : en demander davantage. {reached} personnes sur {people} ({percent}) sont "
    "atteintes en {minutes}.",
    en="With {n} more place(s), some who can be reached would wait longer than {value}: ask for "
    "more. {reached} people of {people} ({percent}) are reached within {minutes}.",
)
NONE_NEEDED = Text(
    fr="Aucun emplacement de plus n'est nécessaire : tout ce qui peut être atteint l'est déjà.",
    en="No more place is needed: all that can be reached already is.",
)
ALREADY = Text(
    fr="Ce qui est déjà là ({count}) en atteint {percent}.",
    en="What is there already ({count}) reaches {percent} of them.",
)
PROVED = Text(
    fr="Optimal : il est prouvé qu'aucun choix parmi ces candidats n'est meilleur.",
    en="Optimal: it is proved that no choice among these candidates is better.",
)
BEST_FOUND: Mapping[str, Text] = {
    "most": Text(
        fr="Le meilleur trouvé en {seconds} s ; aucun choix n'atteint plus de {bound} "
        "(écart {gap}).",
        en="The best found in {seconds} s; no choice reaches more than {bound} (gap {gap}).",
    ),
    "all": Text(
        fr="Le meilleur trouvé en {seconds} s ; il en faut au moins {bound} en tout (écart {gap}).",
        en="The best found in {seconds} s; at least {bound} are needed in all (gap {gap}).",
    ),
    "mean": Text(
        fr="Le meilleur trouvé en {seconds} s ; aucun choix ne descend sous {bound} (écart {gap}).",
        en="The best found in {seconds} s; no choice goes below {bound} (gap {gap}).",
    ),
    "worst": Text(
        fr="Le meilleur trouvé en {seconds} s ; aucun choix ne descend sous {bound} (écart {gap}).",
        en="The best found in {seconds} s; no choice goes below {bound} (gap {gap}).",
    ),
}
