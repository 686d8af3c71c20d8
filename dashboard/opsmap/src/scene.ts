/** All that is drawn of the operation: the reel at an instant, under the layers, the selection and the marks of the page. */
import type { Map as MapLibreMap } from "maplibre-gl";
import { cardOf, type Card } from "./card";
import { cornersOf } from "./corners";
import { edgeLabels } from "./edges";
import { Front } from "./front";
import { Icons } from "./icons";
import { inView, inventory } from "./inventory";
import type { Box } from "./labels";
import { Layers } from "./layers";
import { Lettering } from "./lettering";
import { Naming } from "./naming";
import { Pace } from "./pace";
import type { View } from "./piles";
import type { Pile, Under } from "./pointer";
import { Points } from "./points";
import { versionAt, type Reel, type Stage } from "./reel";
import { Screen, type Camera } from "./screen";
import { Shapes } from "./shapes";
import { Slots } from "./slots";
import { Sprites } from "./sprites";
import { Standing } from "./standing";
import { Tokens } from "./tokens";
import { Arrows } from "./tracks/arrows";
import { TrackBook, type LiveFix } from "./tracks/book";
import { wentAt } from "./tracks/went";
import type { TrackFile } from "./tracks/decode";
import { DiscLayer, type Disc } from "./tracks/disc-layer";
import { follows } from "./tracks/following";
import type { Reading } from "./tracks/track";
import { TrailLayer, type Seen } from "./tracks/trail-layer";
import { CHOSEN, HIDDEN, SHOWN, Trails } from "./tracks/trails";
import type { Bounds, DrawnObject, LngLat, Locale, MapLayer, Mark, Reports, Theme } from "./types";

/** Choosing names anew is the dearest part of a step: it waits a little, and names of moved objects follow meanwhile. */
const NAMES_MS = 120;
/** Making piles anew is dear too: while the clock runs it waits a little, and what is urgent does not wait for it. */
const PILES_MS = 100;
/** What a finger must find of a symbol, in CSS pixels: half of what may be touched, and how far beside it at least. */
const TOUCH = 23;
const FINGER = 10;
/** Piles are made anew so often while the scale changes, and while the map turns: parts of a level, degrees. */
const SCALES = 4;
const TURNS = 5;
const WORLD = 512;
const EDGE_LABELS = 64;
/** Texels in a CSS pixel of a symbol: beyond, no eye sees the difference, and they would no longer fit the atlas. */
const SHARPEST_ICON = 2;
const MINUTE = 60_000;

type Ink = [red: number, green: number, blue: number, opacity: number];
/** Trails, and what is the chosen team's: no colour of a layer, and seen on any ground. */
const TRAILS: Record<Theme, { ink: Ink; chosenInk: Ink }> = {
  light: { ink: [0.16, 0.27, 0.42, 0.75], chosenInk: [0.04, 0.37, 1, 0.95] },
  dark: { ink: [0.72, 0.83, 0.95, 0.7], chosenInk: [0.49, 0.71, 1, 0.95] },
  paper: { ink: [0.25, 0.25, 0.25, 0.8], chosenInk: [0, 0, 0, 1] },
};

export interface Look {
  layers: MapLayer[];
  hidden: string[];
  theme: Theme;
  locale: Locale;
  symbolSize: number;
  /** Whether symbols that would cover one another are gathered. */
  gather: boolean;
  /** How many minutes of their ways teams leave behind them; 0 for none. */
  trail: number;
}

