/** Lines and zones: every version is given to MapLibre once, and the instant only switches which are on. */
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  SourceSpecification,
} from "maplibre-gl";
import { hatchName } from "./hatch";
import { colourOf, styleOf, type Layers } from "./layers";
import type { Reel } from "./reel";
import type { Theme } from "./types";

const SOURCE = "opsmap-shapes";
const FILL = "opsmap-fill";
/** As wide as a finger is coarse. */
const HIT = "opsmap-hit";
export const NO_SHAPES: FeatureCollection = { type: "FeatureCollection", features: [] };

/*
 * `setData` and `setFilter` go through the worker and back; feature-state stays on the main thread and costs
 * in proportion to what is switched (map.md: 4.6 ms against 21 to 27 ms a step at 200 objects).
 * All the zones lie in one style layer and are ordered by a sort key, whatever the number of layers of ours:
 * the number of style layers is what a redraw of the base map pays for.
 */
const on: ExpressionSpecification = ["boolean", ["feature-state", "on"], false];
const selected: ExpressionSpecification = ["boolean", ["feature-state", "selected"], false];
const when = (condition: ExpressionSpecification, value: number | ExpressionSpecification): ExpressionSpecification => [
  "case",
  condition,
  value,
  0,
];
const HATCHED: ExpressionSpecification = ["boolean", ["get", "hatched"], false];
const DASHED: ExpressionSpecification = ["boolean", ["get", "dashed"], false];
const COLOUR: ExpressionSpecification = ["get", "colour"];
const ORDER: ExpressionSpecification = ["get", "order"];

export function shapeSources(): Record<string, SourceSpecification> {
  return { [SOURCE]: { type: "geojson", data: NO_SHAPES, tolerance: 0.2, buffer: 64 } };
}

export function shapeLayers(theme: Theme): LayerSpecification[] {
  const source = SOURCE;
  const chosen = { light: "#0b5fff", dark: "#7db4ff", paper: "#000000" }[theme];
  const join = { "line-join": "round", "line-cap": "round", "line-sort-key": ORDER } as const;
  const zones: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];
  return [
    {
      id: FILL,
      type: "fill",
      source,
      filter: zones,
      layout: { "fill-sort-key": ORDER },
      paint: {
        "fill-color": COLOUR,
        "fill-antialias": false,
        "fill-opacity": when(on, ["case", HATCHED, 0.05, DASHED, 0.09, theme === "dark" ? 0.24 : 0.16]),
      },
    },
    {
      id: "opsmap-hatch",
      type: "fill",
      source,
      filter: ["all", zones, HATCHED],
      layout: { "fill-sort-key": ORDER },
      paint: { "fill-pattern": ["get", "hatch"], "fill-opacity": when(on, 0.5) },
    },
    {
      id: "opsmap-chosen",
      type: "line",
      source,
      layout: join,
      paint: { "line-color": chosen, "line-width": 11, "line-opacity": when(["all", on, selected], 0.55) },
    },
    {
      id: "opsmap-edge",
      type: "line",
      source,
      layout: join,
      paint: { "line-color": ["get", "edge"], "line-width": 6, "line-opacity": when(on, 0.8) },
    },
    {
      id: "opsmap-line",
      type: "line",
      source,
      filter: ["!", DASHED],
      layout: join,
      paint: { "line-color": COLOUR, "line-width": 3, "line-opacity": when(on, ["case", HATCHED, 0.65, 1]) },
    },
    {
      id: "opsmap-dash",
      type: "line",
      source,
      filter: DASHED,
      layout: { ...join, "line-cap": "butt" },
      paint: { "line-color": COLOUR, "line-width": 3, "line-dasharray": [2.4, 1.6], "line-opacity": when(on, 1) },
    },
    {
      id: HIT,
      type: "line",
      source,
      layout: join,
      paint: { "line-color": "#000", "line-width": 20, "line-opacity": 0 },
    },
  ];
}

