/** The one place where the symbol and the name of an object stand, whatever its geometry. */
import type { Geometry, Position } from "geojson";
import type { LngLat } from "./types";

/** The point itself, the middle of a line, or a place inside a polygon. Null for an empty geometry. */
export function placeOf(geometry: Geometry): LngLat | null {
  switch (geometry.type) {
    case "Point":
      return position(geometry.coordinates);
    case "MultiPoint":
      return position(geometry.coordinates[0]);
    case "LineString":
      return middle(geometry.coordinates);
    case "MultiLineString":
      return middle(greatest(geometry.coordinates, length) ?? []);
    case "Polygon":
      return inside(geometry.coordinates);
    case "MultiPolygon":
      return inside(greatest(geometry.coordinates, (rings) => Math.abs(area(rings[0] ?? []))) ?? []);
    case "GeometryCollection":
      return geometry.geometries.map(placeOf).find((place) => place !== null) ?? null;
  }
}

function position(at: Position | undefined): LngLat | null {
  return at && at.length >= 2 ? [at[0], at[1]] : null;
}

function greatest<T>(things: T[], measure: (thing: T) => number): T | undefined {
  return things.reduce<T | undefined>(
    (best, thing) => (best === undefined || measure(thing) > measure(best) ? thing : best),
    undefined,
  );
}

/** Degrees of longitude are shorter than those of latitude: lengths are compared in units of the latter. */
function distance([aLng, aLat]: Position, [bLng, bLat]: Position): number {
  return Math.hypot((bLng - aLng) * Math.cos((((aLat + bLat) / 2) * Math.PI) / 180), bLat - aLat);
}

function length(line: Position[]): number {
  return line.slice(1).reduce((sum, at, i) => sum + distance(line[i], at), 0);
}

function middle(line: Position[]): LngLat | null {
  let left = length(line) / 2;
  for (let i = 1; i < line.length; i++) {
    const step = distance(line[i - 1], line[i]);
    if (step >= left && step > 0) {
      const part = left / step;
      return [
        line[i - 1][0] + (line[i][0] - line[i - 1][0]) * part,
        line[i - 1][1] + (line[i][1] - line[i - 1][1]) * part,
      ];
    }
    left -= step;
  }
  return position(line[0]);
}

/** Twice the signed area. */
function area(ring: Position[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]), 0);
}

function inside(rings: Position[][]): LngLat | null {
  const outer = rings[0] ?? [];
  const centre = centroid(outer);
  if (!centre) return position(outer[0]);
  if (crossings(rings, centre[1]).some(([west, east]) => west < centre[0] && centre[0] < east)) return centre;
  // The centroid of a crescent lies outside it: take the middle of the widest part on the same parallel.
  const widest = greatest(crossings(rings, centre[1]), ([west, east]) => east - west);
  return widest ? [(widest[0] + widest[1]) / 2, centre[1]] : position(outer[0]);
}

function centroid(ring: Position[]): LngLat | null {
  if (ring.length === 0) return null;
  // About the first corner: coordinates in degrees are large beside the size of a zone.
  const [x0, y0] = ring[0];
  let [twice, x, y] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1][0] - x0, ring[i - 1][1] - y0];
    const [bx, by] = [ring[i][0] - x0, ring[i][1] - y0];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return twice === 0 ? null : [x0 + x / (3 * twice), y0 + y / (3 * twice)];
}

/** The stretches of a parallel that lie inside the rings, holes left out. */
function crossings(rings: Position[][], lat: number): [west: number, east: number][] {
  const at: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1];
      const [bx, by] = ring[i];
      if (ay > lat !== by > lat) at.push(ax + ((lat - ay) / (by - ay)) * (bx - ax));
    }
  }
  at.sort((a, b) => a - b);
  return at.flatMap((west, i): [number, number][] => (i % 2 === 0 && i + 1 < at.length ? [[west, at[i + 1]]] : []));
}
