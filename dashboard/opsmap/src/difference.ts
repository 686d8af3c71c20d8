/** What changed on the map between two instants: the rules of `picture/difference.py`, asked of the reel the page holds. */
import type { Geometry } from "geojson";
import { wayBetween, type Apart } from "./apart";
import { holds, TODAY, type Reel, type Values } from "./reel";

export type Change = "added" | "removed" | "kind" | "status" | "moved" | "window" | "value";
export type Window = readonly [from: number | null, to: number | null];

/** One way in which one object differs. */
export interface Part {
  change: Change;
  object: string;
  /** The version the later instant has of it, or the earlier one where it is gone. */
  version: number;
  before: unknown;
  after: unknown;
  /** Of the value that changed. */
  key: string;
  way: Apart | null;
}

/**
 * What changed from `start` to `end`, both as known at `knownAt` (null: today; "then": each as the cell believed it), by
 * object, then in the order of `Change`.
 */
export function differenceOf(reel: Reel, start: number, end: number, knownAt: number | "then" | null): Part[] {
  const [before, after] = [start, end].map((t) => heldAt(reel, t, knownAt === "then" ? t : knownAt));
  const objects = [...new Set([...before.keys(), ...after.keys()])].sort(byName);
  return objects.flatMap((object) => partsOf(reel, object, before.get(object) ?? -1, after.get(object) ?? -1));
}

/** As Python sorts texts: by code point. */
export function byName(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((letter, i) => letter !== other[i]);
  if (at < 0) return one.length - other.length;
  return at < other.length ? one[at].codePointAt(0)! - other[at].codePointAt(0)! : 1;
}

export function placeIn(reel: Reel, version: number): Geometry | null {
  return version < 0 ? null : (reel.geometries[reel.versions.geometry[version]] ?? null);
}

export function windowOf({ versions: v }: Reel, version: number): Window {
  const finite = (time: number): number | null => (Number.isFinite(time) ? time : null);
  return [finite(v.plannedFrom[version]), finite(v.plannedTo[version])];
}

function heldAt(reel: Reel, t: number, knownAt: number | null): Map<string, number> {
  const held = new Map<string, number>();
  for (let version = 0; version < reel.versions.count; version++) {
    if (holds(reel, version, t, knownAt ?? TODAY)) held.set(reel.objects[reel.versions.object[version]], version);
  }
  return held;
}

function partsOf(reel: Reel, object: string, old: number, now: number): Part[] {
  const version = now < 0 ? old : now;
  const part = (change: Change, before: unknown, after: unknown, more: Partial<Part> = {}): Part => ({
    change, object, version, before, after, key: "", way: null, ...more,
  });
  if (old < 0) return [part("added", null, placeIn(reel, now))];
  if (now < 0) return [part("removed", placeIn(reel, old), null)];
  if (old === now) return [];
  const { kind, status } = reel.versions;
  const found: Part[] = [];
  if (kind[old] !== kind[now]) found.push(part("kind", kind[old], kind[now]));
  if (status[old] !== status[now]) found.push(part("status", status[old], status[now]));
  const [here, there] = [placeIn(reel, old), placeIn(reel, now)];
  if (!alike(here, there)) found.push(part("moved", here, there, { way: wayBetween(here, there) }));
  const [was, is] = [windowOf(reel, old), windowOf(reel, now)];
  if (!alike(was, is)) found.push(part("window", was, is));
  const [said, says] = [old, now].map((one): Values => reel.values[reel.versions.values[one]] ?? {});
  for (const key of [...new Set([...Object.keys(said), ...Object.keys(says)])].sort(byName)) {
    const [before, after] = [said[key] ?? null, says[key] ?? null];
    if (!alike(before, after)) found.push(part("value", before, after, { key }));
  }
  return found;
}

/** Whether two values of JSON are the same, whatever the order of their keys. */
function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(other, key) && alike((one as Values)[key], (other as Values)[key]))
  );
}
