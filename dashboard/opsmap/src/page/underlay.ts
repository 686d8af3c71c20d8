/** The layers under our own objects, listed beside the map: each may be hidden, or made fainter. */
import { tick, write } from "./asking";
import { element, set } from "./dash";
import { make } from "./dom";
import type { Page } from "./page";
import { whatHolds } from "../reel";
import { fill } from "./setting";

const KINDS = ["reference", "site_plan"];

const hidden = new Set<string>();
const opacity: Record<string, number> = {};
let told = "";
let listed = "";

/** Say to the map what lies under the objects, and list it, as of the instant shown. */
export function showUnderlays(page: Page): void {
  tellMap(page);
  const reel = page.held;
  const any = reel?.versions.kind.some((kind) => KINDS.includes(kind)) ?? false;
  const held = any && reel ? whatHolds(reel, page.clock.shown.time, page.known).filter(({ kind, status }) => KINDS.includes(kind) && status !== "closed") : [];
  const now = JSON.stringify([page.setting.locale, held.map(({ object, values }) => [object, values.name])]);
  if (now === listed) return;
  listed = now;
  const { words } = page.setting.importing;
  const rows = held.map(({ object, values }) => {
    const name = typeof values.name === "string" ? values.name : object;
    const fade = write(String(100 * (opacity[object] ?? 1)), "range");
    fade.setAttribute("aria-label", fill(words.opacity, { name }));
    fade.addEventListener("input", () => {
      opacity[object] = Number(fade.value) / 100;
      tellMap(page);
    });
    const show = tick(name, !hidden.has(object), (on) => {
      if (on) hidden.delete(object);
      else hidden.add(object);
      tellMap(page);
    });
    return make("div", { className: "underlay" }, show, fade);
  });
  element("references")?.replaceChildren(...(rows.length ? [make("h2", {}, words.underlays), ...rows] : []));
}

function tellMap(page: Page): void {
  const { url, importing } = page.setting;
  const references = { url, hidden: [...hidden], opacity: { ...opacity }, origins: importing.origins };
  const now = JSON.stringify(references);
  if (now === told) return;
  told = now;
  set("map", { references });
}
