/** The positions a geometry is made of, and the same geometry with other ones. */
import type { Geometry, Position } from "geojson";
import type { LngLat } from "./types";

export function cornersOf(geometry: Geometry): LngLat[] {
  const found: LngLat[] = [];
  moved(geometry, (at) => {
    found.push([at[0], at[1]]);
    return at;
  });
  return found;
}

/** The geometry with each of its positions put elsewhere. */
export function moved(geometry: Geometry, put: (at: Position) => Position): Geometry {
  if (geometry.type === "GeometryCollection") {
    return { ...geometry, geometries: geometry.geometries.map((part) => moved(part, put)) };
  }
  const deep = (coordinates: unknown): unknown =>
    Array.isArray(coordinates) && typeof coordinates[0] !== "number" ? coordinates.map(deep) : put(coordinates as Position);
  return { ...geometry, coordinates: deep(geometry.coordinates) } as Geometry;
}
