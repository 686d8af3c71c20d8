/** What the server answers about places, and how its numbers are said. */
import type { Geometry } from "geojson";
import type { Model as Of } from "../reach/fields";
import type { Source } from "./places-asked";
import { modelsSaid } from "./model-said";
import type { Page } from "./page";

/** A way of going, with what its times were computed with. */
export type Model = { readonly mode: string } & Of;

interface Made {
  readonly sources: readonly Source[];
  readonly models: readonly Model[];
  readonly notes: readonly string[];
}

export interface Gap {
  readonly place: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly people: number;
  readonly wait_s: number | null;
  readonly lon: number;
  readonly lat: number;
}

export interface Cover extends Made {
  readonly instants: readonly number[];
  readonly people: readonly number[];
  readonly reached: readonly number[];
  readonly twice: readonly number[];
  readonly places: readonly number[];
  readonly whole: readonly number[];
  readonly helps: readonly { readonly name: string }[];
  readonly gaps: readonly Gap[];
  readonly gap_count: number;
}

export interface Site {
  readonly number: number | null;
  readonly object: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly settled: boolean;
  readonly reached: number;
  readonly alone: number;
  readonly slower_s: number | null;
  readonly only: readonly { readonly name: string; readonly people: number }[];
  readonly adds: Geometry | null;
}

export interface Unreached {
  readonly name: string;
  readonly people: number;
  readonly lon: number;
  readonly lat: number;
  readonly wait_s: number | null;
  readonly nearest: { readonly name: string; readonly object: string; readonly number: number | null; readonly lon: number; readonly lat: number } | null;
}

export interface Sited extends Made {
  readonly sentences: readonly string[];
  readonly sites: readonly Site[];
  readonly unreached: readonly Unreached[];
}

/** A number of people, as it is written. */
export function people(page: Page, count: number): string {
  return Math.round(count).toLocaleString(page.setting.locale === "fr" ? "fr-FR" : "en-GB");
}

/** A share; never all where somebody is missing. */
export function share(page: Page, part: number, whole: number): string {
  const least = part >= whole ? 1 : Math.min(0.999, part / whole);
  return least.toLocaleString(page.setting.locale === "fr" ? "fr-FR" : "en-GB", { style: "percent", maximumFractionDigits: 1 });
}

/** What the times were computed with: one sentence for all ways of going that share it. */
export function models(page: Page, told: readonly Model[]): string[] {
  return modelsSaid(page, told.map(({ mode, ...model }) => ({ mode, model })));
}

/** Seconds as minutes. */
export function minutes(page: Page, seconds: number): string {
  const said = (seconds / 60).toLocaleString(page.setting.locale === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 });
  return `${said}\u00a0min`;
}

/** How long the nearest help takes to a place, or that there is none. */
export function wait(page: Page, seconds: number | null): string {
  return seconds === null ? page.setting.words.places_never : minutes(page, seconds);
}

/** Which instant of the cover holds at `time`: the last one that is not after it. */
export function instantAt({ instants }: Pick<Cover, "instants">, time: number): number {
  const after = instants.findIndex((at) => at > time);
  return after < 0 ? instants.length - 1 : Math.max(0, after - 1);
}
