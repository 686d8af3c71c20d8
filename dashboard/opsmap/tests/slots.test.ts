import { describe, expect, test } from "vitest";
import type { Icons } from "../src/icons";
import { Layers } from "../src/layers";
import { edgeOf, shapesOf } from "../src/shapes";
import { Slots } from "../src/slots";
import type { MapLayer } from "../src/types";
import { reel, type Version } from "./reels";

const style = { label: "actif", dashed: false, hatched: false, colour: null, icon: "<svg/>" };
const layer = (key: string): MapLayer => ({
  key,
  label: key,
  geometry: "any",
  colour: "#1e8449",
  rank: 1,
  statuses: { planned: { ...style, dashed: true, colour: "#ff0000" } },
  fallback: style,
});
const layers = new Layers([layer("zone"), layer("medical_post"), layer("unknown")]);
const icons = { icon: () => ({ x: 0, y: 0, width: 30, height: 30 }), side: () => 30 } as unknown as Icons;
const square = { type: "Polygon" as const, coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] };

function slots(versions: Version[], hidden: string[] = []): Slots {
  return new Slots(reel(...versions), layers, new Set(hidden), icons);
}

describe("slots", () => {
  test("are in drawing order, the bottom layer first, whatever the order of the reel", () => {
    const made = slots([
      { object: "drone", kind: "drone_pad", valid: [0, null] },
      { object: "pma", kind: "medical_post", valid: [0, null] },
      { object: "perimeter", kind: "zone", valid: [0, null] },
    ]);

    expect([...made.objects].map((object) => made.reel.objects[object])).toEqual(["perimeter", "pma", "drone"]);
  });

  test("tell what went and what came, and nothing of what stayed", () => {
    const made = slots([
      { object: "pma", valid: [0, 10], at: [2, 48] },
      { object: "pma", valid: [10, null], at: [2, 49] },
      { object: "prv", valid: [0, null] },
    ]);
    made.moveTo(5, null, () => {});
    const told: number[][] = [];

    made.moveTo(10, null, (...change) => told.push(change));

    expect(told).toEqual([[made.slotOf(0), 0, 1]]);
    expect(made.present[made.slotOf(0)]).toBe(1);
  });

  test("of a hidden layer draw nothing, and are counted all the same", () => {
    const made = slots([{ object: "pma", valid: [0, null] }], ["medical_post"]);

    made.moveTo(5, null, () => expect.unreachable());

    expect(made.present[0]).toBe(0);
    expect(made.counts()).toEqual({ zone: 0, medical_post: 1, unknown: 0 });
  });

  test("a zone has its symbol inside it, smaller", () => {
    const made = slots([{ object: "perimeter", kind: "zone", geometry: square, valid: [0, null] }]);

    made.moveTo(5, null, () => {});

    expect([...made.symbols.numbers.subarray(0, 2)]).toEqual([1, 1]);
    expect(made.sizeOf(0)).toBe("small");
  });

  test("an object without a place is there, and draws nothing", () => {
    const made = slots([{ object: "pma", at: null, valid: [0, null] }]);

    made.moveTo(5, null, () => {});

    expect(made.present[0]).toBe(0);
    expect(made.counts()).toMatchObject({ medical_post: 1 });
  });
});

describe("shapes", () => {
  test("are the versions with a line or a zone, each in the colour of its own status", () => {
    const held = reel(
      { object: "pma", valid: [0, null] },
      { object: "perimeter", kind: "zone", status: "planned", geometry: square, valid: [0, 5] },
      { object: "perimeter", kind: "zone", geometry: square, valid: [5, null] },
    );

    const features = shapesOf({ reel: held, layers, theme: "light" });

    expect(features.map(({ id, properties }) => [id, properties?.colour, properties?.dashed])).toEqual([
      [1, "#ff0000", true],
      [2, "#1e8449", false],
    ]);
  });

  test("a black line has a pale edge on a dark ground", () => {
    expect(edgeOf("#1b1b1b", "dark")).toBe("#ffffff");
    expect(edgeOf("#d35400", "dark")).not.toBe("#ffffff");
    expect(edgeOf("#1b1b1b", "light")).toBe("#ffffff");
  });
});
