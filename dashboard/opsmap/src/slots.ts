/** One slot for each object: which version of it is drawn, where, and with which symbol and name. */
import { Cursor } from "./cursor";
import type { Icons, Size } from "./icons";
import { styleOf, type Layers } from "./layers";
import { placeOf } from "./place";
import type { Reel, Stage } from "./reel";
import { hasShape } from "./shapes";
import { mercatorX, mercatorY } from "./screen";
import { Sprites } from "./sprites";
import type { LngLat, MapLayer } from "./types";
import { labelOf } from "./windows";

export class Slots {
  readonly reel: Reel;
  readonly layers: Layers;
  readonly cursor: Cursor;
  readonly count: number;
  readonly symbols: Sprites;
  /** The object in each slot: bottom layers first, so that drawing the slots in order is the drawing order. */
  readonly objects: Int32Array;
  readonly #slotOf: Int32Array;
  /** The version drawn in each slot, or -1. */
  readonly versions: Int32Array;
  /** Where each slot stands, in Web Mercator. */
  readonly mercatorX: Float64Array;
  readonly mercatorY: Float64Array;
  readonly names: string[];
  readonly sizes: Size[];
  readonly #icons: Icons;
  readonly #places = new Map<number, LngLat | null>();
  readonly #hidden: Set<string>;

  constructor(reel: Reel, layers: Layers, hidden: Set<string>, icons: Icons, stage: Stage | null = null) {
    this.reel = reel;
    this.layers = layers;
    this.#hidden = hidden;
    this.#icons = icons;
    this.cursor = new Cursor(reel, stage);
    this.count = reel.objects.length;
    this.symbols = new Sprites(this.count);
    this.objects = this.#inDrawingOrder();
    this.#slotOf = new Int32Array(this.count);
    this.objects.forEach((object, slot) => (this.#slotOf[object] = slot));
    this.versions = new Int32Array(this.count).fill(-1);
    this.mercatorX = new Float64Array(this.count);
    this.mercatorY = new Float64Array(this.count);
    this.names = new Array<string>(this.count).fill("");
    this.sizes = new Array<Size>(this.count).fill("full");
  }

  slotOf(object: number): number {
    return this.#slotOf[object];
  }

  layerOf(slot: number): MapLayer | null {
    return this.versions[slot] < 0 ? null : this.layers.of(this.reel.versions.kind[this.versions[slot]]);
  }

  /** The place of a geometry of the reel, found once. */
  placeOf(geometry: number): LngLat | null {
    let place = this.#places.get(geometry);
    if (place === undefined) {
      place = geometry < 0 ? null : placeOf(this.reel.geometries[geometry]);
      this.#places.set(geometry, place);
    }
    return place;
  }

  /** Moves to (t, k); `drawn` hears, for each slot that changed, the version that goes and the one that comes. */
  moveTo(t: number, knownAt: number | null, drawn: (slot: number, gone: number, come: number) => void): void {
    for (const object of this.cursor.moveTo(t, knownAt)) {
      const slot = this.#slotOf[object];
      const gone = this.versions[slot];
      this.#put(slot, this.cursor.current[object]);
      if (gone !== this.versions[slot]) drawn(slot, gone, this.versions[slot]);
    }
  }

  /** How many objects each layer has at the instant, hidden or not. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = Object.fromEntries(this.layers.list.map((layer) => [layer.key, 0]));
    for (const version of this.cursor.current) {
      const layer = version < 0 ? null : this.layers.of(this.reel.versions.kind[version]);
      if (layer) counts[layer.key]++;
    }
    return counts;
  }

  #put(slot: number, version: number): void {
    const { versions: v } = this.reel;
    const layer = version < 0 ? null : this.layers.of(v.kind[version]);
    if (!layer || this.#hidden.has(layer.key)) {
      this.versions[slot] = -1;
      this.symbols.show(slot, null);
      return;
    }
    this.versions[slot] = version;
    this.names[slot] = labelOf(this.reel, version);
    const place = this.placeOf(v.geometry[version]);
    if (!place) {
      this.symbols.show(slot, null);
      return;
    }
    const size: Size = hasShape(this.reel.geometries[v.geometry[version]]) ? "small" : "full";
    this.sizes[slot] = size;
    this.mercatorX[slot] = mercatorX(place[0]);
    this.mercatorY[slot] = mercatorY(place[1]);
    this.symbols.place(slot, place[0], place[1]);
    this.symbols.show(slot, this.#icons.icon(styleOf(layer, v.status[version]), size));
  }

  #inDrawingOrder(): Int32Array {
    const order = this.reel.versionsOf.map(([first]) => {
      const layer = this.layers.of(this.reel.versions.kind[first]);
      return layer ? this.layers.order(layer) : -1;
    });
    return Int32Array.from(order.keys()).sort((a, b) => order[a] - order[b] || a - b);
  }
}
