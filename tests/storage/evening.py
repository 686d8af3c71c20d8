"""A short evening in a store: a post and a zone in Paris, a team in Rouen, something nowhere."""

from dashboard.journal import Draft, Placed
from dashboard.storage import SqlJournal
from tests.conftest import OPENED, Stopwatch
from tests.stories import OPENING

PARIS = (2.2, 48.8, 2.5, 48.9)

POST = Placed(
    object_id="pma1",
    kind="medical_post",
    status="active",
    geometry={"type": "Point", "coordinates": [2.35, 48.85]},
)
ZONE = Placed(
    object_id="zone1",
    kind="zone",
    status="active",
    geometry={
        "type": "Polygon",
        "coordinates": [[[2.0, 48.0], [3.0, 48.0], [3.0, 49.5], [2.9, 48.1], [2.0, 48.0]]],
    },
)
TEAM = Placed(
    object_id="équipe 2",
    kind="team",
    status="engaged",
    geometry={"type": "Point", "coordinates": [1.1, 49.44]},
)
NOWHERE = Placed(
    object_id="orbite", kind="drone", status="lost", geometry={"type": "Point", "coordinates": []}
)


def said(fact):
    """Return a draft that says ``fact`` as the operation opens."""
    return Draft(author="ada", organisation="SAMU", occurred_at=OPENED, fact=fact)


def tell_evening(engine):
    """Write the evening to ``demo``; return the journal."""
    journal = SqlJournal(engine, Stopwatch())
    for fact in (OPENING, POST, ZONE, TEAM, NOWHERE):
        journal.append("demo", said(fact))
    return journal
