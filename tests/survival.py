"""What is promised when a Vigie is killed: all that was acknowledged is there once, and was told.

Writers send entries and fixes over HTTP, each again until it is acknowledged; readers hold streams
and come back from where they were. Whoever kills the server meanwhile asks for the ``verdict``.
"""

import json
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx2

from dashboard.access.demonstration import BY_KEY
from dashboard.journal import Draft, Opened, Placed, Tracked, first_break
from dashboard.storage import SqlJournal, SqlTracks, engine_for, tracks_engine, upgrade
from dashboard.tracks import unpack
from dashboard.tracks.track_file import read
from tests.running import until

OPERATION = "survie"
HOUSE = BY_KEY["regulator"].actor.organisation
AGAIN_S = 0.1
AS = {"cookies": {"vigie_person": "regulator"}, "timeout": 20}


def prepare(store, teams, *, begins_at=None):
    """Open an operation in an empty store, with so many teams that carry a tracker."""
    began = begins_at or datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    engine = engine_for(store)
    upgrade(engine)
    journal = SqlJournal(engine)
    opening = Opened(name="Survie", starts_at=began, ends_at=began + timedelta(days=1))
    facts = [opening]
    for team in range(teams):
        name = f"team-{team}"
        place = {"type": "Point", "coordinates": [-1.5, 43.4 + team / 100]}
        facts.append(
            Placed(
                object_id=name, kind="team", status="available", geometry=place,
                values={"name": name},
            )
        )  # fmt: skip
        facts.append(Tracked(object_id=name, device=name, starts_at=began))
    for fact in facts:
        said = {"author": "ada", "organisation": HOUSE, "occurred_at": began}
        journal.append(OPERATION, Draft(**said, fact=fact))
    engine.dispose()
    return began


