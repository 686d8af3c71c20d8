/** The legend of reach, over the map as long as its layer is: bands, who gives help, the model, the pace, what is missing. */
import { css, inksOf, OPACITY } from "../reach/inks";
import type { Model } from "../reach/fields";
import { element, propOf, reveal } from "./dash";
import { make } from "./dom";
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
  const models = modelsOf(reach);
  const estimate = models.some(({ kind }) => kind === "crow");
  const dark = propOf("map", "theme") === "dark";
  const flies = reach.now.some(({ source }) => source.mode === "helicopter");
  const said = [status(reach, words), ...models.map((model) => modelSaid(model, words, (time) => page.wording.weekday(time))), flies ? words.model_air : "", paceSaid(pace, delay, words), words.reach_advice];
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

/** The models of what is drawn, each once; through the air everybody goes straight, and that is no lack of roads. */
export function modelsOf(reach: Reach): Model[] {
  return each(reach.now.flatMap(({ field, source }) => (field && "seconds" in field && source.mode !== "helicopter" ? [field.model] : [])));
}

function each(models: readonly Model[]): Model[] {
  return [...new Map(models.map((model) => [JSON.stringify(model), model])).values()];
}

function status(reach: Reach, words: Record<string, string>): string {
  const { now } = reach;
  if (reach.tooWide) return words.reach_too_wide;
  if (reach.othersEyes) return words.reach_own_eyes;
  if (now.length === 0) return words.reach_nobody;
  const missing = now.filter(({ field }) => field === null).length;
  const refused = now.filter(({ field }) => field !== null && !("seconds" in field)).length;
  const closed = new Set(now.flatMap(({ wanted }) => wanted.closed)).size;
  const parts = [missing > 0 ? fill(words.reach_missing, { come: now.length - missing, all: now.length }) : fill(now.length === 1 ? words.reach_one : words.reach_many, { count: now.length })];
  if (refused > 0) parts.push(fill(words.reach_refused, { count: refused }));
  if (closed > 0) parts.push(fill(words.reach_closed, { count: closed }));
  return parts.join(" · ");
}

export function modelSaid({ kind, name, taken_at, spread, against, credit }: Model, words: Record<string, string>, day: (time: number) => string): string {
  const dated = taken_at && !Number.isNaN(Date.parse(taken_at)) ? fill(words.model_dated, { date: day(Date.parse(taken_at)) }) : "";
  const what = kind === "roads" ? [fill(words.model_roads, { name }), dated].filter(Boolean).join(", ") : words.model_crow;
  const [low, high] = (spread ?? [0, 0]).map((part) => part.toLocaleString(here.page?.setting.locale ?? "fr", { maximumFractionDigits: 2 }));
  const measured = spread ? fill(against === "roads" ? words.model_against_roads : words.model_against_engine, { low, high }) : words.model_unmeasured;
  return [what, measured, credit].filter(Boolean).join(" · ");
}

function paceSaid(pace: string, delay: number, words: Record<string, string>): string {
  const leaving = delay > 0 ? fill(words.reach_delay, { minutes: delay }) : words.reach_no_delay;
  return `${words[`pace_${pace}`]} · ${leaving}`;
}

export function saidMinutes(minutes: number, locale: string): string {
  return minutes.toLocaleString(locale, { maximumFractionDigits: 1 });
}
