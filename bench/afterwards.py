"""What the review after the fact costs where many teams were sent out: travel beside the roads'.

    python bench/afterwards.py EXTRACT.osm.pbf [RESPONSES]

The material: a hundred teams that are alerted, leave, arrive elsewhere in the extract and are free
again, so many times in all, while twelve roads are closed and opened in turn. What is asked is the
answer of ``GET …/afterwards``, in one process, by processor time and by the clock on the wall; the
second asking finds the roads opened, as every later one does. Without an extract (``-``) times are
those of a straight line.
"""

import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from dashboard.access.demonstration import BY_KEY
from dashboard.app import create_app, desk_from
from dashboard.journal import Draft, Moved, Opened, Placed, Transitioned
from dashboard.roads.build import build
from dashboard.roads.catalogue import Roads
from dashboard.settings import Settings

OURS = BY_KEY["regulator"].actor.organisation
BEGINS = datetime(2026, 6, 21, 8, 0, tzinfo=UTC)
TEAMS, WALLS = 100, 12
VEHICLES = ("SMUR.VLM", "AASC.VPSP", "SIS.VSAV", "")
MINUTE = timedelta(minutes=1)


def tell(journal, box, count):
    """Tell the day, in the order in which it happened."""
    lots = random.Random(7)
    west, south, east, north = box
    facts = []

    def place():
        return [lots.uniform(west, east), lots.uniform(south, north)]

    def point():
        return {"type": "Point", "coordinates": place()}

    def says(minute, fact):
        facts.append((BEGINS + minute * MINUTE, fact))

    for number in range(TEAMS):
        values = {"name": f"Équipe {number}", "vehicle": VEHICLES[number % len(VEHICLES)]}
        said = {"kind": "team", "status": "available", "geometry": point(), "values": values}
        says(1, Placed(object_id=f"e{number}", **said))
    for number in range(WALLS):
        line = {"type": "LineString", "coordinates": [place(), place()]}
        values = {"name": f"Mur {number}", "way": "road"}
        said = {"kind": "closure", "status": "active", "geometry": line, "values": values}
        says(2 + 60 * number, Placed(object_id=f"m{number}", **said))
        lifted = Transitioned(object_id=f"m{number}", verb="lift", status="closed")
        says(62 + 60 * number, lifted)
    for number in range(count):
        team, minute = f"e{number % TEAMS}", 5 + 720 * number / count
        for late, verb, status in ((0, "alert", "alerted"), (1, "depart", "en_route")):
            says(minute + late, Transitioned(object_id=team, verb=verb, status=status))
        says(minute + 3, Moved(object_id=team, geometry=point()))
        says(minute + 3, Transitioned(object_id=team, verb="arrive", status="on_scene"))
        says(minute + 4, Transitioned(object_id=team, verb="make_available", status="available"))
    opened = Opened(name="Banc", starts_at=BEGINS, ends_at=BEGINS + 900 * MINUTE, area=box)
    facts.insert(0, (BEGINS, opened))
    for at, fact in sorted(facts, key=lambda one: one[0]):
        draft = Draft(author="ada", organisation=OURS, occurred_at=at, fact=fact)
        journal.append("bench-afterwards", draft)


def main():
    """Tell it, ask twice, and print what that took."""
    extract, count = sys.argv[1], int((sys.argv[2:] or ["1000"])[0])
    with tempfile.TemporaryDirectory() as folder:
        told = Settings(store=f"sqlite:///{folder}/vigie.gpkg", demonstration=True, _env_file=None)
        desk, box = desk_from(told), (-1.65, 47.15, -1.45, 47.3)
        if extract != "-":
            roads = Roads(Path(folder) / "roads")
            box = build(roads, Path(extract), now=BEGINS, name="Banc").box
            desk = replace(desk, regions=roads)
        tell(desk.journal, box, count)
        client = TestClient(
            create_app(desk), base_url="http://127.0.0.1:8050", client=("127.0.0.1", 50000)
        )
        client.cookies.set("vigie_person", "regulator")
        for asking in ("first", "again"):
            wall, processor = time.perf_counter(), time.process_time()
            answer = client.get("/api/operations/bench-afterwards/afterwards")
            answer.raise_for_status()
            found = answer.json()
            compared = sum(one["predicted_s"] is not None for one in found["responses"])
            print(
                f"{asking}: {time.process_time() - processor:.2f} s of the processor, "
                f"{time.perf_counter() - wall:.2f} s; {len(found['responses'])} responses, "
                f"{compared} compared, {sum(one['predicted_s'] or 0 for one in found['responses'])}"
            )


if __name__ == "__main__":
    main()
