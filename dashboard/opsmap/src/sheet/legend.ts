/** The legend of a sheet: the states that are on its map, and no other. */
import { Layers, styleOf } from "../layers";
import { extent } from "../page/extent";
import { whatHolds, type Reel } from "../reel";
import type { Bounds, MapLayer } from "../types";

export interface State {
  label: string;
  /** SVG text. */
  icon: string;
  count: number;
}

export interface Kind {
  label: string;
  states: State[];
}

export interface Shown {
  reel: Reel;
  layers: MapLayer[];
  hidden: readonly string[];
  time: number;
  knownAt: number | null;
  bounds: Bounds;
}

/** What is on the map, by kind: the topmost layer first, its states in the order an object goes through them. */
export function legendOf({ reel, layers, hidden, time, knownAt, bounds }: Shown): Kind[] {
  const drawn = new Layers(layers);
  const counts = new Map<MapLayer, Map<string, State>>();
  for (const held of whatHolds(reel, time, knownAt)) {
    const layer = drawn.of(held.kind);
    if (!layer || !held.drawn || !held.geometry || hidden.includes(layer.key)) continue;
    if (!meets(extent([held.geometry]), bounds)) continue;
    const { label, icon } = styleOf(layer, held.status);
    const states = counts.get(layer) ?? new Map<string, State>();
    counts.set(layer, states);
    const state = states.get(label) ?? { label, icon, count: 0 };
    states.set(label, { ...state, count: state.count + 1 });
  }
  return [...counts]
    .sort(([one], [other]) => drawn.order(other) - drawn.order(one))
    .map(([layer, states]) => ({ label: layer.label, states: inOrder(layer, states) }));
}

function inOrder(layer: MapLayer, states: Map<string, State>): State[] {
  const order = [...Object.values(layer.statuses), layer.fallback].map(({ label }) => label);
  return [...states.values()].sort((one, other) => order.indexOf(one.label) - order.indexOf(other.label));
}

function meets(box: Bounds | null, [west, south, east, north]: Bounds): boolean {
  return box !== null && box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
}

/** A symbol without its colours: each becomes the grey that is as bright (ITU-R BT.601). */
export function grey(svg: string): string {
  return svg.replace(/#([0-9a-f]{6}|[0-9a-f]{3})\b/giu, (_, hex: string) => {
    const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../gu) as string[]);
    const [red, green, blue] = pairs.map((pair) => Number.parseInt(pair, 16));
    const level = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    return `#${level.toString(16).padStart(2, "0").repeat(3)}`;
  });
}
