/** Whether a shape lies in an area: all of it, a part, or none. A place on the outline lies in it; to touch is not to lie in. */
import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { placeOf } from "./place";

export type Area = Polygon | MultiPolygon;
export type Relation = "inside" | "partly" | "outside";
type Rings = Position[][];
/** Of a part of a shape: in the area, out of it, or along its outline, which says nothing. */
type Side = "in" | "out" | "on";

/** Degrees within which a place is on an outline: a tenth of a millimetre. */
const ON = 1e-9;

export function isArea(geometry: Geometry | null | undefined): geometry is Area {
  return geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";
}

/** Where `geometry` lies. Degrees are taken as a plane, as the map draws them. */
export function relation(geometry: Geometry, area: Area): Relation {
  const parts = polygons(area);
  const sides = sidesOf(geometry, parts);
  if (sides.length === 0 || sides.every((side) => side === "out")) return "outside";
  if (!sides.includes("out")) return "inside";
  return sides.includes("in") ? "partly" : "outside";
}

/** On which side of a polygon a place lies: inside, an odd number of edges lie to the east of it. */
export function sideOf(rings: Rings, [x, y]: Position): Side {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (distance([ax, ay], [bx, by], [x, y]) <= ON) return "on";
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside ? "in" : "out";
}

/** The sides of all the parts a shape is cut into by the outline. */
function sidesOf(geometry: Geometry, area: Rings[]): Side[] {
  switch (geometry.type) {
    case "Point":
      return [pointSide(geometry.coordinates, area)];
    case "MultiPoint":
      return geometry.coordinates.map((place) => pointSide(place, area));
    case "LineString":
      return pieces(geometry.coordinates, area);
    case "MultiLineString":
      return geometry.coordinates.flatMap((line) => pieces(line, area));
    case "Polygon":
      return zone(geometry.coordinates, area);
    case "MultiPolygon":
      return geometry.coordinates.flatMap((rings) => zone(rings, area));
    case "GeometryCollection":
      return geometry.geometries.flatMap((part) => sidesOf(part, area));
  }
}

function pointSide(place: Position, area: Rings[]): Side {
  return side(place, area) === "out" ? "out" : "in";
}

function side(place: Position, area: Rings[]): Side {
  const sides = area.map((rings) => sideOf(rings, place));
  return sides.includes("in") ? "in" : sides.includes("on") ? "on" : "out";
}

/** A line is cut where it meets an outline; between two cuts it lies wholly on one side. */
function pieces(line: Position[], area: Rings[]): Side[] {
  const sides: Side[] = [];
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1], line[i]];
    const cuts = [0, ...cutsOf(line[i - 1], line[i], area), 1].sort((a, b) => a - b);
    for (let j = 1; j < cuts.length; j++) {
      if ((cuts[j] - cuts[j - 1]) * Math.hypot(bx - ax, by - ay) <= ON) continue;
      const at = (cuts[j] + cuts[j - 1]) / 2;
      sides.push(side([ax + at * (bx - ax), ay + at * (by - ay)], area));
    }
  }
  return sides;
}

/** A zone: its outline, a place of it; then a place of the area and of its holes, where one lies in the other. */
function zone(rings: Rings, area: Rings[]): Side[] {
  const sides = rings.flatMap((ring) => pieces(ring, area));
  const middle = within(rings);
  if (middle) sides.push(side(middle, area));
  for (const part of area) {
    if (liesIn(within(part), rings)) sides.push("in");
    for (const hole of part.slice(1)) if (liesIn(within([hole]), rings)) sides.push("out");
  }
  return sides;
}

function within(rings: Rings): Position | null {
  return placeOf({ type: "Polygon", coordinates: rings });
}

function liesIn(place: Position | null, rings: Rings): boolean {
  return place !== null && sideOf(rings, place) === "in";
}

/** How far along an edge each outline is met, from 0 to 1. */
function cutsOf([ax, ay]: Position, [bx, by]: Position, area: Rings[]): number[] {
  const cuts: number[] = [];
  for (const ring of area.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[cx, cy], [dx, dy]] = [ring[i - 1], ring[i]];
      const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (cross === 0) {
        // Along each other: the ends of one cut the other.
        cuts.push(...[ring[i - 1], ring[i]].map((end) => share([ax, ay], [bx, by], end)).filter((t) => t > 0 && t < 1));
        continue;
      }
      const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
      const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
      if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.push(t);
    }
  }
  return cuts;
}

/** How far along an edge the place nearest to another lies. */
function share([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  return length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
}

function distance([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number {
  const at = Math.min(1, Math.max(0, share([ax, ay], [bx, by], [x, y])));
  return Math.hypot(ax + at * (bx - ax) - x, ay + at * (by - ay) - y);
}

function polygons(area: Area): Rings[] {
  return area.type === "Polygon" ? [area.coordinates] : area.coordinates;
}
