import type { Feature } from "geojson";
import type { Map as MapLibreMap } from "maplibre-gl";
import { describe, expect, test } from "vitest";
import { Layers } from "../src/layers";
import { extend, type Reel } from "../src/reel";
import { Shapes } from "../src/shapes";
import type { MapLayer } from "../src/types";
import { answer, reel, type Version } from "./reels";

const style = { label: "actif", dashed: false, hatched: false, colour: null, icon: "<svg/>" };
const layer = (key: string): MapLayer => ({ key, label: key, geometry: "any", colour: "#1e8449", rank: 1, statuses: {}, fallback: style });
const layers = new Layers([layer("zone"), layer("medical_post")]);
const square = { type: "Polygon" as const, coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] };
const zone: Version = { object: "perimeter", kind: "zone", geometry: square, valid: [0, null] };
const post: Version = { object: "pma", valid: [0, null] };

/** All that the map is told, in order: ids of the data given, and switches. */
function told(): { shapes: Shapes; heard: unknown[] } {
  const heard: unknown[] = [];
  const source = { setData: ({ features }: { features: Feature[] }) => void heard.push(features.map(({ id }) => id)) };
  const map = {
    getSource: () => source,
    setFeatureState: ({ id }: { id: number }, state: object) => void heard.push([id, state]),
  };
  return { shapes: new Shapes(map as unknown as MapLibreMap), heard };
}

/** The same of a map that shows the zone of a reel, and was told so. */
function showing(held: Reel): { shapes: Shapes; heard: unknown[] } {
  const begun = told();
  begun.shapes.draw(from(held));
  begun.shapes.turn(0, true);
  begun.shapes.tell();
  return begun;
}

const from = (held: Reel, others = layers): { reel: Reel; layers: Layers; theme: "light" } => ({ reel: held, layers: others, theme: "light" });
const next = (held: Reel, ...versions: Version[]): Reel => extend(held, answer(versions, { after: held.head.seq, head: { seq: held.head.seq + 1, digest: "1" } }));

describe("the map is told of lines and zones", () => {
  test("what is on, once, however often it was turned meanwhile", () => {
    const { shapes, heard } = told();
    shapes.draw(from(reel(post, zone)));
    shapes.turn(1, true);
    shapes.turn(1, false);
    shapes.turn(1, true);

    expect(shapes.tell()).toBe(true);
    expect(shapes.tell()).toBe(false);
    expect(heard).toEqual([[1], [1, { on: true }]]);
  });

  test("nothing where a point came to the reel, and all is turned as it was", () => {
    const held = reel(zone);
    const { shapes, heard } = showing(held);
    heard.length = 0;

    shapes.draw(from(next(held, post)));
    shapes.clear();
    shapes.turn(0, true);

    expect(shapes.tell()).toBe(false);
    expect(heard).toEqual([]);
  });

  test("all of them where a zone came, and of the new one that it is on", () => {
    const held = reel(zone);
    const { shapes, heard } = showing(held);
    heard.length = 0;

    shapes.draw(from(next(held, { ...zone, object: "corridor" })));
    shapes.clear();
    shapes.turn(0, true);
    shapes.turn(1, true);
    shapes.tell();

    expect(heard).toEqual([[0, 1], [1, { on: true }]]);
  });

  test("all anew of another reel, of other layers, and after another base style", () => {
    const held = reel(zone);
    const { shapes, heard } = showing(held);

    shapes.draw(from(reel({ ...zone, geometry: structuredClone(square) })));
    expect([heard.length, shapes.tell()]).toEqual([3, true]);
    expect(heard.splice(0)).toEqual([[0], [0, { on: true }], [0], [0, { on: false }]]);

    shapes.draw(from(held, new Layers([layer("zone")])));
    shapes.turn(0, true);
    shapes.select([0, 7]);
    shapes.tell();
    expect(heard.splice(0)).toEqual([[0], [0, { on: true }], [0, { selected: true }]]);

    shapes.restore();
    expect(heard.splice(0)).toEqual([[0], [0, { on: true }], [0, { selected: true }]]);

    shapes.draw(null);
    shapes.tell();
    expect(heard).toEqual([[], [0, { on: false }], [0, { selected: false }]]);
  });
});
