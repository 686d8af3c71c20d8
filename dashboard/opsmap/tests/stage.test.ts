import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featuresOf } from "../src/compared";
import { Cursor } from "../src/cursor";
import { labelOf } from "../src/windows";
import { whatHolds } from "../src/reel";
import { anyVersions, reel } from "./reels";

const STAGE = { from: 100, to: 200 };

describe("a stage of the operation", () => {
  const held = reel(
    { object: "in", status: "planned", valid: [0, null], planned: [150, 160] },
    { object: "out", status: "planned", valid: [0, null], planned: [300, 400] },
    { object: "until", status: "planned", valid: [0, null], planned: [null, 100] },
    { object: "always", status: "active", valid: [0, null] },
    { object: "stayed", status: "active", valid: [50, 120], planned: [0, 60] },
    { object: "over", status: "closed", valid: [0, null], planned: [0, 60] },
  );
  const drawn = (t: number): string[] => whatHolds(held, t, null, STAGE).filter((one) => one.drawn).map(({ object }) => object);

  it("shows what is planned for it at any instant, what stands during it, and what has no window", () => {
    expect(drawn(10)).toEqual(["in", "always"]);
    expect(drawn(110)).toEqual(["in", "always", "stayed"]);
    expect(drawn(500)).toEqual(["in", "always"]);
  });

  it("is drawn by the cursor as it is listed, however the clock is moved", () => {
    const instants = fc.integer({ min: -2, max: 40 });
    const stages = fc.tuple(instants, instants).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(anyVersions, stages, fc.array(fc.tuple(instants, fc.option(instants)), { maxLength: 8 }), (versions, stage, moves) => {
        const all = reel(...versions);
        const cursor = new Cursor(all, stage);
        for (const [t, k] of moves) {
          cursor.moveTo(t, k);
          const listed = whatHolds(all, t, k, stage).filter((one) => one.drawn).map(({ version }) => version);
          expect([...cursor.current].filter((version) => version >= 0).sort()).toEqual(listed.sort());
        }
      }),
    );
  });
});

describe("the window of what is planned", () => {
  it("stands beside its name, in the operation's time; of what is in place it does not", () => {
    const from = Date.UTC(2026, 5, 21, 12);
    const planned: [number, number] = [from, from + 4 * 3_600_000];
    const held = reel(
      { object: "a", status: "planned", values: { name: "Nord" }, valid: [0, null], planned },
      { object: "b", status: "active", values: { name: "Sud" }, valid: [0, null], planned },
    );

    expect([labelOf(held, 0), labelOf(held, 1)]).toEqual(["Nord · 14:00–18:00", "Sud"]);
  });

  it("has its days where it ends on another, and an open end is open", () => {
    const from = Date.UTC(2026, 5, 21, 16);
    const night = { status: "planned", values: { name: "Nuit" }, valid: [0, null] as [number, null] };
    const held = reel(
      { object: "a", ...night, planned: [from, from + 16 * 3_600_000] },
      { object: "b", ...night, planned: [from, null] },
    );

    expect([labelOf(held, 0), labelOf(held, 1)]).toEqual(["Nuit · 21/06 18:00–22/06 10:00", "Nuit · 21/06 18:00–…"]);
  });
});

describe("the marks of what is compared", () => {
  const at = (x: number): { type: "Point"; coordinates: number[] } => ({ type: "Point", coordinates: [x, 0] });
  const images = (as: "added" | "removed" | "moved" | "changed", from: number | null, to: number | null): string[] =>
    featuresOf({ objectId: "a", as, from: from === null ? null : at(from), to: to === null ? null : at(to) })
      .filter(({ geometry }) => geometry.type === "Point")
      .map(({ properties }) => String(properties!.image).replace("opsmap-mark-", ""));

  it("ring what came, leave a ghost of what went, frame what changed", () => {
    expect(images("added", null, 1)).toEqual(["added"]);
    expect(images("removed", 1, null)).toEqual(["removed"]);
    expect(images("changed", null, 1)).toEqual(["changed"]);
    expect(images("changed", null, null)).toEqual([]);
  });

  it("lead what moved from its old place to the new one, with an arrow that points there", () => {
    expect(images("moved", 0, 1)).toEqual(["from", "moved", "arrow"]);
    const [arrow] = featuresOf({ objectId: "a", as: "moved", from: at(0), to: at(1) }).slice(-1);
    expect(arrow.properties!.turn).toBeCloseTo(90);
    expect(images("moved", 1, 1)).toEqual(["from", "moved"]);
  });
});
