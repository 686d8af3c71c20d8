import { beforeEach, describe, expect, it } from "vitest";
import { Clock, knownAt } from "../../src/page/clock";

class Wall {
  time = 1_000_000;
  private frames = new Map<number, (stamp: number) => void>();
  private last = 0;
  now = (): number => this.time;
  nextFrame = (callback: (stamp: number) => void): number => {
    this.frames.set(++this.last, callback);
    return this.last;
  };
  cancelFrame = (handle: number): void => void this.frames.delete(handle);
  /** Let the wall clock run, one frame at its end. */
  pass(ms: number): void {
    this.time += ms;
    const due = [...this.frames.values()];
    this.frames.clear();
    for (const callback of due) callback(this.time);
  }
}

let wall: Wall;
let clock: Clock;

beforeEach(() => {
  wall = new Wall();
  clock = new Clock(wall);
  clock.span = { from: 0, to: 100_000 };
});

describe("the clock", () => {
  it("stays within the operation", () => {
    clock.goTo(-5);
    expect(clock.shown.time).toBe(0);
    clock.goTo(1e12);
    expect(clock.shown.time).toBe(100_000);
  });

  it("runs at its speed and stops at the end", () => {
    clock.goTo(0);
    clock.speed = 60;
    clock.play();
    wall.pass(16);
    wall.pass(100);
    expect(clock.shown.time).toBe(6_000);
    wall.pass(5_000);
    expect(clock.shown.time).toBe(100_000);
    expect(clock.playing).toBe(false);
  });

  it("begins again when played at the end", () => {
    clock.goTo(100_000);
    clock.play();
    expect(clock.shown.time).toBe(0);
  });

  it("stops when moved by hand", () => {
    clock.goTo(0);
    clock.play();
    clock.goTo(5_000);
    wall.pass(16);
    wall.pass(16);
    expect(clock.shown.time).toBe(5_000);
  });

  it("runs backwards to the beginning, and from the end again", () => {
    clock.goTo(10_000);
    clock.play(false);
    wall.pass(16);
    wall.pass(100);
    expect([clock.shown.time, clock.playing, clock.forward]).toEqual([4_000, true, false]);
    wall.pass(5_000);
    expect([clock.shown.time, clock.playing]).toEqual([0, false]);
    clock.play(false);
    expect(clock.shown.time).toBe(100_000);
    wall.pass(16);
    wall.pass(100);
    expect(clock.shown.time).toBe(94_000);
  });

  it("goes round a loop until it is stopped", () => {
    clock.loop = { from: 10_000, to: 20_000 };
    clock.play();
    expect(clock.shown.time).toBe(10_000);
    wall.pass(16);
    for (let i = 0; i < 30; i++) wall.pass(100);
    expect(clock.playing).toBe(true);
    expect(clock.shown.time).toBeGreaterThanOrEqual(10_000);
    expect(clock.shown.time).toBeLessThanOrEqual(20_000);
  });

  it("jumps over dead time, and tells it", () => {
    const told: unknown[] = [];
    clock.jumped = (over) => told.push(over);
    clock.dead = [{ from: 3_000, to: 90_000 }];
    clock.goTo(0);
    clock.play();
    wall.pass(16);
    wall.pass(100);
    expect([clock.shown.time, told]).toEqual([90_000, [{ from: 3_000, to: 90_000 }]]);
  });

  it("loses nothing by rounding, however many frames a second", () => {
    clock.speed = 1;
    clock.goTo(0);
    clock.play();
    wall.pass(7);
    for (let i = 0; i < 1_000; i++) wall.pass(6.4);
    expect(clock.shown.time).toBe(6_400);
  });

  it("stays with the present once it reaches it", () => {
    clock.span = { from: 0, to: 2_000_000 };
    clock.goTo(999_000);
    clock.play();
    wall.pass(16);
    wall.pass(100);
    expect(clock.live).toBe(true);
    expect(clock.shown.time).toBe(wall.time);
  });

  it("runs backwards from the present, not from the planned end", () => {
    clock.span = { from: 0, to: 2_000_000 };
    clock.goTo(0);
    clock.play(false);
    expect(clock.shown.time).toBe(wall.time);
  });

  it("follows the present of an operation that is under way, and the end of one that is over", () => {
    clock.follow();
    expect([clock.live, clock.shown.time]).toEqual([false, 100_000]);
    clock.span = { from: 0, to: 2_000_000 };
    clock.follow();
    wall.pass(3_000);
    expect([clock.live, clock.shown.time]).toEqual([true, 1_003_000]);
  });

  it("turns to the present at once when there is something new to see, and else stays where it is", () => {
    clock.span = { from: 0, to: 2_000_000 };
    clock.follow();
    wall.time += 400;
    expect(clock.instant).toBe(wall.time);
    clock.renew();
    expect(clock.shown.time).toBe(wall.time);
    clock.goTo(5_000);
    expect(clock.instant).toBe(5_000);
    const heard: number[] = [];
    clock.listen(({ time }) => heard.push(time));
    clock.renew();
    expect(heard).toEqual([5_000]);
  });

  it("tells every listener, until it no longer listens", () => {
    const heard: number[] = [];
    const deaf = clock.listen(({ time }) => heard.push(time));
    clock.goTo(10);
    deaf();
    clock.goTo(20);
    expect(heard).toEqual([10]);
  });
});

describe("the way of seeing", () => {
  it("is all that is known, what was known then, or what was known at a chosen instant", () => {
    clock.goTo(500);
    expect(knownAt(clock.shown)).toBeNull();
    clock.see("believed");
    expect(knownAt(clock.shown)).toBe(500);
    clock.see("pair", 700);
    clock.goTo(600);
    expect(knownAt(clock.shown)).toBe(700);
  });

  it("starts a chosen instant at the one shown", () => {
    clock.goTo(500);
    clock.see("pair");
    expect(clock.shown.pair).toBe(500);
  });
});
