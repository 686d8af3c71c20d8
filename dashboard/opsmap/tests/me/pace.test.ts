import { expect, test } from "vitest";
import { every, isDue } from "../../src/me/pace";
import type { Fix } from "../../src/me/told";

const fix = (second: number, more: Partial<Fix> = {}): Fix => ({
  at: second * 1000,
  lon: 1,
  lat: 48,
  accuracy: 8,
  altitude: null,
  speed: null,
  heading: null,
  battery: null,
  ...more,
});
const FULL = { level: 0.9, charging: false };
const LOW = { level: 0.1, charging: false };

test("the first position is told, and none that was told before", () => {
  expect(isDue(null, fix(0), null)).toBe(true);
  expect(isDue(fix(10), fix(10), null)).toBe(false);
  expect(isDue(fix(10), fix(9), null)).toBe(false);
});

test("who drives is told more often than who walks, and who walks than who stands", () => {
  expect([20, 1, 0].map((speed) => every(speed, FULL))).toEqual([5_000, 15_000, 60_000]);
  expect(isDue(fix(0), fix(6, { speed: 20 }), FULL)).toBe(true);
  expect(isDue(fix(0), fix(6, { speed: 1 }), FULL)).toBe(false);
  expect(isDue(fix(0), fix(16, { speed: 1 }), FULL)).toBe(true);
  expect(isDue(fix(0), fix(59, { speed: 0 }), FULL)).toBe(false);
});

test("a low battery is spared, unless it is charged, and never until the map would call it a gap", () => {
  expect([20, 1, 0].map((speed) => every(speed, LOW))).toEqual([15_000, 45_000, 110_000]);
  expect(every(20, { ...LOW, charging: true })).toBe(5_000);
  expect(every(0, LOW)).toBeLessThan(120_000);
});

test("without a speed, two places tell it, as far as they are surely apart", () => {
  // 0.001 degrees north: 111 m.
  expect(isDue(fix(0), fix(6, { lat: 48.001 }), FULL)).toBe(true);
  expect(isDue(fix(0), fix(6, { lat: 48.001, accuracy: 200 }), FULL)).toBe(false);
});

test("a place that is much better is told at once, a poor one not beside a good one", () => {
  expect(isDue(fix(0, { accuracy: 400 }), fix(1, { accuracy: 10 }), FULL)).toBe(true);
  expect(isDue(fix(0), fix(70, { accuracy: 3_000 }), FULL)).toBe(false);
  expect(isDue(fix(0), fix(121, { accuracy: 3_000 }), FULL)).toBe(true);
});

test("what was measured too soon is told a little later", () => {
  const braked = fix(2, { lat: 48.001 });

  expect(isDue(fix(0), braked, FULL)).toBe(false);
  expect(isDue(fix(0), braked, FULL, 5_000)).toBe(true);
});
