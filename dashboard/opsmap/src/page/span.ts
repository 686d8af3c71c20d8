// From when to when the slider goes. The server finds the same for the density strip (`callbacks/opening.py`).

import type { Span } from "./clock";
import type { Ruled } from "./ruling";

const DAY = 86_400_000;
/** How far back the slider of an operation without end goes. */
export const LAST_DAYS = 7 * DAY;

interface Course {
  readonly starts_at: number;
  readonly ends_at: number;
  readonly continuous?: boolean;
}

/** Whether an entry tells what happened; others say how the operation is run, from a desk, maybe years later. */
export function tellsWhatHappened({ fact, ruling }: Ruled): boolean {
  return fact !== "Struck" && fact !== "Withheld" && ruling === undefined;
}

/** What happened before the operation opened or after it closed is on the slider too. */
export function spanOf({ starts_at, ends_at, continuous }: Course, entries: readonly Ruled[], now: number): Span {
  if (continuous) return { from: now - LAST_DAYS, to: now, rolling: LAST_DAYS };
  const times = entries.filter(tellsWhatHappened).map((entry) => entry.occurred_at);
  return {
    from: times.reduce((a, b) => Math.min(a, b), starts_at),
    to: times.reduce((a, b) => Math.max(a, b), ends_at),
  };
}
