import { describe, expect, it } from "vitest";
import { wrapped } from "../../src/film/frame";
import { Captions, countOf, framesOf, Passed, scaleOf } from "../../src/page/film-plan";
import type { Ruled } from "../../src/page/ruling";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function said(seq: number, minutes: number, more: object = {}): Ruled {
  const at = minutes * MINUTE;
  return { seq, occurred_at: at, recorded_at: at, objects: [], sentence: `n° ${seq}`, organisation: "SAMU", author: "ada", fact: "Noted", struck: [], priority: "normal", ...more } as unknown as Ruled;
}

describe("the length of a film", () => {
  it("is told before it is made, frame for frame", () => {
    for (const plan of [
      { between: { from: 0, to: HOUR }, dead: [], speed: 60, rate: 25 },
      { between: { from: 0, to: HOUR }, dead: [], speed: 600, rate: 12 },
      { between: { from: 1_234, to: 65_432 }, dead: [], speed: 1, rate: 30 },
    ])
      expect(Math.abs(countOf(plan) - [...framesOf(plan)].length)).toBeLessThanOrEqual(1);
  });

  it("leaves out the dead time, as far as it lies in the film", () => {
    const plan = { between: { from: 0, to: HOUR }, dead: [{ from: 30 * MINUTE, to: 5 * HOUR }], speed: 60, rate: 10 };
    expect(countOf(plan)).toBe(301);
    expect([...framesOf(plan)].length - 301).toBeLessThanOrEqual(1);
  });
});

describe("the captions", () => {
  it("are the lines of the last seconds of the film, the newest first", () => {
    const captions = new Captions([said(1, 0), said(2, 50), said(3, 59)], 60);
    expect(captions.at(HOUR, null, false).map(({ seq }) => seq)).toEqual([3]);
    expect(new Captions([said(1, 0), said(2, 50), said(3, 59)], 600).at(HOUR, null, false).map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });

  it("tell no entry that was not written yet, and what came late when it came", () => {
    const captions = new Captions([said(1, 10, { recorded_at: 59 * MINUTE })], 60);
    expect(captions.at(11 * MINUTE, 11 * MINUTE, true)).toEqual([]);
    expect(captions.at(HOUR, HOUR, true).map(({ seq }) => seq)).toEqual([1]);
  });

  it("leave out what was struck, and what rules", () => {
    const captions = new Captions([said(1, 59, { struck: [[0, null]] }), said(2, 59, { fact: "Granted", ruling: {} })], 60);
    expect(captions.at(HOUR, null, false)).toEqual([]);
  });
});

describe("what was passed over", () => {
  it("is said for two seconds of the film", () => {
    const passed = new Passed(10);
    const over = { from: 0, to: HOUR };
    const frames = [{ time: 0, jumped: over, ended: false }, ...Array.from({ length: 30 }, () => ({ time: 0, jumped: null, ended: false }))];
    expect(frames.filter((frame) => passed.after(frame) !== null)).toHaveLength(21);
  });
});

describe("the scale", () => {
  it("is a round distance", () => {
    expect(scaleOf(10_000, 0.14)).toEqual({ metres: 1_000, share: 0.1 });
    expect(scaleOf(4_000, 0.14).metres).toBe(500);
    expect(scaleOf(1_500, 0.14).metres).toBe(200);
  });
});

describe("a caption", () => {
  const measure = (part: string): number => part.length;

  it("goes on in the next row", () => {
    expect(wrapped("le poste est ouvert", 10, measure, 2)).toEqual(["le poste", "est ouvert"]);
  });

  it("says that there is more than it has room for", () => {
    expect(wrapped("le poste est ouvert depuis midi", 10, measure, 2)).toEqual(["le poste", "est ouver…"]);
    expect(wrapped("anticonstitutionnellement", 10, measure, 1)).toEqual(["anticonst…"]);
  });

  it("is one row where it is short, and none is lost where it is empty", () => {
    expect(wrapped("court", 10, measure, 2)).toEqual(["court"]);
    expect(wrapped("", 10, measure, 2)).toEqual([""]);
  });
});
