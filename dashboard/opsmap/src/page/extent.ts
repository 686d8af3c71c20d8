/** Boxes around shapes: west, south, east, north, in degrees. */
import type { Geometry, Position } from "geojson";

type Box = [number, number, number, number];

/** How much of what there is a first look must show; the far reinforcement hospital may wait. */
const MOST = 0.85;

/** The box around the most of the shapes that lie together, or null of none. */
export function heart(shapes: readonly Geometry[]): Box | null {
  const boxes = shapes.map((shape) => extent([shape])).filter((box) => box !== null);
  if (boxes.length === 0) return null;
  const middle = [0, 1].map((axis) => median(boxes.map((box) => (box[axis] + box[axis + 2]) / 2)));
  const away = (box: Box): number => Math.hypot((box[0] + box[2]) / 2 - middle[0], (box[1] + box[3]) / 2 - middle[1]);
  const near = [...boxes].sort((a, b) => away(a) - away(b)).slice(0, Math.ceil(boxes.length * MOST));
  return [
    Math.min(...near.map((box) => box[0])),
    Math.min(...near.map((box) => box[1])),
    Math.max(...near.map((box) => box[2])),
    Math.max(...near.map((box) => box[3])),
  ];
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

export function extent(shapes: readonly Geometry[]): Box | null {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] !== "number") {
      part.forEach(take);
      return;
    }
    const [lng, lat] = part as Position;
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  };
  for (const shape of shapes)
    take(
      shape.type === "GeometryCollection"
        ? shape.geometries.map((g) => "coordinates" in g && g.coordinates)
        : shape.coordinates,
    );
  return Number.isFinite(box[0]) ? box : null;
}
