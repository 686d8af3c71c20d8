"""Why no sheet came of it: no Chromium, one that does not start, a map that is not drawn."""

from dashboard.text import RefusedError, Text


class NoChromiumError(RefusedError):
    """Nothing on this machine can print."""


class PrintFailedError(RefusedError):
    """Chromium was there, and no sheet came of it."""


NO_CHROMIUM = Text(
    fr="Impression impossible ici : aucun Chromium sur cette machine. L'installer (Debian : « apt "
    "install chromium »), ou dire où il est par VIGIE_CHROMIUM. En attendant, « Ouvrir la "
    "feuille » l'imprime depuis votre navigateur.",
    en="Printing is not possible here: no Chromium on this machine. Install it (Debian: “apt "
    "install chromium”), or say where it is by VIGIE_CHROMIUM. Meanwhile, “Open the sheet” prints "
    "it from your browser.",
)
NO_DRIVER = Text(
    fr="Impression impossible ici : il manque de quoi conduire Chromium. L'installer : « pip "
    "install vigie[print] ». En attendant, « Ouvrir la feuille » l'imprime depuis votre "
    "navigateur.",
    en="Printing is not possible here: what drives Chromium is missing. Install it: “pip install "
    "vigie[print]”. Meanwhile, “Open the sheet” prints it from your browser.",
)
NOT_STARTED = Text(
    fr="Chromium ({path}) ne démarre pas : {why}. Dans un conteneur, son bac à sable peut être "
    "interdit : VIGIE_PRINT_SANDBOX=false.",
    en="Chromium ({path}) does not start: {why}. In a container its sandbox may be forbidden: "
    "VIGIE_PRINT_SANDBOX=false.",
)
NOT_DRAWN = Text(
    fr="La carte n'a pas pu être dessinée ; rien n'a été imprimé. Réessayer, ou sur une feuille "
    "plus petite.",
    en="The map could not be drawn; nothing was printed. Try again, or on a smaller sheet.",
)
TOO_LONG = Text(
    fr="La feuille n'était pas prête au bout de {seconds} s ; Chromium a été arrêté. Réessayer, ou "
    "sur une feuille plus petite.",
    en="The sheet was not ready after {seconds} s; Chromium was stopped. Try again, or on a "
    "smaller sheet.",
)
