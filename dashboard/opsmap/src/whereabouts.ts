/**
 * Where an object is at an instant, as known at another, and who says so: the same as `operations/whereabouts.py`.
 *
 * The rule: the later of two news says where an object stands. One is the last fix of its device; the other is when the
 * journal put it where it is, which a change of its status is not. What the journal says after the last fix stands until
 * the next one; at one and the same instant the device is believed. An object with a line or a zone stands in it,
 * whatever device is named for it.
 */
import { centreOf } from "./apart";
import { versionAt, whatHolds, type Reel } from "./reel";
import { hasShape } from "./shapes";
import type { Reading } from "./tracks/track";
import type { LngLat } from "./types";

/** So long after its last fix a device has fallen silent, ms: what it carries is drawn as without news, and never dropped. */
export const STALE = 300_000;

export interface Whereabouts {
  object: string;
  kind: string;
  status: string;
  name: string;
  place: LngLat;
  /** Whether its device says so, or the log. */
  from: "device" | "log";
  /** When that was so: the time of the last fix, or of the entry that put it there, ms. */
  at: number;
}

/** What a device says of an object at an instant, as known at another. */
export type Fixes = (object: string, time: number, knownAt: number | null) => Reading | null;

/** Where the objects of a kind are, those that are somewhere. */
export function whereabouts(reel: Reel, time: number, knownAt: number | null, kinds: readonly string[], fixes: Fixes): Whereabouts[] {
  const found: Whereabouts[] = [];
  for (const { object, version, kind, status, values } of whatHolds(reel, time, knownAt)) {
    if (!kinds.includes(kind)) continue;
    const stands = standsAt(reel, version, time, knownAt, fixes);
    if (stands) found.push({ object, kind, status, name: String(values.name || object), ...stands });
  }
  return found;
}

/** Where one version of an object stands; null where nobody said. */
export function standsAt(reel: Reel, version: number, time: number, knownAt: number | null, fixes: Fixes): Pick<Whereabouts, "place" | "from" | "at"> | null {
  const { object, geometry } = reel.versions;
  const fix = isShape(reel, version) ? null : fixes(reel.objects[object[version]], time, knownAt);
  if (fix && deviceSays(reel, version, fix.at, knownAt)) return { place: [fix.lng, fix.lat], from: "device", at: fix.at };
  const place = centreOf(reel.geometries[geometry[version]] ?? null);
  return place && { place, from: "log", at: placedAt(reel, version, knownAt) };
}

/** Whether a device is believed that told at an instant where an object of that version is. */
export function deviceSays(reel: Reel, version: number, toldAt: number, knownAt: number | null): boolean {
  return toldAt >= reel.versions.validFrom[version] || toldAt >= placedAt(reel, version, knownAt);
}

/** Whether a version is a line or a zone. */
export function isShape(reel: Reel, version: number): boolean {
  const geometry = reel.versions.geometry[version];
  return geometry >= 0 && hasShape(reel.geometries[geometry]);
}

/** Since when the journal has had an object where a version has it, whatever else of it changed meanwhile. */
export function placedAt(reel: Reel, version: number, knownAt: number | null): number {
  const { versions: v } = reel;
  let first = version;
  for (;;) {
    const before = versionAt(reel, v.object[version], v.validFrom[first] - 1, knownAt);
    if (before < 0 || !alike(reel, v.geometry[before], v.geometry[version])) return v.validFrom[first];
    first = before;
  }
}

function alike(reel: Reel, one: number, other: number): boolean {
  return one === other || (one >= 0 && other >= 0 && JSON.stringify(reel.geometries[one]) === JSON.stringify(reel.geometries[other]));
}
