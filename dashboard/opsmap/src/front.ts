/** What stands above everything: objects in a ring, selected or of an alarm, and the pins of places that are no object. */
import type { Icons } from "./icons";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Standing } from "./standing";
import type { Mark } from "./types";

export interface Shown {
  selected: ReadonlySet<number>;
  alarmed: ReadonlySet<number>;
  marks: readonly Mark[];
}

export class Front {
  sprites = new Sprites(0);
  readonly #icons: Icons;
  #held: ReadonlySet<number> = new Set();
  #stale = false;

  constructor(icons: Icons) {
    this.#icons = icons;
  }

  /** Hears of a slot that is drawn otherwise. */
  moved(slot: number): void {
    this.#stale ||= this.#held.has(slot);
  }

  /** Whether what is drawn here is to be drawn again. */
  get stale(): boolean {
    return this.#stale;
  }

  draw(slots: Slots | null, standing: Standing | null, { selected, alarmed, marks }: Shown): void {
    [this.#held, this.#stale] = [new Set([...selected, ...alarmed]), false];
    const needed = 2 * selected.size + 2 * alarmed.size + marks.length;
    // A list that is long enough is used again: its unused slots draw nothing.
    if (this.sprites.count < needed) this.sprites = new Sprites(Math.max(8, 2 ** Math.ceil(Math.log2(needed))));
    let next = 0;
    if (slots && standing) {
      for (const slot of selected) next = this.#ringed(slots, standing, slot, "ring", next);
      // The wider one goes around the other: whoever is chosen still rings.
      for (const slot of alarmed) next = this.#ringed(slots, standing, slot, "alarm", next);
    }
    for (const { lng, lat, kind } of marks) {
      this.sprites.place(next, lng, lat);
      this.sprites.show(next++, this.#icons.pin(kind));
    }
    for (; next < this.sprites.count; next++) this.sprites.show(next, null);
  }

  #ringed(slots: Slots, standing: Standing, slot: number, ring: "ring" | "alarm", next: number): number {
    if (!standing.stands(slot)) return next;
    const [right, down] = standing.offset(slot);
    for (const frame of [this.#icons[ring](slots.sizeOf(slot)), slots.frames[slot]]) {
      this.sprites.follow(next, slots.symbols, slot);
      this.sprites.show(next++, frame, right, down);
    }
    return next;
  }
}
