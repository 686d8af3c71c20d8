/** The tools that take a known number of clicks. */
import type { Geometry, Position } from "geojson";
import { moved } from "../corners";
import { placeOf } from "../place";
import type { Drawing, LngLat } from "../types";
import { circle, measured, sector, way } from "./geodesic";
import type { Steps } from "./stepped";

/** How wide a sector begins, beside its length, until its width is shown: about that of the Rouen plume, 6 km over 22. */
const NARROW = 0.27;

const point: Steps = {
  count: 1,
  shape: ([at]) => (at ? { geometry: { type: "Point", coordinates: at } } : null),
};

/** The centre, then a place on the circle. */
const circled: Steps = {
  count: 2,
  shape([centre, edge]) {
    const radius_m = centre && edge ? Math.round(way(centre, edge).metres) : 0;
    if (!centre) return null;
    if (radius_m < 1) return edge ? null : { geometry: { type: "Point", coordinates: centre } };
    return { geometry: circle(centre, radius_m), measures: { centre, radius_m } };
  },
};

/** Where it begins, the end of its axis, then a place abreast of that end. */
const sectored: Steps = {
  count: 3,
  shape([centre, end, abreast]) {
    if (!centre) return null;
    const axis = end ? way(centre, end) : null;
    if (!axis || axis.metres < 1) return end ? null : { geometry: { type: "Point", coordinates: centre } };
    const [bearing_deg, length_m] = [Math.round(axis.bearing) % 360, Math.round(axis.metres)];
    const aside = abreast ? offAxis(centre, bearing_deg, abreast) : (length_m * NARROW) / 2;
    const width_m = Math.max(1, Math.round(2 * aside));
    return { geometry: sector(centre, bearing_deg, length_m, width_m), measures: { centre, bearing_deg, length_m, width_m } };
  },
};

/** How far a place is from the axis, in metres. */
function offAxis(origin: LngLat, bearing: number, place: LngLat): number {
  const to = way(origin, place);
  return Math.abs(to.metres * Math.sin(((to.bearing - bearing) * Math.PI) / 180));
}

function moving(geometry: Geometry, near: (at: LngLat) => boolean): Steps {
  const stands = placeOf(geometry) ?? [0, 0];
  return {
    count: 1,
    still: true,
    shape: ([at]) => ({ geometry: at ? shifted(geometry, at[0] - stands[0], at[1] - stands[1]) : geometry }),
    grab: ({ lng, lat }) => (near([lng, lat]) ? stands : null),
  };
}

export function shifted(geometry: Geometry, east: number, north: number): Geometry {
  const put = ([lng, lat, ...more]: Position): Position => [round(lng + east), round(lat + north), ...more];
  return moved(geometry, put);
}

function round(degrees: number): number {
  return Number(degrees.toFixed(7));
}

/** The steps of a tool, or null for one that takes as many clicks as one likes. */
export function stepsOf({ tool, geometry }: Drawing, near: (at: LngLat) => boolean): Steps | null {
  if (tool === "point") return point;
  if (tool === "circle") return circled;
  if (tool === "sector") return sectored;
  if (geometry && tool === "move") return moving(geometry, near);
  if (geometry && tool === "show") return { count: 0, shape: () => ({ geometry }) };
  return null;
}

export { measured };
