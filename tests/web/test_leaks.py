"""Nothing of what is kept from an organisation reaches it, by any way, sizes and counts included.

Two journals are told that differ in nothing but what the reader may not read: other words, other
hours, other objects and places, another author. Whatever the reader asks must then be answered
alike, to the last byte; only digests, seals and nonces differ, which say nothing.
"""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.documents import MemoryDocuments
from dashboard.journal import (
    Attached,
    Draft,
    Granted,
    MemoryJournal,
    Noted,
    ObjectFact,
    Placed,
    Struck,
)
from dashboard.journal.admission import FallenTargetError
from dashboard.operations import Library, Shelf, ShelfPictures
from dashboard.storage import SqlAccounts, SqlAudit, SqlJournal, SqlPictures
from tests.access.evenings import OPENING, OURS, PLAN, THEIRS, said, shared_evenings
from tests.access.naive import has_access, may_read
from tests.conftest import OPENED, Stopwatch
from tests.documents.samples import GEOJSON
from tests.storage.stores import SQL_STORES, new_engine
from tests.web.conftest import client_of
from tests.web.conftest import settings as settings_of

SECRET = {"type": "Point", "coordinates": [0.123456, 44.123456]}
SHEETS = (
    "at=2026-06-21T18:07:00Z",
    "at=2026-06-21T20:59:00Z&way=believed",
    "at=2026-06-21T20:59:00Z&way=pair&known_at=2026-06-21T18:05:00Z",
)
AT = "2026-06-21T"
LATER = OPENED + timedelta(hours=3)


