"""Entries as sentences, told with the values of their own time.

The rules: a sentence is made from the entry and from the object as the entry left it, and from
nothing later; it is never empty and never fails, whatever another organisation sent; and what
people wrote is put into our templates, never read as one.
"""

from datetime import tzinfo
from typing import assert_never

from dashboard.journal import (
    AlarmingFact,
    Changed,
    Entry,
    Foreign,
    HouseFact,
    Moved,
    Noted,
    ObjectFact,
    Opened,
    Placed,
    Planned,
    Struck,
    Transitioned,
    Withdrawn,
    Withheld,
)
from dashboard.layers import layer_of
from dashboard.picture import Line, MapObject
from dashboard.review.alarming import alarming
from dashboard.review.running import running
from dashboard.review.values import changes, status_word, window
from dashboard.text import Locale, Text

CORRECTS = Text(fr="Rectifie l'entrée n° {seq} : {said}", en="Corrects entry no. {seq}: {said}")
OPENED = Text(fr="Ouverture de l'opération « {name} »", en="Operation “{name}” opened")
VARIED = Text(fr="Variante « {name} » du plan", en="Variant “{name}” of the plan")
EXERCISE = Text(fr=" (exercice)", en=" (exercise)")
IS = Text(fr="{one} : {status}{window}", en="{one}: {status}{window}")
WINDOW = Text(fr="{one} : créneau prévu{window}", en="{one}: planned window{window}")
NO_WINDOW = Text(fr="{one} : plus de créneau prévu", en="{one}: no planned window any more")
MOVED = Text(fr="{one} : nouvelle position", en="{one}: new position")
REDRAWN = Text(fr="{one} : nouveau tracé", en="{one}: new outline")
CHANGED = Text(fr="{one} : {changes}", en="{one}: {changes}")
UNCHANGED = Text(fr="aucune valeur modifiée", en="no value changed")
AND = Text(fr=" ; ", en="; ")
VERB = Text(fr="{one} : {status} (« {verb} »)", en="{one}: {status} (“{verb}”)")
WITHDRAWN = Text(fr="{one} n'est plus sur la carte", en="{one} is no longer on the map")
NOTED = Text(fr="Note sans texte", en="Note without text")
STRUCK = Text(fr="Entrée n° {seq} biffée : {reason}", en="Entry no. {seq} struck out: {reason}")
STRUCK_MUTELY = Text(
    fr="Entrée n° {seq} biffée, sans motif", en="Entry no. {seq} struck out, no reason given"
)
FOREIGN = Text(
    fr="Fait « {name} », inconnu de cette version, conservé tel quel",
    en="Fact “{name}”, unknown to this version, kept as received",
)
ABSENT = Text(fr="Objet « {name} » (absent de la carte)", en="Object “{name}” (not on the map)")


def sentence(line: Line, locale: Locale, zone: tzinfo) -> str:
    """Return what an entry says, in one sentence, then its author's own words.

    Args:
        line: The entry, with the object it speaks of as it left it.
        locale: The reader's language.
        zone: The operation's time zone, in which windows are told.
    """
    entry = line.entry
    said = _joined(_told(line, locale, zone), entry)
    if entry.corrects is not None:
        return CORRECTS.say(locale, seq=entry.corrects, said=said)
    return said


def _joined(told: str, entry: Entry) -> str:
    text = entry.text.strip()
    if not text:
        return told
    if isinstance(entry.fact, Noted):
        return text
    return f"{told} {text}" if told.endswith((".", "!", "?", "…")) else f"{told}. {text}"


def _told(line: Line, locale: Locale, zone: tzinfo) -> str:  # noqa: PLR0911  one a fact
    fact = line.entry.fact
    if isinstance(fact, ObjectFact):
        return _told_of_object(fact, line, locale, zone)
    if isinstance(fact, AlarmingFact):
        return alarming(fact, line.entry.occurred_at, _called(line, locale), locale, zone)
    if isinstance(fact, HouseFact | Withheld):
        return running(fact, line.entry, _called(line, locale), locale, zone)
    match fact:
        case Opened():
            told = (OPENED if fact.variant_of is None else VARIED).say(locale, name=fact.name)
            return told + EXERCISE.say(locale) if fact.exercise else told
        case Noted():
            return NOTED.say(locale)
        case Struck():
            if not fact.reason.strip():
                return STRUCK_MUTELY.say(locale, seq=fact.seq)
            return STRUCK.say(locale, seq=fact.seq, reason=fact.reason.strip())
        case Foreign():
            return FOREIGN.say(locale, name=fact.name)
        case _:
            assert_never(fact)


def _told_of_object(fact: ObjectFact, line: Line, locale: Locale, zone: tzinfo) -> str:
    about = line.about
    layer = layer_of(about.kind if about else "")
    one = _called(line, locale)
    day = line.entry.occurred_at
    match fact:
        case Placed() | Planned():
            when = window(fact.planned_from, fact.planned_to, day, locale, zone)
            if isinstance(fact, Placed):
                status = status_word(layer_of(fact.kind).statuses, fact.status, locale)
                return IS.say(locale, one=one, status=status, window=when)
            return (WINDOW if when else NO_WINDOW).say(locale, one=one, window=when)
        case Moved():
            is_point = fact.geometry.get("type") == "Point"
            return (MOVED if is_point else REDRAWN).say(locale, one=one)
        case Changed():
            told = AND.say(locale).join(changes(fact.values, layer.fields, day, locale, zone))
            return CHANGED.say(locale, one=one, changes=told or UNCHANGED.say(locale))
        case Transitioned():
            return _transition(fact, about, one, locale)
        case Withdrawn():
            return WITHDRAWN.say(locale, one=one)
        case _:
            assert_never(fact)


def _called(line: Line, locale: Locale) -> str:
    """Return the object a line speaks of, as a sentence begins with it; "" if it has none."""
    about = line.about
    if about is None:
        return "".join(ABSENT.say(locale, name=name) for name in line.entry.objects[:1])
    one = layer_of(about.kind).call(about, locale)
    return one[:1].upper() + one[1:]


def _transition(fact: Transitioned, about: MapObject | None, one: str, locale: Locale) -> str:
    layer = layer_of(about.kind if about else "")
    verb = layer.verbs.get(fact.verb)
    if about is None or verb is None or verb.after != fact.status:
        status = status_word(layer.statuses, fact.status, locale)
        return VERB.say(locale, one=one, status=status, verb=fact.verb)
    values = dict.fromkeys(layer.fields, "") | {key: str(v) for key, v in about.values.items()}
    return verb.log.say(locale, **values | {"name": layer.name_of(about, locale)})
