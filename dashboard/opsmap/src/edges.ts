/** Where the degrees of the graticule are written: along the top and left edges of the view, however it is turned. */
import { degrees, graticule } from "./graticule";
import { fromMercator, mercatorX, mercatorY, type Screen } from "./screen";
import type { Bounds, LngLat, Locale } from "./types";

export interface EdgeLabel {
  text: string;
  place: LngLat;
}

const TOP = 12;
const LEFT = 40;
/** No room is left beside the controls. */
const CORNER = 60;

export function edgeLabels(screen: Screen, bounds: Bounds, locale: Locale): EdgeLabel[] {
  const { meridians, parallels, step } = graticule(bounds);
  const alongTop = [screen.under(CORNER, TOP), screen.under(screen.width - CORNER, TOP)] as const;
  const alongLeft = [screen.under(LEFT, CORNER / 2), screen.under(LEFT, screen.height - CORNER / 2)] as const;
  const labels: EdgeLabel[] = [];
  for (const lng of meridians) {
    const place = crossing(alongTop, 0, mercatorX(lng));
    if (place) labels.push({ text: degrees(lng, "lng", step, locale), place });
  }
  for (const lat of parallels) {
    const place = crossing(alongLeft, 1, mercatorY(lat));
    if (place) labels.push({ text: degrees(lat, "lat", step, locale), place });
  }
  return labels;
}

/** Where an edge of the view meets a line of constant x (axis 0) or y (axis 1). */
function crossing([from, to]: readonly [[number, number], [number, number]], axis: 0 | 1, value: number): LngLat | null {
  const part = (value - from[axis]) / (to[axis] - from[axis]);
  if (!(part >= 0 && part <= 1)) return null;
  return fromMercator(from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]));
}
