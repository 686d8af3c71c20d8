/** Sticking to what is there: of the corners within reach of the pointer, the nearest. */
import type { LngLat } from "../types";

/** How near the pointer must come, in CSS pixels. */
export const REACH = 12;

export interface At {
  x: number;
  y: number;
}

/** The corner nearest to a place of the screen, or null when none is within reach. */
export function nearest(at: At, corners: readonly LngLat[], project: (corner: LngLat) => At, reach = REACH): LngLat | null {
  let [best, least]: [LngLat | null, number] = [null, reach];
  for (const corner of corners) {
    const { x, y } = project(corner);
    const far = Math.hypot(x - at.x, y - at.y);
    if (far <= least) [best, least] = [corner, far];
  }
  return best;
}