export class Scene {
  readonly #map: MapLibreMap;
  readonly #camera: () => Camera;
  readonly #icons = new Icons();
  readonly #lettering: Lettering;
  readonly #shapes: Shapes;
  readonly #points: Points;
  readonly #front: Front;
  readonly #arrows: Arrows;
  readonly #edges = new Sprites(EDGE_LABELS);
  readonly #none = new Sprites(0);
  readonly #names = new Pace(NAMES_MS, () => this.#chooseNames());
  readonly #piles = new Pace(PILES_MS, () => this.#pile());
  #look: Look;
  #layers = new Layers([]);
  #reel: Reel | null = null;
  readonly #tokens: Tokens;
  #slots: Slots | null = null;
  #standing: Standing | null = null;
  #naming: Naming | null = null;
  #trails = new Trails();
  #book = new TrackBook(this.#trails);
  #bearing = 0;
  #selection: string[] = [];
  #alarmed: string[] = [];
  #marks: Mark[] = [];
  #selected = new Set<number>();
  #ringing = new Set<number>();
  #time = 0;
  #knownAt: number | null = null;
  #graticule = false;
  #stage: Stage | null = null;
  #kept: Box[] | null = null;

  constructor(map: MapLibreMap, camera: () => Camera, look: Look) {
    this.#map = map;
    this.#camera = camera;
    this.#look = look;
    this.#lettering = new Lettering(look.theme, ratio());
    this.#tokens = new Tokens(look.theme, ratio());
    this.#shapes = new Shapes(map);
    this.#front = new Front(this.#icons);
    this.#arrows = new Arrows(this.#icons);
    const names = { atlas: this.#lettering.atlas, ratio: () => this.#lettering.ratio };
    const icons = { atlas: this.#icons.atlas, ratio: () => this.#icons.ratio };
    const tokens = { atlas: this.#tokens.atlas, ratio: () => this.#tokens.ratio };
    const lists = [
      { id: "edges", sprites: () => this.#edges, ...names },
      { id: "leaders", sprites: () => this.#standing?.leaders ?? this.#none, ...icons },
      { id: "symbols", sprites: () => this.#slots?.symbols ?? this.#none, ...icons },
      { id: "plates", sprites: () => this.#standing?.plates ?? this.#none, ...tokens },
      { id: "above", sprites: () => this.#standing?.above ?? this.#none, ...icons },
      { id: "names", sprites: () => this.#naming?.sprites ?? this.#none, ...names },
      { id: "front", sprites: () => this.#front.sprites, ...icons },
      { id: "arrows", sprites: () => this.#arrows.sprites, ...icons },
      { id: "notes", sprites: () => this.#standing?.notes ?? this.#none, ...tokens },
    ];
    const inks = (): (typeof TRAILS)[Theme] => TRAILS[this.#look.theme];
    this.#points = new Points(map, lists, (parameters) => [
      new TrailLayer({ id: "trails", trails: () => this.#trails, seen: () => this.#seen(), inks, parameters }),
      new DiscLayer({ id: "accuracy", disc: () => this.#accuracy(), ink: () => inks().chosenInk, parameters }),
    ]);
    map.on("move", () => {
      this.#gather();
      if (this.#camera().bearing !== this.#bearing) this.#point();
      this.#writeEdges();
      this.#names.ask();
    });
    map.on("moveend", (event) => (follows(event) ? this.#names.ask() : this.#names.now()));
    map.on("resize", () => (this.#kept = null));
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
    this.#lettering.restart(look.theme, ratio(), look.symbolSize);
    this.#tokens.restart(look.theme, ratio());
    this.#giveShapes();
    this.#rebuild();
  }

  /** Other hidden layers: nothing needs drawing again. */
  hide(hidden: string[]): void {
    this.#look = { ...this.#look, hidden };
    this.#rebuild();
  }

  /** Only what belongs to a stage of the operation; null for all of it. */
  filter(stage: Stage | null): void {
    this.#stage = stage;
    this.#rebuild();
  }

  /** Whether symbols are gathered. */
  gather(on: boolean): void {
    this.#look = { ...this.#look, gather: on };
    this.#gather();
    this.#names.now();
    this.#points.redraw();
  }

  /** How long trails are, in minutes. */
  trail(minutes: number): void {
    this.#look = { ...this.#look, trail: minutes };
    this.#points.redraw();
  }

  /** Takes in what devices told: a file of it, or a few fixes as they come; null forgets all. Answers how many tell. */
  track(news: TrackFile | readonly LiveFix[] | null): number {
    if (news === null) {
      if (this.#book.tracks.length === 0) return 0;
      this.#trails = new Trails();
      this.#book = new TrackBook(this.#trails);
      this.#rebuild();
    } else {
      if ("chunks" in news) this.#book.add(news);
      else this.#book.take(news);
      this.showAt(this.#time, this.#knownAt);
    }
    return this.#book.tracks.length;
  }

  hold(reel: Reel | null): void {
    this.#reel = reel;
    this.#giveShapes();
    this.#rebuild();
  }

  select(selection: string[]): void {
    this.#selection = selection;
    this.#choose();
    this.#gather();
    this.#names.now();
    this.#points.redraw();
  }

  alarm(objects: string[]): void {
    this.#alarmed = objects;
    this.#choose();
    this.#gather();
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
    if (!this.#moveTo(time, knownAt)) return;
    // When a shape changed, the base map is about to be drawn and the sprites with it, in the same frame.
    if (!this.#shapes.tell()) this.#points.redraw();
  }

  /** What is there to be read: how many objects, and what is in view. */
  shown(): Omit<Reports["shown"], "at"> {
    const [slots, standing] = [this.#slots, this.#standing];
    if (!slots || !standing) return { counts: {}, inView: [], piles: { marks: 0, objects: 0 } };
    return { counts: slots.counts(), inView: inView(slots, this.#bounds()), piles: standing.count() };
  }

  drawn(): DrawnObject[] {
    return this.#slots && this.#standing ? inventory(this.#slots, this.#standing, this.#bounds()) : [];
  }

  /** The topmost object at a place of the screen: symbols, then names, then lines, then zones. */
  under(x: number, y: number, coarse: boolean): Under | null {
    const slots = this.#slots;
    if (!slots) return null;
    const screen = new Screen(this.#camera());
    const tolerance = coarse ? Math.max(FINGER, TOUCH - this.#look.symbolSize / 2) : 2;
    const slot = this.#standing?.at(screen, x, y, tolerance) ?? this.#naming?.at(screen, x, y) ?? null;
    const pile = slot === null ? null : this.#pileOf(slot);
    if (pile) return { objectId: null, kind: null, pile };
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
    const fix = this.#book.at(objectId, this.#time, this.#knownAt);
    const told = fix && { fix, stands: slots.device[slots.slotOf(object)] === 1 };
    const reading = { reel, layers: this.#layers, locale: this.#look.locale, time: this.#time, knownAt: this.#knownAt, told };
    const card = cardOf(objectId, reading);
    const version = versionAt(reel, object, this.#time, this.#knownAt);
    const versions = version >= 0 ? [version] : reel.versionsOf[object].toReversed();
    const geometry = versions.map((v) => reel.versions.geometry[v]).find((number) => number >= 0);
    const slot = slots.slotOf(object);
    const place = slots.present[slot] ? slots.standsAt(slot) : geometry === undefined ? null : slots.placeOf(geometry);
    return card && place ? { card, place } : null;
  }

  /** Where the device of an object says it stands; null where the journal says it. */
  standsAt(objectId: string): LngLat | null {
    const [slots, object] = [this.#slots, this.#reel?.numbers.get(objectId)];
    if (!slots || object === undefined) return null;
    const slot = slots.slotOf(object);
    return slots.device[slot] ? slots.standsAt(slot) : null;
  }

  /** What the devices of an object say of it, at any instant. */
  fixAt(objectId: string, time: number, knownAt: number | null): Reading | null {
    return this.#book.at(objectId, time, knownAt);
  }

  /** When any team went anywhere, in no order. */
  wentAt(): number[] {
    return wentAt(this.#book.tracks);
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
    for (const pace of [this.#names, this.#piles]) pace.stop();
    this.#points.destroy();
    this.#lettering.atlas.destroy();
    this.#icons.atlas.destroy();
    this.#tokens.atlas.destroy();
  }

  #giveShapes(): void {
    this.#shapes.draw(this.#reel && { reel: this.#reel, layers: this.#layers, theme: this.#look.theme });
  }

  /** Slots start empty, with every shape off, and the instant fills them; the map hears of what differs in the end. */
  #rebuild(): void {
    this.#shapes.clear();
    const { hidden, locale } = this.#look;
    const reel = this.#reel;
    this.#slots = reel && new Slots(reel, this.#layers, new Set(hidden), this.#icons, { locale, stage: this.#stage, book: this.#book });
    this.#standing = this.#slots && new Standing(this.#slots, this.#icons, this.#tokens);
    this.#naming = this.#slots && new Naming(this.#slots, this.#standing!, this.#lettering);
    this.#select();
    this.#moveTo(this.#time, this.#knownAt);
    this.#choose();
    this.#names.now();
  }

  /** Puts everything where it is at the instant; answers whether there is anything to draw. */
  #moveTo(time: number, knownAt: number | null): boolean {
    this.#time = time;
    this.#knownAt = knownAt;
    const [slots, standing, naming] = [this.#slots, this.#standing, this.#naming];
    if (!slots || !standing || !naming) return false;
    const changed: number[] = [];
    let moved = false;
    slots.moveTo(
      time,
      knownAt,
      (slot, gone, come) => {
        changed.push(slot);
        if (gone === come) return;
        if (gone >= 0) this.#shapes.turn(gone, false);
        if (come >= 0) this.#shapes.turn(come, true);
      },
      (slot) => {
        moved = true;
        standing.carry(slot);
        naming.carry(slot);
        this.#front.moved(slot);
      },
    );
    if (changed.length === 0 && !moved && slots.devices.count === 0) return false;
    if (changed.some((slot) => this.#selected.has(slot))) this.#select();
    if (changed.length > 0 || moved) {
      this.#gather(changed, false);
      this.#names.ask();
    }
    this.#point();
    this.#leave();
    return true;
  }

  /** Puts each symbol where it is to stand, those of the slots that changed at least. */
  #gather(changed: readonly number[] = [], late = true): void {
    // What rings stands apart from what is gathered, as what is chosen does.
    const apart = new Set([...this.#selected, ...this.#ringing]);
    const waits = this.#standing?.draw(this.#view(), apart, changed, late, (slot) => {
      this.#naming?.follow(slot);
      this.#front.moved(slot);
    });
    if (waits) this.#piles.ask();
    if (this.#front.stale) this.#drawFront();
  }

  #pile(): void {
    this.#gather();
    this.#point();
    this.#points.redraw();
  }

  /** The arrows of what moves. */
  #point(): void {
    const [slots, standing] = [this.#slots, this.#standing];
    this.#bearing = this.#camera().bearing;
    if (slots && standing) this.#arrows.draw(slots, standing, this.#bearing, this.#selected);
  }

  /** Whose trails are drawn: those of all that is, and the stronger of what is chosen. */
  #leave(): void {
    const slots = this.#slots;
    if (!slots) return;
    const { devices, present } = slots;
    for (let number = 0; number < devices.count; number++) {
      const slot = devices.slots[number];
      this.#trails.show(devices.tracks[number], !present[slot] ? HIDDEN : this.#selected.has(slot) ? CHOSEN : SHOWN);
    }
  }

  /** What of the trails is seen. */
  #seen(): Seen | null {
    const { trail } = this.#look;
    return trail > 0 ? { since: this.#time - trail * MINUTE, now: this.#time, knownAt: this.#knownAt } : null;
  }

  /** How accurate the place of the one that is chosen is. */
  #accuracy(): Disc | null {
    const [slots, [slot]] = [this.#slots, this.#selected];
    if (!slots || slot === undefined || this.#selected.size > 1 || !slots.device[slot]) return null;
    const metres = this.#book.at(slots.idOf(slot), this.#time, this.#knownAt)?.accuracy ?? -1;
    const [lng, lat] = slots.standsAt(slot);
    return metres > 0 ? { lng, lat, metres } : null;
  }

  #view(): View {
    const { zoom, bearing } = this.#camera();
    return {
      scale: WORLD * 2 ** (Math.floor(zoom * SCALES) / SCALES),
      bearing: Math.round(bearing / TURNS) * TURNS,
      side: this.#look.symbolSize,
      gather: this.#look.gather,
    };
  }

  /** The selection, as slots and as shapes that are on. */
  #select(): void {
    const slots = this.#slots;
    this.#selected = this.#slotsOf(this.#selection);
    this.#ringing = this.#slotsOf(this.#alarmed);
    this.#shapes.select([...this.#selected].map((slot) => (slots as Slots).versions[slot]));
  }

  #choose(): void {
    this.#select();
    this.#shapes.tell();
    this.#gather([...this.#selected]);
    this.#point();
    this.#leave();
    this.#drawFront();
  }

  #drawFront(): void {
    this.#front.draw(this.#slots, this.#standing, { selected: this.#selected, alarmed: this.#ringing, marks: this.#marks });
  }

  #slotsOf(objects: readonly string[]): Set<number> {
    const slots = this.#slots;
    const known = slots ? objects.map((id) => slots.reel.numbers.get(id)).filter((object) => object !== undefined) : [];
    return new Set(known.map((object) => (slots as Slots).slotOf(object)));
  }

  #chooseNames(): void {
    const camera = this.#camera();
    this.#naming?.choose(new Screen(camera), camera.zoom, this.#selected, this.#controls());
    // The atlas may have been started again for names, and the degrees with it.
    this.#writeEdges();
    this.#points.redraw();
  }

  /** The boxes of the buttons over the map, where no name could be read. */
  #controls(): Box[] {
    if (this.#kept) return this.#kept;
    const container = this.#map.getContainer();
    const { left, top } = container.getBoundingClientRect();
    this.#kept = [...container.querySelectorAll(".maplibregl-ctrl")].map((control): Box => {
      const box = control.getBoundingClientRect();
      return [box.left - left, box.top - top, box.right - left, box.bottom - top];
    });
    return this.#kept;
  }

  /** What is gathered under a slot, or null when it stands for itself alone. */
  #pileOf(slot: number): Pile | null {
    const [slots, standing] = [this.#slots, this.#standing];
    const members = slots && standing ? standing.members(slot) : [];
    if (!slots || members.length < 2) return null;
    const places = members.map((member) => slots.standsAt(member));
    const [lngs, lats] = [places.map(([lng]) => lng), places.map(([, lat]) => lat)];
    return {
      place: slots.standsAt(slot),
      bounds: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)],
      // The urgent first, then as they rank.
      members: members
        .sort((a, b) => slots.urgent[b] - slots.urgent[a] || slots.ranks[slots.kind[b]] - slots.ranks[slots.kind[a]] || a - b)
        .map((member) => {
          const [layer, style] = [slots.layerOf(member)!, slots.styleOf(member)!];
          const { kind } = slots.reel.versions;
          return {
            objectId: slots.idOf(member),
            kind: kind[slots.versions[member]],
            name: slots.names[member] || layer.label,
            said: `${layer.label} · ${style.label}`,
            icon: (slots.stale[member] && style.stale) || style.icon,
          };
        }),
    };
  }

  #bounds(): Bounds {
    const [[west, south], [east, north]] = this.#map.getBounds().toArray();
    return [west, south, east, north];
  }

  #writeEdges(): void {
    const labels = this.#graticule ? edgeLabels(new Screen(this.#camera()), this.#bounds(), this.#look.locale) : [];
    for (let slot = 0; slot < EDGE_LABELS; slot++) {
      const label = labels[slot];
      if (label) this.#edges.place(slot, ...label.place);
      this.#edges.show(slot, label ? this.#lettering.frame(label.text, "faint") : null);
    }
  }
}

function ratio(): number {
  return Math.min(Math.max(window.devicePixelRatio, 1), 3);
}
