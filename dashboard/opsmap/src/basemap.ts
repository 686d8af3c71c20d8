/** The ground under our objects: it can be replaced or fail, and what the cell drew stays where it is. */
import type {
  ErrorEvent,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  MapSourceDataEvent,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { DRAWN } from "./drawn";
import { comparedLayers, comparedSources } from "./compared";
import { lines } from "./graticule";
import { overlayLayers, overlaySources } from "./overlay";
import { shapeLayers, shapeSources } from "./shapes";
import type { Base, Bounds, Emit, Theme } from "./types";

const OURS = "opsmap-";
/** The lowest of our own layers. */
export const GRATICULE = "opsmap-graticule";

const GROUND: Record<Theme, { land: string; line: string }> = {
  light: { land: "#eef1f3", line: "#b9c4cc" },
  dark: { land: "#10171d", line: "#33424e" },
  paper: { land: "#ffffff", line: "#c4c4c4" },
};

/** The ground to draw on when there is no base style, or when it does not come. */
function blank(theme: Theme): StyleSpecification {
  return {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": GROUND[theme].land } }],
  };
}

/** The style of a ground in a theme. */
export function groundOf(base: Base | undefined, theme: Theme): StyleSpecification {
  if (!base) return blank(theme);
  if ("version" in base) return base;
  return theme === "paper" ? (base.paper ?? base.light) : base[theme];
}

/** A base style with our sources and layers on it: over what lies flat, under the names. */
export function styleWith(base: Base | undefined, theme: Theme): StyleSpecification {
  const style = groundOf(base, theme);
  const sources = { ...style.sources, ...ownSources() };
  const named = style.layers.findIndex(({ type }) => type === "symbol");
  const under = named < 0 ? style.layers.length : named;
  return { ...style, sources, layers: [...style.layers.slice(0, under), ...ownLayers(theme), ...style.layers.slice(under)] };
}

function ownSources(): Record<string, SourceSpecification> {
  return {
    [GRATICULE]: { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0 },
    ...shapeSources(),
    ...comparedSources(),
    ...overlaySources(),
  };
}

function ownLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: GRATICULE,
      type: "line",
      source: GRATICULE,
      layout: { visibility: "none" },
      paint: { "line-color": GROUND[theme].line, "line-width": 1 },
    },
    ...shapeLayers(theme),
    ...comparedLayers(theme),
    ...overlayLayers(theme),
  ];
}

/** Whether a ground knows anything of an area: its sources say how far they reach, or reach everywhere. */
export function reaches(base: Base | undefined, [west, south, east, north]: Bounds): boolean {
  const sources = Object.values(base ? groundOf(base, "light").sources : {});
  return sources.some((source) => {
    if (source.type !== "vector" && source.type !== "raster") return false;
    const [left, bottom, right, top] = source.bounds ?? [-180, -90, 180, 90];
    return left < east && right > west && bottom < north && top > south;
  });
}

/** Puts another ground under the same objects. */
export function replaceBase(map: MapLibreMap, base: Base | undefined, theme: Theme): void {
  map.setStyle(styleWith(base, theme), {
    // Our sources go on as they are: their data is in the map already. So does what is being drawn.
    transformStyle: (previous, next) => ({
      ...next,
      layers: [...next.layers, ...(previous?.layers ?? []).filter(({ id }) => id.startsWith(DRAWN))],
      sources: {
        ...next.sources,
        ...Object.fromEntries(Object.entries(previous?.sources ?? {}).filter(([name]) => name.startsWith(OURS))),
      },
    }),
  });
}

export function drawGraticule(map: MapLibreMap, bounds: Bounds | null): void {
  if (!map.getLayer(GRATICULE)) return;
  map.setLayoutProperty(GRATICULE, "visibility", bounds ? "visible" : "none");
  if (bounds) map.getSource<GeoJSONSource>(GRATICULE)?.setData(lines(bounds));
}

/**
 * Says once for each source that the base does not come, whatever the number of tiles asked for.
 * Our own objects are drawn from memory and never fail with it.
 */
export class BaseWatch {
  #failed = new Set<string>();
  readonly #emit: Emit;
  readonly #onChange: () => void;

  constructor(map: MapLibreMap, emit: Emit, onChange: () => void) {
    this.#emit = emit;
    this.#onChange = onChange;
    map.on("error", (event: ErrorEvent & { sourceId?: string }) => {
      const source = event.sourceId ?? "style";
      if (source.startsWith(OURS)) console.error("opsmap:", event.error);
      else this.#fail(source);
    });
    // The network came back: a tile of a source that had failed is there.
    map.on("sourcedata", ({ sourceId, tile }: MapSourceDataEvent) => {
      if (this.#failed.has(sourceId) && (tile as { state?: string } | undefined)?.state === "loaded") this.#mend(sourceId);
    });
  }

  get failed(): boolean {
    return this.#failed.size > 0;
  }

  /** A new base has not failed yet. */
  reset(): void {
    for (const source of this.#failed) this.#mend(source);
  }

  #mend(source: string): void {
    this.#failed.delete(source);
    if (this.failed) return;
    this.#emit({ baseError: null });
    this.#onChange();
  }

  #fail(source: string): void {
    if (this.#failed.has(source)) return;
    this.#failed.add(source);
    this.#emit({ baseError: { source, ts: Date.now() } });
    this.#onChange();
  }
}
