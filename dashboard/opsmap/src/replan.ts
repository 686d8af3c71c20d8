/** Moving and stretching a bar of the staffing chart: what may be moved at an instant, and what comes of it. */
export type Grip = "whole" | "start" | "end";

export interface Movable {
  readonly status: string;
  /** As planned. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Hours {
  readonly from: number;
  readonly to: number;
}

export const SNAP = 5 * 60_000;

/** Why a bar does not move at all: it is over, or its hours are. */
export type Fixed = "ended" | "past" | "no_hours";

/** What of a bar may still be moved at `now`: of what has begun, its end alone. */
export function gripsOf({ status, from, to }: Movable, now: number): Grip[] | Fixed {
  if (status !== "planned" && status !== "active") return "ended";
  if (from === null || to === null || from >= to) return "no_hours";
  if (status === "active" || from < now) return to <= now && status === "planned" ? "past" : ["end"];
  return ["whole", "start", "end"];
}

/** Rounded to the nearest five minutes: those of the hour, in every zone. */
export function snapped(time: number): number {
  return Math.round(time / SNAP) * SNAP;
}

/**
 * The hours of a bar moved by `by` at one grip: on whole five minutes, five minutes long at least, and not begun before
 * `now`. What is moved as a whole stays as long as it was.
 */
export function moved({ from, to }: Hours, grip: Grip, by: number, now: number): Hours {
  const soonest = Math.ceil(now / SNAP) * SNAP;
  if (grip === "start") {
    const latest = lastBefore(to);
    // A bar so short that it cannot begin otherwise begins as it did.
    return { from: latest < soonest ? from : Math.min(Math.max(snapped(from + by), soonest), latest), to };
  }
  if (grip === "end") return { from, to: Math.max(snapped(to + by), firstAfter(from), soonest) };
  const start = Math.max(snapped(from + by), soonest);
  return { from: start, to: start + (to - from) };
}

function lastBefore(time: number): number {
  return Math.floor(time / SNAP) * SNAP - SNAP;
}

function firstAfter(time: number): number {
  return Math.ceil(time / SNAP) * SNAP + SNAP;
}
