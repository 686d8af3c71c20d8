/** Which layer draws a version and in which manner: unknown kinds and unknown statuses are drawn too. */
import type { Reel } from "./reel";
import type { MapLayer, StatusStyle } from "./types";

export class Layers {
  readonly list: MapLayer[];
  readonly #byKey: Map<string, MapLayer>;
  readonly #order: Map<MapLayer, number>;

  constructor(list: MapLayer[]) {
    this.list = list.filter((layer) => !layer.listed);
    this.#byKey = new Map(list.map((layer) => [layer.key, layer]));
    this.#order = new Map(this.list.map((layer, i) => [layer, i]));
  }

  /** Null when the kind has no layer and no layer is keyed "unknown": then it cannot be drawn at all. */
  of(kind: string): MapLayer | null {
    const layer = this.named(kind);
    return layer?.listed ? null : layer;
  }

  /** The layer that has the words for a kind, drawn or only listed. */
  named(kind: string): MapLayer | null {
    return this.#byKey.get(kind) ?? this.#byKey.get("unknown") ?? null;
  }

  /** Place in drawing order, the bottom layer being 0. */
  order(layer: MapLayer): number {
    return this.#order.get(layer) ?? 0;
  }
}

export function styleOf(layer: MapLayer, status: string): StatusStyle {
  return Object.hasOwn(layer.statuses, status) ? layer.statuses[status] : layer.fallback;
}

export function colourOf(layer: MapLayer, style: StatusStyle): string {
  return style.colour ?? layer.colour;
}

/** What the object is called on the map: its name, or else nothing. */
export function nameOf(reel: Reel, version: number): string {
  const { name } = reel.values[reel.versions.values[version]] ?? {};
  return typeof name === "string" ? name.trim() : "";
}
