/** The reel: every version of every object with the two intervals it held in, as typed columns (docs/reel-format.md). */
import type { Geometry } from "geojson";

type Ms = number;
type Open = Ms | null;
export type Values = Record<string, unknown>;

export interface Entry {
  seq: number;
  occurred_at: Ms;
  recorded_at: Ms;
  struck: [Ms, Open][];
  struck_by: number | null;
  corrected_by: number | null;
  [key: string]: unknown;
}

export interface Operation {
  id: string;
  time_zone?: string;
  area?: [number, number, number, number] | null;
  [key: string]: unknown;
}

/** The server's answer, word for word. */
export interface ReelAnswer {
  operation: Operation;
  head: { seq: number; digest: string };
  /** Which view of the journal this is: only a reel of the same one can be extended. */
  view?: string;
  after: number;
  geometries: Geometry[];
  values: Values[];
  versions: {
    object: string[];
    kind: string[];
    status: string[];
    geometry: number[];
    values: number[];
    valid_from: Ms[];
    valid_to: Open[];
    known_from: Ms[];
    known_to: Open[];
    planned_from: Open[];
    planned_to: Open[];
    seq: number[];
  };
  closed: [version: number, knownTo: Ms][];
  entries: Entry[];
  restruck: [seq: number, struck: [Ms, Open][], struckBy: number | null, correctedBy: number | null][];
}

/** Columns of the versions. Open ends are infinite, so that no comparison needs to ask whether there is one. */
export interface Versions {
  count: number;
  /** Number of the object in `Reel.objects`. */
  object: Int32Array;
  kind: string[];
  status: string[];
  /** Number in `Reel.geometries`, or -1. */
  geometry: Int32Array;
  values: Int32Array;
  validFrom: Float64Array;
  validTo: Float64Array;
  knownFrom: Float64Array;
  knownTo: Float64Array;
  plannedFrom: Float64Array;
  plannedTo: Float64Array;
  seq: Int32Array;
}

export interface Reel {
  operation: Operation;
  head: { seq: number; digest: string };
  view: string;
  objects: string[];
  /** Object id to its number in `objects`. */
  numbers: Map<string, number>;
  /** The versions of each object, in the order of the reel. */
  versionsOf: number[][];
  geometries: Geometry[];
  values: Values[];
  versions: Versions;
  entries: Entry[];
}

/** Known "today": later than any instant, and yet before an open end. */
export const TODAY = Number.MAX_VALUE;

export class UnreadableReelError extends Error {}

export function parse(answer: ReelAnswer): Reel {
  if (answer.after !== 0) throw new UnreadableReelError(`a reel that starts after entry ${answer.after} extends nothing`);
  return grown(
    {
      operation: answer.operation,
      head: answer.head,
      view: answer.view ?? "",
      objects: [],
      numbers: new Map(),
      versionsOf: [],
      geometries: [],
      values: [],
      versions: columns(0),
      entries: [],
    },
    answer,
  );
}

/**
 * The reel held, and what an answer to `after=n` brought. The reel given is left as it was, so whoever
 * still reads it (the log, a frame under way) never sees it half extended.
 */
export function extend(reel: Reel, answer: ReelAnswer): Reel {
  if (answer.after === 0) return parse(answer);
  if (answer.operation.id !== reel.operation.id || answer.after !== reel.head.seq) {
    throw new UnreadableReelError(`the answer follows entry ${answer.after}, the reel held ends at ${reel.head.seq}`);
  }
  const next = grown(reel, answer);
  for (const [version, knownTo] of answer.closed) next.versions.knownTo[version] = knownTo;
  if (answer.restruck.length > 0) {
    const amended = new Map(answer.restruck.map((change) => [change[0], change]));
    next.entries = next.entries.map((entry) => {
      const change = amended.get(entry.seq);
      return change ? { ...entry, struck: change[1], struck_by: change[2], corrected_by: change[3] } : entry;
    });
  }
  return next;
}

function grown(reel: Reel, answer: ReelAnswer): Reel {
  const held = reel.versions.count;
  const brought = answer.versions;
  const versions = columns(held + brought.object.length, reel.versions);
  const objects = reel.objects.slice();
  const numbers = new Map(reel.numbers);
  const versionsOf = reel.versionsOf.map((numbers) => numbers.slice());
  brought.object.forEach((id, i) => {
    let object = numbers.get(id);
    if (object === undefined) {
      object = objects.push(id) - 1;
      numbers.set(id, object);
      versionsOf.push([]);
    }
    const v = held + i;
    versionsOf[object].push(v);
    versions.object[v] = object;
    versions.kind.push(brought.kind[i]);
    versions.status.push(brought.status[i]);
    versions.geometry[v] = brought.geometry[i] < 0 ? -1 : reel.geometries.length + brought.geometry[i];
    versions.values[v] = reel.values.length + brought.values[i];
    versions.validFrom[v] = brought.valid_from[i];
    versions.validTo[v] = brought.valid_to[i] ?? Infinity;
    versions.knownFrom[v] = brought.known_from[i];
    versions.knownTo[v] = brought.known_to[i] ?? Infinity;
    versions.plannedFrom[v] = brought.planned_from[i] ?? -Infinity;
    versions.plannedTo[v] = brought.planned_to[i] ?? Infinity;
    versions.seq[v] = brought.seq[i];
  });
  return {
    operation: answer.operation,
    head: answer.head,
    view: answer.view ?? "",
    objects,
    numbers,
    versionsOf,
    geometries: reel.geometries.concat(answer.geometries),
    values: reel.values.concat(answer.values),
    versions,
    entries: reel.entries.concat(answer.entries),
  };
}

