/** Meridians and parallels with their degrees, so that a place can be read on a map that has no base. */
import type { Feature, FeatureCollection, LineString } from "geojson";
import type { Bounds, Locale, LngLat } from "./types";

/** Steps in seconds of arc that people count in. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000, 54000, 108000];
/** About how many lines cross the view along its longer side. */
const LINES = 7;

/** The step that draws about seven lines over a span of degrees, in seconds of arc. */
export function stepFor(span: number): number {
  return STEPS.find((step) => (span * 3600) / step <= LINES) ?? (STEPS.at(-1) as number);
}

export interface Graticule {
  meridians: number[];
  parallels: number[];
  /** Seconds of arc between two lines. */
  step: number;
}

/** The lines that cross the bounds. */
export function graticule([west, south, east, north]: Bounds): Graticule {
  const step = stepFor(Math.max(east - west, north - south));
  return {
    meridians: multiples(west, east, step),
    parallels: multiples(Math.max(south, -85), Math.min(north, 85), step),
    step,
  };
}

function multiples(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  // Counted in whole steps: adding degrees one by one would drift away from round minutes.
  for (let n = Math.ceil((from * 3600) / step); n <= Math.floor((to * 3600) / step); n++) found.push((n * step) / 3600);
  return found;
}

/** The lines as GeoJSON, reaching one view beyond the bounds so that a drag does not run off them. */
export function lines(bounds: Bounds): FeatureCollection<LineString> {
  const [west, south, east, north] = bounds;
  const { step } = graticule(bounds);
  const [w, h] = [east - west, north - south];
  const wide: Bounds = [Math.max(west - w, -180), Math.max(south - h, -85), Math.min(east + w, 180), Math.min(north + h, 85)];
  const line = (from: LngLat, to: LngLat): Feature<LineString> => ({
    type: "Feature",
    properties: {},
    geometry: { type: "LineString", coordinates: [from, to] },
  });
  return {
    type: "FeatureCollection",
    features: [
      ...multiples(wide[0], wide[2], step).map((lng) => line([lng, wide[1]], [lng, wide[3]])),
      ...multiples(wide[1], wide[3], step).map((lat) => line([wide[0], lat], [wide[2], lat])),
    ],
  };
}

/** Degrees, minutes and seconds as they are read aloud, the last ones left out where the step has none. */
export function degrees(value: number, axis: "lng" | "lat", step: number, locale: Locale): string {
  const west = locale === "fr" ? "O" : "W";
  const side = axis === "lat" ? (value < 0 ? "S" : "N") : value < 0 ? west : "E";
  const seconds = Math.round(Math.abs(value) * 3600);
  const parts = [`${Math.floor(seconds / 3600)}°`];
  if (step < 3600) parts.push(`${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}′`);
  if (step < 60) parts.push(`${String(seconds % 60).padStart(2, "0")}″`);
  return `${parts.join("")} ${side}`;
}
