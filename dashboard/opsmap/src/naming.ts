/** The names on the map: chosen for the view a few times a second, gone at once with the object they name. */
import { declutter, type Candidate, type Placed, type Side } from "./labels";
import type { Icons } from "./icons";
import type { Lettering } from "./lettering";
import type { Screen } from "./screen";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";

/** How far outside the view an object may stand whose name could reach into it. */
const MARGIN = 80;

/** A symbol without a name still keeps the names of others off itself. */
const NO_NAME = { width: 0, height: 0 };

interface Named extends Placed {
  name: string;
}

export class Naming {
  sprites: Sprites;
  readonly #slots: Slots;
  readonly #icons: Icons;
  readonly #lettering: Lettering;
  #named = new Map<number, Named>();
  readonly #sides = new Map<number, Side>();

  constructor(slots: Slots, icons: Icons, lettering: Lettering) {
    this.#slots = slots;
    this.#icons = icons;
    this.#lettering = lettering;
    this.sprites = new Sprites(slots.count);
  }

  /** After an object changed: its name follows it, or goes if it is no longer its name. */
  follow(slot: number): void {
    const named = this.#named.get(slot);
    if (!named) return;
    const { symbols, names } = this.#slots;
    if (symbols.shows(slot) && names[slot] === named.name) this.sprites.follow(slot, symbols);
    else this.#hide(slot);
  }

  /** Chooses the names for a view. The names of the selected slots are shown whatever they cover. */
  choose(screen: Screen, zoom: number, selected: Set<number>): void {
    const placed = declutter(this.#candidates(screen, zoom, selected));
    const kept = new Set(placed.map(({ slot }) => slot));
    for (const slot of this.#named.keys()) if (!kept.has(slot)) this.#hide(slot);
    if (placed.every((label) => this.#show(label))) return;
    // The atlas is full of names no longer shown: start it again with those that are.
    this.#lettering.atlas.clear();
    this.#named.clear();
    for (const label of placed) this.#show(label);
  }

  /** The slot whose name lies under a place of the screen. */
  at(screen: Screen, x: number, y: number): number | null {
    const { mercatorX, mercatorY } = this.#slots;
    for (const { slot, name, right, down } of this.#named.values()) {
      const { width, height } = this.#lettering.measure(name);
      const dx = x - screen.x(mercatorX[slot], mercatorY[slot]) - right;
      const dy = y - screen.y(mercatorX[slot], mercatorY[slot]) - down;
      if (Math.abs(dx) <= width / 2 && Math.abs(dy) <= height / 2) return slot;
    }
    return null;
  }

  #candidates(screen: Screen, zoom: number, selected: Set<number>): Candidate[] {
    const slots = this.#slots;
    const candidates: Candidate[] = [];
    for (let slot = 0; slot < slots.count; slot++) {
      if (!slots.symbols.shows(slot)) continue;
      const x = screen.x(slots.mercatorX[slot], slots.mercatorY[slot]);
      const y = screen.y(slots.mercatorX[slot], slots.mercatorY[slot]);
      if (!screen.sees(x, y, MARGIN)) continue;
      const layer = slots.layerOf(slot);
      const forced = selected.has(slot);
      const wanted = forced || zoom >= (layer?.minLabelZoom ?? 0);
      const { width, height } = wanted && slots.names[slot] ? this.#lettering.measure(slots.names[slot]) : NO_NAME;
      candidates.push({
        slot,
        x,
        y,
        reach: this.#icons.side(slots.sizes[slot]) / 2,
        width,
        height,
        priority: layer?.rank ?? 0,
        forced,
        side: this.#sides.get(slot) ?? null,
      });
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
    this.sprites.follow(slot, this.#slots.symbols);
    this.sprites.show(slot, frame, right, down);
    return true;
  }

  #hide(slot: number): void {
    this.#named.delete(slot);
    this.sprites.show(slot, null);
  }
}
