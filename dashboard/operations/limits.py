"""The limits of a rule to watch for, and of how long tracks are kept: what makes sense."""

from dashboard.alarms import MOST_MINUTES, ZONED
from dashboard.journal import RetentionSet, Watch, Watched
from dashboard.operations.refusals import NotRecordableError
from dashboard.text import Text

LEAST_MINUTES: dict[Watch, int] = {"silent": 2, "still": 2, "unheard": 2}
"""Of a timer: phones that save their battery tell where they are once a minute."""

MOST_RULE = 60
"""Characters of the name a rule goes by."""

MOST_DAYS = 3650

NO_ZONE = Text(
    fr="Choisir au moins une zone : c'est d'elle que l'alarme parle.",
    en="Choose one zone at least: it is what the alarm is about.",
)
ZONES = Text(
    fr="Cette alarme ne se donne pas par zone : retirer les zones.",
    en="This alarm is not about zones: take the zones out.",
)
MINUTES = Text(
    fr="{minutes} min : choisir de {least} à {most} minutes.",
    en="{minutes} min: choose from {least} to {most} minutes.",
)
NAME = Text(
    fr="Une règle a un nom de 1 à {most} caractères, sous lequel elle est changée.",
    en="A rule has a name of 1 to {most} characters, under which it is changed.",
)
DAYS = Text(
    fr="{days} jours : les traces se gardent de 1 à {most} jours, ou sans limite.",
    en="{days} days: tracks are kept from 1 to {most} days, or for good.",
)


def check_watched(fact: Watched) -> None:
    """Refuse a rule that nothing could meet, or everything would."""
    if not 0 < len(fact.rule.strip()) <= MOST_RULE:
        raise NotRecordableError(NAME, most=MOST_RULE)
    if not fact.on:
        return
    if fact.watch in ZONED and not fact.zone_ids:
        raise NotRecordableError(NO_ZONE)
    if fact.watch not in ZONED and fact.zone_ids:
        raise NotRecordableError(ZONES)
    least = LEAST_MINUTES.get(fact.watch, 0)
    if not least <= fact.minutes <= MOST_MINUTES:
        raise NotRecordableError(MINUTES, minutes=fact.minutes, least=least, most=MOST_MINUTES)


def check_retention(fact: RetentionSet) -> None:
    """Refuse to keep tracks for no day, or longer than anybody means."""
    if fact.days is not None and not 1 <= fact.days <= MOST_DAYS:
        raise NotRecordableError(DAYS, days=fact.days, most=MOST_DAYS)