function columns(count: number, from?: Versions): Versions {
  const ints = (column?: Int32Array): Int32Array => filled(new Int32Array(count), column);
  const times = (column?: Float64Array): Float64Array => filled(new Float64Array(count), column);
  return {
    count,
    object: ints(from?.object),
    kind: from?.kind.slice() ?? [],
    status: from?.status.slice() ?? [],
    geometry: ints(from?.geometry),
    values: ints(from?.values),
    validFrom: times(from?.validFrom),
    validTo: times(from?.validTo),
    knownFrom: times(from?.knownFrom),
    knownTo: times(from?.knownTo),
    plannedFrom: times(from?.plannedFrom),
    plannedTo: times(from?.plannedTo),
    seq: ints(from?.seq),
  };
}

function filled<C extends Int32Array | Float64Array>(column: C, start?: C): C {
  if (start) column.set(start);
  return column;
}

/** The rule of the reel: four comparisons. */
export function holds({ versions: v }: Reel, version: number, t: number, k: number): boolean {
  return (
    v.validFrom[version] <= t && t < v.validTo[version] && v.knownFrom[version] <= k && k < v.knownTo[version]
  );
}

/** A stage of the operation, in ms; null on an open side. */
export interface Stage {
  from: number | null;
  to: number | null;
}

/**
 * Whether a version belongs to a stage: its planned window meets it, or it is in place during it. What has no window
 * belongs to every stage.
 */
export function belongs({ versions: v }: Reel, version: number, { from, to }: Stage): boolean {
  const [opens, ends] = [from ?? -Infinity, to ?? Infinity];
  const [start, end] = [v.plannedFrom[version], v.plannedTo[version]];
  if (start === -Infinity && end === Infinity) return true;
  if (start < ends && opens < end) return true;
  const stands = !["planned", "closed", "cancelled"].includes(v.status[version]);
  return stands && v.validFrom[version] < ends && opens < v.validTo[version];
}

/** From when a version is drawn: what is only planned waits for its window; in a stage, all of it is shown at once. */
export function drawnFrom(reel: Reel, version: number, stage: Stage | null = null): number {
  const { versions: v } = reel;
  const from = v.validFrom[version];
  if (stage) return belongs(reel, version, stage) ? from : Infinity;
  return v.status[version] === "planned" ? Math.max(from, v.plannedFrom[version]) : from;
}

/** Until when a version is drawn. */
export function drawnTo({ versions: v }: Reel, version: number, stage: Stage | null = null): number {
  const to = v.validTo[version];
  if (stage) return to;
  return v.status[version] === "planned" ? Math.min(to, v.plannedTo[version]) : to;
}

/** The version of one object that holds at (t, k), or -1. A knownAt of null means: all that is known today. */
export function versionAt(reel: Reel, object: number, t: number, knownAt: number | null): number {
  const k = knownAt ?? TODAY;
  return reel.versionsOf[object].find((version) => holds(reel, version, t, k)) ?? -1;
}

/** An object as it was at an instant, for whoever is not drawing it: the log, a list, a test. */
export interface HeldObject {
  object: string;
  version: number;
  kind: string;
  status: string;
  geometry: Geometry | null;
  values: Values;
  seq: number;
  /** False while its planned window is not open, or it is not of the stage. */
  drawn: boolean;
}

/** All that holds at (t, k). A knownAt of null means: all that is known today. */
export function whatHolds(reel: Reel, t: number, knownAt: number | null = null, stage: Stage | null = null): HeldObject[] {
  const k = knownAt ?? TODAY;
  const held: HeldObject[] = [];
  const v = reel.versions;
  for (let version = 0; version < v.count; version++) {
    if (!holds(reel, version, t, k)) continue;
    held.push({
      object: reel.objects[v.object[version]],
      version,
      kind: v.kind[version],
      status: v.status[version],
      geometry: reel.geometries[v.geometry[version]] ?? null,
      values: reel.values[v.values[version]],
      seq: v.seq[version],
      drawn: drawnFrom(reel, version, stage) <= t && t < drawnTo(reel, version, stage),
    });
  }
  return held;
}
