import type { Geometry } from "geojson";
import { expect, it } from "vitest";
import { extent, heart } from "../../src/page/extent";

const point = (lng: number, lat: number): Geometry => ({ type: "Point", coordinates: [lng, lat] });

it("the extent holds every shape, and there is none of nothing", () => {
  const line: Geometry = {
    type: "LineString",
    coordinates: [
      [1, 49],
      [2, 50],
    ],
  };
  expect(extent([point(0, 48), line])).toEqual([0, 48, 2, 50]);
  expect(extent([])).toBeNull();
});

it("a first look leaves out the one that is far away", () => {
  const town = Array.from({ length: 9 }, (_, i) => point(1 + i / 100, 49));
  expect(heart([...town, point(7, 43)])).toEqual([1, 49, 1.08, 49]);
  expect(heart([])).toBeNull();
});
