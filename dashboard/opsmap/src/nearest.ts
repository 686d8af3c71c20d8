/** The teams nearest to a place: the same, in the same order, as `operations/nearest.py`. */
import { apart, type Apart } from "./apart";
import type { LngLat } from "./types";
import type { Whereabouts } from "./whereabouts";

export interface Near extends Apart {
  team: Whereabouts;
}

/** What it takes a team to come, the less the nearer: metres, or seconds once roads are known. */
export type Estimate = (near: Near) => number;

export const byDistance: Estimate = ({ distance }) => distance;

export function nearest(place: LngLat, teams: readonly Whereabouts[], estimate: Estimate = byDistance): Near[] {
  return teams
    .map((team) => ({ team, ...apart(place, team.place) }))
    .sort((a, b) => estimate(a) - estimate(b) || (a.team.object < b.team.object ? -1 : 1));
}
