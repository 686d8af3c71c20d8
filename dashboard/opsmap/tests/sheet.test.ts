import { describe, expect, it } from "vitest";
import { grey, legendOf } from "../src/sheet/legend";
import type { MapLayer } from "../src/types";
import { reel } from "./reels";

const style = (label: string): MapLayer["fallback"] => ({ label, dashed: false, hatched: false, colour: null, icon: `<svg id="${label}"/>` });
const layer = (key: string): MapLayer => ({
  key,
  label: key,
  geometry: "point",
  colour: "#1e8449",
  statuses: { planned: style("Planned"), active: style("Active") },
  fallback: style("Unknown"),
  rank: 0,
});
const LAYERS = [layer("site"), layer("medical_post")];
const HERE: [number, number, number, number] = [-1, -1, 1, 1];
const shown = (held: ReturnType<typeof reel>, more = {}): ReturnType<typeof legendOf> =>
  legendOf({ reel: held, layers: LAYERS, hidden: [], time: 5, knownAt: null, bounds: HERE, ...more });

describe("the legend of a sheet", () => {
  it("has the topmost layer first, and its states in the order an object goes through them", () => {
    const held = reel(
      { object: "a", valid: [0, null] },
      { object: "b", valid: [0, null], status: "planned" },
      { object: "c", valid: [0, null] },
      { object: "s", kind: "site", valid: [0, null] },
    );

    expect(shown(held).map(({ label, states }) => [label, states.map((state) => [state.label, state.count])])).toEqual([
      ["medical_post", [["Planned", 1], ["Active", 2]]],
      ["site", [["Active", 1]]],
    ]);
  });

  it("has nothing that is not on the map", () => {
    const held = reel(
      { object: "gone", valid: [0, 5] },
      { object: "learnt later", valid: [0, null], known: [9, null] },
      { object: "not due", valid: [0, null], status: "planned", planned: [6, null] },
      { object: "elsewhere", valid: [0, null], at: [2, 2] },
      { object: "nowhere", valid: [0, null], at: null },
      { object: "left out", kind: "site", valid: [0, null] },
    );

    expect(shown(held, { hidden: ["site"], knownAt: 5 })).toEqual([]);
  });

  it("has what reaches into the map from outside", () => {
    const geometry = { type: "LineString" as const, coordinates: [[-9, 0], [9, 0]] };

    expect(shown(reel({ object: "road", geometry, valid: [0, null] }))).toHaveLength(1);
  });

  it("says a status it does not know", () => {
    expect(shown(reel({ object: "a", status: "flying", valid: [0, null] }))[0].states[0].label).toBe("Unknown");
  });
});

describe("a symbol without colours", () => {
  it("keeps its brightness", () => {
    expect(grey('<path fill="#fff" stroke="#1e8449"/>')).toBe('<path fill="#ffffff" stroke="#5f5f5f"/>');
  });

  it("keeps the addresses in it", () => {
    expect(grey('<path fill="url(#h)"/><pattern id="h"/>')).toBe('<path fill="url(#h)"/><pattern id="h"/>');
  });
});
