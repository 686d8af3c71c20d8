import fc from "fast-check";
import { expect, it } from "vitest";
import type { Found, Group, Result } from "../../src/page/results";
import { isEmpty, partsOf, piecesOf, stepped } from "../../src/page/results";

const told = (text: string) => ({ text, ranges: [] });
const result = (key: string): Result => ({
  key,
  label: told(key),
  text: told(""),
  note: "",
  kind: null,
  status: null,
  at: null,
  box: null,
  counts: true,
  outside: null,
});
const group = (keys: string[], more: Partial<Group> = {}): Group => ({
  results: keys.map(result),
  total: keys.length,
  later: 0,
  said: null,
  ...more,
});
const found = (some: Partial<Found>): Found => ({
  objects: group([]),
  people: group([]),
  entries: group([]),
  places: group([]),
  coordinates: group([]),
  tried: [],
  outside: null,
  ...some,
});
const ONLY = { beyond: false, outside: false };

it("what was found is listed by its sort, those with nothing left out", () => {
  const parts = partsOf(found({ entries: group(["2"]), objects: group(["pma1"]) }), ONLY);
  expect(parts.map(({ sort, choices }) => [sort, choices.length])).toEqual([
    ["objects", 1],
    ["entries", 1],
  ]);
});

it("when there are more entries than the list shows, the log can show them all", () => {
  const [entries] = partsOf(found({ entries: group(["2"], { total: 42 }) }), ONLY);
  expect(entries!.choices.at(-1)).toEqual({ does: "log", count: 42 });
});

it("what was not known then is counted, and asked for once", () => {
  const some = found({ objects: group([], { later: 1 }), entries: group([], { later: 2 }) });
  expect(partsOf(some, ONLY).flatMap(({ choices }) => choices)).toEqual([{ does: "later", count: 3 }]);
  expect(partsOf(some, { ...ONLY, beyond: true })).toEqual([]);
  expect(isEmpty(some)).toBe(true);
});

it("a geocoder outside is offered until it was asked, and what it could not do is said", () => {
  const some = found({ outside: "data.geopf.fr", places: group([], { said: "sans réponse" }) });
  expect(partsOf(some, ONLY).at(-1)!.choices).toEqual([{ does: "outside", host: "data.geopf.fr" }]);
  expect(partsOf(some, { ...ONLY, outside: true }).map(({ said }) => said)).toEqual(["sans réponse"]);
  expect(isEmpty(some)).toBe(false);
});

it("the pieces of a text are the text, and those asked for are marked", () => {
  const cuts = fc.array(fc.nat(30), { maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), cuts, (text, places) => {
      const ends = [...new Set(places.filter((place) => place <= text.length))].sort((a, b) => a - b);
      const ranges = ends.flatMap((from, i) => (i % 2 || i + 1 >= ends.length ? [] : [[from, ends[i + 1]!] as [number, number]]));
      const pieces = piecesOf({ text, ranges });
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      expect(pieces.filter(({ asked }) => asked).map((piece) => piece.text)).toEqual(ranges.map(([a, b]) => text.slice(a, b)));
    }),
  );
});

it("arrows go round the list, and other keys stay with the box", () => {
  expect(stepped(-1, 3, "ArrowDown")).toBe(0);
  expect(stepped(2, 3, "ArrowDown")).toBe(0);
  expect(stepped(-1, 3, "ArrowUp")).toBe(2);
  expect(stepped(0, 3, "ArrowUp")).toBe(2);
  expect(stepped(1, 3, "a")).toBeNull();
  expect(stepped(-1, 0, "ArrowDown")).toBeNull();
});
