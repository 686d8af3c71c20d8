"""What would rule an operation, looked at before it does: sharing, reserving, phases, reading."""

from collections.abc import Callable
from datetime import datetime

from dashboard.access.policy import OVER, PHASE_NAMES
from dashboard.journal import (
    Acknowledged,
    Draft,
    Granted,
    Opened,
    Phase,
    Phased,
    Placed,
    Reserved,
    RetentionSet,
    Revoked,
    Tracked,
    Watched,
    Withheld,
)
from dashboard.operations.library import Reading
from dashboard.operations.limits import check_retention, check_watched
from dashboard.operations.refusals import NotRecordableError, UnknownObjectError
from dashboard.text import Text

NEXT: dict[Phase, tuple[Phase, ...]] = {
    "planned": ("active", "closed"),
    "active": ("closed",),
    "closed": ("active", "archived"),
    "archived": ("active", "closed"),
}
"""The phases that may follow each."""

IsTaken = Callable[[str, str], bool]
"""Whether an object of that id was ever placed in an operation, whoever may read of it."""


def check_running(reading: Reading, draft: Draft, now: datetime) -> None:
    """Refuse to rule an operation in a way that makes no sense."""
    match draft.fact:
        case Granted():
            _check_grant(reading, draft.fact)
        case Revoked():
            if draft.fact.organisation not in reading.charter.granted(now):
                raise NotRecordableError(
                    Text(
                        fr="« {name} » n'a pas d'accès à retirer.",
                        en="“{name}” has no access to take back.",
                    ),
                    name=draft.fact.organisation,
                )
        case Phased():
            _check_phase(reading.standing.phase, draft.fact)
        case Reserved():
            _check_reservation(reading, draft.fact)
        case Tracked():
            _check_tracked(draft.fact)
        case Watched():
            check_watched(draft.fact)
        case RetentionSet():
            check_retention(draft.fact)
        case Acknowledged():
            _check_acknowledged(reading, draft)
        case _:
            pass


def check_reserved(reading: Reading, draft: Draft, is_taken: IsTaken) -> None:
    """Refuse to touch what is kept from the writer's organisation."""
    lines = reading.reel.lines
    if draft.about is not None and not 0 < draft.about <= len(lines):
        raise NotRecordableError(
            Text(fr="Il n'y a pas d'entrée n° {seq}.", en="There is no entry no. {seq}."),
            seq=draft.about,
        )
    for seq in (draft.target, draft.about):
        if seq is None or not 0 < seq <= len(lines):
            continue  # the journal says that there is no such entry to strike
        if isinstance(lines[seq - 1].entry.fact, Withheld):
            raise NotRecordableError(
                Text(
                    fr="L'entrée n° {seq} est réservée à d'autres organismes.",
                    en="Entry no. {seq} is kept for other organisations.",
                ),
                seq=seq,
            )
    if isinstance(draft.fact, Placed):
        name = draft.fact.object_id
        if is_taken(reading.operation.id, name) and name not in reading.reel.placed:
            raise NotRecordableError(
                Text(
                    fr="L'identifiant « {name} » ne peut pas être pris ; en choisir un autre.",
                    en="The id “{name}” cannot be taken; choose another.",
                ),
                name=name,
            )


def _check_grant(reading: Reading, grant: Granted) -> None:
    if not grant.organisation.strip() or grant.organisation == reading.charter.owner:
        raise NotRecordableError(
            Text(
                fr="L'opération se partage avec un autre organisme que celui qui l'a ouverte.",
                en="The operation is shared with another organisation than the one that opened it.",
            )
        )
    starts, ends = grant.starts_at, grant.ends_at
    if starts is not None and ends is not None and ends <= starts:
        raise NotRecordableError(
            Text(
                fr="L'accès finirait avant d'avoir commencé.",
                en="The access would end before it starts.",
            )
        )


def _check_phase(phase: Phase, wanted: Phased) -> None:
    if wanted.phase not in NEXT[phase]:
        raise NotRecordableError(
            Text(
                fr="Une opération {now_fr} ne devient pas {then_fr}.",
                en="An operation that is {now_en} does not become {then_en}.",
            ),
            now_fr=PHASE_NAMES[phase].fr,
            now_en=PHASE_NAMES[phase].en,
            then_fr=PHASE_NAMES[wanted.phase].fr,
            then_en=PHASE_NAMES[wanted.phase].en,
        )
    if phase in OVER and wanted.phase not in OVER and not wanted.reason.strip():
        raise NotRecordableError(
            Text(
                fr="Une opération se rouvre avec un motif : écrire pourquoi.",
                en="An operation is reopened with a reason: write why.",
            )
        )


def _check_reservation(reading: Reading, fact: Reserved) -> None:
    if (fact.seq is None) == (fact.object_id is None):
        raise NotRecordableError(
            Text(
                fr="On réserve une entrée (seq) ou un objet (object_id), l'un des deux.",
                en="An entry (seq) or an object (object_id) is reserved, one of the two.",
            )
        )
    lines = reading.reel.lines
    if fact.seq is not None:
        named = lines[fact.seq - 1].entry if 0 < fact.seq <= len(lines) else None
        ours = named is None or named.organisation == reading.actor.organisation
        if named is not None and isinstance(named.fact, Opened):
            ours = False
    else:
        placed = reading.reel.placed.get(fact.object_id or "")
        if placed is None:
            raise UnknownObjectError(
                Text(
                    fr="Aucun objet ne s'appelle « {object_id} » dans cette opération.",
                    en="No object is called “{object_id}” in this operation.",
                ),
                object_id=fact.object_id,
            )
        ours = lines[placed - 1].entry.organisation == reading.actor.organisation
    if not ours:
        raise NotRecordableError(
            Text(
                fr="On ne réserve que ce que son organisme a écrit ou placé, et jamais "
                "l'ouverture.",
                en="Only what one's own organisation wrote or placed is reserved, and never the "
                "opening.",
            )
        )


def _check_tracked(fact: Tracked) -> None:
    if not fact.device.strip():
        raise NotRecordableError(
            Text(
                fr="Choisir la balise que l'équipe porte.",
                en="Choose the tracker the team carries.",
            )
        )
    if fact.ends_at is not None and fact.ends_at < fact.starts_at:
        raise NotRecordableError(
            Text(
                fr="La balise serait rendue avant d'avoir été confiée.",
                en="The tracker would be given back before it was handed out.",
            )
        )


def _check_acknowledged(reading: Reading, draft: Draft) -> None:
    for line in reading.reel.lines:
        told = line.entry
        if (
            isinstance(told.fact, Acknowledged)
            and told.about == draft.about
            and (told.author, told.organisation) == (draft.author, draft.organisation)
            and line.counts
        ):
            raise NotRecordableError(
                Text(
                    fr="Vous avez déjà accusé lecture de l'entrée n° {seq}.",
                    en="You have already acknowledged entry no. {seq}.",
                ),
                seq=draft.about,
            )
