/** What hospitals declare they can take in at an instant, and since when they declare it. */
import { versionAt, whatHolds, type Reel } from "./reel";
import type { LngLat } from "./types";
import { standsAt } from "./whereabouts";

const KIND = "hospital";
const CLOSED = "closed";
const PLACES = ["absolute", "relative"] as const;

export interface Hospital {
  object: string;
  name: string;
  status: string;
  place: LngLat;
  /** Places left and places in all, of each category; null where nobody said. */
  left: Record<(typeof PLACES)[number], number | null>;
  all: Record<(typeof PLACES)[number], number | null>;
  /** Since when the places left are what they are; null where none were declared. */
  declaredAt: number | null;
  /** Closed to intake, or no place left of any category. */
  full: boolean;
}

export function hospitalsAt(reel: Reel, time: number, knownAt: number | null): Hospital[] {
  return whatHolds(reel, time, knownAt)
    .filter(({ kind }) => kind === KIND)
    .flatMap(({ object, version, status, values }): Hospital[] => {
      const stands = standsAt(reel, version, time, knownAt, () => null);
      if (!stands) return [];
      const [left, all] = [counts(values, "remaining"), counts(values, "capacity")];
      const told = PLACES.map((each) => left[each]).filter((count) => count !== null);
      return [
        {
          object,
          name: String(values.name || object),
          status,
          place: stands.place,
          left,
          all,
          declaredAt: told.length > 0 ? declaredAt(reel, version, knownAt) : null,
          full: status === CLOSED || (told.length > 0 && told.every((count) => count <= 0)),
        },
      ];
    });
}

function counts(values: Record<string, unknown>, what: string): Record<(typeof PLACES)[number], number | null> {
  const count = (value: unknown): number | null => (typeof value === "number" ? value : null);
  return { absolute: count(values[`${what}_absolute`]), relative: count(values[`${what}_relative`]) };
}

/** Since when the places left have been what they are in a version: what else changed meanwhile declares nothing. */
function declaredAt(reel: Reel, version: number, knownAt: number | null): number {
  const { versions: v } = reel;
  const said = (of: number): string => JSON.stringify(counts(reel.values[v.values[of]], "remaining"));
  let first = version;
  for (;;) {
    const before = versionAt(reel, v.object[version], v.validFrom[first] - 1, knownAt);
    if (before < 0 || said(before) !== said(version)) return v.validFrom[first];
    first = before;
  }
}
