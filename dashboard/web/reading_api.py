"""Reading over HTTP: how far a person has read an operation, and what is still unread anywhere."""

from fastapi import APIRouter

from dashboard.desk import Desk
from dashboard.operations import Reading
from dashboard.web.models import ReadIn, ReadOut
from dashboard.web.operations_api import REFUSALS
from dashboard.web.reader import reader


def reading_routes(desk: Desk) -> APIRouter:
    """Return the routes of the reader's own marks; nobody sees those of another."""
    router = APIRouter(prefix="/api", tags=["reading"], responses=REFUSALS)

    @router.get("/operations/{operation}/read")
    def read(operation: str) -> ReadOut:
        """Return the number of the last entry the reader has seen; 0 for who never looked."""
        return _told(desk, desk.library.reading(reader().actor, operation))

    @router.put("/operations/{operation}/read")
    def mark(operation: str, asked: ReadIn) -> ReadOut:
        """Keep that the reader has seen all up to ``read``; a mark never goes back."""
        reading = desk.library.reading(reader().actor, operation)
        seen = min(asked.read, reading.head.seq)
        desk.accounts.mark_read(reading.actor.person, operation, seen)
        return _told(desk, reading)

    @router.get("/unread")
    def unread() -> dict[str, int]:
        """Return how many entries of each operation the reader has not seen, where there are."""
        actor = reader().actor
        heads = desk.library.heads(actor)
        read = {name: desk.accounts.read_up_to(actor.person, name) for name in heads}
        return {name: heads[name] - seq for name, seq in read.items() if seq < heads[name]}

    return router


def _told(desk: Desk, reading: Reading) -> ReadOut:
    read = desk.accounts.read_up_to(reading.actor.person, reading.operation.id)
    return ReadOut(read=read, head=reading.head.seq)
