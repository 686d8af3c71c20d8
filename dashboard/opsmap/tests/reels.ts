/** Small reels for the tests, written one version a line. */
import fc from "fast-check";
import { parse, type Reel, type ReelAnswer } from "../src/reel";

export interface Version {
  object: string;
  kind?: string;
  status?: string;
  at?: [number, number] | null;
  geometry?: import("geojson").Geometry;
  values?: Record<string, unknown>;
  valid: [number, number | null];
  known?: [number, number | null];
  planned?: [number | null, number | null];
}

export function answer(versions: Version[], more: Partial<ReelAnswer> = {}): ReelAnswer {
  const column = <T>(read: (version: Version, i: number) => T): T[] => versions.map(read);
  return {
    operation: { id: "demo", time_zone: "Europe/Paris" },
    head: { seq: versions.length, digest: "0" },
    after: 0,
    geometries: column(({ geometry, at }) => geometry ?? { type: "Point", coordinates: at ?? [0, 0] }),
    values: column(({ values }) => values ?? {}),
    versions: {
      object: column(({ object }) => object),
      kind: column(({ kind }) => kind ?? "medical_post"),
      status: column(({ status }) => status ?? "active"),
      geometry: column(({ at }, i) => (at === null ? -1 : i)),
      values: column((_, i) => i),
      valid_from: column(({ valid }) => valid[0]),
      valid_to: column(({ valid }) => valid[1]),
      known_from: column(({ known, valid }) => known?.[0] ?? valid[0]),
      known_to: column(({ known }) => known?.[1] ?? null),
      planned_from: column(({ planned }) => planned?.[0] ?? null),
      planned_to: column(({ planned }) => planned?.[1] ?? null),
      seq: column((_, i) => i + 1),
    },
    closed: [],
    entries: [],
    restruck: [],
    ...more,
  };
}

export function reel(...versions: Version[]): Reel {
  return parse(answer(versions));
}

/**
 * Any journal's worth of versions: at each recording, an object's belief about all of its time may be replaced,
 * and within one belief its versions follow one another. So at most one holds at any (t, k).
 */
export const anyVersions: fc.Arbitrary<Version[]> = fc
  .array(
    fc.array(
      fc.record({
        lasts: fc.integer({ min: 1, max: 9 }),
        cuts: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
        planned: fc.option(fc.tuple(fc.option(fc.integer({ min: 0, max: 30 })), fc.option(fc.integer({ min: 0, max: 30 })))),
        open: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    { maxLength: 6 },
  )
  .map((objects) =>
    objects.flatMap((beliefs, object) => {
      let known = 0;
      return beliefs.flatMap(({ lasts, cuts, planned, open }, i): Version[] => {
        const from = known;
        known += lasts;
        const until = i === beliefs.length - 1 && open ? null : known;
        const starts = [...cuts].sort((a, b) => a - b);
        return starts.map((start, j) => ({
          object: `object-${object}`,
          status: planned ? "planned" : "active",
          valid: [start, starts[j + 1] ?? null],
          known: [from, until],
          planned: planned ?? [null, null],
        }));
      });
    }),
  );
