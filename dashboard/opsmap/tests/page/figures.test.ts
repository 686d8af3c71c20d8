import { describe, expect, it } from "vitest";
import { figure, told } from "../../src/page/figures";
import { Ground } from "../../src/page/ground";
import type { ReelAnswer } from "../../src/reel";
import { parse } from "../../src/reel";

/** A post planned from 10 on, opened at 20 but written at 30, with casualties from then on. */
const answer: ReelAnswer = {
  operation: { id: "demo" },
  head: { seq: 3, digest: "" },
  after: 0,
  geometries: [{ type: "Point", coordinates: [1, 49] }],
  values: [{ name: "Nord" }, { name: "Nord", present_absolute: 2 }],
  versions: {
    object: ["pma", "pma", "pma"],
    kind: ["medical_post", "medical_post", "medical_post"],
    status: ["planned", "planned", "active"],
    geometry: [0, 0, 0],
    values: [0, 0, 1],
    valid_from: [0, 0, 20],
    valid_to: [null, 20, null],
    known_from: [0, 30, 30],
    known_to: [30, null, null],
    planned_from: [10, 10, 10],
    planned_to: [null, null, null],
    seq: [1, 1, 2],
  },
  closed: [],
  entries: [],
  restruck: [],
};
const reel = parse(answer);
const open = { label: "", kinds: ["medical_post"], statuses: ["active"], keys: [] };
const casualties = { label: "", kinds: ["medical_post"], statuses: [], keys: ["absolute", "present_absolute"] };

describe("the figures", () => {
  it("count what is drawn at the instant, as it was or as it was known", () => {
    expect(figure(open, reel, 25, null)).toBe("1 / 1");
    expect(figure(open, reel, 25, 25)).toBe("0 / 1");
    expect(figure(open, reel, 5, null)).toBeNull();
  });

  it("sum the counts of all who carry them, and say nothing of none", () => {
    expect(figure(casualties, reel, 25, null)).toBe("2");
    expect(figure(casualties, reel, 15, null)).toBeNull();
  });

  it("tell how much was only learnt later", () => {
    const entry = { seq: 1, objects: [], sentence: "", organisation: "", struck: [] };
    const entries = [
      { ...entry, occurred_at: 0, recorded_at: 1_000 },
      { ...entry, occurred_at: 0, recorded_at: 600_000 },
    ];
    expect(told(entries, 2_000, 2_000)).toEqual({ told: 1, later: 1 });
    expect(told(entries, 2_000, null)).toEqual({ told: 2, later: 1 });
  });
});

describe("the ground", () => {
  const at = (time: number): Ground => new Ground(reel, { time, way: "so", pair: null });

  it("calls an object by its name, and a stranger by its id", () => {
    expect(at(25).nameOf("pma")).toBe("Nord");
    expect(at(25).nameOf("drone")).toBe("drone");
    expect(at(25).choices()).toEqual([{ value: "pma", label: "Nord" }]);
  });

  it("knows where an object lies while there is one", () => {
    expect(at(25).shapesOf(["pma", "drone"])).toEqual([{ type: "Point", coordinates: [1, 49] }]);
    expect(at(-5).shapesOf(["pma"])).toEqual([]);
  });
});
