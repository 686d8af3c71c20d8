/**
 * The present, by the server's clock: that of a workstation may be minutes away, and what was recorded just now
 * would lie in its future, or long ago.
 */

/** Comparisons that count: of the beats of a minute. */
const KEPT = 12;

const ahead: number[] = [];

/** Milliseconds since 1970. */
export function present(): number {
  return Date.now() + skew();
}

/** By how much the server's clock is ahead of ours, ms: of what was compared, what came with the least delay. */
export function skew(): number {
  return ahead.length ? Math.max(...ahead) : 0;
}

/** The server said a moment ago that it was `now`; where it said nothing that can be read, nothing is learnt. */
export function synchronise(now: number): void {
  if (!Number.isFinite(now)) return;
  ahead.push(now - Date.now());
  if (ahead.length > KEPT) ahead.shift();
}
