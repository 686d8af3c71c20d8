/** What stands above everything: the selected objects in their rings, and the pins of places that are no object. */
import type { Icons } from "./icons";
import { styleOf } from "./layers";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Mark } from "./types";

export class Front {
  sprites = new Sprites(0);
  readonly #icons: Icons;

  constructor(icons: Icons) {
    this.#icons = icons;
  }

  draw(slots: Slots | null, selected: Set<number>, marks: Mark[]): void {
    const needed = 2 * selected.size + marks.length;
    // A list that is long enough is used again: its unused slots draw nothing.
    if (this.sprites.count < needed) this.sprites = new Sprites(Math.max(8, 2 ** Math.ceil(Math.log2(needed))));
    let next = 0;
    if (slots) for (const slot of selected) next = this.#chosen(slots, slot, next);
    for (const { lng, lat, kind } of marks) {
      this.sprites.place(next, lng, lat);
      this.sprites.show(next++, this.#icons.pin(kind));
    }
    for (; next < this.sprites.count; next++) this.sprites.show(next, null);
  }

  #chosen(slots: Slots, slot: number, next: number): number {
    const layer = slots.layerOf(slot);
    if (!layer || !slots.symbols.shows(slot)) return next;
    const size = slots.sizes[slot];
    const style = styleOf(layer, slots.reel.versions.status[slots.versions[slot]]);
    for (const frame of [this.#icons.ring(size), this.#icons.icon(style, size)]) {
      this.sprites.follow(next, slots.symbols, slot);
      this.sprites.show(next++, frame);
    }
    return next;
  }
}
