import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandOf, minimum, MOST_BANDS, NOT_REACHED, thresholds, typedBands } from "../../src/reach/minimum";

const field = fc.array(fc.integer({ min: 0, max: NOT_REACHED }), { minLength: 6, maxLength: 6 }).map((cells) => Uint16Array.from(cells));

describe("the least of the fields of an instant", () => {
  it("is, in each cell, the soonest that anybody gets there", () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        const into = new Uint16Array(6).fill(7);
        minimum(fields, into);
        expect([...into]).toEqual([...into].map((_, i) => Math.min(...fields.map((one) => one[i]))));
      }),
    );
  });

  it("reaches nothing where nobody helps", () => {
    const into = new Uint16Array(3);
    minimum([], into);
    expect([...into]).toEqual([NOT_REACHED, NOT_REACHED, NOT_REACHED]);
  });
});

describe("bands", () => {
  it("end sooner for a prudent pace and for who leaves late", () => {
    expect(thresholds([5, 10], 1, 0)).toEqual([300, 600]);
    expect(thresholds([5, 13], 1.3, 0)[1]).toBeCloseTo(600);
    expect(thresholds([5, 10], 1, 4)).toEqual([60, 360]);
    expect(thresholds([5], 1, 6)).toEqual([0]);
  });

  it("hold the cells up to their last second, and none that is not reached", () => {
    const ends = thresholds([5, 10], 1, 0);
    expect([0, 300, 301, 600, 601, NOT_REACHED].map((seconds) => bandOf(seconds, ends))).toEqual([0, 0, 1, 1, -1, -1]);
    expect(bandOf(NOT_REACHED, [1e9])).toBe(-1);
  });

  it.each([
    ["5, 10, 15, 20, 30", [5, 10, 15, 20, 30]],
    ["10 5", [5, 10]],
    ["7,5; 15", [7.5, 15]],
    ["8", [8]],
    ["8, 8", [8]],
  ])("are typed: %s", (text, minutes) => {
    expect(typedBands(text)).toEqual(minutes);
  });

  it.each(["", "0, 5", "61", "5, ten", "-4", "1 2 3 4 5 6"])("are not made up from “%s”", (text) => {
    expect(typedBands(text)).toBeNull();
  });

  it("never are more than there are inks", () => {
    fc.assert(fc.property(fc.string(), (text) => (typedBands(text)?.length ?? 0) <= MOST_BANDS));
  });
});
