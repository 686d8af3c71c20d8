import { describe, expect, test } from "vitest";
import type { Icons } from "../../src/icons";
import { Layers } from "../../src/layers";
import { Slots } from "../../src/slots";
import { TrackBook, type LiveFix } from "../../src/tracks/book";
import { placedAt } from "../../src/whereabouts";
import type { MapLayer } from "../../src/types";
import { reel, type Version } from "../reels";

const style = { label: "actif", dashed: false, hatched: false, colour: null, icon: "<svg/>" };
const team: MapLayer = { key: "team", label: "team", geometry: "any", colour: "#1e8449", rank: 1, statuses: {}, fallback: style };
const icons = { icon: (_: unknown, size: string, stale: boolean) => ({ x: Number(stale), y: 0, width: 30, height: 30, size }), side: () => 30 } as unknown as Icons;

const SECOND = 1000;
const fix = (second: number, lng: number, more: { speed?: number; course?: number; received?: number } = {}): LiveFix => [
  "vlm", second * SECOND, more.received ?? second, lng, 48, more.speed ?? null, more.course ?? null, null, 0,
];

function slotsOf(versions: Omit<Version, "object">[], fixes: LiveFix[], hidden: string[] = []): Slots {
  const book = new TrackBook();
  book.take(fixes);
  const held = reel(...versions.map((version): Version => ({ object: "vlm", kind: "team", at: [1, 47], ...version })));
  return new Slots(held, new Layers([team]), new Set(hidden), icons, { book });
}

function placeAt(slots: Slots, second: number, knownAt: number | null = null): [lng: number, lat: number] {
  slots.moveTo(second * SECOND, knownAt, () => {});
  return slots.standsAt(0);
}

describe("where a team stands", () => {
  test("is where its device says from its first fix on, and where the journal says before", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2), fix(20, 4)]);

    expect(placeAt(slots, 9)).toEqual([1, 47]);
    expect(placeAt(slots, 10)).toEqual([2, 48]);
    expect(placeAt(slots, 15)).toEqual([3, 48]);
    expect(placeAt(slots, 500)).toEqual([4, 48]);
    expect(placeAt(slots, 5)).toEqual([1, 47]);
  });

  test("is where the journal moved it after the last fix, until the next one", () => {
    const slots = slotsOf([{ valid: [0, 12_000] }, { valid: [12_000, null], at: [9, 49] }], [fix(10, 2), fix(20, 4)]);

    expect(placeAt(slots, 11)).toEqual([2.2, 48]);
    expect(placeAt(slots, 12)).toEqual([9, 49]);
    expect(placeAt(slots, 20)).toEqual([4, 48]);
  });

  test("stays where its device says when the journal only tells another status", () => {
    const slots = slotsOf([{ valid: [0, 12_000] }, { valid: [12_000, null], status: "on_scene" }], [fix(10, 2)]);

    expect(placeAt(slots, 12)).toEqual([2, 48]);
  });

  test("is where it was believed to be, as far as had been received", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2), fix(20, 4, { received: 60 })]);

    expect(placeAt(slots, 30, 30_000)).toEqual([2, 48]);
    expect(placeAt(slots, 30, 60_000)).toEqual([4, 48]);
  });

  test("is said by the device alone where the journal never placed it", () => {
    const slots = slotsOf([{ valid: [0, null], at: null }], [fix(10, 2)]);

    placeAt(slots, 5);
    expect(slots.present[0]).toBe(0);
    expect(placeAt(slots, 10)).toEqual([2, 48]);
    expect(slots.present[0]).toBe(1);
  });

  test("of a hidden layer is nowhere", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2)], ["team"]);

    placeAt(slots, 10);
    expect(slots.present[0]).toBe(0);
  });

  test("of a zone is in it, whatever device is named for it", () => {
    const geometry = { type: "Polygon" as const, coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] };
    const slots = slotsOf([{ valid: [0, null], geometry }], [fix(10, 9)]);

    expect(placeAt(slots, 10)).toEqual([1, 1]);
  });
});

describe("a step of the clock", () => {
  test("tells of a team that only moved as of one that moved, and of one at rest nothing", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2), fix(20, 4), fix(30, 4)]);
    placeAt(slots, 10);
    const told: string[] = [];
    const step = (second: number): void => slots.moveTo(second * SECOND, null, () => told.push("drawn"), () => told.push("moved"));

    step(12);
    step(22);
    step(24);

    expect(told).toEqual(["moved", "moved"]);
  });

  test("finds a device that is told of for the first time", () => {
    const book = new TrackBook();
    const held = reel({ object: "vlm", kind: "team", at: [1, 47], valid: [0, null] });
    const slots = new Slots(held, new Layers([team]), new Set(), icons, { book });
    placeAt(slots, 10);

    book.take([fix(10, 2)]);

    expect(placeAt(slots, 10)).toEqual([2, 48]);
  });
});

describe("a device that falls silent", () => {
  test("leaves its team there, drawn as without news after five minutes, and fresh again with the next fix", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2), fix(400, 4)]);
    const stale = (second: number): number => (placeAt(slots, second), slots.stale[0]);

    expect([stale(309), stale(310), stale(399), stale(400), stale(311)]).toEqual([0, 1, 1, 0, 1]);
    expect(slots.present[0]).toBe(1);
    expect(slots.frames[0]!.x).toBe(1);
  });

  test("says less and less surely which way it goes", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2, { speed: 40, course: 90 })]);
    const faint = [10, 31, 101, 131, 311].map((second) => {
      placeAt(slots, second);
      return slots.devices.course[0] < 0 ? null : slots.devices.faint[0];
    });

    expect(faint).toEqual([0, 1, 2, 2, null]);
  });

  test("does not point anywhere while it walks slower than a receiver errs", () => {
    const slots = slotsOf([{ valid: [0, null] }], [fix(10, 2, { speed: 3, course: 90 })]);
    placeAt(slots, 10);

    expect(slots.devices.course[0]).toBe(-1);
  });
});

test("the journal has had a team at a place since it put it there, as known then", () => {
  const held = reel(
    { object: "vlm", at: [1, 1], valid: [0, 10], known: [0, null] },
    { object: "vlm", at: [2, 2], valid: [10, 20], known: [10, null] },
    { object: "vlm", at: [2, 2], status: "on_scene", valid: [20, null], known: [20, null] },
  );

  expect([0, 1, 2].map((version) => placedAt(held, version, null))).toEqual([0, 10, 10]);
});
