"""What the staffing chart costs while the slider is dragged: 100 teams, three bars each.

    python bench/staffing.py

The material: a journal of 5 000 entries about 200 objects (``bench/journals.py``), and beside it
100 teams with three assignments each; while the slider crosses the operation, 200 of these are
taken up and 100 of them ended, so that the chart is drawn anew on the way.

In one run, the page's slider is dragged with the mouse, in turns, with the planning panel put away
and with its chart of a row for each team open. A step is one ``input`` event of the slider, as in
``bench/scrub.py``: *CPU ms* is what the main thread paid for it, *steps/s* how many came in a
second. Then the line of the instant alone, moved 60 times: ours, one element with a transform; and,
as the baseline, a shape of the very same chart moved by ``Plotly.relayout``, as plotly has it.
"""

import tempfile
from datetime import timedelta
from statistics import median

from bench.browser import DRAW_NOTHING, SIZE, MainThread, chromium, served, until
from bench.journals import HOUSE, OPENED_AT, journal
from bench.scrub import COUNT_STEPS, drag
from dashboard.app import create_app, desk_from
from dashboard.journal import Draft, Placed, Transitioned
from dashboard.settings import Settings

TEAMS, EACH = 100, 3
OBJECTS, ENTRIES = 200, 5_000
ROUNDS = 4
MOVED = 60
HALF_HOUR = timedelta(minutes=30)


def drafts():
    """Yield the teams, their assignments, and what becomes of two in three on the way."""

    def said(at, fact):
        return Draft(author="ada", organisation=HOUSE, occurred_at=at, fact=fact)

    turns = []
    for team in range(TEAMS):
        place = {"type": "Point", "coordinates": [2.3 + team / 1_000, 48.86]}
        values = {"name": f"Équipe {team + 1}"}
        yield said(
            OPENED_AT,
            Placed(
                object_id=f"e{team}", kind="team", status="available", geometry=place,
                values=values,
            ),
        )  # fmt: skip
        for number in range(EACH):
            name = f"a{team}-{number}"
            start = OPENED_AT + HALF_HOUR + number * timedelta(hours=4)
            values = {"name": name, "team": f"e{team}", "task": "Tenue du poste"}
            yield said(
                OPENED_AT,
                Placed(
                    object_id=name, kind="assignment", status="planned", geometry=place,
                    values=values, planned_from=start, planned_to=start + timedelta(hours=4.5),
                ),
            )  # fmt: skip
            if number < 2:
                up = OPENED_AT + timedelta(seconds=60 + 20 * team + 1_500 * number)
                turns.append((up, name, "take_up", "active"))
            if number == 0:
                down = OPENED_AT + timedelta(seconds=2_400 + 20 * team)
                turns.append((down, name, "end", "closed"))
    for at, name, verb, status in sorted(turns):
        yield said(at, Transitioned(object_id=name, verb=verb, status=status))


def opened(page):
    """Open the chart, and wait until it is drawn."""
    page.evaluate("document.getElementById('plan').click()")
    page.get_by_role("tab", name="Équipes").click()
    until(page, "document.querySelectorAll('#gantt-bars .bar').length > 200", 900)
    until(page, "document.querySelector('#gantt-chart svg.main-svg')", 900)
    page.wait_for_timeout(1_500)


def put_away(page):
    page.evaluate("document.getElementById('plan-close').click()")
    page.wait_for_timeout(500)


LINE = """(count) => {
  const chart = document.getElementById("gantt-chart");
  const line = document.getElementById("gantt-cursor");
  const [from, to] = chart._fullLayout.xaxis.range;
  const ways = {
    ours: (part) => { line.style.transform = `translateX(${(part * 1000).toFixed(1)}px)`; },
    plotly: (part) => {
      const at = from + part * (to - from);
      Plotly.relayout(chart, { "shapes[0].x0": at, "shapes[0].x1": at });
    },
  };
  window.lineMoved = async (way) => {
    for (let n = 0; n < count; n++) {
      ways[way](n / count);
      await new Promise(requestAnimationFrame);
    }
  };
}"""


def line(page, way):
    main_thread = MainThread(page)
    main_thread.tidy()
    before = main_thread.spent()
    page.evaluate(f"window.lineMoved('{way}')")
    return main_thread.spent().since(before, MOVED).cpu


def row(name, found):
    spent, rates = zip(*found, strict=True)
    cpu = sorted(each.cpu for each in spent)
    print(
        f"  {name:<28}{median(cpu):>10.2f}{cpu[0]:>10.2f}"
        f"{median(each.wall for each in spent):>10.2f}{median(rates):>10.1f}{max(rates):>10.1f}",
        flush=True,
    )


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = f"sqlite:///{folder}/vigie.gpkg"
        desk = desk_from(Settings(store=store, demonstration=True, _env_file=None))
        desk.journal.adopt(journal(OBJECTS, ENTRIES))
        for draft in drafts():
            desk.journal.append("bench", draft)
        with served(create_app(desk)) as address:
            context = browser.new_context(viewport=SIZE, locale="fr-FR")
            context.set_default_timeout(900_000)
            context.add_init_script(DRAW_NOTHING)
            page = context.new_page()
            page.goto(f"{address}/?operation=bench&at=2026-06-21T06:10:00Z")
            until(page, "document.getElementById('map')?.opsmap?.reel()", 900)
            page.wait_for_selector(".ag-row")
            until(page, "window.Plotly", 900)
            page.evaluate(COUNT_STEPS)
            drag(page)
            found = {"put away": [], "open": []}
            for _ in range(ROUNDS):
                found["put away"].append(drag(page))
                opened(page)
                found["open"].append(drag(page))
                put_away(page)
            print("\nthe slider dragged, the staffing chart put away and open", flush=True)
            heads = ("CPU ms", "quietest", "wall ms", "steps/s", "best")
            print(f"  {'':<28}" + "".join(f"{head:>10}" for head in heads))
            for name, some in found.items():
                row(name, some)
            opened(page)
            page.evaluate(LINE, MOVED)
            print("the line of the instant, CPU ms a move", flush=True)
            moves = {"ours": [], "plotly": []}
            for _ in range(ROUNDS):
                for way, some in moves.items():
                    some.append(line(page, way))
            for way, some in moves.items():
                print(f"  {way:<28}{median(some):>10.2f}{min(some):>10.2f}", flush=True)
            context.close()


if __name__ == "__main__":
    main()
