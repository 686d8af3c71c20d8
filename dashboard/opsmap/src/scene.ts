/** All that is drawn of the operation: the reel at an instant, under the layers, the selection and the marks of the page. */
import type { Map as MapLibreMap } from "maplibre-gl";
import { cardOf, type Card } from "./card";
import { cornersOf } from "./corners";
import { edgeLabels } from "./edges";
import { Front } from "./front";
import { Icons } from "./icons";
import { Layers } from "./layers";
import { Lettering } from "./lettering";
import { Naming } from "./naming";
import { Pace } from "./pace";
import type { Under } from "./pointer";
import { Points } from "./points";
import { versionAt, type Reel, type Stage } from "./reel";
import { Screen, type Camera } from "./screen";
import { NO_SHAPES, Shapes, shapesOf } from "./shapes";
import { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Bounds, LngLat, Locale, MapLayer, Mark, Theme } from "./types";

/** Choosing names anew is the dearest part of a step: it waits a little, and names of moved objects follow meanwhile. */
const NAMES_MS = 120;
/** How far from a symbol a finger may touch it, in CSS pixels. */
const FINGER = 10;
const EDGE_LABELS = 64;
/** Texels in a CSS pixel of a symbol: beyond, no eye sees the difference, and they would no longer fit the atlas. */
const SHARPEST_ICON = 2;

export interface Look {
  layers: MapLayer[];
  hidden: string[];
  theme: Theme;
  locale: Locale;
  symbolSize: number;
}

export class Scene {
  readonly #map: MapLibreMap;
  readonly #camera: () => Camera;
  readonly #icons = new Icons();
  readonly #lettering: Lettering;
  readonly #shapes: Shapes;
  readonly #points: Points;
  readonly #front: Front;
  readonly #edges = new Sprites(EDGE_LABELS);
  readonly #none = new Sprites(0);
  readonly #names = new Pace(NAMES_MS, () => this.#chooseNames());
  #look: Look;
  #layers = new Layers([]);
  #reel: Reel | null = null;
  #slots: Slots | null = null;
  #naming: Naming | null = null;
  #selection: string[] = [];
  #marks: Mark[] = [];
  #selected = new Set<number>();
  #time = 0;
  #knownAt: number | null = null;
  #graticule = false;
  #stage: Stage | null = null;

