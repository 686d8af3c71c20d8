import { describe, expect, test } from "vitest";
import { extend, parse, UnreadableReelError, versionAt, whatHolds } from "../src/reel";
import { answer, reel } from "./reels";

describe("extending the reel", () => {
  const first = answer([{ object: "pma", valid: [0, null], known: [0, null] }], {
    entries: [{ seq: 1, occurred_at: 0, recorded_at: 0, struck: [], struck_by: null, corrected_by: null }],
  });
  const second = answer([{ object: "pma", at: [2, 48], valid: [5, null], known: [5, null] }, { object: "prv", valid: [6, null] }], {
    after: 1,
    head: { seq: 3, digest: "1" },
    closed: [[0, 5]],
    restruck: [[1, [[5, null]], 2, null]],
    entries: [
      { seq: 2, occurred_at: 5, recorded_at: 5, struck: [], struck_by: null, corrected_by: null },
      { seq: 3, occurred_at: 6, recorded_at: 6, struck: [], struck_by: null, corrected_by: null },
    ],
  });

  test("appends what came, closes what it ended, and strikes what it struck", () => {
    const held = extend(parse(first), second);

    expect(held.head.seq).toBe(3);
    expect(held.objects).toEqual(["pma", "prv"]);
    expect(held.versionsOf).toEqual([[0, 1], [2]]);
    expect([...held.versions.knownTo]).toEqual([5, Infinity, Infinity]);
    expect(held.geometries[held.versions.geometry[1]]).toEqual({ type: "Point", coordinates: [2, 48] });
    expect(held.entries.map(({ seq, struck_by }) => [seq, struck_by])).toEqual([[1, 2], [2, null], [3, null]]);
  });

  test("leaves the reel it started from as it was", () => {
    const before = parse(first);

    extend(before, second);

    expect(before.versions.count).toBe(1);
    expect([...before.versions.knownTo]).toEqual([Infinity]);
    expect(before.versionsOf).toEqual([[0]]);
    expect(before.entries[0].struck_by).toBeNull();
  });

  test("a whole reel takes the place of the one held", () => {
    expect(extend(parse(first), answer([{ object: "crm", valid: [0, null] }])).objects).toEqual(["crm"]);
  });

  test("an answer that does not follow the entry held is refused", () => {
    expect(() => extend(parse(first), { ...second, after: 2 })).toThrow(UnreadableReelError);
    expect(() => parse(second)).toThrow(UnreadableReelError);
  });
});

describe("what holds", () => {
  test("includes what waits for its window, and says that it is not drawn", () => {
    const held = reel({ object: "pma", status: "planned", valid: [0, null], planned: [10, 20] });

    expect(whatHolds(held, 5).map(({ object, drawn }) => [object, drawn])).toEqual([["pma", false]]);
    expect(whatHolds(held, 10).map(({ drawn }) => drawn)).toEqual([true]);
    expect(whatHolds(held, -1)).toEqual([]);
  });

  test("today is later than any instant, and before an open end", () => {
    const held = reel({ object: "pma", valid: [0, null], known: [0, 10] }, { object: "pma", valid: [0, null], known: [10, null] });

    expect(versionAt(held, 0, 5, null)).toBe(1);
    expect(versionAt(held, 0, 5, 5)).toBe(0);
  });
});
