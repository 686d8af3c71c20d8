"""The board: what is known of every long work, in whichever process it is done.

1. A work belongs to who started it, and is not there for anybody else.
2. A person has so many unfinished, and all have; the same key again is the same work.
3. What a work made is kept for an hour, the latest few of each person. A restart forgets all.
4. Stopping is written here; who works reads it where it next tells how far it is.
5. What was being done in a process that is gone is said to be lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Literal

from dashboard.clock import Clock
from dashboard.text import Text

MOST = 32
"""How many may be unfinished, all people together."""

MOST_EACH = 4
KEPT_EACH = 6
"""How many finished works are kept for a person, the latest; each may hold a whole file."""

LASTING = timedelta(hours=1)

State = Literal["waiting", "running", "done", "refused", "stopped"]

WAITING = Text(fr="En attente de son tour…", en="Waiting for its turn…")
STARTED = Text(fr="Commencé…", en="Started…")
FINISHED = Text(fr="Terminé.", en="Finished.")
STOPPED = Text(
    fr="Arrêté à votre demande ; rien n'a été enregistré.",
    en="Stopped as you asked; nothing was recorded.",
)
LOST = Text(
    fr="Interrompu : le processus qui s'en chargeait s'est arrêté. Regarder au journal ce qui a "
    "été enregistré, puis recommencer.",
    en="Interrupted: the process that did it has ended. See in the log what was recorded, then "
    "start again.",
)

Owner = tuple[object, ...]
"""What makes an owner the same, whatever their role has become meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is told of a work.

    Attributes:
        id: Its name, which nobody guesses.
        owner: Whose it is.
        process: The number of the process that does it.
        title: What it is.
        key: What it was asked under; the same again is the same work.
        state: "done", "refused" and "stopped" are final.
        fraction: How much of it is done, 0 to 1.
        sentence: What is being done, or why it came to nothing.
        said: What it made, once done.
        code: Why it came to nothing, for a program.
        stopping: Whether it was asked to stop.
        ended_at: When nothing more was to come.
    """

    id: str
    owner: Owner
    process: int
    title: Text
    key: str | None = None
    state: State = "waiting"
    fraction: float = 0.0
    sentence: Text = WAITING
    said: Mapping[str, Any] = field(default_factory=dict)
    code: str | None = None
    stopping: bool = False
    ended_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.ended_at is not None


class Board:
    """Holds a card for each work. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._cards: dict[str, Card] = {}
        self._kept: dict[str, object] = {}
        self._lock = Lock()

    def post(self, card: Card) -> Card | None:
        """Put a card up; return it, or that of the same work, or None where there is too much."""
        with self._lock:
            self._forget()
            before = self._under(card)
            if before is not None:
                return before
            unfinished = [each for each in self._cards.values() if not each.finished]
            theirs = [each for each in unfinished if each.owner == card.owner]
            if len(unfinished) >= MOST or len(theirs) >= MOST_EACH:
                return None
            self._cards[card.id] = card
        return card

    def begin(self, name: str) -> bool:
        """Note that a work is begun; False where it was stopped while it waited."""
        with self._lock:
            card = self._cards.get(name)
            if card is None or card.finished:
                return False
            self._cards[name] = replace(card, state="running", sentence=STARTED)
        return True

    def tell(self, name: str, fraction: float, sentence: Text | None) -> bool:
        """Note how far a work is; return whether it is to stop."""
        with self._lock:
            card = self._cards.get(name)
            if card is None or card.finished or card.stopping:
                return True
            fraction = min(1.0, max(card.fraction, fraction))
            self._cards[name] = replace(card, fraction=fraction, sentence=sentence or card.sentence)
        return False

    def end(
        self,
        name: str,
        state: State,
        sentence: Text,
        *,
        code: str | None = None,
        said: Mapping[str, Any] | None = None,
        kept: object = None,
    ) -> None:
        """Note what came of a work; ``kept`` is what it made for a next step, and is not told."""
        with self._lock:
            card = self._cards.get(name)
            if card is None or card.finished:
                return
            self._cards[name] = replace(
                card,
                state=state,
                fraction=1.0 if state == "done" else card.fraction,
                sentence=sentence,
                code=code,
                said=said or {},
                ended_at=self._clock(),
            )
            if kept is not None:
                self._kept[name] = kept

    def find(self, owner: Owner, name: str) -> Card | None:
        """Return the card of a work of ``owner``."""
        with self._lock:
            self._forget()
            card = self._cards.get(name)
        return card if card is not None and card.owner == owner else None

    def kept(self, owner: Owner, name: str) -> object:
        """Return what a work of ``owner`` made for a next step; None if there is nothing."""
        return None if self.find(owner, name) is None else self._kept.get(name)

    def stop(self, owner: Owner, name: str) -> Card | None:
        """Ask a work to stop; one that waits is stopped at once, one that is finished stays so."""
        card = self.find(owner, name)
        if card is not None and card.state == "waiting":
            self.end(name, "stopped", STOPPED, code="stopped")
        with self._lock:
            card = self._cards.get(name) if card is not None else None
            if card is not None and not card.finished:
                self._cards[name] = replace(card, stopping=True)
        return self.find(owner, name)

    def lost(self, process: int) -> None:
        """Say of what a process was doing that it is lost, once that process is gone."""
        with self._lock:
            names = [card.id for card in self._cards.values() if card.process == process]
        for name in names:
            self.end(name, "refused", LOST, code="work_lost")

    def _under(self, card: Card) -> Card | None:
        """Return the work started under the same key; what came to nothing may be tried again."""
        for each in self._cards.values():
            tried = card.key is not None and each.key == card.key and each.owner == card.owner
            if tried and (not each.finished or each.state == "done"):
                return each
        return None

    def _forget(self) -> None:
        """Let go of what was finished long ago, and of all but the latest of each owner."""
        now, kept = self._clock(), dict[Owner, int]()
        for card in sorted(
            (card for card in self._cards.values() if card.ended_at is not None),
            key=lambda card: card.ended_at or now,
            reverse=True,
        ):
            kept[card.owner] = kept.get(card.owner, 0) + 1
            if kept[card.owner] > KEPT_EACH or now - (card.ended_at or now) > LASTING:
                del self._cards[card.id]
                self._kept.pop(card.id, None)
