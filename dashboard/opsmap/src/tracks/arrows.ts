/** Which way moving teams go: a small arrow beside each of their symbols. */
import type { Icons } from "../icons";
import type { Slots } from "../slots";
import { Sprites } from "../sprites";
import type { Standing } from "../standing";

/** As many directions as there are pictures of arrows. */
export const DIRECTIONS = 32;
/** From the middle of the symbol to that of the arrow, in sides of a symbol. */
const FAR = 0.68;
/** Outside the ring of what is chosen. */
const FAR_CHOSEN = 0.98;

export class Arrows {
  sprites = new Sprites(0);
  readonly #icons: Icons;

  constructor(icons: Icons) {
    this.#icons = icons;
  }

  /** Draws all of them; `bearing` is the turn of the map. In a pile or without news, none. */
  draw(slots: Slots, standing: Standing, bearing: number, chosen: ReadonlySet<number>): void {
    const { devices } = slots;
    if (this.sprites.count < devices.count) this.sprites = new Sprites(devices.count);
    const side = this.#icons.side("full");
    for (let number = 0; number < devices.count; number++) {
      const slot = devices.slots[number];
      const course = devices.course[number];
      const moves = course >= 0 && slots.device[slot] === 1 && !slots.stale[slot] && standing.stands(slot);
      if (!moves) {
        if (this.sprites.shows(number)) this.sprites.show(number, null);
        continue;
      }
      const turn = Math.round(((course - bearing + 720) % 360) / (360 / DIRECTIONS)) % DIRECTIONS;
      const angle = turn * ((2 * Math.PI) / DIRECTIONS);
      const far = side * (chosen.has(slot) ? FAR_CHOSEN : FAR);
      const [right, down] = standing.offset(slot);
      this.sprites.follow(number, slots.symbols, slot);
      this.sprites.show(number, this.#icons.arrow(turn, devices.faint[number]), right + Math.sin(angle) * far, down - Math.cos(angle) * far);
    }
    for (let rest = devices.count; rest < this.sprites.count; rest++) this.sprites.show(rest, null);
  }
}
