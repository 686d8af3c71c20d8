/** What may be done to an object at the instant shown: the buttons of its card, and of an entry that speaks of it. */
import type { HeldObject } from "../reel";
import { holds, TODAY } from "../reel";
import type { Actions } from "../types";
import { element } from "./dash";
import { make } from "./dom";
import type { Kind, Verb } from "./kinds";
import { UNKNOWN } from "./kinds";
import type { Page } from "./page";

const VERB = "verb:";

/** An object as it is at the instant shown, or null when it is not there. */
export function heldNow(page: Page, object: string): HeldObject | null {
  const reel = page.held;
  const number = reel?.numbers.get(object);
  if (!reel || number === undefined) return null;
  const [t, k] = [page.clock.shown.time, page.known ?? TODAY];
  const version = reel.versionsOf[number].find((version) => holds(reel, version, t, k));
  if (version === undefined) return null;
  const { kind, status, geometry, values, seq } = reel.versions;
  return {
    object,
    version,
    kind: kind[version],
    status: status[version],
    geometry: reel.geometries[geometry[version]] ?? null,
    values: reel.values[values[version]],
    seq: seq[version],
    drawn: true,
  };
}

/** The kind an object is; that of unknown ones when this installation has never heard of it. */
export function kindOf(page: Page, kind: string): Kind {
  const { kinds } = page.setting;
  return (kinds.find(({ key }) => key === kind) ?? kinds.find(({ key }) => key === UNKNOWN))!;
}

/** The verbs of an object's kind that are possible from a status. */
export function verbsFrom(kind: Kind, status: string): [key: string, verb: Verb][] {
  return Object.entries(kind.verbs).filter(([, { before }]) => before.includes(status));
}

/** The verb a button's key stands for, or null. */
export function verbOf(key: string): string | null {
  return key.startsWith(VERB) ? key.slice(VERB.length) : null;
}

export function actionsOn(page: Page, object: string): Actions {
  const held = heldNow(page, object);
  if (!held) return { objectId: object, items: [] };
  if (!page.may("draw")) return { objectId: object, items: [], note: page.why("draw") };
  const { words } = page.setting;
  const kind = kindOf(page, held.kind);
  const verbs = verbsFrom(kind, held.status).map(([key, { label }]) => ({ key: VERB + key, label, verb: true }));
  const shaped = held.geometry?.type === "LineString" || held.geometry?.type === "Polygon";
  const others = [...(held.geometry ? ["move"] : []), ...(shaped ? ["shape"] : []), "change", "withdraw"];
  return { objectId: object, items: [...verbs, ...others.map((key) => ({ key, label: words[`act_${key}`] }))] };
}

/** The verbs of the one object an entry speaks of, among the tools of the entry. */
export function showVerbs(page: Page, objects: readonly string[], act: (object: string, key: string) => void): void {
  const [object] = objects;
  const items = object && objects.length === 1 ? actionsOn(page, object).items.filter(({ verb }) => verb) : [];
  const box = element("entry-verbs");
  const shown = JSON.stringify([object, items]);
  if (!box || box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  box.replaceChildren(...items.map(({ key, label }) => make("button", { onclick: () => act(object, key) }, label)));
}
