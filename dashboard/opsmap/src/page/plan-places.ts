/** The places: who is reached over the day, who is not, and where to put more; computed in the server when it is asked. */
import { Pace } from "../pace";
import { placeOf } from "../place";
import { button, post } from "./asking";
import { element } from "./dash";
import { make } from "./dom";
import type { Job } from "./job";
import { watch } from "./job";
import type { Page } from "./page";
import type { Asked, Source } from "./places-asked";
import { asked, askWhen, askWhere, askWho, common, number, period, populations } from "./places-asked";
import { Curve } from "./places-curve";
import { Found } from "./places-found";
import type { Cover, Sited } from "./places-said";
import { fills } from "./plan";
import { show } from "./showing";

const ROOM = "places-asked";
const MOVED_MS = 100;
const INSTANTS = 400;

interface Held {
  readonly operation: string;
  readonly asked: Asked;
  sources: readonly Source[];
  documents: Awaited<ReturnType<typeof populations>>;
  curve: Curve | null;
  found: Found | null;
  /** How far the log went when each was computed. */
  readonly at: { day: number; found: number };
}

let held: Held | null = null;
const pace = new Pace(MOVED_MS, () => held?.curve?.moved());

fills({
  key: "places",
  opened: (page) => {
    if (held?.operation !== page.setting.operation.id) {
      held = { operation: page.setting.operation.id, asked: asked(page), sources: [], documents: [], curve: null, found: null, at: { day: 0, found: 0 } };
    }
    const { operation } = held;
    build(page, held);
    void populations(page).then((documents) => {
      if (held?.operation !== operation || JSON.stringify(documents) === JSON.stringify(held.documents)) return;
      held.documents = documents;
      ask(page, held);
    });
  },
  closed: () => {
    pace.stop();
    show(ROOM, null);
    held?.curve?.destroy();
    held?.found?.destroy();
  },
  moved: () => pace.ask(),
  renewed: (page) => held && old(page, held),
});

/** The rooms of the tab: two questions, and under each what came of it. */
function build(page: Page, now: Held): void {
  const body = element("places-body");
  if (!body) return;
  const rooms = ["who", "day", "where", "found"].map((room) => {
    const made = make("div", { className: "places" });
    made.id = `places-${room}`;
    return made;
  });
  body.replaceChildren(...rooms);
  ask(page, now);
  if (now.curve) room("day")?.replaceChildren(now.curve.build());
  if (now.found) room("found")?.replaceChildren(now.found.build());
  old(page, now);
}

/** What was computed from less than the log says now is said to be that. */
function old(page: Page, now: Held): void {
  const { words } = page.setting;
  for (const [name, there] of [["day", now.curve], ["found", now.found]] as const) {
    const box = room(name);
    if (!box || !there || page.held?.head.seq === now.at[name] || box.querySelector(".stale")) continue;
    box.prepend(make("p", { className: "hint stale" }, words.places_stale));
  }
}

/** The questions, as they stand. */
function ask(page: Page, now: Held): void {
  const { words } = page.setting;
  const again = (): void => ask(page, now);
  const [who, where] = [room("who"), room("where")];
  if (!who || !where) return;
  draw(page, now);
  const open = where.querySelector("details")?.open ?? false;
  who.replaceChildren(
    askWho(page, now.asked, now.sources, now.documents, again),
    askWhen(page, now.asked),
    button(words.places_curve, () => void compute(page, now), "main"),
  );
  const details = make(
    "details",
    {},
    make("summary", {}, words.places_where),
    askWhere(page, now.asked, again),
    button(words.places_search, () => void search(page, now), "main"),
  ) as HTMLDetailsElement;
  details.open = open;
  where.replaceChildren(details);
}

/** What was drawn for the questions, while the tab is in view. */
function draw(page: Page, { asked: { areas, area } }: Held): void {
  const { words } = page.setting;
  const shapes = [...areas.map(({ geometry }) => geometry), ...(area ? [area] : [])];
  const tags = [...areas.map(({ name, geometry }) => ({ at: placeOf(geometry), text: name })), { at: area && placeOf(area), text: words.places_among }];
  show(ROOM, { shapes, tags: tags.flatMap(({ at, text }) => (at ? [{ lng: at[0], lat: at[1], text }] : [])) });
}

async function compute(page: Page, now: Held): Promise<void> {
  const answer = await run<Cover>(page, "coverage", "day", { ...common(page, now.asked), ...period(page, now.asked), instants: INSTANTS });
  if (!answer || held !== now) return;
  now.curve?.destroy();
  now.curve = new Curve(page, answer);
  now.at.day = page.held?.head.seq ?? 0;
  room("day")?.replaceChildren(now.curve.build());
  learn(page, now, answer.sources);
}

async function search(page: Page, now: Held): Promise<void> {
  const { asked: said } = now;
  const window = period(page, said);
  const when = said.over ? window : { start: new Date(page.clock.shown.time).toISOString(), end: null };
  const answer = await run<Sited>(page, "siting", "found", {
    ...common(page, said),
    ...when,
    aim: said.aim,
    n: said.aim === "all" ? 1 : number(said.n),
    mode: said.mode,
    objects: said.candidates,
    area: said.area,
    step_m: number(said.step),
    excluded: said.excluded,
    settled: said.settled,
    seconds: number(said.seconds),
  });
  if (!answer || held !== now) return;
  now.found?.destroy();
  now.found = new Found(page, answer, window);
  now.at.found = page.held?.head.seq ?? 0;
  room("found")?.replaceChildren(now.found.build());
  learn(page, now, answer.sources);
}

/** Who gives estimates is known once they were counted. */
function learn(page: Page, now: Held, sources: readonly Source[]): void {
  if (JSON.stringify(sources) === JSON.stringify(now.sources)) return;
  now.sources = sources;
  ask(page, now);
}

/** A question put to the server, watched until it is answered; null where it was not, which is said in its room. */
async function run<Answer>(page: Page, path: string, into: string, body: Record<string, unknown>): Promise<Answer | null> {
  const { words, url } = page.setting;
  const box = room(into);
  if (!box) return null;
  const begun = await post<Job>(`${url}/${path}`, body);
  const wrong = (sentence: string): null => {
    const said = make("p", { className: "wrong" }, sentence);
    said.setAttribute("role", "alert");
    box.replaceChildren(said);
    return null;
  };
  if (!begun || "wrong" in begun) return wrong(begun?.wrong || words.places_wrong);
  const job = await watch(begun.said, box, words);
  return job.state === "done" ? (job.result as Answer) : wrong(job.sentence);
}

function room(name: string): HTMLElement | null {
  return element(`places-${name}`);
}
