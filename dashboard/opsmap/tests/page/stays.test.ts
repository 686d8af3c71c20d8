import type { Polygon } from "geojson";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "../../src/page/saving";
import { Inside } from "../../src/page/stays";
import { whatHolds } from "../../src/reel";
import { relation } from "../../src/relation";
import { anyVersions, reel, type Version } from "../reels";

const AREA: Polygon = { type: "Polygon", coordinates: [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]] };
const IN: [number, number] = [5, 5];
const OUT: [number, number] = [15, 5];

const at = (place: [number, number] | null, valid: Version["valid"], more: Partial<Version> = {}): Version => ({ object: "team", at: place, valid, ...more });
const told = (...versions: Version[]): Inside => new Inside(reel(...versions), AREA);

describe("who is in an area", () => {
  it("at an instant, is who was there then", () => {
    const inside = told(at(OUT, [0, 10]), at(IN, [10, 20]), at(OUT, [20, null]));
    expect([5, 10, 19, 20].map((time) => inside.at(time, null).length)).toEqual([0, 1, 1, 0]);
  });

  it("comes and goes, each time told", () => {
    const inside = told(at(IN, [0, 10]), at(OUT, [10, 20]), at(IN, [20, null]));
    expect(inside.between(0, 100, null).map(({ from, to }) => [from, to])).toEqual([[0, 10], [20, Infinity]]);
    expect(inside.between(11, 15, null)).toEqual([]);
  });

  it("stays while it changes, or moves within", () => {
    const inside = told(at(IN, [0, 10], { status: "alerted" }), at([6, 6], [10, 20], { status: "on_scene" }), at(OUT, [20, null]));
    expect(inside.between(0, 100, null)).toMatchObject([{ from: 0, to: 20, status: "on_scene", relation: "inside" }]);
  });

  it("is where its device says, at the instant shown, whatever the log says", () => {
    const inside = told(at(IN, [0, null]), at(OUT, [0, null], { object: "other" }));
    const placed = new Map<string, [number, number]>([["team", OUT], ["other", IN]]);

    expect(inside.at(10, null, placed)).toMatchObject([{ object: "other", by: "device" }]);
    expect(inside.at(10, null)).toMatchObject([{ object: "team", by: "log" }]);
  });

  it("is what was believed then, when that is asked", () => {
    const inside = told(at(IN, [0, null], { known: [30, null] }));
    expect(inside.at(10, 10)).toEqual([]);
    expect(inside.at(10, null)).toHaveLength(1);
  });

  it("is not what is only planned, before its window", () => {
    const inside = told(at(IN, [0, null], { status: "planned", planned: [50, null] }));
    expect(inside.at(10, null)).toEqual([]);
    expect(inside.between(0, 100, null)).toMatchObject([{ from: 50 }]);
  });

  it("is never the zone itself, nor what has no place", () => {
    expect(new Inside(reel(at(IN, [0, null])), AREA, "team").at(1, null)).toEqual([]);
    expect(told(at(null, [0, null])).at(1, null)).toEqual([]);
  });

  it("a zone that only touches it is not in it; one that overlaps it is, in part", () => {
    const square = (west: number): Polygon => ({ type: "Polygon", coordinates: [[[west, 0], [west + 10, 0], [west + 10, 10], [west, 10], [west, 0]]] });
    expect(relation(square(10), AREA)).toBe("outside");
    expect(relation(square(9), AREA)).toBe("partly");
    expect(relation(square(0), AREA)).toBe("inside");
    expect(relation({ type: "LineString", coordinates: [[0, 0], [10, 0]] }, AREA)).toBe("inside");
    expect(relation({ type: "Point", coordinates: [10, 5] }, AREA)).toBe("inside");
  });
});

it("at any instant of any journal, the list is the map's own, asked one by one; and a stay says the same", () => {
  fc.assert(
    fc.property(anyVersions, fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 0, max: 40 })), (versions, dice, time, known) => {
      const held = reel(...versions.map((version, i) => ({ ...version, at: dice[i % 200] ? IN : OUT })));
      const inside = new Inside(held, AREA);
      const expected = whatHolds(held, time, known).filter(({ drawn, geometry }) => drawn && geometry && relation(geometry, AREA) !== "outside");
      expect(inside.at(time, known).map(({ object }) => object).sort()).toEqual(expected.map(({ object }) => object).sort());
      const stays = inside.between(0, 40, known).filter(({ from, to }) => from <= time && time < to);
      expect(stays.map(({ object }) => object).sort()).toEqual(expected.map(({ object }) => object).sort());
    }),
  );
});

it("a table is saved so that no spreadsheet computes it", () => {
  expect(csv([["a;b", '"c"', "=1+1", " -2", "é"]])).toBe('\ufeff"a;b";"""c""";\'=1+1;\' -2;é\r\n');
});
