/** Draws each slot as `Piles` decided: by itself, beside its place with a line to it, or in a pile that says how many. */
import type { Frame } from "./atlas";
import type { Icons } from "./icons";
import { besides, HERE, Piles, type View } from "./piles";
import type { Box } from "./labels";
import type { Screen } from "./screen";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Tokens } from "./tokens";

/** A pile is three sprites: a plate, the number, the letters of its kinds. */
const PARTS = 3;
/** Heights in sides of a symbol. */
const PLATE = { height: 1.16, narrow: 1.2, number: 0.46, letters: 0.33 };

/** What was drawn in a slot, to know what changed. */
interface Drawn {
  frame: Frame | null;
  above: boolean;
  direction: number;
  pile: string;
  note: string;
}

const NOTHING: Drawn = { frame: null, above: false, direction: HERE, pile: "", note: "" };

export class Standing {
  /** Lines from a place to the symbol beside it; plates; symbols above all; counts beside symbols. */
  readonly leaders: Sprites;
  readonly plates: Sprites;
  readonly above: Sprites;
  readonly notes: Sprites;
  readonly piles: Piles;
  readonly #slots: Slots;
  readonly #icons: Icons;
  readonly #tokens: Tokens;
  readonly #drawn: Drawn[];
  /** The plate of each slot that heads a pile, and those not used. */
  readonly #plateOf = new Map<number, number>();
  readonly #free: number[];
  #made = "";

  constructor(slots: Slots, icons: Icons, tokens: Tokens) {
    const { count } = slots;
    this.#slots = slots;
    this.#icons = icons;
    this.#tokens = tokens;
    this.piles = new Piles(slots);
    this.leaders = new Sprites(count);
    this.above = new Sprites(count);
    this.notes = new Sprites(count);
    const most = count >> 1;
    this.plates = new Sprites(most * PARTS);
    this.#free = Array.from({ length: most }, (_, i) => most - 1 - i);
    this.#drawn = new Array<Drawn>(count).fill(NOTHING);
  }

