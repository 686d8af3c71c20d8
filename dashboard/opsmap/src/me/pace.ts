/** Which of the positions a telephone measures are told: more while it moves, fewer while it rests or its battery is low. */
import { apart } from "../apart";
import type { Fix } from "./told";

export interface Power {
  /** 0 to 1. */
  level: number;
  charging: boolean;
}

const LOW = 0.2;
/** Seconds between two positions on wheels, on foot, at rest. Never more than two minutes: the map would call it a gap. */
const EVERY = { full: [5, 15, 60], spared: [15, 45, 110] } as const;
/** Metres a second from which one is on wheels, on foot. */
const FASTER = [2.5, 0.5] as const;
/** Beyond so many metres, a position is the cell of a telephone network, and worth little beside a good one. */
const POOR_M = 1_000;
const RECENT = 120_000;
/** A position that is so much better than the last is told at once. */
const BETTER = 0.5;
const USUAL_M = 50;

/** Whether the battery is to be spared. */
export function isSpared(power: Power | null): boolean {
  return power !== null && !power.charging && power.level <= LOW;
}

/** How long one may say nothing, ms, at a speed. */
export function every(speed: number, power: Power | null): number {
  const pace = FASTER.findIndex((least) => speed >= least);
  return EVERY[isSpared(power) ? "spared" : "full"][pace < 0 ? FASTER.length : pace] * 1000;
}

/** Whether a position that was measured is told now, after the last one that was. */
export function isDue(last: Fix | null, next: Fix, power: Power | null, now = next.at): boolean {
  if (!last) return true;
  const elapsed = now - last.at;
  if (next.at <= last.at) return false;
  const [before, after] = [last.accuracy ?? USUAL_M, next.accuracy ?? USUAL_M];
  if (after > POOR_M && before <= POOR_M && elapsed < RECENT) return false;
  if (before > 2 * USUAL_M && after < before * BETTER) return true;
  return elapsed >= every(speedOf(last, next), power) - 500;
}

/** Metres a second, as the telephone says or as far as two places are surely apart. */
function speedOf(last: Fix, next: Fix): number {
  if (next.speed !== null && next.speed >= 0) return next.speed;
  const way = apart([last.lon, last.lat], [next.lon, next.lat]).distance;
  const sure = way - Math.max(last.accuracy ?? USUAL_M, next.accuracy ?? USUAL_M);
  return Math.max(0, sure) / ((next.at - last.at) / 1000);
}