  constructor(map: MapLibreMap, camera: () => Camera, look: Look) {
    this.#map = map;
    this.#camera = camera;
    this.#look = look;
    this.#lettering = new Lettering(look.theme, ratio());
    this.#shapes = new Shapes(map);
    this.#front = new Front(this.#icons);
    const names = { atlas: this.#lettering.atlas, ratio: () => this.#lettering.ratio };
    const icons = { atlas: this.#icons.atlas, ratio: () => this.#icons.ratio };
    this.#points = new Points(map, [
      { id: "edges", sprites: () => this.#edges, ...names },
      { id: "symbols", sprites: () => this.#slots?.symbols ?? this.#none, ...icons },
      { id: "names", sprites: () => this.#naming?.sprites ?? this.#none, ...names },
      { id: "front", sprites: () => this.#front.sprites, ...icons },
    ]);
    map.on("move", () => {
      this.#writeEdges();
      this.#names.ask();
    });
    map.on("moveend", () => this.#names.now());
    map.on("style.load", () => this.#shapes.restore());
  }

  get reel(): Reel | null {
    return this.#reel;
  }

  /** Another look: symbols and names are drawn again, which the reel at hand does not wait for. */
  async dress(look: Look): Promise<void> {
    this.#look = look;
    this.#layers = new Layers(look.layers);
    const drawn = await this.#icons.redraw(look.layers, look.theme, look.symbolSize, Math.min(ratio(), SHARPEST_ICON));
    if (!drawn) return;
    this.#lettering.restart(look.theme, ratio());
    this.#giveShapes();
    this.#rebuild();
  }

  /** Other hidden layers: nothing needs drawing again. */
  hide(hidden: string[]): void {
    this.#look = { ...this.#look, hidden };
    this.#shapes.clear();
    this.#rebuild();
  }

  /** Only what belongs to a stage of the operation; null for all of it. */
  filter(stage: Stage | null): void {
    this.#stage = stage;
    this.#shapes.clear();
    this.#rebuild();
  }

  hold(reel: Reel | null): void {
    this.#reel = reel;
    this.#giveShapes();
    this.#rebuild();
  }

  select(selection: string[]): void {
    this.#selection = selection;
    this.#choose();
    this.#names.now();
    this.#points.redraw();
  }

  mark(marks: Mark[]): void {
    this.#marks = marks;
    this.#choose();
    this.#points.redraw();
  }

  showGraticule(shown: boolean): void {
    this.#graticule = shown;
    this.#writeEdges();
    this.#points.redraw();
  }

  /** Shows the instant. Costs in proportion to what changed since the last one shown. */
  showAt(time: number, knownAt: number | null): void {
    this.#time = time;
    this.#knownAt = knownAt;
    const slots = this.#slots;
    if (!slots) return;
    let [changed, front, base] = [false, false, false];
    slots.moveTo(time, knownAt, (slot, gone, come) => {
      changed = true;
      front ||= this.#selected.has(slot);
      this.#naming?.follow(slot);
      if (gone >= 0) base = this.#shapes.turn(gone, false) || base;
      if (come >= 0) base = this.#shapes.turn(come, true) || base;
    });
    if (!changed) return;
    if (front) this.#choose();
    this.#names.ask();
    // When a shape changed, the base map is about to be drawn and the sprites with it, in the same frame.
    if (!base) this.#points.redraw();
  }

  counts(): Record<string, number> {
    return this.#slots?.counts() ?? {};
  }

  /** The topmost object at a place of the screen: symbols, then names, then lines, then zones. */
  under(x: number, y: number, coarse: boolean): Under | null {
    const slots = this.#slots;
    if (!slots) return null;
    const screen = new Screen(this.#camera());
    const slot = this.#symbolAt(slots, screen, x, y, coarse ? FINGER : 2) ?? this.#naming?.at(screen, x, y) ?? null;
    const version = slot === null ? this.#shapes.at(x, y) : slots.versions[slot];
    if (version === null || version < 0) return null;
    const { object, kind } = slots.reel.versions;
    return { objectId: slots.reel.objects[object[version]], kind: kind[version] };
  }

  /** The corners of what is drawn now, in the part of the world that is seen: what a drawing may stick to. */
  corners(): LngLat[] {
    const [slots, bounds] = [this.#slots, this.#map.getBounds()];
    if (!slots) return [];
    const { geometry } = slots.reel.versions;
    return Array.from(slots.versions)
      .filter((version) => version >= 0 && geometry[version] >= 0)
      .flatMap((version) => cornersOf(slots.reel.geometries[geometry[version]]))
      .filter((corner) => bounds.contains(corner));
  }

  /** The card of an object at the instant shown, and where it stands (or stood last). */
  card(objectId: string): { card: Card; place: LngLat } | null {
    const [reel, slots] = [this.#reel, this.#slots];
    const object = reel?.numbers.get(objectId);
    if (!reel || !slots || object === undefined) return null;
    const reading = { reel, layers: this.#layers, locale: this.#look.locale, time: this.#time, knownAt: this.#knownAt };
    const card = cardOf(objectId, reading);
    const version = versionAt(reel, object, this.#time, this.#knownAt);
    const versions = version >= 0 ? [version] : reel.versionsOf[object].toReversed();
    const geometry = versions.map((v) => reel.versions.geometry[v]).find((number) => number >= 0);
    const place = geometry === undefined ? null : slots.placeOf(geometry);
    return card && place ? { card, place } : null;
  }

  /** Chooses the names now instead of a little later. */
  settle(): void {
    this.#names.now();
  }

  /** Draws what stands over the ground in the frame the caller is in; answers with its canvas. */
  redraw(): HTMLCanvasElement | null {
    this.#points.redraw();
    return this.#points.canvas;
  }

  destroy(): void {
    this.#names.stop();
    this.#points.destroy();
    this.#lettering.atlas.destroy();
    this.#icons.atlas.destroy();
  }

  #giveShapes(): void {
    const features = this.#reel ? shapesOf(this.#reel, this.#layers, this.#look.theme) : NO_SHAPES;
    this.#shapes.replace(features);
  }

  /** Slots start empty, with every shape off, and the instant fills them. */
  #rebuild(): void {
    const reel = this.#reel;
    this.#slots = reel && new Slots(reel, this.#layers, new Set(this.#look.hidden), this.#icons, this.#stage);
    this.#naming = this.#slots && new Naming(this.#slots, this.#icons, this.#lettering);
    this.showAt(this.#time, this.#knownAt);
    this.#choose();
    this.#writeEdges();
    this.#names.now();
    this.#points.redraw();
  }

  /** The selection, as slots and as shapes that are on. */
  #choose(): void {
    const slots = this.#slots;
    const objects = slots ? this.#selection.map((id) => slots.reel.numbers.get(id)).filter((object) => object !== undefined) : [];
    this.#selected = new Set(objects.map((object) => (slots as Slots).slotOf(object)));
    this.#shapes.select(new Set([...this.#selected].map((slot) => (slots as Slots).versions[slot])));
    this.#front.draw(slots, this.#selected, this.#marks);
  }

  #chooseNames(): void {
    const camera = this.#camera();
    this.#naming?.choose(new Screen(camera), camera.zoom, this.#selected);
    // The atlas may have been started again for names, and the degrees with it.
    this.#writeEdges();
    this.#points.redraw();
  }

  #writeEdges(): void {
    const [[west, south], [east, north]] = this.#map.getBounds().toArray();
    const bounds: Bounds = [west, south, east, north];
    const labels = this.#graticule ? edgeLabels(new Screen(this.#camera()), bounds, this.#look.locale) : [];
    for (let slot = 0; slot < EDGE_LABELS; slot++) {
      const label = labels[slot];
      if (label) this.#edges.place(slot, ...label.place);
      this.#edges.show(slot, label ? this.#lettering.frame(label.text, "faint") : null);
    }
  }

  #symbolAt(slots: Slots, screen: Screen, x: number, y: number, tolerance: number): number | null {
    let [best, nearest] = [-1, Infinity];
    // From the top down: of two symbols as near as each other, the one that is seen.
    for (let slot = slots.count - 1; slot >= 0; slot--) {
      if (!slots.symbols.shows(slot)) continue;
      const dx = Math.abs(x - screen.x(slots.mercatorX[slot], slots.mercatorY[slot]));
      const dy = Math.abs(y - screen.y(slots.mercatorX[slot], slots.mercatorY[slot]));
      const far = Math.max(dx, dy);
      if (far <= this.#icons.side(slots.sizes[slot]) / 2 + tolerance && far < nearest) [best, nearest] = [slot, far];
    }
    return best < 0 ? null : best;
  }
}

function ratio(): number {
  return Math.min(Math.max(window.devicePixelRatio, 1), 3);
}
