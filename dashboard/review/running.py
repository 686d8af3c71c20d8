"""Sentences of how an operation is run: who may read it, its life, its documents, who has read."""

from datetime import datetime, tzinfo
from typing import assert_never

from dashboard.journal import (
    Acknowledged,
    Attached,
    Entry,
    FixesSealed,
    Granted,
    HouseFact,
    Phased,
    Reserved,
    Revoked,
    Tracked,
    Withheld,
)
from dashboard.review.values import moment, window
from dashboard.text import Locale, Text

GRANTED = {
    "read": Text(
        fr="« {organisation} » peut lire l'opération{window} : {reason}",
        en="“{organisation}” may read the operation{window}: {reason}",
    ),
    "contribute": Text(
        fr="« {organisation} » peut lire l'opération et y écrire{window} : {reason}",
        en="“{organisation}” may read the operation and write in it{window}: {reason}",
    ),
    "coordinate": Text(
        fr="« {organisation} » coordonne l'opération avec nous{window} : {reason}",
        en="“{organisation}” coordinates the operation with us{window}: {reason}",
    ),
}
REVOKED = Text(
    fr="« {organisation} » n'a plus accès à l'opération : {reason}",
    en="“{organisation}” no longer has access to the operation: {reason}",
)
THE_ENTRY = Text(fr="Entrée n° {seq}", en="Entry no. {seq}")
FOR_ALL = Text(
    fr="{what} : ouverte à tous ceux qui lisent l'opération{until}",
    en="{what}: open to all who read the operation{until}",
)
FOR_SOME = Text(fr="{what} : réservée à {names}{until}", en="{what}: kept for {names}{until}")
FOR_US = Text(
    fr="{what} : réservée à son organisme{until}",
    en="{what}: kept within its organisation{until}",
)
EMBARGO = Text(fr=", sous embargo jusqu'à {end}", en=", under embargo until {end}")
PHASES = {
    "planned": Text(fr="Opération prévue", en="Operation planned"),
    "active": Text(fr="Opération active", en="Operation active"),
    "closed": Text(fr="Opération close", en="Operation closed"),
    "archived": Text(fr="Opération archivée", en="Operation archived"),
}
BECAUSE = Text(fr="{said} : {reason}", en="{said}: {reason}")
ATTACHED = Text(fr="Document « {name} » joint", en="Document “{name}” attached")
ATTACHED_TO = Text(
    fr="Document « {name} » joint à l'entrée n° {seq}",
    en="Document “{name}” attached to entry no. {seq}",
)
ACKNOWLEDGED = Text(
    fr="Entrée n° {seq} lue et comprise par {author}",
    en="Entry no. {seq} read and understood by {author}",
)
TRACKED = Text(
    fr="{what} : suivie par la balise « {device} »{window}",
    en="{what}: followed by the tracker “{device}”{window}",
)
UNTRACKED = Text(
    fr="{what} : la balise « {device} » n'est pas la sienne",
    en="{what}: the tracker “{device}” is not its own",
)
SEALED = Text(
    fr="{count} positions scellées, en {chunks} lots{window}",
    en="{count} positions sealed, in {chunks} batches{window}",
)
WITHHELD = Text(fr="Réservé à d'autres organismes", en="Kept for other organisations")


def running(  # noqa: PLR0911  one sentence a fact
    fact: HouseFact | Withheld, entry: Entry, what: str, locale: Locale, zone: tzinfo
) -> str:
    """Return what ``fact`` says of the operation.

    Args:
        fact: The fact of ``entry``.
        entry: Who says it and when.
        what: The object it speaks of, as a sentence calls it; "" for none.
        locale: The reader's language.
        zone: The operation's time zone, in which limits are told.
    """
    day = entry.occurred_at
    match fact:
        case Granted():
            limits = window(fact.starts_at, fact.ends_at, day, locale, zone)
            return GRANTED[fact.level].say(
                locale, organisation=fact.organisation, window=limits, reason=fact.reason
            )
        case Revoked():
            return REVOKED.say(locale, organisation=fact.organisation, reason=fact.reason)
        case Reserved():
            return _reserved(fact, what, day, locale, zone)
        case Phased():
            said = PHASES[fact.phase].say(locale)
            return BECAUSE.say(locale, said=said, reason=fact.reason) if fact.reason else said
        case Attached():
            sentence = ATTACHED if fact.seq is None else ATTACHED_TO
            return sentence.say(locale, name=fact.name, seq=fact.seq)
        case Acknowledged():
            return ACKNOWLEDGED.say(locale, seq=fact.seq, author=entry.author)
        case Tracked():
            return _tracked(fact, what, day, locale, zone)
        case FixesSealed():
            when = window(fact.starts_at, fact.ends_at, day, locale, zone)
            chunks = len(fact.digests)
            return SEALED.say(locale, count=fact.count, chunks=chunks, window=when)
        case Withheld():
            return WITHHELD.say(locale)
        case _:
            assert_never(fact)


def _tracked(fact: Tracked, what: str, day: datetime, locale: Locale, zone: tzinfo) -> str:
    if fact.ends_at is not None and fact.ends_at <= fact.starts_at:
        return UNTRACKED.say(locale, what=what, device=fact.device)
    when = window(fact.starts_at, fact.ends_at, day, locale, zone)
    return TRACKED.say(locale, what=what, device=fact.device, window=when)


def _reserved(fact: Reserved, what: str, day: datetime, locale: Locale, zone: tzinfo) -> str:
    what = THE_ENTRY.say(locale, seq=fact.seq) if fact.seq is not None else what
    until = ""
    if fact.embargo_until is not None:
        until = EMBARGO.say(locale, end=moment(fact.embargo_until, day, locale, zone))
    if fact.audience is None:
        return FOR_ALL.say(locale, what=what, until=until)
    sentence = FOR_SOME if fact.audience else FOR_US
    return sentence.say(locale, what=what, names=", ".join(fact.audience), until=until)
