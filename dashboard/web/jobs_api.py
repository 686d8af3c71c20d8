"""Long work over HTTP: how far it is, what came of it, and stopping it. Only its owner is told."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from dashboard.text import Locale
from dashboard.web.board import Card, State
from dashboard.web.errors import Refusal, Wrong
from dashboard.web.jobs import Jobs
from dashboard.web.reader import reader

REFUSALS: dict[int | str, dict[str, object]] = {
    404: {"model": Refusal, "description": "There is no such work, or it is somebody else's."}
}
BUSY: dict[int | str, dict[str, object]] = {
    429: {"model": Refusal, "description": "Too much work is under way."}
}
"""What whoever begins a work may be told."""


class JobOut(BaseModel):
    """A long work."""

    id: str
    title: str
    state: State = Field(description="“done”, “refused” and “stopped” are final.")
    fraction: float = Field(description="How much of it is done, 0 to 1.")
    sentence: str = Field(description="What is being done, or why it came to nothing.")
    result: dict[str, Any] | None = Field(default=None, description="What it made, once done.")
    error: Wrong | None = Field(default=None, description="Why it came to nothing.")


def job_routes(jobs: Jobs) -> APIRouter:
    """Return the routes of long work."""
    router = APIRouter(prefix="/api/jobs", tags=["jobs"], responses=REFUSALS)

    @router.get("/{job}")
    def find(job: str) -> JobOut:
        """Return how far a work is. It is kept for an hour after its end."""
        who = reader()
        return job_out(jobs.find(who.actor, job), who.locale)

    @router.delete("/{job}")
    def stop(job: str) -> JobOut:
        """Stop a work; what it had not finished leaves nothing behind."""
        who = reader()
        return job_out(jobs.stop(who.actor, job), who.locale)

    return router


def job_out(card: Card, locale: Locale) -> JobOut:
    """Return a job as the API gives it."""
    told = card.sentence.say(locale)
    return JobOut(
        id=card.id,
        title=card.title.say(locale),
        state=card.state,
        fraction=round(card.fraction, 4),
        sentence=told,
        result=dict(card.said) if card.state == "done" else None,
        error=None if card.code is None else Wrong(code=card.code, sentence=told),
    )
