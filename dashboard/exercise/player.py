"""Plays an exercise at a running Vigie, by its API: entries at their hour, teams on their way."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2

from dashboard.clock import now
from dashboard.exercise.replay import Due
from dashboard.exercise.walking import Walk
from dashboard.text import RefusedError, Text

PATIENCE_S = 30.0
LONGEST_PAUSE_S = 60.0
TOGETHER = 20
"""As many entries as a gesture may record."""

AT_ONCE = 8
"""Trackers do not wait for each other: so many of them tell at the same time."""

CONFIRMED = ["future", "before_start", "absent", "swapped", "outside_area"]
"""Doubts of hours and places: an exercise has the hours and places it was given."""

TEAM_ID = "exercice-{number:03}"
TEAM_NAME = "Équipe {number:03}"

REFUSED = Text(
    fr="{address} a refusé {what} ({status}) : {sentence}",
    en="{address} refused {what} ({status}): {sentence}",
)
AWAY = Text(
    fr="{address} ne répond pas ({fault}). Vigie y est-il lancé ?",
    en="{address} does not answer ({fault}). Is a Vigie running there?",
)


class ExerciseError(RefusedError):
    """The Vigie that is played at does not answer, or refuses."""


@dataclass(slots=True)
class Played:
    """What was sent so far."""

    entries: int = 0
    positions: int = 0
    refused: list[str] = field(default_factory=list)


class Player:
    """Writes in one exercise of a running Vigie.

    Args:
        client: Knows its address, and who writes.
    """

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self._numbers: dict[int, int] = {}
        self.operation = ""
        self.played = Played()

    def journal(self, operation: str) -> bytes:
        """Return the journal of an operation, as it is exported.

        Raises:
            ExerciseError: There is none, or nobody answers.
        """
        return self._ask("GET", f"/api/operations/{operation}/journal.jsonl").content

    def open(self, said: dict[str, Any]) -> str:
        """Open the exercise; return its id.

        Raises:
            ExerciseError: It is refused.
        """
        answer = self._ask("POST", "/api/operations", json=said | {"exercise": True})
        self.operation = str(answer.json()["id"])
        return self.operation

    def place_teams(self, walks: Sequence[Walk], began_at: datetime) -> None:
        """Put the teams on the map, each with a tracker of its own.

        Raises:
            ExerciseError: It is refused.
        """
        placed, tracked = [], []
        for number, walk in enumerate(walks, start=1):
            step = walk.at(0.0)
            team = {
                "object_id": TEAM_ID.format(number=number),
                "kind": "team",
                "status": "available",
                "geometry": {"type": "Point", "coordinates": [step.lon, step.lat]},
                "values": {"name": TEAM_NAME.format(number=number)},
            }
            carried = {
                "object_id": team["object_id"],
                "device": self._device(number),
                "starts_at": began_at.isoformat(),
            }
            placed.append({"fact": "Placed", "body": team, "occurred_at": began_at.isoformat()})
            tracked.append(
                {"fact": "Tracked", "body": carried, "occurred_at": began_at.isoformat()}
            )
        # All there first: a tracker is given to a team that is on the map.
        self._write_all(placed)
        self._write_all(tracked)

    def write(self, due: Due, began_at: datetime) -> None:
        """Write an entry that is due; one that is refused is noted, and the rest goes on."""
        try:
            seq = self._write(due.sent(began_at, self._numbers))
        except ExerciseError as refused:
            self.played.refused.append(f"{due.seq}: {refused}")
            return
        self._numbers[due.seq] = seq
        self.played.entries += 1

    def tell(self, walks: Sequence[Walk], seconds: float) -> None:
        """Send where every team is after ``seconds``, as a tracker each.

        Raises:
            ExerciseError: Nobody answers.
        """
        at = int(now().timestamp())

        def tell(numbered: tuple[int, Walk]) -> None:
            number, step = numbered[0], numbered[1].at(seconds)
            told = {
                "id": self._device(number),
                "lat": f"{step.lat:.6f}",
                "lon": f"{step.lon:.6f}",
                "timestamp": at,
                "speed": f"{step.speed_kmh / 1.852:.1f}",  # knots, as OsmAnd has them
                "bearing": f"{step.course_deg:.0f}",
                "accuracy": 8,
            }
            self._ask("GET", "/api/feeds/osmand", params=told)

        with ThreadPoolExecutor(AT_ONCE) as trackers:
            for _ in trackers.map(tell, enumerate(walks, start=1)):
                self.played.positions += 1

    def _device(self, number: int) -> str:
        return f"{self.operation}-{number:03}"

    def _write_all(self, said: Sequence[dict[str, Any]]) -> None:
        path = f"/api/operations/{self.operation}/entries/together"
        for first in range(0, len(said), TOGETHER):
            some = said[first : first + TOGETHER]
            self._ask("POST", path, json={"entries": some, "confirmed": CONFIRMED})

    def _write(self, said: dict[str, Any]) -> int:
        path = f"/api/operations/{self.operation}/entries"
        return int(self._ask("POST", path, json=said | {"confirmed": CONFIRMED}).json()["seq"])

    def _ask(self, method: str, path: str, **more: Any) -> httpx2.Response:  # noqa: ANN401
        """Return the answer; who is asked to wait waits."""
        while True:
            try:
                answer = self._client.request(method, path, timeout=PATIENCE_S, **more)
            except httpx2.HTTPError as fault:
                raise ExerciseError(AWAY, address=self._client.base_url, fault=fault) from None
            if answer.status_code != 429:
                break
            time.sleep(min(LONGEST_PAUSE_S, float(answer.headers.get("retry-after", 1))))
        if answer.status_code >= 300:
            raise ExerciseError(
                REFUSED,
                address=self._client.base_url,
                what=path,
                status=answer.status_code,
                sentence=_sentence(answer),
            )
        return answer


def play(
    player: Player,
    due: Sequence[Due],
    walks: Sequence[Walk],
    *,
    every_s: float,
    lasts: timedelta,
    told: Callable[[Played], None],
) -> Played:
    """Play until ``lasts`` is over: entries when they are due, positions every ``every_s``.

    Args:
        player: Where.
        due: The entries, in order.
        walks: The teams.
        every_s: How often each team tells where it is, in seconds.
        lasts: How long it is played.
        told: Told what was sent, as it goes.

    Raises:
        ExerciseError: Nobody answers, or the teams are refused.
    """
    player.place_teams(walks, now())
    began_at = now()
    waiting, turn = list(reversed(due)), 0
    while (passed := now() - began_at) < lasts:
        while waiting and waiting[-1].after <= passed:
            player.write(waiting.pop(), began_at)
            told(player.played)
        if passed.total_seconds() >= turn * every_s:
            turn = int(passed.total_seconds() / every_s) + 1
            player.tell(walks, passed.total_seconds())
            told(player.played)
        time.sleep(0.05)
    return player.played


def _sentence(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["error"]["sentence"])
    except (ValueError, KeyError, TypeError):
        return answer.text[:200]
