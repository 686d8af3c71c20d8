import { describe, expect, test } from "vitest";
import { edgeLabels } from "../src/edges";
import { degrees, graticule, lines, stepFor } from "../src/graticule";
import { placeOf } from "../src/place";
import { fromMercator, mercatorX, mercatorY, Screen } from "../src/screen";

describe("the place of an object", () => {
  test("is the middle of a line along its length", () => {
    const place = placeOf({ type: "LineString", coordinates: [[0, 0], [0, 1], [0, 4]] });

    expect(place?.[0]).toBeCloseTo(0);
    expect(place?.[1]).toBeCloseTo(2);
  });

  test("is inside a crescent, whose centroid is not", () => {
    const crescent = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0]];

    const [lng] = placeOf({ type: "Polygon", coordinates: [crescent] }) ?? [0, 0];

    expect(lng).toBeGreaterThan(9);
    expect(lng).toBeLessThan(10);
  });

  test("is not in a hole", () => {
    const outer = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]];
    const hole = [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]];

    const [lng] = placeOf({ type: "Polygon", coordinates: [outer, hole] }) ?? [5, 5];

    expect(lng < 3 || lng > 7).toBe(true);
  });

  test("is that of the greatest part of several", () => {
    const small = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]];
    const large = [[[20, 20], [30, 20], [30, 30], [20, 30], [20, 20]]];

    expect(placeOf({ type: "MultiPolygon", coordinates: [small, large] })).toEqual([25, 25]);
  });

  test("is none for an empty geometry", () => {
    expect(placeOf({ type: "LineString", coordinates: [] })).toBeNull();
    expect(placeOf({ type: "GeometryCollection", geometries: [] })).toBeNull();
  });
});

describe("the screen", () => {
  const screen = new Screen({ center: [-1.55, 47.2], zoom: 13, bearing: 30, width: 800, height: 600 });

  test("has its centre in the middle", () => {
    const [x, y] = [mercatorX(-1.55), mercatorY(47.2)];

    expect(screen.x(x, y)).toBeCloseTo(400);
    expect(screen.y(x, y)).toBeCloseTo(300);
  });

  test("finds again the place under a pixel", () => {
    const [x, y] = screen.under(123, 456);

    expect(screen.x(x, y)).toBeCloseTo(123);
    expect(screen.y(x, y)).toBeCloseTo(456);
    expect(mercatorX(fromMercator(x, y)[0])).toBeCloseTo(x, 12);
    expect(mercatorY(fromMercator(x, y)[1])).toBeCloseTo(y, 12);
  });

  test("with a bearing of 90°, what lies east is at the top", () => {
    const east = new Screen({ center: [0, 0], zoom: 5, bearing: 90, width: 800, height: 600 });

    expect(east.x(mercatorX(1), mercatorY(0))).toBeCloseTo(400);
    expect(east.y(mercatorX(1), mercatorY(0))).toBeLessThan(300);
  });
});

describe("the graticule", () => {
  test("counts in round degrees, minutes or seconds", () => {
    expect(stepFor(7)).toBe(3600);
    expect(stepFor(0.1)).toBe(60);
    expect(graticule([-1.6, 47.1, -1.4, 47.3]).meridians.map((lng) => degrees(lng, "lng", 120, "fr"))).toContain("1°30′ O");
  });

  test("writes west as O in French and W in English", () => {
    expect(degrees(-1.5, "lng", 60, "fr")).toBe("1°30′ O");
    expect(degrees(-1.5, "lng", 60, "en")).toBe("1°30′ W");
    expect(degrees(43.4835, "lat", 1, "fr")).toBe("43°29′01″ N");
    expect(degrees(48, "lat", 3600, "fr")).toBe("48° N");
  });

  test("draws few lines at any scale, beyond the view on each side", () => {
    for (const span of [0.001, 0.02, 0.3, 5, 80]) {
      const { features } = lines([0, 0, span, span / 2]);
      expect(features.length).toBeGreaterThan(2);
      expect(features.length).toBeLessThan(45);
    }
  });

  test("writes its degrees along the edges of a view turned aside", () => {
    const screen = new Screen({ center: [-1.55, 47.2], zoom: 12, bearing: 25, width: 800, height: 600 });

    const labels = edgeLabels(screen, [-1.7, 47.1, -1.4, 47.3], "fr");

    expect(labels.length).toBeGreaterThan(0);
    for (const { place } of labels) {
      const [x, y] = [screen.x(mercatorX(place[0]), mercatorY(place[1])), screen.y(mercatorX(place[0]), mercatorY(place[1]))];
      expect(Math.abs(x - 40) < 0.01 || Math.abs(y - 12) < 0.01).toBe(true);
    }
  });
});
