import { describe, expect, it } from "vitest";
import { alarmsAt, alarmsOf, ringing, rulesOf, waiting } from "../../src/page/alarms";
import { keptFor, readers } from "../../src/page/ruling";
import type { Ruled } from "../../src/page/ruling";

const entry = (seq: number, at: number, fact: string, ruling: Record<string, unknown>, more: Partial<Ruled> = {}): Ruled => ({
  seq,
  occurred_at: at,
  recorded_at: at,
  objects: [],
  sentence: `${fact} ${seq}`,
  organisation: "SAMU",
  struck: [],
  fact,
  author: "ada",
  ruling,
  ...more,
});
const raised = (seq: number, at: number, object: string, more: Partial<Ruled> = {}): Ruled =>
  entry(seq, at, "Raised", { seq: 1, rule: "r", watch: "inside", object_id: object, zone_ids: ["z"] }, more);
const ceased = (seq: number, at: number, of: number): Ruled => entry(seq, at, "Ceased", { seq: of, object_id: "t" });
const read = (seq: number, at: number, of: number): Ruled => entry(seq, at, "Acknowledged", { seq: of });
const alarms = (...entries: Ruled[]) => alarmsOf(entries, readers(entries));

describe("alarms", () => {
  it("wait until somebody has acknowledged them, over or not", () => {
    const all = alarms(raised(2, 10, "a"), raised(3, 20, "b"), ceased(4, 30, 3), read(5, 40, 2));

    expect(waiting(all).map(({ seq }) => seq)).toEqual([3]);
    expect(all.map(({ seq }) => seq)).toEqual([3, 2]);
  });

  it("are at an instant what was told by then", () => {
    const all = alarms(raised(2, 10, "a"), ceased(3, 30, 2), read(4, 40, 2), raised(5, 50, "b"));

    expect(alarmsAt(all, 5, null)).toEqual([]);
    expect(ringing(alarmsAt(all, 20, null))).toEqual(["a"]);
    expect(ringing(alarmsAt(all, 35, null))).toEqual([]);
    expect(alarmsAt(all, 35, null)[0]).toMatchObject({ over: 30, read: [] });
    expect(alarmsAt(all, 45, null)[0].read).toHaveLength(1);
    expect(ringing(alarmsAt(all, 60, null))).toEqual(["b"]);
  });

  it("are not known before they were written", () => {
    const late = raised(2, 10, "a", { recorded_at: 100 });

    expect(alarmsAt(alarms(late), 50, 50)).toEqual([]);
    expect(alarmsAt(alarms(late), 50, null)).toHaveLength(1);
  });

  it("go on for who did not yet know that they were over, or read", () => {
    const late = { recorded_at: 100 };
    const all = alarms(raised(2, 10, "a"), { ...ceased(3, 30, 2), ...late }, { ...read(4, 40, 2), ...late });

    expect(alarmsAt(all, 50, 50)[0]).toMatchObject({ over: null, read: [] });
    expect(alarmsAt(all, 110, 110)[0]).toMatchObject({ over: 30 });
    expect(alarmsAt(all, 110, 110)[0].read).toHaveLength(1);
  });

  it("that were struck out never were", () => {
    expect(alarms(raised(2, 10, "a", { struck: [[20, null]] }))).toEqual([]);
  });
});

describe("rules", () => {
  const watched = (seq: number, rule: string, more: Record<string, unknown> = {}): Ruled =>
    entry(seq, seq, "Watched", { rule, watch: "silent", object_ids: [], zone_ids: [], minutes: 10, on: true, ...more });

  it("are those set last under their name, and not turned off", () => {
    const found = rulesOf([watched(1, "r"), watched(2, "s"), watched(3, "r", { minutes: 5 }), watched(4, "s", { on: false })]);

    expect(found).toMatchObject([{ rule: "r", minutes: 5, by: "ada, SAMU" }]);
  });

  it("say for how long tracks are kept, the last one said", () => {
    const kept = (seq: number, days: number | null): Ruled => entry(seq, seq, "RetentionSet", { days });

    expect(keptFor([])).toBeNull();
    expect(keptFor([kept(1, 90), kept(2, 30)])).toEqual({ days: 30, by: "ada, SAMU" });
    expect(keptFor([kept(1, 90), kept(2, null)])).toBeNull();
  });
});