class Someone(threading.Thread):
    """A client that goes on until it is told to leave, whatever becomes of the server."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address = address
        self.leaving = threading.Event()
        self.fault = None

    def run(self):
        try:
            with httpx2.Client(base_url=self.address, **AS) as client:
                self.go_on(client)
        except Exception as fault:
            self.fault = fault
            raise

    def leave(self):
        """Let it finish what it has begun."""
        self.leaving.set()
        self.join(120)
        assert self.fault is None, repr(self.fault)
        assert not self.is_alive(), f"{self.name} is stuck"


class Writer(Someone):
    """Sends one message after the other, each until it is acknowledged."""

    def __init__(self, address, name, pause_s=0.0):
        super().__init__(address)
        self.name = name
        self.pause_s = pause_s
        self.acknowledged = []

    def go_on(self, client):
        number = 0
        while not self.leaving.is_set():
            number += 1
            told = self.told(number)
            while not self.is_taken(client, told):
                time.sleep(AGAIN_S)
            self.acknowledged.append(told)
            time.sleep(self.pause_s)

    def is_taken(self, client, told):
        try:
            answer = self.send(client, told)
        except httpx2.TransportError:
            return False
        assert answer.status_code in {200, 201, 500, 503}, answer.text
        return answer.status_code < 300


class Officer(Writer):
    """Writes lines in the log, each under its key."""

    def told(self, number):
        # Once for each line: sent again at another hour, it would be another under the same key.
        self._at = datetime.now(UTC).isoformat(timespec="milliseconds")
        return f"{self.name} {number:05d}"

    def send(self, client, told):
        said = {"occurred_at": self._at, "confirmed": ["future", "late"]}
        line = {"fact": "Noted", "text": told} | said
        key = {"Idempotency-Key": told.replace(" ", "-")}
        path = f"/api/operations/{OPERATION}/entries"
        return client.post(path, json=line, headers=key)


class Tracker(Writer):
    """Tells where a team is, second by second, as OsmAnd does."""

    def __init__(self, address, name, began, pause_s=0.0):
        super().__init__(address, name, pause_s)
        self._began = int(began.timestamp())

    def told(self, number):
        return 1000 * (self._began + number)

    def send(self, client, told):
        far = (told // 1000 - self._began) / 1e6
        body = f"id={self.name}&lat={43.4 + far:.6f}&lon=-1.5&timestamp={told // 1000}"
        answer = client.post("/api/feeds/osmand", content=body)
        if answer.status_code == 200:
            said = answer.json()
            assert said["kept"] + said["repeated"] == 1, said
        return answer


class Reader(Someone):
    """Holds a stream, and comes back from where it was; fetches what came meanwhile."""

    def __init__(self, address, name):
        super().__init__(address)
        self.name = name
        self.held, self.view = 0, ""
        self.seen = []
        self.fixes = 0
        self.last = {}
        self.came_back = -1

    def go_on(self, client):
        while not self.leaving.is_set():
            with suppress(httpx2.TransportError):
                self.catch_up(client)
                self.follow(client)
            time.sleep(AGAIN_S)

    def follow(self, client):
        place = f"{OPERATION}:{self.held}:{self.view}"
        with client.stream("GET", "/api/stream", params={"of": place, "locale": "fr"}) as answer:
            if answer.status_code != 200:
                return
            self.came_back += 1
            text = ""
            for part in answer.iter_text():
                *frames, text = (text + part).split("\n\n")
                for frame in frames:
                    said = dict(row.split(": ", 1) for row in frame.split("\n") if ": " in row)
                    if "event" in said:
                        self.hear(client, said["event"], json.loads(said["data"]))
                if self.leaving.is_set():
                    return

    def hear(self, client, event, data):
        if event == "reel":
            self.hold(data)
        elif event == "head" and data["seq"] > self.held:
            self.catch_up(client)  # too long for the stream, which only announces it
        elif event == "fixes":
            self.fixes = max(self.fixes, data["cursor"])
            for team, at, *_ in data["fixes"]:
                self.place(team, at)

    def catch_up(self, client):
        path = f"/api/operations/{OPERATION}"
        answer = client.get(f"{path}/reel", params={"after": self.held, "locale": "fr"})
        tracks = client.get(f"{path}/tracks", params={"after": self.fixes})
        if answer.status_code == 200:
            self.hold(answer.json())
        if tracks.status_code == 200:
            cursor, chunks = read(tracks.content)
            self.fixes = cursor
            for part in chunks:
                body = unpack(part.chunk.body, part.chunk.starts_ms, part.chunk.count)
                self.place(part.team, int(body.at_ms[-1]))

    def hold(self, reel):
        self.seen += [entry["seq"] for entry in reel["entries"]]
        self.held, self.view = reel["head"]["seq"], reel["view"]

    def place(self, team, at):
        self.last[team] = max(at, self.last.get(team, 0))


def work(writers, more):
    """Wait until every writer has got so many more acknowledged."""
    wanted = [len(writer.acknowledged) + more for writer in writers]
    until(lambda: all(len(w.acknowledged) >= n for w, n in zip(writers, wanted, strict=True)))


def settled(address, readers, trackers, patience_s=60):
    """Wait until every reader holds the head, and where every team was last."""
    last = {tracker.name: tracker.acknowledged[-1] for tracker in trackers}
    with httpx2.Client(base_url=address, **AS) as client:
        head = client.get(f"/api/operations/{OPERATION}/head").json()["seq"]
    end = time.monotonic() + patience_s
    while not all(one.held == head and last.items() <= one.last.items() for one in readers):
        told = [(one.name, one.held, one.last) for one in readers]
        assert time.monotonic() < end, f"not all was told: {head}, {last}; {told}"
        time.sleep(0.05)
    return head


def verdict(store, officers, trackers, readers, head):
    """Fail where a promise was broken; return how many entries and fixes were acknowledged."""
    engine = engine_for(store)
    entries = SqlJournal(engine).entries(OPERATION)
    assert first_break(entries) is None
    assert [entry.seq for entry in entries] == list(range(1, head + 1))
    written = Counter(entry.text for entry in entries if entry.text)
    promised = Counter(text for officer in officers for text in officer.acknowledged)
    assert written == promised, "an entry was lost, or is there twice"
    beside = tracks_engine(engine)
    tracks = SqlTracks(beside)
    numbers = {device.name: device.id for device in tracks.devices(HOUSE)}
    whole = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    for tracker in trackers:
        kept = Counter(
            int(at)
            for chunk in tracks.chunks([numbers[tracker.name]], *whole)
            for at in unpack(chunk.body, chunk.starts_ms, chunk.count).at_ms
        )
        assert kept == Counter(tracker.acknowledged), "a fix was lost, or is there twice"
    for reader in readers:
        assert reader.seen == list(range(1, head + 1)), f"{reader.name} missed or got twice"
    beside.dispose()
    engine.dispose()
    return promised.total(), sum(len(tracker.acknowledged) for tracker in trackers)
