/** One slot for each object: which version of it holds, where, and how it would be drawn if it stood alone. */
import { counted, written } from "./counted";
import { Cursor } from "./cursor";
import type { Frame } from "./atlas";
import type { Icons, Size } from "./icons";
import { styleOf, type Layers } from "./layers";
import { placeOf } from "./place";
import type { Reel, Stage } from "./reel";
import { hasShape } from "./shapes";
import { mercatorX, mercatorY } from "./screen";
import { Sprites } from "./sprites";
import type { LngLat, Locale, MapLayer, StatusStyle } from "./types";
import type { TrackBook } from "./tracks/book";
import { Devices } from "./tracks/devices";
import { STALE } from "./whereabouts";
import { labelOf } from "./windows";

export class Slots {
  readonly reel: Reel;
  readonly layers: Layers;
  readonly cursor: Cursor;
  readonly count: number;
  /** Where each slot stands, for those who draw there; its frames are given by `Standing`. */
  readonly symbols: Sprites;
  /** The object in each slot: bottom layers first, so that drawing the slots in order is the drawing order. */
  readonly objects: Int32Array;
  readonly #slotOf: Int32Array;
  /** The version that holds in each slot, if its layer is not hidden; or -1. */
  readonly versions: Int32Array;
  /** Where each slot stands, in degrees and in Web Mercator. */
  readonly lngs: Float64Array;
  readonly lats: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether it has a place to stand at. */
  readonly present: Uint8Array;
  readonly urgent: Uint8Array;
  readonly small: Uint8Array;
  /** Whether no news came for longer than its status allows. */
  readonly stale: Uint8Array;
  readonly kind: Int16Array;
  readonly ranks: number[];
  /** What stays where it is before what moves, then the higher rank: the order in which `Piles` serves them. */
  readonly order: Int32Array;
  /** The symbol of each slot as it is now, should it stand alone. */
  readonly frames: (Frame | null)[];
  readonly names: string[];
  /** How many people it counts, as written beside it. */
  readonly people: string[];
  /** Whether it stands where its device says, and not where the journal does. */
  readonly device: Uint8Array;
  readonly devices: Devices;
  /** Grows whenever a place, or what stands at it, changed: piles are then to be made anew. */
  moves = 0;
  readonly #stalesAt: Float64Array;
  readonly #icons: Icons;
  readonly #locale: Locale;
  readonly #places = new Map<number, LngLat | null>();
  readonly #hidden: Set<string>;

