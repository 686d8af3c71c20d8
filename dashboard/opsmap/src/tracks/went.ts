/** When teams went anywhere, as their devices tell: what makes a stretch of time worth seeing. */
import type { Track } from "./track";

/** Nearer, and it lies still: receivers wander by as much, m. */
const STILL_M = 50;
/** Finer is of no use to whoever looks for minutes in which nothing happens, ms. */
const GRAIN = 10_000;
const DEGREE = 1e7;
const DEGREE_M = 111_195;

/** The instants, in no order, at which any of the teams had gone so far from where it last was. */
export function wentAt(tracks: readonly Track[]): number[] {
  const found = new Set<number>();
  for (const { at, lon, lat, count } of tracks) {
    let anchor = 0;
    for (let i = 1; i < count; i++) {
      const north = lat[i] - lat[anchor];
      const east = (lon[i] - lon[anchor]) * Math.cos((lat[i] / DEGREE) * (Math.PI / 180));
      if ((Math.hypot(north, east) / DEGREE) * DEGREE_M < STILL_M) continue;
      anchor = i;
      found.add(Math.floor(at[i] / GRAIN));
    }
  }
  return [...found].map((grain) => grain * GRAIN);
}
