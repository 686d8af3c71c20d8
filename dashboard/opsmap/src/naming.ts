/** The names on the map: chosen for the view a few times a second, gone at once with the object they name. */
import { declutter, type Box, type Candidate, type Placed, type Side } from "./labels";
import type { Lettering } from "./lettering";
import type { Screen } from "./screen";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Standing } from "./standing";

/** How far outside the view an object may stand whose name could reach into it. */
const MARGIN = 80;

/** How near the edge of the view a name may come. */
const EDGE = 3;

/** A symbol without a name still keeps the names of others off itself. */
const NO_NAME = { width: 0, height: 0 };

/** What is urgent is named before what only ranks higher. */
const URGENT = 1000;

interface Named extends Placed {
  name: string;
}

export class Naming {
  sprites: Sprites;
  readonly #slots: Slots;
  readonly #standing: Standing;
  readonly #lettering: Lettering;
  #named = new Map<number, Named>();
  readonly #sides = new Map<number, Side>();

  constructor(slots: Slots, standing: Standing, lettering: Lettering) {
    this.#slots = slots;
    this.#standing = standing;
    this.#lettering = lettering;
    this.sprites = new Sprites(slots.count);
  }

  /** After an object changed: its name follows it, or goes if it is no longer its name. */
  follow(slot: number): void {
    const named = this.#named.get(slot);
    if (!named) return;
    const { symbols, names } = this.#slots;
    if (!this.#standing.stands(slot) || names[slot] !== named.name) {
      this.#hide(slot);
      return;
    }
    this.sprites.follow(slot, symbols);
    const [right, down] = this.#standing.offset(slot);
    const frame = this.#lettering.frame(named.name, "name");
    if (frame) this.sprites.show(slot, frame, right + named.right, down + named.down);
  }

  /** After an object moved, and nothing else of it changed. */
  carry(slot: number): void {
    if (this.sprites.shows(slot)) this.sprites.follow(slot, this.#slots.symbols);
  }

  /** Chooses the names for a view. The names of the selected slots are shown whatever they cover. */
  choose(screen: Screen, zoom: number, selected: ReadonlySet<number>, kept: Box[] = []): void {
    const candidates = this.#candidates(screen, zoom, selected);
    const notes = candidates.flatMap(({ slot, x, y }) => this.#standing.noteBox(slot, x, y) ?? []);
    const placed = declutter(candidates, [EDGE, EDGE, screen.width - EDGE, screen.height - EDGE], [...kept, ...notes]);
    const named = new Set(placed.map(({ slot }) => slot));
    for (const slot of this.#named.keys()) if (!named.has(slot)) this.#hide(slot);
    if (placed.every((label) => this.#show(label))) return;
    // The atlas is full of names no longer shown: start it again with those that are.
    this.#lettering.atlas.clear();
    this.#named.clear();
    for (const label of placed) this.#show(label);
  }

  /** The slot whose name lies under a place of the screen. */
  at(screen: Screen, x: number, y: number): number | null {
    const slots = this.#slots;
    for (const { slot, name, right, down } of this.#named.values()) {
      const { width, height } = this.#lettering.measure(name);
      const [beside, under] = this.#standing.offset(slot);
      const dx = x - screen.x(slots.x[slot], slots.y[slot]) - beside - right;
      const dy = y - screen.y(slots.x[slot], slots.y[slot]) - under - down;
      if (Math.abs(dx) <= width / 2 && Math.abs(dy) <= height / 2) return slot;
    }
    return null;
  }

  #candidates(screen: Screen, zoom: number, selected: ReadonlySet<number>): Candidate[] {
    const [slots, standing] = [this.#slots, this.#standing];
    const candidates: Candidate[] = [];
    for (let slot = 0; slot < slots.count; slot++) {
      const stands = standing.stands(slot);
      if (!stands && !standing.isPile(slot)) continue;
      const [right, down] = standing.offset(slot);
      const x = screen.x(slots.x[slot], slots.y[slot]) + right;
      const y = screen.y(slots.x[slot], slots.y[slot]) + down;
      if (!screen.sees(x, y, MARGIN)) continue;
      const layer = slots.layerOf(slot);
      const forced = selected.has(slot);
      const wanted = stands && (forced || zoom >= (layer?.minLabelZoom ?? 0));
      const { width, height } = wanted && slots.names[slot] ? this.#lettering.measure(slots.names[slot]) : NO_NAME;
      const [across, along] = standing.reach(slot);
      const priority = (layer?.rank ?? 0) + URGENT * slots.urgent[slot];
      candidates.push({ slot, x, y, across, along, width, height, priority, forced, side: this.#sides.get(slot) ?? null });
    }
    return candidates;
  }

  /** Answers false when the atlas has no room for the name. */
  #show({ slot, side, right, down }: Placed): boolean {
    const name = this.#slots.names[slot];
    const before = this.#named.get(slot);
    if (before && before.name === name && before.right === right && before.down === down) return true;
    const frame = this.#lettering.frame(name, "name");
    if (!frame) return false;
    this.#named.set(slot, { slot, side, right, down, name });
    this.#sides.set(slot, side);
    this.follow(slot);
    return true;
  }

  #hide(slot: number): void {
    this.#named.delete(slot);
    this.sprites.show(slot, null);
  }
}