  /**
   * Draws the slots that changed, and all those that stand otherwise for it; `moved` hears each slot whose
   * symbol came, went or stands elsewhere.
   */
  draw(view: View, chosen: ReadonlySet<number>, changed: Iterable<number>, moved: (slot: number) => void): void {
    const made = `${this.#slots.moves} ${view.scale} ${view.bearing} ${view.side} ${view.gather} ${[...chosen].join()}`;
    if (made === this.#made) {
      for (const slot of changed) this.#draw(slot, view, chosen, true, moved);
      return;
    }
    this.#made = made;
    this.piles.gather(view, chosen);
    // First those that pile up no more, for their plates serve others.
    for (const slot of this.#plateOf.keys()) {
      if (!this.#heads(slot, chosen)) this.#pile(slot, "", 0, 0, 0);
    }
    const fresh = new Set(changed);
    for (let slot = 0; slot < this.#slots.count; slot++) this.#draw(slot, view, chosen, fresh.has(slot), moved);
  }

  /** Whether the slot has a symbol of its own on the map. */
  stands(slot: number): boolean {
    return this.#drawn[slot].frame !== null;
  }

  /** Whether it is a pile that is drawn there. */
  isPile(slot: number): boolean {
    return this.#drawn[slot].pile !== "";
  }

  /** From the place of the slot to the middle of what is drawn for it, in CSS pixels. */
  offset(slot: number): [right: number, down: number] {
    return besides(this.piles.direction[slot], this.#icons.side("full"));
  }

  /** The box of the count beside a symbol whose middle is at a place of the screen. */
  noteBox(slot: number, x: number, y: number): Box[] {
    const { note } = this.#drawn[slot];
    if (!note) return [];
    const size = this.#noteSize;
    const [right, down] = this.#noteOffset(slot, note);
    const half = this.#tokens.width(note, size) / 2 + size * 0.45;
    return [[x + right - half, y + down - size / 2 - 3, x + right + half, y + down + size / 2 + 3]];
  }

  /** Half the width and half the height of what is drawn, in CSS pixels. */
  reach(slot: number): [across: number, along: number] {
    const side = this.#icons.side("full");
    if (this.isPile(slot)) return [this.#plateWidth(this.#letters(slot), side) / 2, (PLATE.height * side) / 2];
    const half = this.#icons.side(this.#slots.sizeOf(slot)) / 2;
    return [half, half];
  }

  /** The slots gathered under one, itself included. */
  members(head: number): number[] {
    const found: number[] = [];
    this.piles.home.forEach((home, slot) => home === head && found.push(slot));
    return found;
  }

  /** How many piles there are, and what they hold. */
  count(): { marks: number; objects: number } {
    let objects = 0;
    for (const head of this.#plateOf.keys()) objects += this.piles.total[head];
    return { marks: this.#plateOf.size, objects };
  }

  /** The topmost slot drawn at a place of the screen. */
  at(screen: Screen, x: number, y: number, tolerance: number): number | null {
    const slots = this.#slots;
    const side = this.#icons.side("full");
    let [best, least] = [-1, Infinity];
    for (let slot = slots.count - 1; slot >= 0; slot--) {
      if (!this.stands(slot) && !this.isPile(slot)) continue;
      const [right, down] = this.offset(slot);
      const dx = Math.abs(x - screen.x(slots.x[slot], slots.y[slot]) - right);
      if (dx > 2 * side + tolerance) continue;
      const dy = Math.abs(y - screen.y(slots.x[slot], slots.y[slot]) - down);
      const [across, along] = this.reach(slot);
      if (dx > across + tolerance || dy > along + tolerance) continue;
      // Of two as near as each other, the one that is seen: what lies above, then what is drawn later.
      const far = Math.max(dx - across, dy - along) - (this.#drawn[slot].above ? 0.5 : 0);
      if (far < least) [best, least] = [slot, far];
    }
    return best < 0 ? null : best;
  }

  #draw(slot: number, { side }: View, chosen: ReadonlySet<number>, fresh: boolean, moved: (slot: number) => void): void {
    const { piles } = this;
    const was = this.#drawn[slot];
    const stands = piles.home[slot] === slot;
    if (!stands && !fresh && was === NOTHING) return;
    const alone = stands && !this.#heads(slot, chosen);
    const now: Drawn = stands
      ? {
          frame: alone ? this.#slots.frames[slot] : null,
          above: alone && this.#slots.urgent[slot] === 1,
          direction: piles.direction[slot],
          pile: alone ? "" : `${piles.total[slot]} ${this.#letters(slot)}`,
          note: alone ? (piles.total[slot] > 1 ? `+${piles.total[slot] - 1}` : this.#slots.people[slot]) : "",
        }
      : NOTHING;
    if (!fresh && same(was, now)) return;
    this.#drawn[slot] = now;
    const { symbols } = this.#slots;
    const [right, down] = besides(now.direction, side);
    for (const [list, frame, dx, dy] of [
      [symbols, now.above ? null : now.frame, right, down],
      [this.above, now.above ? now.frame : null, right, down],
      [this.leaders, now.direction === HERE ? null : this.#icons.leader(now.direction), right / 2, down / 2],
    ] as const) {
      if (list !== symbols) list.follow(slot, symbols);
      list.show(slot, frame, dx, dy);
    }
    this.#note(slot, now.note, right, down);
    this.#pile(slot, now.pile, right, down, side);
    moved(slot);
  }

  /** Whether a pile is drawn for it: what is urgent or chosen keeps its own symbol whatever it stands for. */
  #heads(slot: number, chosen: ReadonlySet<number>): boolean {
    const { home, total } = this.piles;
    return home[slot] === slot && total[slot] > 1 && this.#slots.urgent[slot] === 0 && !chosen.has(slot);
  }

  #note(slot: number, text: string, right: number, down: number): void {
    const what = text.startsWith("+") ? "more" : "people";
    const frame = text ? this.#tokens.frame({ what, text, size: this.#noteSize }) : null;
    if (!frame && !this.notes.shows(slot)) return;
    this.notes.follow(slot, this.#slots.symbols);
    const [beside, under] = this.#noteOffset(slot, text);
    this.notes.show(slot, frame, right + beside, down + under);
  }

  get #noteSize(): number {
    return Math.round(this.#icons.side("full") * 0.37);
  }

  /** People are counted under the right corner, for a badge of the status is above it; "+3" is at the left. */
  #noteOffset(slot: number, text: string): [right: number, down: number] {
    const half = this.#icons.side(this.#slots.sizeOf(slot)) / 2;
    return [text.startsWith("+") ? -half : half * 0.7, half * 0.85];
  }

  #pile(slot: number, pile: string, right: number, down: number, side: number): void {
    let plate = this.#plateOf.get(slot);
    if (!pile) {
      if (plate === undefined) return;
      for (let part = 0; part < PARTS; part++) this.plates.show(plate * PARTS + part, null);
      this.#plateOf.delete(slot);
      this.#free.push(plate);
      return;
    }
    if (plate === undefined) {
      plate = this.#free.pop() as number;
      this.#plateOf.set(slot, plate);
    }
    const [number, ...letters] = pile.split(" ");
    const said = letters.join(" ");
    const frames: [frame: Frame | null, down: number][] = [
      [this.#tokens.frame({ what: "plate", width: this.#plateWidth(said, side), height: Math.round(PLATE.height * side), urgent: false }), 0],
      [this.#tokens.frame({ what: "number", text: number, size: Math.round(PLATE.number * side) }), -0.22 * side],
      [this.#tokens.frame({ what: "number", text: said, size: Math.round(PLATE.letters * side) }), 0.26 * side],
    ];
    frames.forEach(([frame, lower], part) => {
      this.plates.follow(plate * PARTS + part, this.#slots.symbols, slot);
      // The second sheet lies to the right and under: the middle of the upper one is the middle of the mark.
      this.plates.show(plate * PARTS + part, frame, right + (part === 0 ? 1 : 0), down + lower + (part === 0 ? 1 : 0));
    });
  }

  #plateWidth(letters: string, side: number): number {
    const width = this.#tokens.width(letters, Math.round(PLATE.letters * side)) + 8;
    return Math.max(Math.round(PLATE.narrow * side), 4 * Math.ceil(width / 4));
  }

  /** The letters of the two highest kinds, and "…" for others. */
  #letters(slot: number): string {
    const { first, second, others } = this.piles;
    const code = (kind: number): string => this.#slots.layers.list[kind]?.code ?? "??";
    if (second[slot] < 0) return code(first[slot]);
    return `${code(first[slot])} ${code(second[slot])}${others[slot] ? " …" : ""}`;
  }
}

function same(one: Drawn, other: Drawn): boolean {
  return (
    one.frame === other.frame &&
    one.above === other.above &&
    one.direction === other.direction &&
    one.pile === other.pile &&
    one.note === other.note
  );
}
