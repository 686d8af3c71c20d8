import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { clipped, lanesOf, rowsOf, ticksOf, type Bar } from "../src/gantt";
import { gripsOf, moved, SNAP } from "../src/replan";
import { findingsOf, type Demand, type Shift } from "../src/shifts";

const HOUR = 3_600_000;
const CUSTOMS = { duty_min: 360, break_min: 20, handover_min: 10, speed_kmh: 40, detour_percent: 130 };

function bar(id: string, team: string, place: string | null, start: number, end: number): Bar {
  const shift: Shift = { id, team, place, use: "post", start: start * HOUR, end: end * HOUR, at: null };
  return { ...shift, name: id, status: "planned", task: "", from: shift.start, to: shift.end, opened: null, closed: null, findings: [], pending: false };
}

describe("the lanes of a row", () => {
  const stretches = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })).map(([start, long]) => ({ start, end: start + long })));

  it("hold every bar once, and no two that meet", () => {
    fc.assert(
      fc.property(stretches, (bars) => {
        const sorted = [...bars].sort((a, b) => a.start - b.start);
        const lanes = lanesOf(sorted);
        expect(lanes.flat()).toHaveLength(bars.length);
        for (const lane of lanes) lane.slice(1).forEach((one, i) => expect(one.start).toBeGreaterThanOrEqual(lane[i].end));
      }),
    );
  });

  it("are as few as ever meet at once", () => {
    fc.assert(
      fc.property(stretches, (bars) => {
        const sorted = [...bars].sort((a, b) => a.start - b.start);
        const most = Math.max(0, ...sorted.map(({ start }) => sorted.filter((one) => one.start <= start && start < one.end).length));
        expect(lanesOf(sorted)).toHaveLength(most);
      }),
    );
  });
});

describe("the rows", () => {
  const bars = [bar("a", "t2", "pma", 8, 12), bar("b", "t1", "pma", 11, 15), bar("c", "t1", null, 14, 16)];
  const demands: Demand[] = [{ place: "pma", teams: 1, start: 8 * HOUR, end: 18 * HOUR }, { place: "prv", teams: 1, start: 9 * HOUR, end: 10 * HOUR }];
  const roster = { shifts: bars, demands, unscheduled: [] };
  const found = findingsOf(bars, demands, null, CUSTOMS);

  it("are the teams, with what is booked twice", () => {
    const rows = rowsOf(roster, bars, found, "team", (id) => id, "-");
    expect(rows.map(({ key, lanes, top }) => [key, lanes.length, top])).toEqual([["t1", 2, 0], ["t2", 1, 2]]);
    expect(rows[0].doubles).toHaveLength(1);
    expect(rows.flatMap(({ lacking }) => lacking)).toEqual([]);
  });

  it("are the places that need somebody, and last what has no place", () => {
    const rows = rowsOf(roster, bars, found, "place", (id) => id, "-");
    expect(rows.map(({ label, lanes }) => [label, lanes.length])).toEqual([["pma", 2], ["prv", 1], ["-", 1]]);
    expect(rows[0].lacking.map(({ start, end }) => [start / HOUR, end / HOUR])).toEqual([[15, 18]]);
    expect(rows[1].lacking).toHaveLength(1);
  });
});

describe("the hours", () => {
  it("stand on whole local hours, and never closer than asked", () => {
    const midnight = -2 * HOUR;
    expect(ticksOf([0, 24 * HOUR], 700, midnight)).toEqual([1, 4, 7, 10, 13, 16, 19, 22].map((h) => h * HOUR));
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 20_000 }), fc.integer({ min: 100, max: 3000 }), (minutes, width) => {
        const to = minutes * 60_000;
        const ticks = ticksOf([0, to], width, midnight);
        ticks.slice(1).forEach((one, i) => expect(((one - ticks[i]) / to) * width).toBeGreaterThanOrEqual(68 - 1e-6));
      }),
    );
  });

  it("show of a bar what lies in them", () => {
    expect(clipped(1, 5, [2, 9])).toEqual([2, 5]);
    expect(clipped(1, 2, [2, 9])).toBeNull();
  });
});

describe("a bar that is moved", () => {
  const now = 10 * HOUR;
  const planned = { status: "planned", from: 12 * HOUR, to: 16 * HOUR };

  it("may be moved whole or at its ends while it is ahead, at its end once it has begun, and not once it is over", () => {
    expect(gripsOf(planned, now)).toEqual(["whole", "start", "end"]);
    expect(gripsOf({ ...planned, from: 9 * HOUR }, now)).toEqual(["end"]);
    expect(gripsOf({ ...planned, status: "active" }, now)).toEqual(["end"]);
    expect(gripsOf({ ...planned, from: 8 * HOUR, to: 9 * HOUR }, now)).toBe("past");
    expect(gripsOf({ ...planned, status: "closed" }, now)).toBe("ended");
    expect(gripsOf({ ...planned, to: null }, now)).toBe("no_hours");
  });

  it("lands on whole five minutes and stays as long", () => {
    const hours = moved(planned, "whole", 7 * 60_000, now);
    expect(hours).toEqual({ from: 12 * HOUR + SNAP, to: 16 * HOUR + SNAP });
  });

  it("is never begun in the past, never shorter than five minutes, whatever the gesture", () => {
    fc.assert(
      fc.property(fc.constantFrom("whole", "start", "end" as const), fc.integer({ min: -900, max: 900 }), fc.integer({ min: 1, max: 2880 }), (grip, by, long) => {
        const hours = { from: now + SNAP * 4, to: now + SNAP * 4 + long * 60_000 };
        const after = moved(hours, grip as "whole", by * 60_000, now);
        expect(after.from).toBeGreaterThanOrEqual(grip === "end" ? hours.from : now);
        if (grip === "whole") expect(after.to - after.from).toBe(long * 60_000);
        else if (long >= 10) expect(after.to - after.from).toBeGreaterThanOrEqual(SNAP);
        if (grip === "start" && long >= 10) expect(after.from % SNAP).toBe(0);
        if (grip === "end") expect(after.to % SNAP).toBe(0);
      }),
    );
  });
});
