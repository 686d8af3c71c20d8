/** What an outline says by itself: that it is a circle or a plume, how long it is, and where it is after a move. */
import type { Geometry } from "geojson";
import { measured, way } from "../drawing/geodesic";
import { placeOf } from "../place";
import type { LngLat, Measures } from "../types";
import type { Values } from "./deeds";
import type { Kind, Tool } from "./kinds";

/** An outline, with its measures where it is made of them. */
export interface Shape {
  geometry: Geometry;
  measures: Measures | null;
}

/** How far the corners of a circle may be from its radius: some were rounded to 5 decimals, a metre. */
const ROUND = 0.004;
const MANY = 24;

/**
 * The measures of an outline that is a circle or a sector, or null. The shape itself says so, so that nothing has to be
 * kept beside it that a move would make false.
 */
export function measuresOf(geometry: Geometry | null): Measures | null {
  if (geometry?.type !== "Polygon" || geometry.coordinates.length !== 1) return null;
  const ring = geometry.coordinates[0].slice(0, -1) as LngLat[];
  if (ring.length === 3) return sectorOf(ring);
  const centre = placeOf(geometry);
  if (!centre || ring.length < MANY) return null;
  const radii = ring.map((corner) => way(centre, corner).metres);
  const mean = radii.reduce((sum, radius) => sum + radius, 0) / radii.length;
  const apart = Math.max(...radii) - Math.min(...radii);
  return apart <= 2 * ROUND * mean ? { centre, radius_m: Math.round(mean) } : null;
}

function sectorOf([origin, right, left]: LngLat[]): Measures | null {
  const [one, other] = [way(origin, right), way(origin, left)];
  if (Math.abs(one.metres - other.metres) > ROUND * one.metres) return null;
  const end: LngLat = [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2];
  const axis = way(origin, end);
  const [length_m, width_m] = [Math.round(axis.metres), Math.round(way(right, left).metres)];
  return { centre: origin, bearing_deg: Math.round(axis.bearing) % 360, length_m, width_m };
}

/** What the shape itself says of an object that is placed. */
export function presets(kind: Kind, geometry: Geometry, tool: Tool): Values {
  const known = new Map(kind.fields.map((field) => [field.key, field]));
  const said: Values = {};
  if (tool === "sector" && known.get("rule")?.choices.plume) said.rule = "plume";
  if (geometry.type === "LineString" && known.has("length_km")) {
    const corners = geometry.coordinates as LngLat[];
    const metres = corners.slice(1).reduce((sum, corner, i) => sum + way(corners[i], corner).metres, 0);
    said.length_km = Math.round(metres / 10) / 100;
  }
  return said;
}

/** A circle or a sector that was moved is made again where it is now: degrees are not metres elsewhere. */
export function carried(drawn: Geometry, before: Measures | null): Shape {
  if (!before || drawn.type !== "Polygon") return { geometry: drawn, measures: null };
  const centre = before.radius_m !== undefined ? placeOf(drawn) : (drawn.coordinates[0][0] as LngLat);
  const measures = centre && { ...before, centre };
  const geometry = measures && measured(measures);
  return geometry ? { geometry, measures } : { geometry: drawn, measures: null };
}
