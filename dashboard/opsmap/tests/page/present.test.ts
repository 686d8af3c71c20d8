import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let clock: typeof import("../../src/page/present");

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.resetModules();
  clock = await import("../../src/page/present");
});
afterEach(() => void vi.useRealTimers());

describe("the present", () => {
  it("is our own clock's until the server said what time it is, and where what it said cannot be read", () => {
    clock.synchronise(Number.NaN);
    expect([clock.present(), clock.skew()]).toEqual([1_000_000, 0]);
  });

  it("is the server's: of what was heard, what came with the least delay counts", () => {
    for (const delay of [400, 30, 250]) clock.synchronise(1_120_000 - delay);
    expect(clock.present()).toBe(1_119_970);
    vi.advanceTimersByTime(5_000);
    expect(clock.present()).toBe(1_124_970);
  });

  it("is ours again a minute after our clock was set right", () => {
    clock.synchronise(1_120_000);
    vi.setSystemTime(1_120_000);
    for (let beat = 0; beat < 12; beat++) {
      vi.advanceTimersByTime(5_000);
      clock.synchronise(Date.now() - 20);
    }
    expect(clock.skew()).toBe(-20);
  });
});
