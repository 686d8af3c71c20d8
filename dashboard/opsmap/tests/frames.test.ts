import { describe, expect, it } from "vitest";
import { Frames } from "../src/frames";

/** A browser whose frames come when they are told to. */
function browser() {
  const asked = new Map<number, FrameRequestCallback>();
  const state = { time: 0, next: 1 };
  return {
    now: () => state.time,
    nextFrame: (callback: FrameRequestCallback) => {
      asked.set(state.next, callback);
      return state.next++;
    },
    cancelFrame: (handle: number) => void asked.delete(handle),
    asked,
    /** One frame of 16 ms. */
    frame: () => {
      state.time += 16;
      const due = [...asked.values()];
      asked.clear();
      for (const callback of due) callback(state.time);
    },
    rest: (ms: number) => (state.time += ms),
  };
}

/** What deck.gl does: it draws, and asks again. */
function looping(frames: Frames) {
  const drawn: number[] = [];
  const draw = (time: number): void => {
    drawn.push(time);
    frames.requestAnimationFrame(draw);
  };
  frames.requestAnimationFrame(draw);
  return drawn;
}

describe("frames", () => {
  it("are given for a moment after something changed, and not for ever", () => {
    const screen = browser();
    const frames = new Frames(screen);
    const drawn = looping(frames);

    frames.wake();
    for (let i = 0; i < 200; i++) screen.frame();

    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.length).toBeLessThan(20);
    expect(screen.asked.size).toBe(0);
  });

  it("are given again once something changes again, one loop's worth", () => {
    const screen = browser();
    const frames = new Frames(screen);
    const drawn = looping(frames);
    screen.rest(60_000);

    frames.wake();
    frames.wake();
    screen.frame();

    expect(drawn).toHaveLength(1);
    expect(screen.asked.size).toBe(1);
  });

  it("are not given to who no longer wants them", () => {
    const screen = browser();
    const frames = new Frames(screen);
    frames.wake();
    const drawn = looping(frames);

    frames.cancelAnimationFrame(-1);
    screen.frame();
    frames.wake();
    screen.frame();

    expect(drawn).toEqual([]);
  });

  it("are a deck's from the moment it has a loop", () => {
    const frames = new Frames(browser());
    const given: object[] = [];
    const animationLoop = { setProps: (props: object) => given.push(props) };

    frames.lead({});
    frames.lead({ animationLoop });
    frames.lead({ animationLoop });

    expect(given).toEqual([{ animationFrameProvider: frames }]);
  });
});
