import type { StyleSpecification } from "maplibre-gl";
import { describe, expect, test } from "vitest";
import { groundOf, reaches, styleWith } from "../src/basemap";

const style = (colour: string, bounds?: [number, number, number, number]): StyleSpecification => ({
  version: 8,
  sources: { ground: { type: "vector", tiles: ["/t/{z}/{x}/{y}"], ...(bounds && { bounds }) } },
  layers: [
    { id: "ground", type: "background", paint: { "background-color": colour } },
    { id: "road", type: "line", source: "ground", "source-layer": "streets" },
    { id: "names", type: "symbol", source: "ground", "source-layer": "street_labels" },
  ],
});
const both = { light: style("#fff"), dark: style("#000") };

describe("the ground", () => {
  test("goes with the theme where there is one for each", () => {
    expect(groundOf(both, "dark")).toBe(both.dark);
    expect(groundOf(both, "light")).toBe(both.light);
    expect(groundOf(both.light, "dark")).toBe(both.light);
  });

  test("is plain where there is none", () => {
    expect(groundOf(null, "dark").sources).toEqual({});
    expect(groundOf(undefined, "light").layers).toHaveLength(1);
  });

  test("lies under what the cell drew, and its names over it", () => {
    const ids = styleWith(both, "light").layers.map(({ id }) => id);

    expect(ids.indexOf("road")).toBeLessThan(ids.indexOf("opsmap-fill"));
    expect(ids.indexOf("opsmap-fill")).toBeLessThan(ids.indexOf("names"));
  });

  test("lies under it all where it has no names", () => {
    expect(styleWith(null, "light").layers[0].id).toBe("ground");
  });
});

describe("how far the ground reaches", () => {
  const nantes = { light: style("#fff", [-2, 47, -1, 48]), dark: style("#000", [-2, 47, -1, 48]) };

  test("is as far as its tiles", () => {
    expect(reaches(nantes, [-1.6, 47.1, -1.5, 47.2])).toBe(true);
    expect(reaches(nantes, [-5, 40, 5, 50])).toBe(true);
    expect(reaches(nantes, [7, 43, 8, 44])).toBe(false);
  });

  test("is everywhere where they do not say, and nowhere without any", () => {
    expect(reaches(both, [7, 43, 8, 44])).toBe(true);
    expect(reaches(null, [7, 43, 8, 44])).toBe(false);
  });
});
