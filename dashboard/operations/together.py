"""Recording a gesture that takes several entries: all of them, or none; never half a gesture.

A post that is put in place elsewhere than planned has opened and has moved: two facts, one gesture.
Each entry is checked against the picture as it is before the gesture, so they must not rest on one
another: what is placed in a gesture is not moved in the same one.
"""

from collections.abc import Collection, Sequence

from dashboard.access.actor import Actor
from dashboard.journal import Draft, Entry
from dashboard.operations.office import Kinds, Office
from dashboard.operations.record import check_recordable, is_kept
from dashboard.text import RefusedError


def record_together(  # noqa: PLR0913  all but two by name
    office: Office,
    actor: Actor,
    operation: str,
    drafts: Sequence[Draft],
    *,
    kinds: Kinds,
    key: str | None = None,
    confirmed: Collection[str] = (),
) -> list[Entry]:
    """Check ``drafts`` and append them to the journal of ``operation``, one after the other.

    Args:
        office: The journal, the library and the clock; the desk is one.
        actor: Who records, in whose name ``drafts`` are.
        operation: The operation's id.
        drafts: What to record, in order.
        kinds: The kinds of object known here, which say what verbs are possible (``KINDS``).
        key: An idempotency key: recording the same again gives back the entries already kept.
        confirmed: The codes of the doubts the writer has been told and insists on.

    Raises:
        As ``record``. Nothing was written then.
    """
    try:
        for draft in drafts:
            check_recordable(office, actor, operation, draft, kinds=kinds, confirmed=confirmed)
    except RefusedError:
        # The same sent again meets the picture it has changed; the journal knows the key.
        reading = office.library.reading(actor, operation)
        if key is None or not all(is_kept(reading.reel, draft) for draft in drafts):
            raise
    return office.journal.append_all(operation, drafts, key=key)
