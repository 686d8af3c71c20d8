/**
 * Distances and directions on the WGS 84 ellipsoid, and the circles and sectors that are made of them.
 *
 * Direct and inverse solutions after T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with
 * application of nested equations", Survey Review XXIII, 176 (1975): within a millimetre at the distances drawn here.
 */
import type { Polygon, Position } from "geojson";
import type { LngLat, Measures } from "../types";

/** Semi-major axis in metres, and flattening, of WGS 84. */
const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
/** Sides of a circle: the middle of each is within 0.1 % of the radius. */
const SIDES = 72;
/** Decimals of a degree that are kept: a centimetre. */
const DECIMALS = 7;
const CLOSE = 1e-12;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

export interface Way {
  metres: number;
  /** Degrees from north, clockwise, at the start. */
  bearing: number;
}

/** The way from one place to another. */
export function way([fromLng, fromLat]: LngLat, [toLng, toLat]: LngLat): Way {
  const L = radians(toLng - fromLng);
  const [u1, u2] = [reduced(fromLat), reduced(toLat)];
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = L;
  for (let turn = 0; turn < 100; turn++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const sinS = Math.hypot(cos2 * sinL, cos1 * sin2 - sin1 * cos2 * cosL);
    if (sinS === 0) return { metres: 0, bearing: 0 };
    const cosS = sin1 * sin2 + cos1 * cos2 * cosL;
    const sigma = Math.atan2(sinS, cosS);
    const sinA = (cos1 * cos2 * sinL) / sinS;
    const cosSqA = 1 - sinA ** 2;
    // On the equator there is no highest latitude to measure from.
    const cos2M = cosSqA === 0 ? 0 : cosS - (2 * sin1 * sin2) / cosSqA;
    const C = (F / 16) * cosSqA * (4 + F * (4 - 3 * cosSqA));
    const before = lambda;
    lambda = L + (1 - C) * F * sinA * (sigma + C * sinS * (cos2M + C * cosS * (2 * cos2M ** 2 - 1)));
    if (Math.abs(lambda - before) > CLOSE) continue;
    const { scale, correction } = series(cosSqA, sinS, cosS, cos2M);
    const bearing = Math.atan2(cos2 * Math.sin(lambda), cos1 * sin2 - sin1 * cos2 * Math.cos(lambda));
    return { metres: B * scale * (sigma - correction), bearing: (degrees(bearing) + 360) % 360 };
  }
  // Two places at the ends of a diameter of the earth: no drawing spans it.
  return { metres: Math.PI * B, bearing: 0 };
}

/** The place so many metres away in a direction. */
export function along([lng, lat]: LngLat, bearing: number, metres: number): LngLat {
  const [sinA1, cosA1] = [Math.sin(radians(bearing)), Math.cos(radians(bearing))];
  const u1 = reduced(lat);
  const [sin1, cos1] = [Math.sin(u1), Math.cos(u1)];
  const sigma1 = Math.atan2(Math.tan(u1), cosA1);
  const sinA = cos1 * sinA1;
  const cosSqA = 1 - sinA ** 2;
  const first = series(cosSqA, 0, 1, 0).scale;
  let sigma = metres / (B * first);
  let [sinS, cosS, cos2M] = [0, 1, 0];
  for (let turn = 0; turn < 100; turn++) {
    [sinS, cosS, cos2M] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
    const before = sigma;
    sigma = metres / (B * first) + series(cosSqA, sinS, cosS, cos2M).correction;
    if (Math.abs(sigma - before) < CLOSE) break;
  }
  const across = sin1 * sinS - cos1 * cosS * cosA1;
  const lat2 = Math.atan2(sin1 * cosS + cos1 * sinS * cosA1, (1 - F) * Math.hypot(sinA, across));
  const lambda = Math.atan2(sinS * sinA1, cos1 * cosS - sin1 * sinS * cosA1);
  const C = (F / 16) * cosSqA * (4 + F * (4 - 3 * cosSqA));
  const L = lambda - (1 - C) * F * sinA * (sigma + C * sinS * (cos2M + C * cosS * (2 * cos2M ** 2 - 1)));
  return [rounded(lng + degrees(L)), rounded(degrees(lat2))];
}

/** The circle of a radius in metres, as a polygon: counter-clockwise, closed. */
export function circle(centre: LngLat, radius_m: number): Polygon {
  const ring = Array.from({ length: SIDES }, (_, side): Position => along(centre, 360 - (side * 360) / SIDES, radius_m));
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

/** The triangle a plume covers: it begins in a point and is `width_m` wide at the end of its axis. */
export function sector(origin: LngLat, bearing: number, length_m: number, width_m: number): Polygon {
  const end = along(origin, bearing, length_m);
  // Across the axis as it is at its end: a meridian is not parallel to another.
  const ahead = (way(end, origin).bearing + 180) % 360;
  const [right, left] = [90, 270].map((turn) => along(end, (ahead + turn) % 360, width_m / 2));
  return { type: "Polygon", coordinates: [[origin, right, left, origin]] };
}

/** The polygon that measures make, or null when some are missing. */
export function measured({ centre, radius_m, bearing_deg, length_m, width_m }: Measures): Polygon | null {
  if (radius_m) return circle(centre, radius_m);
  if (bearing_deg === undefined || !length_m || !width_m) return null;
  return sector(centre, bearing_deg, length_m, width_m);
}

function reduced(lat: number): number {
  return Math.atan((1 - F) * Math.tan(radians(lat)));
}

/** Vincenty's two series: the length of an arc, and what it differs by from the arc on the sphere. */
function series(cosSqA: number, sinS: number, cosS: number, cos2M: number): { scale: number; correction: number } {
  const uSq = (cosSqA * (A ** 2 - B ** 2)) / B ** 2;
  const scale = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  const inner = cosS * (2 * cos2M ** 2 - 1) - (b / 6) * cos2M * (4 * sinS ** 2 - 3) * (4 * cos2M ** 2 - 3);
  return { scale, correction: b * sinS * (cos2M + (b / 4) * inner) };
}

function rounded(angle: number): number {
  return Number(angle.toFixed(DECIMALS));
}
