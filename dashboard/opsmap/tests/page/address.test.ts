import fc from "fast-check";
import { expect, it } from "vitest";
import type { Place } from "../../src/page/address";
import { read, write } from "../../src/page/address";

const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000);
const places: fc.Arbitrary<Place> = fc.record({
  operation: fc.option(fc.string({ minLength: 1 })),
  time: fc.option(second),
  way: fc.constantFrom("so" as const, "believed" as const),
  pair: fc.constant(null),
  as: fc.option(fc.constantFrom("ARS", "SAMU 33 & co")),
  objects: fc.array(fc.string({ minLength: 1 })),
  entry: fc.option(fc.integer({ min: 1, max: 1e6 })),
  view: fc.constantFrom(null, [-1.5561, 43.4868, 12.5] as const),
});

it("a link read back is the moment it was written at", () => {
  fc.assert(fc.property(places, (place) => void expect(read(write(place))).toEqual(place)));
});

it("a chosen instant of knowledge is in the link", () => {
  const place = read("?see=pair&known=2019-09-26T01:00:00Z&at=2019-09-26T03:00:00%2B02:00");
  expect(place.pair).toBe(Date.UTC(2019, 8, 26, 1));
  expect(place.time).toBe(Date.UTC(2019, 8, 26, 1));
});

it("what cannot be read is left out, and a time without offset names no instant", () => {
  expect(read("?at=2019-09-26T02:39:00&view=1,2&entry=-3&see=x")).toMatchObject({
    time: null,
    view: null,
    entry: null,
    way: "so",
  });
});