  constructor(
    reel: Reel,
    layers: Layers,
    hidden: Set<string>,
    icons: Icons,
    { locale = "fr", stage = null, book = null }: { locale?: Locale; stage?: Stage | null; book?: TrackBook | null } = {},
  ) {
    const count = reel.objects.length;
    this.reel = reel;
    this.layers = layers;
    this.#hidden = hidden;
    this.#icons = icons;
    this.#locale = locale;
    this.cursor = new Cursor(reel, stage);
    this.count = count;
    this.symbols = new Sprites(count);
    this.objects = this.#inDrawingOrder();
    this.#slotOf = new Int32Array(count);
    this.objects.forEach((object, slot) => (this.#slotOf[object] = slot));
    this.versions = new Int32Array(count).fill(-1);
    [this.x, this.y] = [new Float64Array(count), new Float64Array(count)];
    [this.lngs, this.lats] = [new Float64Array(count).fill(NaN), new Float64Array(count).fill(NaN)];
    this.present = new Uint8Array(count);
    this.urgent = new Uint8Array(count);
    this.small = new Uint8Array(count);
    this.stale = new Uint8Array(count);
    this.#stalesAt = new Float64Array(count).fill(Infinity);
    this.frames = new Array<Frame | null>(count).fill(null);
    this.names = new Array<string>(count).fill("");
    this.people = new Array<string>(count).fill("");
    this.device = new Uint8Array(count);
    this.devices = new Devices(this, book);
    this.ranks = layers.list.map(({ rank }) => rank);
    this.kind = Int16Array.from(this.objects, (object) => this.#kindOf(object));
    const moving = layers.list.map(({ statuses }) => Number(Object.values(statuses).some(({ staleAfter }) => staleAfter)));
    this.order = Int32Array.from(this.objects.keys()).sort((a, b) => {
      const [one, other] = [this.kind[a], this.kind[b]];
      return (moving[one] ?? 0) - (moving[other] ?? 0) || (this.ranks[other] ?? 0) - (this.ranks[one] ?? 0) || a - b;
    });
  }

  slotOf(object: number): number {
    return this.#slotOf[object];
  }

  idOf(slot: number): string {
    return this.reel.objects[this.objects[slot]];
  }

  layerOf(slot: number): MapLayer | null {
    return this.versions[slot] < 0 ? null : this.layers.of(this.reel.versions.kind[this.versions[slot]]);
  }

  styleOf(slot: number): StatusStyle | null {
    const layer = this.layerOf(slot);
    return layer && styleOf(layer, this.reel.versions.status[this.versions[slot]]);
  }

  sizeOf(slot: number): Size {
    return this.small[slot] ? "small" : "full";
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

  /** The place a slot stands at, wherever it is told from. */
  standsAt(slot: number): LngLat {
    return [this.lngs[slot], this.lats[slot]];
  }

  /**
   * Moves to (t, k); `drawn` hears, for each slot that changed, the version that goes and the one that comes:
   * the same one twice when only its age tells now, or who says where it is. `moved` hears of those that only moved.
   */
  moveTo(
    t: number,
    knownAt: number | null,
    drawn: (slot: number, gone: number, come: number) => void,
    moved: (slot: number) => void = () => {},
  ): void {
    this.devices.turnTo(t, knownAt);
    for (const object of this.cursor.moveTo(t, knownAt)) {
      const slot = this.#slotOf[object];
      const gone = this.versions[slot];
      this.#put(slot, this.cursor.current[object], t);
      if (gone !== this.versions[slot]) drawn(slot, gone, this.versions[slot]);
    }
    this.#carry(t, drawn, moved);
    const [stale, at] = [this.stale, this.#stalesAt];
    for (let slot = 0; slot < this.count; slot++) {
      if (stale[slot] === 1 === at[slot] <= t) continue;
      stale[slot] ^= 1;
      this.frames[slot] = this.#frameOf(slot);
      drawn(slot, this.versions[slot], this.versions[slot]);
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

  /** Puts what a device carries where it says. */
  #carry(t: number, drawn: (slot: number, gone: number, come: number) => void, moved: (slot: number) => void): void {
    const { devices } = this;
    for (let number = 0; number < devices.count; number++) {
      const slot = devices.slots[number];
      const version = this.versions[slot];
      if (version < 0) continue;
      const told = devices.decides(number, version);
      if (Number(told) !== this.device[slot]) {
        this.#put(slot, version, t);
        drawn(slot, version, version);
      } else if (told) {
        const { lng, lat, at } = devices.reading;
        this.#stalesAt[slot] = at + STALE;
        if (this.#stand(slot, lng, lat)) moved(slot);
      }
    }
  }

  #put(slot: number, version: number, t: number): void {
    const { versions: v } = this.reel;
    const layer = version < 0 ? null : this.layers.of(v.kind[version]);
    const shown = layer !== null && !this.#hidden.has(layer.key);
    const number = this.devices.of(slot);
    const told = shown && number >= 0 && this.devices.decides(number, version);
    const place: LngLat | null = told
      ? [this.devices.reading.lng, this.devices.reading.lat]
      : shown ? this.placeOf(v.geometry[version]) : null;
    this.versions[slot] = shown ? version : -1;
    this.device[slot] = Number(told);
    this.#stalesAt[slot] = Infinity;
    this.stale[slot] = 0;
    this.frames[slot] = null;
    const was = this.#whereabouts(slot);
    this.present[slot] = Number(place !== null);
    if (!shown || !place) {
      this.urgent[slot] = 0;
      if (was !== this.#whereabouts(slot)) this.moves++;
      return;
    }
    const style = styleOf(layer, v.status[version]);
    const people = counted(this.reel.values[v.values[version]] ?? {}, layer.counted ?? []);
    this.names[slot] = labelOf(this.reel, version);
    this.people[slot] = written(people, this.#locale);
    this.urgent[slot] = Number(style.urgent || (layer.urgentCounted && !style.hatched && this.people[slot] !== ""));
    this.small[slot] = Number(v.geometry[version] >= 0 && hasShape(this.reel.geometries[v.geometry[version]]));
    if (told) this.#stalesAt[slot] = this.devices.reading.at + STALE;
    else if (style.staleAfter) this.#stalesAt[slot] = v.validFrom[version] + style.staleAfter;
    this.stale[slot] = Number(this.#stalesAt[slot] <= t);
    this.frames[slot] = this.#frameOf(slot);
    if (!this.#stand(slot, place[0], place[1]) && was !== this.#whereabouts(slot)) this.moves++;
  }

  /** Answers whether that is another place. */
  #stand(slot: number, lng: number, lat: number): boolean {
    if (this.lngs[slot] === lng && this.lats[slot] === lat) return false;
    this.lngs[slot] = lng;
    this.lats[slot] = lat;
    this.x[slot] = mercatorX(lng);
    this.y[slot] = mercatorY(lat);
    this.symbols.place(slot, lng, lat);
    this.moves++;
    return true;
  }

  #frameOf(slot: number): Frame | null {
    const style = this.present[slot] ? this.styleOf(slot) : null;
    return style && this.#icons.icon(style, this.sizeOf(slot), this.stale[slot] === 1);
  }

  /** What of a slot, beside its place, decides how it is gathered. */
  #whereabouts(slot: number): number {
    return this.present[slot] + 2 * this.urgent[slot] + 4 * this.small[slot];
  }

  #kindOf(object: number): number {
    const layer = this.layers.of(this.reel.versions.kind[this.reel.versionsOf[object][0]]);
    return layer ? this.layers.order(layer) : -1;
  }

  #inDrawingOrder(): Int32Array {
    const order = this.reel.objects.map((_, object) => this.#kindOf(object));
    return Int32Array.from(order.keys()).sort((a, b) => order[a] - order[b] || a - b);
  }
}
