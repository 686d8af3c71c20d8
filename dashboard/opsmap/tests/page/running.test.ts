import { describe, expect, it } from "vitest";
import { advance, beginning, deadTimes, instantsOf, type Course } from "../../src/page/running";

const MINUTE = 60_000;
const span = { from: 0, to: 60 * MINUTE };
const open: Course = { span, loop: null, dead: [] };
const loop = { from: 10 * MINUTE, to: 20 * MINUTE };
const dead = [{ from: 30 * MINUTE, to: 40 * MINUTE }];

describe("the clock that runs on", () => {
  it("goes forwards and backwards, and ends at either end", () => {
    expect(advance(5_000, 1_000, open)).toEqual({ time: 6_000, jumped: null, ended: false });
    expect(advance(5_000, -1_000, open)).toEqual({ time: 4_000, jumped: null, ended: false });
    expect(advance(span.to - 10, 1_000, open)).toEqual({ time: span.to, jumped: null, ended: true });
    expect(advance(10, -1_000, open)).toEqual({ time: 0, jumped: null, ended: true });
  });

  it("comes to no end in a frame that takes no time", () => {
    for (const by of [0, -0]) expect(advance(span.to, by, { ...open, dead })).toEqual({ time: span.to, jumped: null, ended: false });
  });

  it("goes round a loop in both directions and never ends", () => {
    const course = { ...open, loop };
    const end = advance(loop.to - 10, 1_000, course);
    expect(end).toEqual({ time: loop.to, jumped: null, ended: false });
    expect(advance(end.time, 1_000, course).time).toBe(loop.from);
    expect(advance(loop.from, -1_000, course).time).toBe(loop.to);
  });

  it("comes into a loop it is outside of", () => {
    const course = { ...open, loop };
    expect(advance(50 * MINUTE, 1_000, course).time).toBe(loop.from);
    expect(advance(50 * MINUTE, -1_000, course).time).toBe(loop.to);
  });

  it("jumps over dead time in both directions, and says so once", () => {
    const course = { ...open, dead };
    const on = advance(30 * MINUTE - 10, 1_000, course);
    expect(on).toEqual({ time: 40 * MINUTE, jumped: dead[0], ended: false });
    expect(advance(on.time, 1_000, course).jumped).toBeNull();
    expect(advance(40 * MINUTE + 10, -1_000, course)).toEqual({ time: 30 * MINUTE, jumped: dead[0], ended: false });
  });

  it("leaves dead time it was led into by hand at once", () => {
    expect(advance(35 * MINUTE, 16, { ...open, dead }).time).toBe(40 * MINUTE);
    expect(advance(35 * MINUTE, -16, { ...open, dead }).time).toBe(30 * MINUTE);
  });

  it("does not leave a loop over the dead time at its end", () => {
    const course = { span, loop: { from: 0, to: 35 * MINUTE }, dead };
    expect(advance(30 * MINUTE - 10, 1_000, course).time).toBe(35 * MINUTE);
  });

  it("begins where one is, and at the other end for who is at the end already", () => {
    expect(beginning(5, true, open)).toBe(5);
    expect(beginning(span.to, true, open)).toBe(0);
    expect(beginning(0, false, open)).toBe(span.to);
    expect(beginning(0, true, { ...open, loop })).toBe(loop.from);
  });
});

describe("dead time", () => {
  it("is what lies between what happened, with a little left on either side", () => {
    expect(deadTimes([5 * MINUTE, 6 * MINUTE, 40 * MINUTE], span, 10 * MINUTE)).toEqual([
      { from: 6.5 * MINUTE, to: 39.5 * MINUTE },
      { from: 40.5 * MINUTE, to: 59.5 * MINUTE },
    ]);
  });

  it("is none where something happens often enough, whatever the order it is told in", () => {
    expect(deadTimes([50, 40, 30, 20, 10, 0].map((at) => at * MINUTE), span, 10 * MINUTE)).toEqual([]);
  });

  it("does not look beyond the span", () => {
    expect(deadTimes([-99, 999].map((at) => at * MINUTE), span, 90 * MINUTE)).toEqual([]);
  });
});

describe("the instants of a film", () => {
  it("go from the first to the last, evenly, and both are seen", () => {
    const times = [...instantsOf({ span, loop: { from: 0, to: 10_000 }, dead: [] }, 4_000)].map(({ time }) => time);
    expect(times).toEqual([0, 4_000, 8_000, 10_000]);
  });

  it("leave dead time out", () => {
    const steps = [...instantsOf({ span, loop: { from: 29 * MINUTE, to: 41 * MINUTE }, dead }, MINUTE / 2)];
    expect(steps.map(({ time }) => time / MINUTE)).toEqual([29, 29.5, 30, 40, 40.5, 41]);
    expect(steps.filter(({ jumped }) => jumped)).toHaveLength(1);
  });
});
