/** What is done to the map, and the facts that say so: as little as is true, so that two people's changes both count. */
import type { Geometry } from "geojson";
import type { Measures } from "../types";
import type { Kind } from "./kinds";

export type Value = string | number | boolean | null;
export type Values = Record<string, unknown>;

/** A gesture on the map that waits to be recorded. */
export type Deed =
  | { is: "place"; object: string; kind: Kind }
  | { is: "move" | "shape"; object: string; kind: Kind }
  | { is: "change"; object: string; kind: Kind }
  | { is: "withdraw"; object: string; kind: Kind }
  | { is: "verb"; object: string; kind: Kind; verb: string };

/** What the form says of it. */
export interface Said {
  status: string;
  geometry: Geometry | null;
  measures: Measures | null;
  values: Record<string, Value>;
  plannedFrom: number | null;
  plannedTo: number | null;
}

export interface Fact {
  readonly fact: string;
  readonly body: Record<string, unknown>;
}

/** The facts of a deed, in the order they are recorded; `before` is what the object carried when the form was opened. */
export function factsOf(deed: Deed, said: Said, before: Values = {}): Fact[] {
  const { object: object_id, kind } = deed;
  const measures = measuresIn(kind, said.measures);
  switch (deed.is) {
    case "place": {
      const values = { ...filled(said.values), ...measures };
      const planned = said.status === "planned" ? { planned_from: iso(said.plannedFrom), planned_to: iso(said.plannedTo) } : {};
      return [{ fact: "Placed", body: { object_id, kind: kind.key, status: said.status, geometry: said.geometry, values, ...planned } }];
    }
    case "move":
    case "shape": {
      const changed = changes(measures, before);
      const facts: Fact[] = said.geometry ? [{ fact: "Moved", body: { object_id, geometry: said.geometry } }] : [];
      if (Object.keys(changed).length > 0) facts.push({ fact: "Changed", body: { object_id, values: changed } });
      return facts;
    }
    case "change": {
      const changed = changes(said.values, before);
      return Object.keys(changed).length > 0 ? [{ fact: "Changed", body: { object_id, values: changed } }] : [];
    }
    case "withdraw":
      return [{ fact: "Withdrawn", body: { object_id } }];
    case "verb":
      return [{ fact: "Transitioned", body: { object_id, verb: deed.verb, status: kind.verbs[deed.verb].after } }];
  }
}

/** What differs from what there was; what was emptied is said to be nothing. */
export function changes(values: Record<string, Value>, before: Values): Record<string, Value> {
  const was = (key: string): unknown => before[key] ?? null;
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== was(key) && !(value === false && was(key) === null)));
}

/** Measures as the layer's own fields call them; a layer that has none of them keeps none. */
export function measuresIn(kind: Kind, measures: Measures | null): Record<string, Value> {
  if (!measures) return {};
  const { radius_m, bearing_deg, length_m, width_m } = measures;
  const told: Record<string, number | undefined> = {
    radius_m,
    bearing_deg,
    length_km: length_m && length_m / 1000,
    width_km: width_m && width_m / 1000,
  };
  const known = new Set(kind.fields.map(({ key }) => key));
  return Object.fromEntries(Object.entries(told).filter(([key, value]) => value !== undefined && known.has(key))) as Record<string, Value>;
}

function filled(values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== false));
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
