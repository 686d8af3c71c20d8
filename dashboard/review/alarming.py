"""Sentences of what an operation is watched for: rules, alarms, their end; and of tracks kept."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import assert_never

from dashboard.journal import AlarmingFact, Ceased, FixesErased, Raised, RetentionSet, Watched
from dashboard.review.values import moment, window
from dashboard.text import Locale, Text

WATCHES: Mapping[str, Text] = {
    "inside": Text(fr="équipe dans une zone", en="team in a zone"),
    "left": Text(fr="équipe sortie d'une zone", en="team that left a zone"),
    "outside": Text(fr="équipe hors de son secteur", en="team outside its sector"),
    "silent": Text(fr="balise muette", en="silent tracker"),
    "still": Text(fr="équipe en route à l'arrêt", en="team on its way standing still"),
    "unheard": Text(
        fr="équipe sur les lieux sans nouvelles", en="team on scene that is not heard from"
    ),
}
RAISED: Mapping[str, Text] = {
    "inside": Text(
        fr="Alarme — {what} : dans « {zone} » depuis {since}",
        en="Alarm — {what}: in “{zone}” since {since}",
    ),
    "left": Text(
        fr="Alarme — {what} : a quitté « {zone} » à {since}",
        en="Alarm — {what}: left “{zone}” at {since}",
    ),
    "outside": Text(
        fr="Alarme — {what} : hors de son secteur « {zone} » depuis {since}",
        en="Alarm — {what}: outside its sector “{zone}” since {since}",
    ),
    "silent": Text(
        fr="Alarme — {what} : aucune position depuis {since}",
        en="Alarm — {what}: no position since {since}",
    ),
    "still": Text(
        fr="Alarme — {what} : en route, à l'arrêt depuis {since}",
        en="Alarm — {what}: on its way, standing still since {since}",
    ),
    "unheard": Text(
        fr="Alarme — {what} : sur les lieux, sans nouvelles depuis {since} ; demander si tout va "
        "bien",
        en="Alarm — {what}: on scene, not heard from since {since}; ask whether all is well",
    ),
}
CEASED = Text(fr="Fin de l'alarme n° {seq} — {what}", en="Alarm no. {seq} is over — {what}")
SET = Text(
    fr="Alarme réglée : {watch}{zones}, {teams}{minutes}",
    en="Alarm set: {watch}{zones}, {teams}{minutes}",
)
OFF = Text(fr="Alarme arrêtée : {watch}", en="Alarm turned off: {watch}")
ZONES = {
    1: Text(fr=", une zone", en=", one zone"),
    2: Text(fr=", {count} zones", en=", {count} zones"),
}
TEAMS = {
    0: Text(fr="toutes les équipes", en="all teams"),
    1: Text(fr="une équipe", en="one team"),
    2: Text(fr="{count} équipes", en="{count} teams"),
}
MINUTES = Text(fr=", après {minutes} min", en=", after {minutes} min")
KEPT = Text(fr="Traces gardées {days} jours", en="Tracks kept for {days} days")
KEPT_FOR_GOOD = Text(fr="Traces gardées sans limite", en="Tracks kept for good")
ERASED = {
    "asked": Text(
        fr="{count} positions effacées à la demande, en {chunks} lots{window} ; leurs empreintes "
        "restent",
        en="{count} positions erased as asked, in {chunks} batches{window}; their digests stay",
    ),
    "retention": Text(
        fr="{count} positions effacées, gardées assez longtemps, en {chunks} lots{window} ; leurs "
        "empreintes restent",
        en="{count} positions erased, kept for long enough, in {chunks} batches{window}; their "
        "digests stay",
    ),
}


def alarming(fact: AlarmingFact, day: datetime, what: str, locale: Locale, zone: tzinfo) -> str:
    """Return what ``fact`` says.

    Args:
        fact: The fact.
        day: When it occurred.
        what: The object it speaks of, as a sentence calls it; "" for none.
        locale: The reader's language.
        zone: The operation's time zone.
    """
    match fact:
        case Raised():
            since = moment(fact.since, day, locale, zone)
            return RAISED[fact.watch].say(locale, what=what, zone=fact.zone, since=since)
        case Ceased():
            return CEASED.say(locale, seq=fact.seq, what=what)
        case Watched():
            return _watched(fact, locale)
        case RetentionSet():
            return (KEPT_FOR_GOOD if fact.days is None else KEPT).say(locale, days=fact.days)
        case FixesErased():
            when = window(fact.starts_at, fact.ends_at, day, locale, zone)
            chunks = len(fact.digests)
            said = ERASED[fact.reason]
            return said.say(locale, count=fact.count, chunks=chunks, window=when)
        case _:
            assert_never(fact)


def _watched(fact: Watched, locale: Locale) -> str:
    watch = WATCHES[fact.watch].say(locale)
    if not fact.on:
        return OFF.say(locale, watch=watch)
    zones, teams = len(fact.zone_ids), len(fact.object_ids)
    return SET.say(
        locale,
        watch=watch,
        zones=ZONES[min(zones, 2)].say(locale, count=zones) if zones else "",
        teams=TEAMS[min(teams, 2)].say(locale, count=teams),
        minutes=MINUTES.say(locale, minutes=fact.minutes) if fact.minutes else "",
    )