/** Every version that has a line or a zone, numbered as in the reel. */
export function shapesOf(reel: Reel, layers: Layers, theme: Theme): FeatureCollection {
  const features: Feature[] = [];
  for (let version = 0; version < reel.versions.count; version++) {
    const geometry = reel.geometries[reel.versions.geometry[version]];
    const layer = layers.of(reel.versions.kind[version]);
    if (!geometry || !layer || !hasShape(geometry)) continue;
    const style = styleOf(layer, reel.versions.status[version]);
    const colour = colourOf(layer, style);
    features.push({
      type: "Feature",
      id: version,
      geometry,
      properties: {
        colour,
        edge: edgeOf(colour, theme),
        dashed: style.dashed,
        hatched: style.hatched,
        hatch: hatchName(colour),
        order: layers.order(layer),
      },
    });
  }
  return { type: "FeatureCollection", features };
}

const PALE = "#ffffff";
const DARK = "#05080b";

/** The thin border that keeps a line apart from the ground: as the ground is, unless the line is too. */
export function edgeOf(colour: string, theme: Theme): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const brightness = 0.3 * red + 0.59 * green + 0.11 * blue;
  if (theme === "dark") return brightness < 0.3 ? PALE : DARK;
  return brightness > 0.8 ? DARK : PALE;
}

export function hasShape(geometry: Geometry): boolean {
  return geometry.type === "GeometryCollection"
    ? geometry.geometries.some(hasShape)
    : geometry.type !== "Point" && geometry.type !== "MultiPoint";
}

/** Switches versions on and off in the map, and says which of them lies under a place. */
export class Shapes {
  readonly #map: MapLibreMap;
  readonly #on = new Set<number>();
  readonly #selected = new Set<number>();
  #data: FeatureCollection = NO_SHAPES;
  #drawable = new Set<number>();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** Other versions altogether: none of them is on. */
  replace(data: FeatureCollection): void {
    this.#data = data;
    this.#drawable = new Set(data.features.map((feature) => feature.id as number));
    this.clear();
    this.restore();
  }

  /** Switches everything off. */
  clear(): void {
    this.#on.clear();
    this.#selected.clear();
    if (this.#map.getSource(SOURCE)) this.#map.removeFeatureState({ source: SOURCE });
  }

  /** Gives the data and the switches again, after a new base style made the map forget them. */
  restore(): void {
    this.#map.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data);
    for (const id of this.#on) this.#set(id, { on: true });
    for (const id of this.#selected) this.#set(id, { selected: true });
  }

  /** Answers whether the map will have to be drawn again. */
  turn(version: number, shown: boolean): boolean {
    if (!this.#drawable.has(version) || this.#on.has(version) === shown) return false;
    if (shown) this.#on.add(version);
    else this.#on.delete(version);
    this.#set(version, { on: shown });
    return true;
  }

  select(versions: Set<number>): void {
    for (const id of this.#selected) {
      if (!versions.has(id)) {
        this.#selected.delete(id);
        this.#set(id, { selected: false });
      }
    }
    for (const id of versions) {
      if (this.#drawable.has(id) && !this.#selected.has(id)) {
        this.#selected.add(id);
        this.#set(id, { selected: true });
      }
    }
  }

  /** The topmost version that is on at a place of the screen: lines before zones, for they are harder to hit. */
  at(x: number, y: number): number | null {
    if (this.#on.size === 0) return null;
    for (const layer of [HIT, FILL]) {
      if (!this.#map.getLayer(layer)) continue;
      const found = this.#map.queryRenderedFeatures([x, y], { layers: [layer] }).map((feature) => feature.id as number);
      const version = found.find((id) => this.#on.has(id));
      if (version !== undefined) return version;
    }
    return null;
  }

  #set(id: number, state: Record<string, boolean>): void {
    if (this.#map.getSource(SOURCE)) this.#map.setFeatureState({ source: SOURCE, id }, state);
  }
}
