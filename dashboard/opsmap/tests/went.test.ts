import { describe, expect, it } from "vitest";
import { Track } from "../src/tracks/track";
import { wentAt } from "../src/tracks/went";

const SECOND = 1_000;

function track(...fixes: [seconds: number, metresNorth: number][]): Track {
  const made = new Track("e1");
  for (const [seconds, metres] of fixes) {
    made.take({ at: seconds * SECOND, received: seconds * SECOND, lon: 0, lat: Math.round((48 + metres / 111_195) * 1e7), speed: -1, course: -1, accuracy: -1, battery: -1 });
  }
  return made;
}

describe("when teams went anywhere", () => {
  it("is told of a team that goes, not of a receiver that wanders", () => {
    expect(wentAt([track([0, 0], [60, 20], [120, -20], [180, 5])])).toEqual([]);
    expect(wentAt([track([0, 0], [60, 80], [120, 160])])).toEqual([60 * SECOND, 120 * SECOND]);
  });

  it("is told of one that goes slowly, once it is far enough", () => {
    expect(wentAt([track([0, 0], [600, 30], [1200, 60])])).toEqual([1200 * SECOND]);
  });

  it("is told once for all who go at the same time", () => {
    expect(wentAt([track([0, 0], [60, 80]), track([0, 0], [61, 900])])).toEqual([60 * SECOND]);
  });

  it("is nothing without tracks", () => {
    expect(wentAt([])).toEqual([]);
  });
});
