/** What stands above everything: the selected objects in their rings, and the pins of places that are no object. */
import type { Icons } from "./icons";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Standing } from "./standing";
import type { Mark } from "./types";

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

  draw(slots: Slots | null, standing: Standing | null, selected: ReadonlySet<number>, marks: Mark[]): void {
    [this.#held, this.#stale] = [selected, false];
    const needed = 2 * selected.size + marks.length;
    // A list that is long enough is used again: its unused slots draw nothing.
    if (this.sprites.count < needed) this.sprites = new Sprites(Math.max(8, 2 ** Math.ceil(Math.log2(needed))));
    let next = 0;
    if (slots && standing) for (const slot of selected) next = this.#chosen(slots, standing, slot, next);
    for (const { lng, lat, kind } of marks) {
      this.sprites.place(next, lng, lat);
      this.sprites.show(next++, this.#icons.pin(kind));
    }
    for (; next < this.sprites.count; next++) this.sprites.show(next, null);
  }

  #chosen(slots: Slots, standing: Standing, slot: number, next: number): number {
    if (!standing.stands(slot)) return next;
    const [right, down] = standing.offset(slot);
    for (const frame of [this.#icons.ring(slots.sizeOf(slot)), slots.frames[slot]]) {
      this.sprites.follow(next, slots.symbols, slot);
      this.sprites.show(next++, frame, right, down);
    }
    return next;
  }
}
