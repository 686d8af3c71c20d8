/** How far apart two places are, and which way: the same as `geo/apart.py`, along the same ellipsoid. */
import type { Geometry, Position } from "geojson";
import { vincentyInverse } from "proj4/lib/common/vincenty.js";
import type { LngLat } from "./types";

export interface Apart {
  distance: number;
  /** Degrees clockwise from north, at the start. */
  bearing: number;
}

const WGS84 = { a: 6_378_137, f: 1 / 298.257223563 };
const RADIAN = Math.PI / 180;

export function apart(start: LngLat, end: LngLat): Apart {
  const [lon1, lat1, lon2, lat2] = [...start, ...end].map((degrees) => degrees * RADIAN);
  const { s12, azi1 } = vincentyInverse(lat1, lon1, lat2, lon2, WGS84.a, WGS84.f);
  if (!(s12 > 0)) return { distance: 0, bearing: 0 };
  return { distance: s12, bearing: (azi1 / RADIAN + 360) % 360 };
}

/** The middle of the box around a geometry, from which its moves are measured. */
export function centreOf(geometry: Geometry | null): LngLat | null {
  if (!geometry || geometry.type === "GeometryCollection") return null;
  const all = [...positions(geometry.coordinates)];
  if (all.length === 0) return null;
  const middle = (axis: 0 | 1): number => {
    const along = all.map((at) => at[axis]);
    return (along.reduce((a, b) => Math.min(a, b)) + along.reduce((a, b) => Math.max(a, b))) / 2;
  };
  const centre: LngLat = [middle(0), middle(1)];
  return centre.every(Number.isFinite) ? centre : null;
}

/** The way between the middles of two geometries; null where one of them is missing. */
export function wayBetween(start: Geometry | null, end: Geometry | null): Apart | null {
  const [here, there] = [centreOf(start), centreOf(end)];
  return here && there ? apart(here, there) : null;
}

function* positions(coordinates: unknown): Generator<Position> {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") yield coordinates as Position;
  else for (const inner of coordinates) yield* positions(inner);
}
