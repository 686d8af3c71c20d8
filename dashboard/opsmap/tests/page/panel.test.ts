import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { legendOf } from "../../src/page/legend";
import { bearing, linesOf, metres, whereabouts } from "../../src/page/listing";
import type { DrawnObject, MapLayer } from "../../src/types";

const style = { label: "En place", dashed: false, hatched: false, colour: null, icon: "<svg/>" };
const layer = (key: string, more: Partial<MapLayer> = {}): MapLayer => ({
  key,
  label: `Les ${key}`,
  geometry: "any",
  colour: "#1e8449",
  rank: 1,
  statuses: { planned: { ...style, label: "Prévu" }, active: { ...style, stale: "<svg stale/>" } },
  fallback: { ...style, label: "Inconnu" },
  ...more,
});
const object = (id: string, more: Partial<DrawnObject> = {}): DrawnObject => ({
  id,
  layer: "team",
  name: id,
  status: "active",
  stale: false,
  urgent: false,
  over: false,
  people: "",
  place: [2, 48],
  since: 0,
  alone: true,
  inView: true,
  values: {},
  ...more,
});
const words = {
  urgent_object: "urgent",
  no_news: "sans nouvelles",
  at_site: "sur place : {name}",
  from_site: "à {distance} {direction} de « {name} »",
  from_centre: "à {distance} {direction} du centre",
  n: "au nord",
  ne: "au nord-est",
  e: "à l'est",
};

describe("the legend of now", () => {
  const held = [
    { layer: "team", status: "active", stale: true, count: 1 },
    { layer: "team", status: "active", stale: false, count: 2 },
    { layer: "team", status: "planned", stale: false, count: 4 },
    { layer: "site", status: "étrange", stale: false, count: 1 },
  ];

  test("has the topmost layer first, and only what is there", () => {
    const rows = legendOf(held, [layer("site"), layer("zone"), layer("team"), layer("person", { listed: true })]);

    expect(rows.map(({ key, count }) => [key, count])).toEqual([["team", 7], ["site", 1]]);
  });

  test("has statuses in their own order, what is in doubt after what is not, with its own symbol", () => {
    const [team] = legendOf(held, [layer("team")]);

    expect(team.statuses.map(({ status, stale, count }) => [status, stale, count])).toEqual([
      ["planned", false, 4],
      ["active", false, 2],
      ["active", true, 1],
    ]);
    expect(team.statuses[2].icon).toBe("<svg stale/>");
  });

  test("calls a status nobody declared unknown", () => {
    expect(legendOf(held, [layer("site")])[0].statuses[0].label).toBe("Inconnu");
  });

  test("names what is counted, by the fields of the layer", () => {
    const counted = layer("team", { counted: ["absolute", "other"], fields: [{ key: "absolute", label: "UA" }] });

    expect(legendOf(held, [counted])[0].counted).toEqual(["UA", "other"]);
  });
});

describe("the list", () => {
  test("has the urgent first, then what is in doubt, the rest, and what is over; by name in each", () => {
    const drawn = [
      object("b"),
      object("fini", { over: true }),
      object("10"),
      object("9"),
      object("doute", { stale: true }),
      object("zz", { urgent: true }),
    ];

    expect(linesOf(drawn, [layer("team")], words, "fr").map(({ id }) => id)).toEqual(["zz", "doute", "9", "10", "b", "fini"]);
  });

  test("has each object once, whatever there is", () => {
    const any = fc.record({ id: fc.uuid(), name: fc.string(), urgent: fc.boolean(), stale: fc.boolean(), over: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id }), (things) => {
        const lines = linesOf(things.map(({ id, ...more }) => object(id, more)), [layer("team")], words, "fr");

        expect(lines.map(({ id }) => id).sort()).toEqual(things.map(({ id }) => id).sort());
      }),
    );
  });

  test("says where a thing is from the nearest site, and at it when it is there", () => {
    const sites = [object("Gare", { place: [2, 48], layer: "site" }), object("Port", { place: [3, 48], layer: "site" })];

    expect(whereabouts(object("a", { place: [2, 48.01] }), sites, null, words, "fr")).toBe("à 1,1\u00a0km au nord de « Gare »");
    expect(whereabouts(object("a", { place: [2.0001, 48] }), sites, null, words, "fr")).toBe("sur place : Gare");
  });

  test("says where a thing is from the centre of the map where there is no site", () => {
    expect(whereabouts(object("a", { place: [2.002, 48] }), [], [2, 48], words, "fr")).toBe("à 150\u00a0m à l'est du centre");
  });
});

describe("distances", () => {
  // Between the places of two cities, as geodesic on WGS 84: 391 713 m, azimuth 150.44° (pyproj); on a sphere within 0.5 %.
  test("are those of the earth", () => {
    const [paris, lyon] = [[2.3522, 48.8566], [4.8357, 45.764]] as const;

    expect(metres([...paris], [...lyon])).toBeGreaterThan(390_000);
    expect(metres([...paris], [...lyon])).toBeLessThan(394_000);
    expect(bearing([...paris], [...lyon])).toBeGreaterThan(149);
    expect(bearing([...paris], [...lyon])).toBeLessThan(151);
  });

  test("are the same both ways", () => {
    const place = fc.tuple(fc.double({ min: -179, max: 179, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }));
    fc.assert(fc.property(place, place, (a, b) => {
      expect(metres(a, b)).toBeCloseTo(metres(b, a), 3);
    }));
  });
});
