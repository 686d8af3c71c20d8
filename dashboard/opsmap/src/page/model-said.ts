/**
 * What times were computed with, and how wrong such times were measured to be: in one sentence for all ways of going
 * that share it. Through the air everybody goes straight, and that is no lack of roads.
 */
import type { Model } from "../reach/fields";
import type { Page } from "./page";
import { fill } from "./setting";

export interface Told {
  mode: string;
  model: Model;
}

export function modelsSaid(page: Page, told: readonly Told[]): string[] {
  const { words } = page.setting;
  const ground = told.filter(({ mode }) => mode !== "helicopter");
  const alike = grouped(ground, ({ model: { kind, name, taken_at, credit } }) => [kind, name, taken_at, credit]);
  const said = alike.map((some) => {
    const { credit } = some[0].model;
    const measured = grouped(some, ({ model: { against, beside, measured_at } }) => [against, beside, measured_at]).map((few) => errorSaid(page, few));
    return [madeWith(page, some[0].model), ...measured, credit].filter(Boolean).join(" · ");
  });
  return ground.length < told.length ? [...said, words.model_air] : said;
}

function madeWith(page: Page, { kind, name, taken_at }: Model): string {
  const { words } = page.setting;
  if (kind === "crow") return words.model_crow;
  return [fill(words.model_roads, { name }), dated(page, taken_at) && fill(words.model_dated, { date: dated(page, taken_at) })].filter(Boolean).join(", ");
}

/** How wrong it was measured to be, by each way of going, beside what, where and when. */
function errorSaid(page: Page, some: readonly Told[]): string {
  const { words, locale, reach } = page.setting;
  const { against, beside, measured_at } = some[0].model;
  const modes = [...new Map(some.map((one) => [one.mode, one])).values()];
  const of = (mode: string): string => reach.modes[mode as keyof typeof reach.modes];
  if (!against) return fill(words.model_unmeasured, { mode: listed(modes.map(({ mode }) => of(mode)), locale) });
  const said = (part: number): string => part.toLocaleString(locale === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 2 });
  const parts = modes.flatMap(({ mode, model: { spread } }) => (spread ? [fill(words.model_part, { low: said(spread[0]), high: said(spread[1]), mode: of(mode) })] : []));
  const sentence = fill(against === "roads" ? words.model_against_roads : words.model_against_engine, { parts: parts.join(", ") });
  if (beside.length === 0) return sentence;
  const places = listed(beside.map((place) => words[`extract_${place}`] ?? place), locale);
  return `${sentence} ${fill(words.model_beside, { places, date: dated(page, measured_at) })}`;
}

/** The day an instant lies in; a day alone is the same all over the earth. */
function dated(page: Page, told: string): string {
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/u.test(told) ? `${told}T12:00:00Z` : told);
  return Number.isNaN(time) ? "" : page.wording.weekday(time);
}

function listed(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

function grouped(told: readonly Told[], by: (one: Told) => unknown): Told[][] {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = JSON.stringify(by(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
