/**
 * What changed between two instants, drawn over the map while they are compared: what came is ringed, what left is a
 * ghost, what moved has an arrow from its old place to the new one, what changed otherwise is framed. Each has its own
 * shape and its own sign beside its colour (M. Okabe and K. Ito, Color Universal Design, 2008).
 */
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap, SourceSpecification } from "maplibre-gl";
import { placeOf } from "./place";
import { mercatorX, mercatorY } from "./screen";
import type { Compared, ComparedAs, LngLat, Theme } from "./types";

const SOURCE = "opsmap-compared";
const PREFIX = "opsmap-mark-";
const RATIO = 2;
/** Wider than a symbol, so that the mark is seen around it. */
const SIDE = 56;
const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };

export const MARKS: Record<ComparedAs, { colour: string; sign: string }> = {
  added: { colour: "#0072b2", sign: "+" },
  removed: { colour: "#d55e00", sign: "−" },
  moved: { colour: "#8f3f8a", sign: "→" },
  changed: { colour: "#00704f", sign: "≠" },
};

export function comparedSources(): Record<string, SourceSpecification> {
  return { [SOURCE]: { type: "geojson", data: NONE, tolerance: 0 } };
}

export function comparedLayers(theme: Theme): LayerSpecification[] {
  const halo = theme === "light" ? "#ffffff" : "#05080b";
  const colour = ["get", "colour"] as ["get", string];
  const lines = ["==", ["geometry-type"], "Point"] as ["==", ["geometry-type"], string];
  const filter = ["!", lines] as ["!", typeof lines];
  return [
    { id: "opsmap-compared-halo", type: "line", source: SOURCE, filter, paint: { "line-color": halo, "line-width": 7, "line-opacity": 0.85 } },
    {
      id: "opsmap-compared-line",
      type: "line",
      source: SOURCE,
      filter: ["all", filter, ["!", ["get", "ghost"]]],
      paint: { "line-color": colour, "line-width": 3 },
    },
    {
      id: "opsmap-compared-ghost",
      type: "line",
      source: SOURCE,
      filter: ["all", filter, ["get", "ghost"]],
      paint: { "line-color": colour, "line-width": 3, "line-dasharray": [1.2, 1.4] },
    },
    {
      id: "opsmap-compared-mark",
      type: "symbol",
      source: SOURCE,
      filter: lines,
      layout: {
        "icon-image": ["get", "image"],
        "icon-rotate": ["get", "turn"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}

/** Puts what is compared on the map; null takes it off. A new base style made the map forget it: then again. */
export function showCompared(map: MapLibreMap, compared: readonly Compared[] | null): void {
  map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features: (compared ?? []).flatMap(featuresOf) });
}

/** The features of one object: its mark, its outlines, its arrow. */
export function featuresOf({ as, from, to }: Compared): Feature[] {
  const { colour } = MARKS[as];
  const feature = (geometry: Geometry, ghost: boolean, image = "", turn = 0): Feature => ({
    type: "Feature",
    geometry,
    properties: { colour, ghost, image: PREFIX + image, turn },
  });
  const outline = (geometry: Geometry | null, ghost: boolean): Feature[] =>
    geometry && !geometry.type.endsWith("Point") ? [feature(geometry, ghost)] : [];
  const point = (at: LngLat, image: string, turn = 0): Feature => feature({ type: "Point", coordinates: at }, false, image, turn);
  const [old, now] = [from && placeOf(from), to && placeOf(to)];
  if (as !== "moved") {
    const at = now ?? old;
    return at ? [...outline(to ?? from, as === "removed"), point(at, as)] : [];
  }
  const ends = [...(old ? [point(old, "from")] : []), ...(now ? [point(now, "moved")] : [])];
  const shaft = old && now && apart(old, now) ? [feature({ type: "LineString", coordinates: [old, now] }, false)] : [];
  const head = old && now && shaft.length > 0 ? [point(middle(old, now), "arrow", heading(old, now))] : [];
  return [...outline(from, true), ...outline(to, false), ...shaft, ...ends, ...head];
}

function apart([x0, y0]: LngLat, [x1, y1]: LngLat): boolean {
  return x0 !== x1 || y0 !== y1;
}

function middle([x0, y0]: LngLat, [x1, y1]: LngLat): LngLat {
  return [(x0 + x1) / 2, (y0 + y1) / 2];
}

/** Degrees clockwise from the top of the map, as the line is drawn. */
function heading(start: LngLat, end: LngLat): number {
  const [dx, dy] = [mercatorX(end[0]) - mercatorX(start[0]), mercatorY(start[1]) - mercatorY(end[1])];
  return (Math.atan2(dx, dy) * 180) / Math.PI;
}

/** The image of a mark the style lacks, or null for one that is not ours. */
export function markImage(name: string): { image: ImageData; pixelRatio: number } | null {
  if (!name.startsWith(PREFIX)) return null;
  const side = SIDE * RATIO;
  const canvas = new OffscreenCanvas(side, side).getContext("2d");
  if (!canvas) return null;
  canvas.scale(RATIO, RATIO);
  draw(canvas, name.slice(PREFIX.length));
  return { image: canvas.getImageData(0, 0, side, side), pixelRatio: RATIO };
}

function draw(canvas: OffscreenCanvasRenderingContext2D, mark: string): void {
  const half = SIDE / 2;
  if (mark === "arrow") {
    outlined(canvas, MARKS.moved.colour, [], () => {
      canvas.moveTo(half - 8, half + 7);
      canvas.lineTo(half, half - 8);
      canvas.lineTo(half + 8, half + 7);
    });
    return;
  }
  const as = (mark === "from" ? "moved" : mark) as ComparedAs;
  const { colour, sign } = MARKS[as];
  const dash = as === "removed" || mark === "from" ? [4, 4] : [];
  outlined(canvas, colour, dash, () => {
    if (as === "changed") canvas.rect(half - 20, half - 20, 40, 40);
    else canvas.arc(half, half, mark === "from" ? 10 : 21, 0, 2 * Math.PI);
  });
  if (mark === "from") return;
  // The sign stands at the corner, clear of the symbol; of what is gone, in the middle, where the symbol was.
  const at = as === "removed" ? half : half - 16;
  canvas.beginPath();
  canvas.arc(at, at, 8, 0, 2 * Math.PI);
  canvas.fillStyle = colour;
  canvas.fill();
  canvas.lineWidth = 1.5;
  canvas.strokeStyle = "#ffffff";
  canvas.stroke();
  canvas.fillStyle = "#ffffff";
  canvas.font = "700 13px sans-serif";
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  canvas.fillText(sign, at, at + 0.5);
}

/** A line with a white border, so that it is seen on any ground. */
function outlined(canvas: OffscreenCanvasRenderingContext2D, colour: string, dash: number[], path: () => void): void {
  for (const [style, width, pattern] of [["rgb(255 255 255 / 0.9)", 6, []], [colour, 3, dash]] as const) {
    canvas.beginPath();
    path();
    canvas.setLineDash([...pattern]);
    canvas.strokeStyle = style;
    canvas.lineWidth = width;
    canvas.lineJoin = "round";
    canvas.stroke();
  }
}