class House:
    """A running Vigie on one store, asked by somebody of THEIRS."""

    def __init__(self, kind, folder):
        self.clock = Stopwatch()
        store = new_engine("sqlite", folder / "accounts")
        self.engines = [store]
        if kind == "memory":
            self.journal = MemoryJournal(self.clock)
            shelf = Shelf(self.journal)
            pictures = ShelfPictures(shelf)
        else:
            engine = new_engine(kind, folder / "journal")
            self.engines.append(engine)
            self.journal = SqlJournal(engine, self.clock)
            shelf, pictures = Shelf(self.journal), SqlPictures(engine)
        self.library = Library(self.journal, shelf, pictures, self.clock)
        self.app_documents = MemoryDocuments()
        desk = Desk(
            journal=self.journal,
            library=self.library,
            documents=self.app_documents,
            accounts=SqlAccounts(store, self.clock),
            audit=SqlAudit(store, self.clock),
            settings=settings_of(),
            clock=self.clock,
        )
        self.client = client_of(create_app(desk))

    def tell(self, steps):
        """Tell an evening to a new operation; return its id and which steps were kept."""
        operation, kept, waited = f"op-{uuid4().hex[:12]}", [], 0
        self.clock.now = OPENED
        told = self.journal
        if isinstance(told, SqlJournal):
            told = MemoryJournal(self.clock)  # kept in one transaction afterwards
        told.append(operation, said(OURS, OPENING))
        for minutes, draft in steps:
            self.clock.now += timedelta(minutes=minutes)
            waited += minutes
            with suppress(FallenTargetError):
                told.append(operation, draft)
                kept.append((waited, draft))
                waited = 0
        if told is not self.journal:
            self.journal.adopt(told.entries(operation))
        return operation, kept

    def answers(self, operation, when):
        """Return all that the reader is answered of ``operation`` at ``when``."""
        self.clock.now = when
        base = f"/api/operations/{operation}"
        asked = [
            f"{base}/head",
            *(f"{base}/entries?limit=5&after={n}" for n in (0, 3)),
            *(f"{base}/entries?q={word}" for word in ("secret", "bravo", "pma1", "reserve")),
            *(f"{base}/find?limit=50&q={word}" for word in ("secret", "pma1", "s")),
            f"{base}/find?q=autre&at={AT}18:06:00Z&known_at={AT}18:05:00Z",
            *(f"{base}/find/numbers?q={word}" for word in ("alph", "4")),
            f"{base}/entries?from=2026-06-21T18:03:00Z&to=2026-06-21T18:20:00Z",
            *(f"{base}/picture?at=2026-06-21T{t}Z" for t in ("18:02:00", "18:07:00", "20:59:00")),
            f"{base}/picture?at=2026-06-21T18:09:00Z&known_at=2026-06-21T18:05:00Z",
            f"{base}/picture?at=2026-06-21T20:59:00Z&bbox=0,44,1,45",
            f"{base}/picture?at=2026-06-21T20:59:00Z&kind=medical_post&kind=team",
            *(f"{base}/reel?locale=fr&after={n}" for n in (0, 2, 6)),
            *(f"/api/stream?of={operation}:{n}:&ends=told&locale=fr" for n in (0, 3)),
            *(
                f"{base}/{name}?from=2026-06-21T{start}Z&to=2026-06-21T{end}Z"
                for name in ("difference", "difference.csv")
                for start, end in (("18:00:00", "20:59:00"), ("18:04:00", "18:09:00"))
            ),
            f"{base}/difference?from={AT}18:02:00Z&to={AT}18:12:00Z&known_at={AT}18:05:00Z",
            *(f"{base}/{name}?at=2026-06-21T20:59:00Z" for name in ("plan", "plan.csv")),
            f"{base}/plan?at=2026-06-21T18:09:00Z&known_at=2026-06-21T18:05:00Z",
            *(
                f"{base}/{name}?at=2026-06-21T{t}Z"
                for name in ("staffing", "capacity")
                for t in ("18:07:00", "20:59:00")
            ),
            f"{base}/nearest?lon=0.12&lat=44.12&n=50&at={AT}18:20:00Z",
            f"{base}/afterwards",
            *(f"{base}/afterwards/{p}.csv" for p in ("turnings", "places", "responses", "reports")),
            f"{base}/variants",
            f"{base}/variants/comparison",
            f"{base}/copy?near=2027-06-21",
            f"{base}/reach/times?mode=drive&start=0.1,44.1&end=0.2,44.2&at={AT}18:20:00Z",
            f"{base}/needs?at={AT}18:20:00Z",
            *(f"{base}/needs/{name}?at={AT}20:59:00Z" for name in ("pma1", "cache9", "nul")),
            f"{base}/needs/pma1?at={AT}18:09:00Z&known_at={AT}18:05:00Z",
            f"{base}/journal.jsonl",
            f"{base}/documents",
            f"{base}/remarks",
            f"{base}/remarks.jsonl",
            f"{base}/documents/{PLAN.sha256}",
            *(f"{base}/references/{name}" for name in ("pma1", "cache9", "carte", "nulle")),
            f"{base}/reel/as?organisation=ARS&at=2026-06-21T18:30:00Z",
            *(f"{base}/sheet?bbox=-2,40,2,50&{seen}" for seen in SHEETS),
        ]
        told = [
            self.client.get(address, headers={"Accept-Encoding": "identity"}) for address in asked
        ]
        listed = operation in self.client.get("/api/operations").text
        return [listed, *((a.status_code, plainly(a.text, operation)) for a in told)]


def plainly(text, operation):
    """Return an answer without its operation's id, and without digests, seals and nonces."""
    text = text.replace(operation, "op")
    # A sheet's code, whose squares say the operation's id: the address that was asked for.
    text = re.sub(r'<path class="qrline"[^>]*>', "#", text)
    # The content of an entry it may read names the operation, and its nonce is random.
    return re.sub(r"\b[0-9a-f]{16,}\b", "#", text)


def altered(entries, steps, when):
    """Return ``steps`` with everything THEIRS may not read at ``when`` told otherwise."""
    changed = []
    for entry, (minutes, draft) in zip(entries[1:], steps, strict=True):
        hidden = not may_read(entries, THEIRS, when, entry)
        # What rules, strikes or corrects has its effect on what is read, as it must.
        if (
            hidden
            and isinstance(draft.fact, ObjectFact | Noted | Attached)
            and draft.corrects is None
        ):
            draft = otherwise(draft)  # noqa: PLW2901
        changed.append((minutes, draft))
    return changed


