import { describe, expect, test } from "vitest";
import { readAs } from "../../src/page/inputs";
import { opposite, shapeOf } from "../../src/page/measuring";
import { occurredAt } from "../../src/page/occurred";
import { Wording } from "../../src/page/wording";

const PARIS = new Wording("fr", "Europe/Paris");
const read = (type: "text" | "count" | "measure" | "choice" | "time" | "flag", text: string) =>
  readAs({ type, choices: { tent: "Tente" } }, text, false, PARIS);

describe("what is typed in a field", () => {
  test.each([
    ["count", "12", 12],
    ["count", "12 000", 12000],
    ["count", "12\u00a0000", 12000],
    ["count", "-1", undefined],
    ["count", "1,5", undefined],
    ["count", "douze", undefined],
    ["measure", "3,5", 3.5],
    ["measure", "3.5", 3.5],
    ["measure", "1e9", undefined],
    ["measure", "0x10", undefined],
    ["choice", "tent", "tent"],
    ["choice", "toString", undefined],
    ["time", "2019-09-26T04:00", "2019-09-26T02:00:00.000Z"],
    ["time", "hier", undefined],
    ["text", "Nord", "Nord"],
    ["text", "", null],
    ["count", "", null],
  ] as const)("as a %s, “%s” is %j", (type, text, value) => {
    expect(read(type, text)).toBe(value);
  });
});

test("a plume goes where the wind does not come from", () => {
  expect(opposite(220)).toBe(40);
  expect(opposite(40)).toBe(220);
  expect(shapeOf({ centre: [0, 0], radius_m: 5 })).toBe("circle");
  expect(shapeOf({ centre: [0, 0], bearing_deg: 5 })).toBe("sector");
  expect(shapeOf(null)).toBeNull();
});

test("an hour is that of the instant shown, or the one typed, in the operation's own time", () => {
  expect(occurredAt("shown", "", 123, PARIS)).toBe(123);
  expect(occurredAt("at", "2019-09-26T04:00", 123, PARIS)).toBe(Date.UTC(2019, 8, 26, 2));
  expect(occurredAt("at", "", 123, PARIS)).toBeNull();
  expect(Math.abs(occurredAt("ago", "", 123, PARIS)! - (Date.now() - 300_000))).toBeLessThan(1000);
});
