// Alarms, read from the entries the page holds: which there were, which go on, which nobody has read.

import { isStruck, isTold } from "./log";
import { rules } from "./ruling";
import type { ReadBy, Ruled } from "./ruling";

export type Watch = "inside" | "left" | "outside" | "silent" | "still" | "unheard";

/** What is watched for in zones; the others are timers. */
export const ZONED: readonly Watch[] = ["inside", "left", "outside"];

export interface Alarm {
  readonly entry: Ruled;
  readonly seq: number;
  readonly watch: Watch;
  readonly object: string;
  /** When it rang, and when that was over, if it is. */
  readonly at: number;
  readonly over: number | null;
  /** When it was written down that it is over. */
  readonly overKnown: number | null;
  readonly read: readonly ReadBy[];
}

export interface Rule {
  readonly rule: string;
  readonly watch: Watch;
  readonly teams: readonly string[];
  readonly zones: readonly string[];
  readonly minutes: number;
  readonly by: string;
  readonly at: number;
}

/** The alarms there were, the newest first; one that was struck out never was. */
export function alarmsOf(entries: readonly Ruled[], readers: ReadonlyMap<number, readonly ReadBy[]>): Alarm[] {
  const ceased = new Map<number, Ruled>();
  for (const entry of rules(entries)) if (entry.fact === "Ceased") ceased.set(Number(entry.ruling.seq), entry);
  return [...rules(entries)]
    .filter(({ fact }) => fact === "Raised")
    .map((entry) => ({
      entry,
      seq: entry.seq,
      watch: entry.ruling.watch as Watch,
      object: String(entry.ruling.object_id),
      at: entry.occurred_at,
      over: ceased.get(entry.seq)?.occurred_at ?? null,
      overKnown: ceased.get(entry.seq)?.recorded_at ?? null,
      read: readers.get(entry.seq) ?? [],
    }))
    .reverse();
}

/** Those nobody has acknowledged: of now, whatever instant is shown. */
export function waiting(alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter(({ read }) => read.length === 0);
}

/** Those that were told of at an instant, as known then, with what had followed by then. */
export function alarmsAt(alarms: readonly Alarm[], time: number, known: number | null): Alarm[] {
  const k = known ?? Infinity;
  return alarms
    .filter(({ entry }) => isTold(entry, time, known) && !isStruck(entry, known))
    .map((alarm) => ({
      ...alarm,
      over: alarm.over !== null && alarm.over <= time && (alarm.overKnown ?? 0) <= k ? alarm.over : null,
      read: alarm.read.filter(({ at }) => at <= time && at <= k),
    }));
}

/** The objects an alarm rang for that goes on. */
export function ringing(alarms: readonly Alarm[]): string[] {
  return [...new Set(alarms.filter(({ over }) => over === null).map(({ object }) => object))].sort();
}

/** The rules in force, in the order they were first set. */
export function rulesOf(entries: readonly Ruled[]): Rule[] {
  const found = new Map<string, Rule | null>();
  for (const { fact, ruling, author, organisation, recorded_at } of rules(entries)) {
    if (fact !== "Watched") continue;
    const rule = String(ruling.rule);
    const told = {
      rule,
      watch: ruling.watch as Watch,
      teams: ruling.object_ids as string[],
      zones: ruling.zone_ids as string[],
      minutes: Number(ruling.minutes),
      by: `${author}, ${organisation}`,
      at: recorded_at,
    };
    found.set(rule, ruling.on === false ? null : told);
  }
  return [...found.values()].filter((rule) => rule !== null);
}
