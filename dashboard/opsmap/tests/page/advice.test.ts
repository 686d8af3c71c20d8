import { describe, expect, it } from "vitest";
import type { Hospital } from "../../src/hospitals";
import type { Access } from "../../src/page/access";
import { ranked, saidTime } from "../../src/page/advice";

const hospital = (object: string, full = false): Hospital => ({ object, name: object, status: "active", place: [0, 0], left: { absolute: null, relative: null }, all: { absolute: null, relative: null }, declaredAt: null, full });
const access = (seconds: number | null, open = seconds): Access => ({ mode: "emergency", seconds, open, model: { kind: "crow", name: "", taken_at: "", credit: "", spread: null, against: "", beside: [], measured_at: "" } });
const PACES = { favourable: 0.8, central: 1, prudent: 1.3 };
const WORDS = { near_time: "{minutes} ({low}–{high})", near_unreached: "too far", near_barred: "cut off ({minutes} without)" };

describe("advice on hospitals", () => {
  it("tells the soonest first, those without a time after them, the closed and the full last", () => {
    const times = new Map([["far", access(1200)], ["near", access(300)], ["full", access(60)], ["cut", access(null, 200)]]);
    const all = [hospital("full", true), hospital("unknown"), hospital("far"), hospital("cut"), hospital("near")];
    expect(ranked(all, times).map(({ object }) => object)).toEqual(["near", "far", "cut", "unknown", "full"]);
  });

  it("never tells a time alone, and says what a closure costs", () => {
    expect(saidTime(access(600), PACES, WORDS)).toBe("10 (8–13)");
    expect(saidTime(access(10), PACES, WORDS)).toBe("1 (1–1)");
    expect(saidTime(access(null, 600), PACES, WORDS)).toBe("cut off (10 without)");
    expect(saidTime(access(null), PACES, WORDS)).toBe("too far");
  });
});
