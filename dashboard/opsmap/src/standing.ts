/** Draws each slot as `Piles` decided: by itself, beside its place with a line to it, or in a pile that says how many. */
import type { Frame } from "./atlas";
import type { Icons } from "./icons";
import { besides, HERE, PILE, Piles, type View } from "./piles";
import type { Box } from "./labels";
import type { Screen } from "./screen";
import type { Slots } from "./slots";
import { Sprites } from "./sprites";
import type { Tokens } from "./tokens";

/** A pile is four sprites: a plate, the number on its left, and the letters of two kinds one above the other. */
const PARTS = 4;
/** Sizes of letters in sides of a symbol, and the air around them in pixels. */
const NUMBER = 0.5;
const LETTERS = 0.31;
const AIR = 4;
/** Plates come in widths so many pixels apart, to be few. */
const STEP = 4;

/** How a slot is drawn. */
const NOT = 0;
const BELOW = 1;
const ABOVE = 2;
const PILED = 3;

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
  /** What was drawn in each slot, to know what changed: how, on which side, and what the mark says. */
  readonly #how: Uint8Array;
  readonly #direction: Int8Array;
  readonly #says: Int32Array;
  readonly #noted: string[];
  /** The plate of each slot that heads a pile, and those not used. */
  readonly #plateOf = new Map<number, number>();
  readonly #free: number[];
  #made = "";
  #moves = -1;

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
    this.#how = new Uint8Array(count);
    this.#direction = new Int8Array(count).fill(HERE);
    this.#says = new Int32Array(count);
    this.#noted = new Array<string>(count).fill("");
  }

  /**
   * Draws the slots that changed, and all those that stand otherwise for it; `moved` hears each slot whose
   * symbol came, went or stands elsewhere. Unless it is `late`, piles are not made anew for objects that changed;
   * answers whether they are to be, soon.
   */
  draw(view: View, chosen: ReadonlySet<number>, changed: Iterable<number>, late: boolean, moved: (slot: number) => void): boolean {
    const made = `${view.scale} ${view.bearing} ${view.side} ${view.gather} ${[...chosen].join()}`;
    const due = this.#slots.moves !== this.#moves;
    if (made !== this.#made || (due && late)) {
      this.#made = made;
      this.#moves = this.#slots.moves;
      this.piles.gather(view, chosen);
      // First those that pile up no more, for their plates serve others.
      for (const slot of this.#plateOf.keys()) if (this.#ask(slot, chosen) !== PILED) this.#unplate(slot);
      for (let slot = 0; slot < this.#slots.count; slot++) {
        if (!this.#same(slot, this.#ask(slot, chosen))) this.#draw(slot, view.side, chosen, moved);
      }
    }
    const waits = this.#slots.moves !== this.#moves;
    for (const slot of changed) {
      if (waits) this.piles.meanwhile(slot);
      this.#draw(slot, view.side, chosen, moved);
    }
    return waits;
  }

  /** The slot stands elsewhere and is drawn as it was: all that is drawn for it goes with it. */
  carry(slot: number): void {
    const { symbols } = this.#slots;
    for (const list of [this.leaders, this.above, this.notes]) if (list.shows(slot)) list.follow(slot, symbols);
    const plate = this.#plateOf.get(slot);
    if (plate === undefined) return;
    for (let part = 0; part < PARTS; part++) this.plates.follow(plate * PARTS + part, symbols, slot);
  }

  /** Whether the slot has a symbol of its own on the map. */
  stands(slot: number): boolean {
    return this.#how[slot] === BELOW || this.#how[slot] === ABOVE;
  }

  /** Whether it is a pile that is drawn there. */
  isPile(slot: number): boolean {
    return this.#how[slot] === PILED;
  }

  /** From the place of the slot to the middle of what is drawn for it, in CSS pixels. */
  offset(slot: number): [right: number, down: number] {
    return besides(this.piles.direction[slot], this.#icons.side("full"));
  }

  /** The box of the count beside a symbol whose middle is at a place of the screen. */
  noteBox(slot: number, x: number, y: number): Box[] {
    const note = this.#noted[slot];
    if (!note) return [];
    const size = this.#noteSize;
    const [right, down] = this.#noteOffset(slot, note);
    const half = this.#tokens.width(note, size) / 2 + size * 0.45;
    return [[x + right - half, y + down - size / 2 - 3, x + right + half, y + down + size / 2 + 3]];
  }

  /** Half the width and half the height of what is drawn, in CSS pixels. */
  reach(slot: number): [across: number, along: number] {
    const side = this.#icons.side("full");
    if (this.isPile(slot)) return [this.#plate(slot, side).width / 2, (PILE.height * side) / 2];
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
      const far = Math.max(dx - across, dy - along) - (this.#how[slot] === ABOVE ? 0.5 : 0);
      if (far < least) [best, least] = [slot, far];
    }
    return best < 0 ? null : best;
  }

  /** How a slot is to be drawn: what is urgent or chosen keeps its own symbol whatever it stands for. */
  #ask(slot: number, chosen: ReadonlySet<number>): number {
    if (this.piles.home[slot] !== slot) return NOT;
    if (this.#slots.urgent[slot] === 1) return ABOVE;
    return this.piles.total[slot] > 1 && !chosen.has(slot) ? PILED : BELOW;
  }

  /** All that a mark says, in one number. */
  #saying(slot: number, how: number): number {
    const { total, first, second, others } = this.piles;
    if (how !== PILED) return how === NOT ? 0 : total[slot];
    return ((total[slot] * 64 + first[slot] + 1) * 64 + second[slot] + 1) * 2 + others[slot];
  }

  #same(slot: number, how: number): boolean {
    return (
      this.#how[slot] === how &&
      (how === NOT || (this.#direction[slot] === this.piles.direction[slot] && this.#says[slot] === this.#saying(slot, how)))
    );
  }

  #draw(slot: number, side: number, chosen: ReadonlySet<number>, moved: (slot: number) => void): void {
    const { symbols, frames, people } = this.#slots;
    const how = this.#ask(slot, chosen);
    if (how === NOT && this.#how[slot] === NOT) return;
    const direction = how === NOT ? HERE : this.piles.direction[slot];
    this.#how[slot] = how;
    this.#direction[slot] = direction;
    this.#says[slot] = this.#saying(slot, how);
    const [right, down] = besides(direction, side);
    symbols.show(slot, how === BELOW ? frames[slot] : null, right, down);
    this.#show(this.above, slot, how === ABOVE ? frames[slot] : null, right, down);
    this.#show(this.leaders, slot, direction === HERE ? null : this.#icons.leader(direction), right / 2, down / 2);
    const total = this.piles.total[slot];
    this.#note(slot, how === NOT || how === PILED ? "" : total > 1 ? `+${total - 1}` : people[slot], right, down);
    if (how === PILED) this.#pile(slot, right, down, side);
    else this.#unplate(slot);
    moved(slot);
  }

  #show(list: Sprites, slot: number, frame: Frame | null, right: number, down: number): void {
    if (!frame && !list.shows(slot)) return;
    list.follow(slot, this.#slots.symbols);
    list.show(slot, frame, right, down);
  }

  #note(slot: number, text: string, right: number, down: number): void {
    this.#noted[slot] = text;
    const what = text.startsWith("+") ? "more" : "people";
    const frame = text ? this.#tokens.frame({ what, text, size: this.#noteSize }) : null;
    const [beside, under] = this.#noteOffset(slot, text);
    this.#show(this.notes, slot, frame, right + beside, down + under);
  }

  get #noteSize(): number {
    return Math.round(this.#icons.side("full") * 0.37);
  }

  /** People are counted under the right corner, for a badge of the status is above it; "+3" is at the left. */
  #noteOffset(slot: number, text: string): [right: number, down: number] {
    const half = this.#icons.side(this.#slots.sizeOf(slot)) / 2;
    return [text.startsWith("+") ? -half : half * 0.7, half * 0.85];
  }

  #unplate(slot: number): void {
    const plate = this.#plateOf.get(slot);
    if (plate === undefined) return;
    for (let part = 0; part < PARTS; part++) this.plates.show(plate * PARTS + part, null);
    this.#plateOf.delete(slot);
    this.#free.push(plate);
  }

  #pile(slot: number, right: number, down: number, side: number): void {
    const plate = this.#plateOf.get(slot) ?? (this.#free.pop() as number);
    this.#plateOf.set(slot, plate);
    const { width, number, letters } = this.#plate(slot, side);
    const height = Math.round(PILE.height * side);
    const [tall, small] = [Math.round(NUMBER * side), Math.round(LETTERS * side)];
    const left = -width / 2 + AIR + this.#tokens.width(number, tall) / 2;
    const beside = width / 2 - AIR - Math.max(...letters.map((code) => this.#tokens.width(code, small))) / 2;
    const apart = letters.length > 1 ? 0.21 * side : 0;
    const parts: [frame: Frame | null, right: number, down: number][] = [
      // The second sheet lies to the right and under: the middle of the upper one is the middle of the mark.
      [this.#tokens.frame({ what: "plate", width, height }), 1, 1],
      [this.#tokens.frame({ what: "number", text: number, size: tall }), left, 0],
      [this.#tokens.frame({ what: "number", text: letters[0], size: small }), beside, -apart],
      [letters.length > 1 ? this.#tokens.frame({ what: "number", text: letters[1], size: small }) : null, beside, apart],
    ];
    parts.forEach(([frame, dx, dy], part) => {
      this.plates.follow(plate * PARTS + part, this.#slots.symbols, slot);
      this.plates.show(plate * PARTS + part, frame, right + dx, down + dy);
    });
  }

  /** What is written on the plate of a pile: how many, the letters of the two highest kinds, "+" for others. */
  #plate(slot: number, side: number): { width: number; number: string; letters: string[] } {
    const { first, second, others, total } = this.piles;
    const code = (kind: number): string => this.#slots.layers.list[kind]?.code ?? "??";
    const letters = [code(first[slot])];
    if (second[slot] >= 0) letters.push(code(second[slot]) + (others[slot] ? "+" : ""));
    const number = String(total[slot]);
    const wide = Math.max(...letters.map((text) => this.#tokens.width(text, Math.round(LETTERS * side))));
    const width = this.#tokens.width(number, Math.round(NUMBER * side)) + wide + 3 * AIR;
    return { width: STEP * Math.ceil(width / STEP), number, letters };
  }
}
