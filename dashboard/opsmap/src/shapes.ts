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
import { Switch } from "./switch";
import type { Theme } from "./types";

const SOURCE = "opsmap-shapes";
const FILL = "opsmap-fill";
/** As wide as a finger is coarse. */
const HIT = "opsmap-hit";

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
  return { [SOURCE]: { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.2, buffer: 64 } };
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

/** What lines and zones are drawn from. */
export interface Drawn {
  readonly reel: Reel;
  readonly layers: Layers;
  readonly theme: Theme;
}

/** Every version of `from` on that has a line or a zone, numbered as in the reel. */
export function shapesOf({ reel, layers, theme }: Drawn, from = 0): Feature[] {
  const features: Feature[] = [];
  for (let version = from; version < reel.versions.count; version++) {
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
  return features;
}

/** Whether `next` draws all that `before` did, as it did, and perhaps more after it: a reel only grows at its end. */
function continues(before: Drawn, next: Drawn): boolean {
  const [first] = before.reel.geometries;
  return before.layers === next.layers && before.theme === next.theme && first !== undefined && first === next.reel.geometries[0];
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

const NONE: ReadonlySet<number> = new Set();

/** Switches versions on and off in the map, and says which of them lies under a place. */
export class Shapes {
  readonly #map: MapLibreMap;
  readonly #on = new Switch("on");
  readonly #selected = new Switch("selected");
  #from: Drawn | null = null;
  #features: Feature[] = [];
  #drawable = new Set<number>();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** Draws from something else; the map is given its lines and zones only where there are others than before. */
  draw(from: Drawn | null): void {
    const before = this.#from;
    this.#from = from;
    const more = before !== null && from !== null && continues(before, from);
    const brought = from ? shapesOf(from, more ? before.reel.versions.count : 0) : [];
    if (more && brought.length === 0) return;
    this.#features = more ? [...this.#features, ...brought] : brought;
    this.#drawable = new Set(this.#features.map((feature) => feature.id as number));
    if (!more) this.clear();
    this.#map.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
  }

  /** Switches everything off. */
  clear(): void {
    this.#on.only(NONE);
    this.#selected.only(NONE);
  }

  /** Gives the data and the switches again, after a new base style made the map forget them. */
  restore(): void {
    this.#map.getSource<GeoJSONSource>(SOURCE)?.setData(this.#data());
    for (const one of [this.#on, this.#selected]) one.forgotten();
    this.tell();
  }

  turn(version: number, shown: boolean): void {
    if (this.#drawable.has(version)) this.#on.turn(version, shown);
  }

  select(versions: readonly number[]): void {
    this.#selected.only(new Set(versions.filter((version) => this.#drawable.has(version))));
  }

  /** Tells the map which are on and which are selected; answers whether it will have to be drawn again. */
  tell(): boolean {
    return [this.#on, this.#selected].map((one) => one.tell((version, state) => this.#set(version, state))).some(Boolean);
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

  #data(): FeatureCollection {
    return { type: "FeatureCollection", features: this.#features };
  }

  #set(id: number, state: Record<string, boolean>): void {
    if (this.#map.getSource(SOURCE)) this.#map.setFeatureState({ source: SOURCE, id }, state);
  }
}
