import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../src/page/log";
import { firstTold, isStruck, isTold, matches, newestFirst, speaksOf } from "../../src/page/log";
import { following, instants, preceding } from "../../src/page/steps";

function entry(said: Partial<LogEntry>): LogEntry {
  return {
    seq: 1,
    occurred_at: 10,
    recorded_at: 20,
    objects: [],
    sentence: "",
    organisation: "SAMU 76A",
    struck: [],
    ...said,
  };
}

describe("the log at an instant", () => {
  it("holds back what had not occurred, and what was not yet written", () => {
    expect(isTold(entry({}), 9, null)).toBe(false);
    expect(isTold(entry({}), 10, null)).toBe(true);
    expect(isTold(entry({}), 15, 15)).toBe(false);
    expect(isTold(entry({}), 20, 20)).toBe(true);
  });

  it("strikes an entry only while it does not count", () => {
    const struck = entry({
      struck: [
        [30, 40],
        [50, null],
      ],
    });
    expect([29, 30, 39, 40, 50].map((k) => isStruck(struck, k))).toEqual([false, true, true, false, true]);
    expect(isStruck(struck, null)).toBe(true);
    expect(isStruck(entry({ struck: [[30, 40]] }), null)).toBe(false);
  });

  it("shows the newest first, and of one instant the last written", () => {
    const order = newestFirst([entry({ seq: 1 }), entry({ seq: 3 }), entry({ seq: 2, occurred_at: 11 })]);
    expect(order.map(({ seq }) => seq)).toEqual([2, 3, 1]);
  });

  it("begins at the newest entry that had occurred", () => {
    const rows = newestFirst([30, 10, 20, 20].map((occurred_at, i) => entry({ seq: i + 1, occurred_at })));
    expect([5, 10, 20, 29, 30, 99].map((time) => firstTold(rows, time))).toEqual([4, 3, 1, 1, 0, 0]);
  });

  it("is searched by the beginnings of words, without accents", () => {
    const said = entry({ seq: 42, sentence: "12 blessés évacués vers l'hôpital" });
    expect(["evac", "BLESSES hop", "42", "samu", ""].map((query) => matches(said, query))).toEqual(Array(5).fill(true));
    expect(["acues", "blessés nantes"].map((query) => matches(said, query))).toEqual([false, false]);
  });

  it("speaks of the objects asked for, or of anything when none is", () => {
    const said = entry({ objects: ["pma"] });
    expect([new Set(["pma"]), new Set(["team"]), new Set<string>()].map((o) => speaksOf(said, o))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("stepping", () => {
  const stops = instants([30, 10, 20, 20]);
  it("goes to the neighbouring instants", () => {
    expect([following(stops, 10), following(stops, 15), following(stops, 30)]).toEqual([20, 20, null]);
    expect([preceding(stops, 20), preceding(stops, 25), preceding(stops, 10)]).toEqual([10, 20, null]);
  });
});
