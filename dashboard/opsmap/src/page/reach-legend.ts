/** The legend of reach, over the map as long as its layer is: bands, who gives help, the model, the pace, what is missing. */
import { css, inksOf, OPACITY } from "../reach/inks";
import { element, propOf, reveal } from "./dash";
import { make } from "./dom";
import { modelsSaid, type Told } from "./model-said";
import type { Reach } from "./reach";
import { fill } from "./setting";
import { here } from "./here";

let written = "";

/** Writes the legend, unless it says what it said. */
export function legendOf(reach: Reach): void {
  reveal("reach-legend", reach.on);
  reveal("print-reach", reach.on);
  const box = element("reach-legend-body");
  const { page } = here;
  if (!reach.on || !box || !page) return;
  const { words } = page.setting;
  const { bands, pace, delay } = reach.choice;
  const told = toldOf(reach);
  const estimate = told.some(({ mode, model }) => mode !== "helicopter" && model.kind === "crow");
  const dark = propOf("map", "theme") === "dark";
  const leftOut = reach.leftOut.length > 0 ? fill(words.reach_left_out, { count: reach.leftOut.length }) : "";
  const said = [status(reach, words), leftOut, ...modelsSaid(page, told), paceSaid(pace, delay, words), words.reach_advice];
  const next = JSON.stringify([bands, estimate, dark, said]);
  if (next === written && box.childElementCount > 0) return;
  written = next;
  const inks = inksOf(bands.length, dark ? "dark" : "light");
  const swatches = bands.map((minutes, i) => {
    const swatch = make("i", { className: estimate ? "hatched" : "" });
    swatch.style.setProperty("--ink", css(inks[i]));
    swatch.style.setProperty("--wash", css(inks[i], OPACITY + 0.2));
    return make("li", {}, swatch, fill(words.reach_band, { minutes: saidMinutes(minutes, page.setting.locale) }));
  });
  box.replaceChildren(
    make("ul", { className: "reach-bands" }, ...swatches),
    ...said.filter(Boolean).map((line, i) => make("p", { className: i === 0 && isMissing(reach) ? "missing" : "" }, line)),
  );
}

export function isMissing(reach: Reach): boolean {
  return reach.tooWide || reach.now.some(({ field }) => field === null);
}

/** What the fields that are drawn were computed with. */
function toldOf(reach: Reach): Told[] {
  return reach.now.flatMap(({ field, source }) => (field && "seconds" in field ? [{ mode: source.mode, model: field.model }] : []));
}

function status(reach: Reach, words: Record<string, string>): string {
  const { now } = reach;
  if (reach.tooWide) return words.reach_too_wide;
  if (reach.othersEyes) return words.reach_own_eyes;
  if (now.length === 0) return reach.leftOut.length > 0 ? words.reach_nobody_else : words.reach_nobody;
  const missing = now.filter(({ field }) => field === null).length;
  const refused = now.filter(({ field }) => field !== null && !("seconds" in field)).length;
  const closed = new Set(now.flatMap(({ wanted }) => wanted.closed)).size;
  const parts = [missing > 0 ? fill(words.reach_missing, { come: now.length - missing, all: now.length }) : fill(now.length === 1 ? words.reach_one : words.reach_many, { count: now.length })];
  if (refused > 0) parts.push(fill(words.reach_refused, { count: refused }));
  if (closed > 0) parts.push(fill(words.reach_closed, { count: closed }));
  return parts.join(" · ");
}

function paceSaid(pace: string, delay: number, words: Record<string, string>): string {
  const leaving = delay > 0 ? fill(words.reach_delay, { minutes: delay }) : words.reach_no_delay;
  return `${words[`pace_${pace}`]} · ${leaving}`;
}

export function saidMinutes(minutes: number, locale: string): string {
  return minutes.toLocaleString(locale, { maximumFractionDigits: 1 });
}
