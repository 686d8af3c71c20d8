import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cursor } from "../src/cursor";
import { drawnFrom, drawnTo, holds, TODAY, type Reel } from "../src/reel";
import { anyVersions, reel } from "./reels";

/** The rule as it is written in docs/reel-format.md, on every version. */
function drawn(held: Reel, t: number, knownAt: number | null): number[] {
  const current = held.objects.map(() => -1);
  for (let version = 0; version < held.versions.count; version++) {
    const shown = drawnFrom(held, version) <= t && t < drawnTo(held, version);
    if (shown && holds(held, version, t, knownAt ?? TODAY)) current[held.versions.object[version]] = version;
  }
  return current;
}

const instant = fc.integer({ min: -2, max: 34 });
const step = fc.oneof(
  fc.record({ t: instant, reading: fc.constant("today") }),
  fc.record({ t: instant, reading: fc.constant("then") }),
  fc.record({ t: instant, reading: fc.constant("chosen"), k: fc.integer({ min: -2, max: 6 }) }),
);

describe("the cursor", () => {
  test("draws what the four comparisons say, wherever the clock goes and however it is read", () => {
    fc.assert(
      fc.property(anyVersions, fc.array(step, { minLength: 1, maxLength: 40 }), (versions, steps) => {
        const held = reel(...versions);
        const cursor = new Cursor(held);
        for (const { t, reading, k } of steps as { t: number; reading: string; k?: number }[]) {
          const knownAt = reading === "today" ? null : reading === "then" ? t : (k as number);
          const before = [...cursor.current];

          const changed = cursor.moveTo(t, knownAt);

          expect([...cursor.current]).toEqual(drawn(held, t, knownAt));
          const differing = before.flatMap((version, object) => (version === cursor.current[object] ? [] : [object]));
          expect(changed.toSorted((a, b) => a - b)).toEqual(differing);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("an object that ends as another version of it begins is never drawn twice nor missed", () => {
    const cursor = new Cursor(reel({ object: "pma", valid: [0, 10] }, { object: "pma", valid: [10, null] }));

    cursor.moveTo(9, null);
    expect([...cursor.current]).toEqual([0]);
    cursor.moveTo(10, null);
    expect([...cursor.current]).toEqual([1]);
    cursor.moveTo(9, null);
    expect([...cursor.current]).toEqual([0]);
  });

  test("a late report appears where it happened today, and where it was learnt when the belief is shown", () => {
    const cursor = new Cursor(reel({ object: "pma", valid: [5, null], known: [15, null] }));

    cursor.moveTo(10, null);
    expect([...cursor.current]).toEqual([0]);
    cursor.moveTo(10, 10);
    expect([...cursor.current]).toEqual([-1]);
    cursor.moveTo(15, 15);
    expect([...cursor.current]).toEqual([0]);
  });

  test("what is planned waits for its window", () => {
    const cursor = new Cursor(reel({ object: "pma", status: "planned", valid: [0, null], planned: [10, null] }));

    cursor.moveTo(9, null);
    expect([...cursor.current]).toEqual([-1]);
    cursor.moveTo(10, null);
    expect([...cursor.current]).toEqual([0]);
  });
});
