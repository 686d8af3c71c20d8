"""What every journal refuses, wherever it keeps its entries: one rule for all storages."""

import hashlib
from collections.abc import Sequence

from dashboard.journal.chain import first_break
from dashboard.journal.codec import canonical, encode
from dashboard.journal.entry import Draft, Entry
from dashboard.journal.facts import Opened
from dashboard.text import RefusedError, Text


class UnknownOperationError(RefusedError):
    """There is no such operation."""

    def __init__(self, operation: str) -> None:
        super().__init__(
            Text(
                fr="Aucune opération ne s'appelle « {operation} ».",
                en="There is no operation called “{operation}”.",
            ),
            operation=operation,
        )


class OperationExistsError(RefusedError):
    """An operation is opened once."""

    def __init__(self, operation: str) -> None:
        super().__init__(
            Text(
                fr="L'opération « {operation} » existe déjà.",
                en="The operation “{operation}” already exists.",
            ),
            operation=operation,
        )


class FallenTargetError(RefusedError):
    """The entry to strike or to correct is not there, or somebody was quicker."""


class KeyReusedError(RefusedError):
    """An idempotency key came back with something else to record."""

    def __init__(self, key: str) -> None:
        super().__init__(
            Text(
                fr="La clé d'idempotence « {key} » a déjà servi pour une autre entrée.",
                en="The idempotency key “{key}” was already used for another entry.",
            ),
            key=key,
        )


class BrokenJournalError(RefusedError):
    """A journal from elsewhere whose chain does not hold. Nothing of it was written."""


def fingerprint(draft: Draft) -> bytes:
    """Return what tells a draft repeated under its idempotency key from another one."""
    return hashlib.sha256(canonical(encode(draft)).encode()).digest()


def fingerprint_all(drafts: Sequence[Draft]) -> bytes:
    """Return the same for several drafts that are kept together, in their order."""
    return hashlib.sha256(b"".join(map(fingerprint, drafts))).digest()


def check_target(seq: int, draft: Draft, named: Entry | None, *, counts: bool) -> None:
    """Refuse to strike or correct an entry that is not there or no longer counts."""
    if draft.target is None:
        return
    if named is None or draft.target >= seq:
        raise FallenTargetError(
            Text(fr="Il n'y a pas d'entrée n° {seq}.", en="There is no entry no. {seq}."),
            seq=draft.target,
        )
    if isinstance(named.fact, Opened):
        raise FallenTargetError(
            Text(
                fr="L'ouverture de l'opération ne peut être ni biffée ni rectifiée.",
                en="The opening of the operation can be neither struck nor corrected.",
            )
        )
    if not counts:
        raise FallenTargetError(
            Text(
                fr="L'entrée n° {seq} vient d'être biffée ou rectifiée par quelqu'un d'autre. "
                "Relire la main courante avant de recommencer ; votre texte est conservé.",
                en="Entry no. {seq} has just been struck or corrected by somebody else. "
                "Read the log again before repeating; your text is kept.",
            ),
            seq=draft.target,
        )


def check_whole(entries: Sequence[Entry]) -> str:
    """Return the operation of a journal from elsewhere, or refuse it with the entry's number."""
    broken = first_break(entries)
    if broken is not None:
        raise BrokenJournalError(
            Text(
                fr="Journal refusé, rien n'a été écrit : " + broken.sentence.fr + ".",
                en="Journal refused, nothing was written: " + broken.sentence.en + ".",
            ),
            seq=broken.seq,
        )
    if not entries or not isinstance(entries[0].fact, Opened):
        raise BrokenJournalError(
            Text(
                fr="Journal refusé, rien n'a été écrit : il ne commence pas par une ouverture.",
                en="Journal refused, nothing was written: it does not begin with an opening.",
            )
        )
    operation = entries[0].operation
    for number, entry in enumerate(entries, start=1):
        if entry.operation != operation or entry.seq != number:
            raise BrokenJournalError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : l'entrée n° {seq} est d'une autre "
                    "opération.",
                    en="Journal refused, nothing was written: entry no. {seq} belongs to another "
                    "operation.",
                ),
                seq=number,
            )
        if entry.recorded_at < entries[number - 2 if number > 1 else 0].recorded_at:
            raise BrokenJournalError(
                Text(
                    fr="Journal refusé, rien n'a été écrit : l'entrée n° {seq} est enregistrée "
                    "avant celle qu'elle suit.",
                    en="Journal refused, nothing was written: entry no. {seq} is recorded before "
                    "the one it follows.",
                ),
                seq=number,
            )
    return operation