def otherwise(draft: Draft) -> Draft:
    """Return another draft of the same organisation, which THEIRS may not read either."""
    placed = Placed(
        object_id="cache9",
        kind="hospital",
        status="active",
        geometry=SECRET,
        values={"name": "tout autre chose", "present": 7},
    )
    return replace(
        draft,
        author="quelqu'un d'autre",
        occurred_at=draft.occurred_at + timedelta(minutes=4),
        fact=placed,
        text="le mot secret et bien plus encore " * 3,
        category="weather",
        priority="important",
        origin="X",
        audience=(),
        embargo_until=None,
    )


@pytest.fixture(scope="module", params=["memory", *SQL_STORES])
def house(request, tmp_path_factory):
    house = House(request.param, tmp_path_factory.mktemp("house"))
    yield house
    for engine in house.engines:
        engine.dispose()


@pytest.mark.timeout(400)
@settings(max_examples=25, deadline=None)
@given(shared_evenings(), st.integers(0, 12))
def test_what_an_organisation_may_not_read_changes_no_answer_it_gets(house, steps, minutes):
    operation, kept = house.tell(steps)
    entries = house.journal.entries(operation)
    when = max(entries[-1].recorded_at, OPENED + timedelta(minutes=minutes))
    other, same = house.tell(altered(entries, kept, when))
    assert len(same) == len(kept)
    # Still hidden in the other telling (what was opened by a later reservation need not be).
    retold = house.journal.entries(other)
    reads = [may_read(entries, THEIRS, when, e) for e in entries]
    assume(reads == [may_read(retold, THEIRS, when, e) for e in retold])

    first, second = house.answers(operation, when), house.answers(other, when)

    assert first == second
    assert first[0] == has_access(entries, THEIRS, when)


def test_the_other_telling_would_show_if_it_were_read(house):
    """The property above can fail: what is open to the reader does change the answers."""
    note = said(OURS, Noted(), at=OPENED, text="alpha")
    granted = shared()
    one, _ = house.tell([granted, (1, note)])
    two, _ = house.tell([granted, (1, replace(note, text="bravo"))])

    assert house.answers(one, LATER) != house.answers(two, LATER)


def test_an_embargo_that_passes_shows_what_it_held_back(house):
    until = OPENED + timedelta(minutes=30)
    note = said(OURS, Noted(), text="annonce à venir", embargo_until=until)
    operation, _ = house.tell([shared(), (1, note)])
    before = house.answers(operation, until - timedelta(seconds=1))

    after = house.answers(operation, until)

    assert "annonce" not in str(before)
    assert "annonce" in str(after)
    assert before[1] != after[1]  # the head says that the view is another one


def test_a_reference_layer_kept_for_some_answers_as_if_it_were_not(house):
    """And the answer changes once it is open: the file itself is attached, and read."""
    content = house.app_documents.keep(GEOJSON, "application/geo+json")
    attached = Attached(
        sha256=content.sha256,
        name="carte.geojson",
        media_type="application/geo+json",
        size=content.size,
    )
    placed = Placed(
        object_id="carte",
        kind="reference",
        status="active",
        values={"name": "Carte", "sha256": content.sha256},
    )
    told = {}
    for hidden, audience in (("all", ()), ("none", None)):
        steps = [
            shared(),
            (1, said(OURS, attached, audience=audience)),
            (1, said(OURS, placed, audience=audience)),
        ]
        operation, _ = house.tell(steps)
        house.clock.now = LATER
        base = f"/api/operations/{operation}/references"
        told[hidden] = [house.client.get(f"{base}/{name}") for name in ("carte", "nulle")]

    carte, nothing = told["all"]
    assert carte.status_code == nothing.status_code == 404
    assert carte.text.replace("carte", "nulle") == nothing.text
    assert told["none"][0].json()["features"]


def test_striking_a_hidden_entry_says_nothing_of_it(house):
    note = said(OURS, Noted(), text="secret", audience=())
    struck = said(OURS, Struck(seq=3, reason="le secret était faux"))
    operation, _ = house.tell([shared(), (1, note), (1, struck)])

    assert "secret" not in str(house.answers(operation, LATER)[2:])


def shared():
    return (1, said(OURS, Granted(organisation=THEIRS, level="read", reason="appui")))
