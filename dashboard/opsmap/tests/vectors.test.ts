/** The page says of a place what the server says: both are held to one file, which Python writes (`tests/opsmap/vectors.py`). */
import type { Geometry, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { GRIDS } from "../src/coordinates/grids";
import { degrees, SYSTEMS } from "../src/coordinates/systems";
import { legs, surface } from "../src/measure";
import { relation, type Area } from "../src/relation";
import type { LngLat } from "../src/types";
import told from "./vectors.json";

describe("a place is written as Python writes it", () => {
  it.each(SYSTEMS)("in %s", (system) => {
    for (const { place, said } of told.places) {
      for (const locale of ["fr", "en"] as const) {
        const at = place as LngLat;
        const written = system === "dd" || system === "dms" || system === "ddm" ? degrees(at, system, locale) : GRIDS[system](at);
        expect(written, `${place}`).toBe(said[`${system} ${locale}`]);
      }
    }
  });
});

it("legs are as long as pyproj says, and go the same way", () => {
  for (const { line, legs: expected } of told.lines) {
    legs(line).forEach((leg, i) => {
      expect(Math.abs(leg.metres - expected[i].metres)).toBeLessThan(0.001 + expected[i].metres * 1e-9);
      const off = Math.abs(leg.bearing - expected[i].bearing);
      expect(Math.min(off, 360 - off)).toBeLessThan(1e-5);
    });
  }
});

it("areas are those of pyproj, to a hundred-thousandth", () => {
  for (const { polygon, area, perimeter } of told.areas) {
    const found = surface(polygon as unknown as Polygon);
    expect(Math.abs(found.area / area - 1)).toBeLessThan(1e-5);
    expect(Math.abs(found.perimeter - perimeter)).toBeLessThan(0.001 + perimeter * 1e-9);
  }
});

it("what lies in an area is what shapely says", () => {
  for (const each of told.relations) {
    const found = relation(each.shape as unknown as Geometry, each.area as unknown as Area);
    expect(found, JSON.stringify(each)).toBe(each.relation);
  }
});
