import { describe, expect, it } from "vitest";
import { closedAt, type Closing } from "../../src/reach/closing";
import { counted, MEANS, sourcesAt, versionsOf, type Helps } from "../../src/reach/sources";
import { hospitalsAt } from "../../src/hospitals";
import { reel, type Version } from "../reels";

const HELPS: Helps = {
  medical_post: { present: ["active"], planned: ["planned"], mode: "walk", vehicles: {}, team: "" },
  assignment: { present: ["active"], planned: ["planned"], mode: "walk", vehicles: {}, team: "team" },
  team: { present: ["available"], planned: ["planned"], mode: "walk", vehicles: { "SMUR.": "emergency", "SMUR.HELISMUR": "helicopter" }, team: "" },
};
const CLOSING: Closing = {
  closure: { by: "way", realms: { "": "ground", road: "ground", air: "air" } },
  zone: { by: "rule", realms: { exclusion: "ground" } },
};

function helping(versions: Version[], time: number, { due = false, known = null as number | null, fixes = {} as Record<string, [number, number]> } = {}): string[] {
  const held = reel(...versions);
  const told = sourcesAt(held, versionsOf(held, HELPS), HELPS, {
    time,
    knownAt: known,
    due,
    fixes: (object) => (fixes[object] ? { lng: fixes[object][0], lat: fixes[object][1], at: time, speed: null, course: null } as never : null),
  });
  return told.map(({ object, place, mode, due: planned, moves }) => `${object} ${place} ${mode}${planned ? " due" : ""}${moves ? " moves" : ""}`);
}

const POST: Version = { object: "pma", at: [1, 2], valid: [100, 200] };
const CAR: Version = { object: "smur", kind: "team", status: "available", at: [3, 4], valid: [0, null], values: { vehicle: "SMUR.VLM" } };

describe("who gives help", () => {
  it("is a post while it is open, and nobody who is nowhere", () => {
    expect(helping([POST], 99)).toEqual([]);
    expect(helping([POST], 100)).toEqual(["pma 1,2 walk"]);
    expect(helping([POST], 200)).toEqual([]);
    expect(helping([{ ...POST, at: null }], 150)).toEqual([]);
  });

  it("is a team while it is available, by its vehicle, from where its device says", () => {
    expect(helping([CAR], 5)).toEqual(["smur 3,4 emergency"]);
    expect(helping([{ ...CAR, values: { vehicle: "SMUR.HELISMUR" } }], 5)).toEqual(["smur 3,4 helicopter"]);
    expect(helping([{ ...CAR, values: {} }], 5)).toEqual(["smur 3,4 walk"]);
    expect(helping([{ ...CAR, status: "on_scene" }], 5)).toEqual([]);
    expect(helping([CAR], 5, { fixes: { smur: [7, 8] } })).toEqual(["smur 7,8 emergency moves"]);
  });

  it("is only who was known to be there, as then known", () => {
    const late = { ...POST, known: [160, null] as [number, null] };
    expect(helping([late], 150, { known: 150 })).toEqual([]);
    expect(helping([late], 150)).toEqual(["pma 1,2 walk"]);
  });

  it("is what is planned while it is due, where that is asked for", () => {
    const planned: Version = { ...POST, status: "planned", valid: [0, null], planned: [100, 200] };
    expect(helping([planned], 150)).toEqual([]);
    expect(helping([planned], 150, { due: true })).toEqual(["pma 1,2 walk due"]);
    expect(helping([planned], 200, { due: true })).toEqual([]);
  });

  it("is, for a team that is due elsewhere, where it is due and not where it is", () => {
    const due: Version = { object: "aff", kind: "assignment", status: "planned", at: [5, 6], valid: [0, null], planned: [10, 20], values: { team: "smur" } };
    expect(helping([CAR, due], 5, { due: true })).toEqual(["smur 3,4 emergency"]);
    expect(helping([CAR, due], 15, { due: true })).toEqual(["aff 5,6 emergency due"]);
    expect(helping([CAR, due], 15)).toEqual(["smur 3,4 emergency"]);
  });

  it("is, for a place taken up, its team where that is somewhere, else the place", () => {
    const taken: Version = { object: "aff", kind: "assignment", at: [5, 6], valid: [0, null], values: { team: "smur" } };
    expect(helping([CAR, taken], 5)).toEqual(["smur 3,4 emergency"]);
    expect(helping([{ ...CAR, at: null }, taken], 5)).toEqual(["aff 5,6 emergency"]);
    expect(helping([taken], 5)).toEqual(["aff 5,6 walk"]);
  });
});

