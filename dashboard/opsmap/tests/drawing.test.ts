import type { Geometry, Position } from "geojson";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cornersOf } from "../src/corners";
import { along, circle, measured, sector, way } from "../src/drawing/geodesic";
import { nearest } from "../src/drawing/snapping";
import { shifted, stepsOf } from "../src/drawing/steps";
import type { LngLat } from "../src/types";

const ROUEN: LngLat = [1.0583, 49.4364];

// Values of PROJ 9 (pyproj.Geod, ellps="WGS84"), which solves the same problem another way (Karney 2013).
describe("the way from a place to another", () => {
  test.each<[LngLat, LngLat, number, number]>([
    [ROUEN, [1.2539, 49.5878], 22_004.307263736, 39.997038317],
    [[7.35, 43.71], [7.49, 43.77], 13_100.750987354, 59.363791268],
    [[0, 0], [1, 0], 111_319.490793274, 90],
    [[2.35, 48.85], [-61, 14.6], 6_854_935.684544595, 259.581650370],
  ])("from %j to %j", (from, to, metres, bearing) => {
    const found = way(from, to);

    expect(found.metres).toBeCloseTo(metres, 3);
    expect(found.bearing).toBeCloseTo(bearing, 7);
  });

  test("along a direction", () => {
    expect(along(ROUEN, 40, 22_000)).toEqual([1.2538736, 49.5877638]);
    expect(along([-1.55, 43.48], 215, 500)).toEqual([-1.5535446, 43.4763135]);
    expect(along([0, 0], 90, 10_000)).toEqual([0.0898315, 0]);
  });

  test("to where one stands is no way at all", () => {
    expect(way(ROUEN, ROUEN).metres).toBe(0);
  });

  test("comes back to where one went", () => {
    const place = fc.tuple(fc.double({ min: -170, max: 170, noNaN: true }), fc.double({ min: -75, max: 75, noNaN: true }));
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 359.9, noNaN: true }), fc.integer({ min: 10, max: 200_000 }), (from, bearing, metres) => {
        const back = way(from, along(from, bearing, metres));

        expect(Math.abs(back.metres - metres)).toBeLessThan(0.03);
      }),
    );
  });
});

describe("a circle", () => {
  test("has all of its corners at its radius, in metres, wherever it lies", () => {
    for (const centre of [ROUEN, [-61, 14.6], [55.5, -21.1]] as LngLat[]) {
      for (const corner of circle(centre, 500).coordinates[0]) {
        expect(way(centre, corner as LngLat).metres).toBeCloseTo(500, 1);
      }
    }
  });

  test("is closed, and turns to the left as GeoJSON wants", () => {
    const [ring] = circle(ROUEN, 1340).coordinates;

    expect(ring.at(-1)).toEqual(ring[0]);
    expect(area(ring)).toBeGreaterThan(0);
  });
});

describe("a sector", () => {
  test("is the triangle the Rouen plume was told as: 22 km, 6 km wide at its end, axis 40°", () => {
    const [[origin, right, left, end]] = sector(ROUEN, 40, 22_000, 6_000).coordinates;

    // Corners worked out independently for the demonstration's data.
    near(right, [1.2856, 49.5704]);
    near(left, [1.2221, 49.6051]);
    expect(way(left as LngLat, right as LngLat).metres).toBeCloseTo(6_000, 0);
    expect([origin, end]).toEqual([ROUEN, ROUEN]);
    expect(area([origin, right, left, end])).toBeGreaterThan(0);
  });

  test("is not made of half of its measures", () => {
    expect(measured({ centre: ROUEN, bearing_deg: 40, length_m: 22_000 })).toBeNull();
    expect(measured({ centre: ROUEN, radius_m: 0 })).toBeNull();
    expect(measured({ centre: ROUEN, bearing_deg: 0, length_m: 10, width_m: 5 })?.type).toBe("Polygon");
  });
});

describe("the clicks a shape takes", () => {
  test("a second click on its centre makes no circle", () => {
    const steps = stepsOf({ tool: "circle", purpose: "" }, () => false)!;

    expect(steps.shape([ROUEN, ROUEN])).toBeNull();
    expect(steps.shape([ROUEN, along(ROUEN, 12, 500)])?.measures).toEqual({ centre: ROUEN, radius_m: 500 });
  });

  test("the width of a sector is twice how far the last click is from its axis", () => {
    const steps = stepsOf({ tool: "sector", purpose: "" }, () => false)!;
    const end = along(ROUEN, 40, 20_000);

    const { measures } = steps.shape([ROUEN, end, along(end, 130, 2_000)])!;

    expect(measures).toMatchObject({ bearing_deg: 40, length_m: 20_000 });
    expect(measures!.width_m! / 4_000).toBeCloseTo(1, 2);
  });

  test("moving carries every corner, holes and parts with it", () => {
    const ring = (at: number): Position[] => [[at, 0], [at + 1, 0], [at + 1, 1], [at, 0]];
    const islands: Geometry = { type: "MultiPolygon", coordinates: [[ring(0), ring(0.2)], [ring(5)]] };

    expect(cornersOf(shifted(islands, 1, 2))).toEqual(cornersOf(islands).map(([lng, lat]) => [lng + 1, lat + 2]));
  });
});

describe("sticking to corners", () => {
  const corners: LngLat[] = [[0, 0], [10, 0], [13, 0]];
  const project = ([x, y]: LngLat) => ({ x, y });

  test("takes the nearest within reach", () => {
    expect(nearest({ x: 12, y: 0 }, corners, project, 5)).toEqual([13, 0]);
    expect(nearest({ x: 10.4, y: 3 }, corners, project, 5)).toEqual([10, 0]);
  });

  test("leaves alone what is far from all", () => {
    expect(nearest({ x: 40, y: 0 }, corners, project, 5)).toBeNull();
    expect(nearest({ x: 1, y: 1 }, [], project, 5)).toBeNull();
  });
});

function area(ring: Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]), 0);
}

function near(found: Position, expected: Position): void {
  expect(found[0]).toBeCloseTo(expected[0], 3);
  expect(found[1]).toBeCloseTo(expected[1], 3);
}
