/** Measures of what is drawn, on the WGS 84 ellipsoid: never on the map, which stretches. */
import type { Geometry, Polygon, Position } from "geojson";
import { along, circle, way, type Way } from "./drawing/geodesic";
import type { LngLat } from "./types";

/** First eccentricity of WGS 84, squared; and the radius of the sphere of the same area, in metres. */
const E2 = 0.0066943799901413165;
const E = Math.sqrt(E2);
const AUTHALIC_RADIUS = 6_371_007.180918474;
const POLE = q(1);

export interface Leg extends Way {
  from: LngLat;
  to: LngLat;
}

/** The legs of a line, in order. */
export function legs(line: Position[]): Leg[] {
  return line.slice(1).map((to, i) => {
    const ends = { from: pair(line[i]), to: pair(to) };
    return { ...ends, ...way(ends.from, ends.to) };
  });
}

export function length(line: Position[]): number {
  return legs(line).reduce((sum, { metres }) => sum + metres, 0);
}

/** The area of a polygon in square metres and the length of its outline, holes counted in both. */
export function surface({ coordinates }: Polygon): { area: number; perimeter: number } {
  return coordinates.reduce(
    (sum, ring, i) => ({
      area: sum.area + (i === 0 ? 1 : -1) * Math.abs(signed(ring)),
      perimeter: sum.perimeter + length(ring),
    }),
    { area: 0, perimeter: 0 },
  );
}

/** Rings around a place: each with its radius, and where on it to write what it is. */
export function rings(centre: LngLat, radii: readonly number[]): { radius: number; outline: Polygon; tag: LngLat }[] {
  return radii.map((radius) => ({ radius, outline: circle(centre, radius), tag: along(centre, 0, radius) }));
}

/** The middle of a leg, where its length is written. */
export function halfway({ from, metres, bearing }: Leg): LngLat {
  return along(from, bearing, metres / 2);
}

export function isPolygon(geometry: Geometry | null | undefined): geometry is Polygon {
  return geometry?.type === "Polygon";
}

function pair([lng, lat]: Position): LngLat {
  return [lng, lat];
}

/**
 * Twice over each edge, half of the spherical excess between it and the equator, on the sphere that has the
 * ellipsoid's area: J. P. Snyder, "Map Projections: A Working Manual" (USGS 1395, 1987), p. 16, for that sphere.
 */
function signed(ring: Position[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[lng1, lat1], [lng2, lat2]] = [ring[i - 1], ring[i]];
    const turn = radians(lng2 - lng1);
    const [t1, t2] = [Math.tan(authalic(lat1) / 2), Math.tan(authalic(lat2) / 2)];
    sum += 2 * Math.atan2(Math.tan(turn / 2) * (t1 + t2), 1 + t1 * t2);
  }
  return sum * AUTHALIC_RADIUS ** 2;
}

/** The latitude on the sphere of equal area. */
function authalic(lat: number): number {
  return Math.asin(Math.min(1, Math.max(-1, q(Math.sin(radians(lat))) / POLE)));
}

function q(sin: number): number {
  return (1 - E2) * (sin / (1 - E2 * sin ** 2) - Math.log((1 - E * sin) / (1 + E * sin)) / (2 * E));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
