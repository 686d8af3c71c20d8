/** Putting in place what was planned: one gesture, recorded whole, that opens it and says where it stands. */
import { versionAt } from "../reel";
import { windowWords } from "../windows";
import { aimAt } from "./aiming";
import { element, reveal, say, set } from "./dash";
import { here } from "./here";
import type { Page } from "./page";
import { Sending } from "./sending";
import { fill } from "./setting";

const OVER = ["closed", "cancelled"];
const sending = new Sending("placing-confirm", "placing-refusal");
/** The object whose form is open, and the place pointed at. */
let of: string | null = null;
let point: [number, number] | null = null;
let elsewhere = false;
/** The hour the form proposes: a field has whole minutes, and the post may be placed since. */
let proposed: { text: string; at: number } | null = null;

export const gestures = {
  placing(clicks: number | undefined): void {
    const object = here.page?.chosenObject;
    if (clicks && here.page && object) begin(here.page, object);
  },

  placingWhere(where: string): void {
    if (!here.page || of === null) return;
    point = null;
    elsewhere = where === "point";
    if (!elsewhere) {
      aimAt(null);
      showWhere(here.page);
      return;
    }
    say("placing-said", here.page.setting.words.point_it);
    aimAt((lng, lat) => {
      point = [lng, lat];
      if (here.page) showWhere(here.page);
    });
  },

  placingCancelled(clicks: number | undefined): void {
    if (clicks) close();
  },

  putInPlace(clicks: number | undefined, when: string | null): void {
    if (clicks && here.page && of !== null) void put(here.page, of, when ?? "");
  },
};

/** The verb that puts a planned object in place, with what it is then; null for what is not planned at this instant. */
export function placingOf(page: Page, object: string): { verb: string; status: string; version: number } | null {
  const reel = page.held;
  const number = reel?.numbers.get(object);
  if (!reel || number === undefined) return null;
  const version = versionAt(reel, number, page.clock.shown.time, page.known);
  if (version < 0 || reel.versions.status[version] !== "planned") return null;
  const verbs = Object.entries(page.setting.telling.kinds[reel.versions.kind[version]]?.verbs ?? {});
  const found = verbs.find(([, { before, after }]) => before.includes("planned") && !OVER.includes(after));
  return found ? { verb: found[0], status: found[1].after, version } : null;
}

/** Offer it while one object that is still only planned is chosen. */
export function showPlacing(page: Page): void {
  const object = of ?? page.chosenObject;
  const placing = object === null ? null : placingOf(page, object);
  if (of !== null && !placing) close();
  const offered = placing !== null && page.may("draw");
  reveal("placing", offered);
  if (!placing || object === null) return;
  const window = windowWords(page.held!, placing.version);
  const planned = window ? ` · ${fill(page.setting.words.planned_window, { window })}` : "";
  say("placing-what", `${page.nameOf(object)}${planned}`);
  reveal("placing-begin", of === null);
}

/** Open the form of an object. */
export function begin(page: Page, object: string): void {
  if (!placingOf(page, object) || !page.may("draw")) return;
  of = object;
  point = null;
  elsewhere = false;
  sending.clear();
  set("placing-where", { value: "planned" });
  const at = page.clock.instant;
  proposed = { text: page.wording.forInput(at), at };
  set("placing-when", { value: proposed.text });
  reveal("placing-form", true);
  showWhere(page);
  showPlacing(page);
  requestAnimationFrame(() => element("placing-when")?.focus());
}

function close(): void {
  of = point = null;
  aimAt(null);
  reveal("placing-form", false);
  if (here.page) showPlacing(here.page);
}

function showWhere(page: Page): void {
  const { words } = page.setting;
  say("placing-said", point ? fill(words.pointed_at, { place: `${point[1].toFixed(5)}, ${point[0].toFixed(5)}` }) : words.put_as_planned);
}

async function put(page: Page, object: string, when: string): Promise<void> {
  const placing = placingOf(page, object);
  const at = when === proposed?.text ? proposed.at : page.wording.fromInput(when);
  if (!placing) return;
  if (at === null) {
    sending.refuse(page.setting.words.unreadable_time);
    return;
  }
  if (elsewhere && !point) {
    sending.refuse(page.setting.words.point_it);
    return;
  }
  const facts: { fact: string; body: Record<string, unknown> }[] = [
    { fact: "Transitioned", body: { object_id: object, verb: placing.verb, status: placing.status } },
  ];
  if (point) facts.push({ fact: "Moved", body: { object_id: object, geometry: { type: "Point", coordinates: point } } });
  const more = { occurred_at: new Date(at).toISOString(), category: "means" };
  if ((await sending.recordAll(page, facts, more)) !== null) {
    close();
    // What was just put in place is seen at the hour it was.
    if (!page.clock.live && page.clock.shown.time < at) page.clock.goTo(at);
  }
}
