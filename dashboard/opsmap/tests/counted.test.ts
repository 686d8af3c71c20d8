import { describe, expect, test } from "vitest";
import { counted, written } from "../src/counted";

describe("people counted beside a symbol", () => {
  test("are the fields of the layer, in their order", () => {
    const values = { absolute: 1, relative: 3, involved: 13, beds: 9 };

    expect(written(counted(values, ["absolute", "relative", "involved"]), "fr")).toBe("1·3·13");
  });

  test("the cell's own figure goes before those of others; of others, the greatest", () => {
    expect(counted({ crowd: 5, "crowd@police": 9 }, ["crowd"])).toEqual([5]);
    expect(counted({ "crowd@police": 9000, "crowd@organisers": 15_000, crowded: 1 }, ["crowd"])).toEqual([15_000]);
  });

  test("what nobody gave is not a zero", () => {
    expect(written([0, null, 4], "fr")).toBe("0·–·4");
  });

  test("nobody is nothing", () => {
    expect(written([0, 0, null], "fr")).toBe("");
    expect(written([], "fr")).toBe("");
  });

  test("crowds are written short", () => {
    expect(written([15_000], "fr").replace(/\s/u, " ")).toBe("15 k");
    expect(written([1200], "en")).toBe("1.2k");
  });
});