describe("what is closed", () => {
  const versions: Version[] = [
    { object: "quai", kind: "closure", at: [1, 1], valid: [10, 20] },
    { object: "aero", kind: "closure", at: [1, 1], valid: [0, null], values: { way: "air" } },
    { object: "rail", kind: "closure", at: [1, 1], valid: [0, null], values: { way: "rail" } },
    { object: "excl", kind: "zone", status: "planned", at: [1, 1], valid: [0, null], planned: [15, 30], values: { rule: "exclusion" } },
  ];
  const held = reel(...versions);
  const closed = (time: number, mode: "drive" | "helicopter", due = false): string[] => closedAt(held, versionsOf(held, CLOSING), CLOSING, time, null, mode, due);

  it("is on the ground what closes roads, while it is in force, and in the air what closes that", () => {
    expect(closed(5, "drive")).toEqual([]);
    expect(closed(15, "drive")).toEqual(["quai@1"]);
    expect(closed(15, "helicopter")).toEqual(["aero@2"]);
  });

  it("is what is planned too, while it is due, where that is asked for", () => {
    expect(closed(15, "drive", true)).toEqual(["excl@4", "quai@1"]);
    expect(closed(30, "drive", true)).toEqual([]);
  });
});

describe("what hospitals declare", () => {
  const at = (valid: [number, number | null], status: string, values: Record<string, unknown>): Version => ({ object: "chu", kind: "hospital", status, at: [1, 1], valid, values: { name: "CHU", ...values } });

  it("holds since the places left last changed, whatever else did", () => {
    const held = reel(at([0, 10], "active", { remaining_absolute: 9, capacity_absolute: 10 }), at([10, 20], "active", { remaining_absolute: 3 }), at([20, null], "white_plan", { remaining_absolute: 3 }));
    const [chu] = hospitalsAt(held, 25, null);
    expect([chu.name, chu.left.absolute, chu.left.relative, chu.declaredAt, chu.full]).toEqual(["CHU", 3, null, 10, false]);
  });

  it("is no declaration where nobody said, and no place where none is left or intake is closed", () => {
    const of = (status: string, values: Record<string, unknown>) => hospitalsAt(reel(at([0, null], status, values)), 5, null)[0];
    expect([of("active", {}).declaredAt, of("active", {}).full]).toEqual([null, false]);
    expect(of("active", { remaining_absolute: 0, remaining_relative: 0 }).full).toBe(true);
    expect(of("active", { remaining_absolute: 0, remaining_relative: 2 }).full).toBe(false);
    expect(of("closed", { remaining_relative: 9 }).full).toBe(true);
  });
});

describe("how they are taken to go", () => {
  const held = reel(CAR, { ...CAR, object: "heli", values: { vehicle: "SMUR.HELISMUR" } });
  const sources = sourcesAt(held, versionsOf(held, HELPS), HELPS, { time: 5, knownAt: null, due: false, fixes: () => null });

  it("leaves helicopters out where nobody asked for them, and says which", () => {
    const told = MEANS.map((means) => {
      const { counting, leftOut } = counted(sources, means);
      return [means, counting.map(({ object, mode }) => `${object} ${mode}`).join(), leftOut.map(({ object }) => object).join()];
    });
    expect(told).toEqual([
      ["own", "smur emergency", "heli"],
      ["own_air", "smur emergency,heli helicopter", ""],
      ["air", "heli helicopter", ""],
      ["drive", "smur drive,heli drive", ""],
      ["emergency", "smur emergency,heli emergency", ""],
      ["walk", "smur walk,heli walk", ""],
    ]);
  });
});
