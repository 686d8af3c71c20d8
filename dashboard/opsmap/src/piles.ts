/** Which symbols stand for themselves, which are gathered under one mark, and where each stands on the screen. */

/*
 * The rule, from the top down:
 * 1. what was chosen stands at its place;
 * 2. what is urgent stands for itself, beside its place where another urgent thing has it, with a line to it;
 * 3. everything else that would cover one that comes before it (`order`) is gathered under that one, and the
 *    mark stands at that one's place: it does not move when others come and go. Where an urgent thing has the
 *    place, the mark stands beside it like another urgent thing;
 * 4. only where all eight sides are taken is a thing gathered under the nearest mark, be it urgent, and counted there.
 * So nothing is ever covered without being counted, and the same instant at the same scale gives the same picture,
 * whichever way one came to it.
 *
 * Worked out in CSS pixels of the world, not of the view, so that moving the map changes nothing; and by hashing
 * into cells, in proportion to the number of symbols.
 */

/** What is to be placed: one row a slot. Lists are as long as there are slots. */
export interface Field {
  readonly count: number;
  /** Web Mercator, 0 to 1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly present: Uint8Array;
  readonly urgent: Uint8Array;
  /** Whether the symbol is that of a line or a zone, which is smaller. */
  readonly small: Uint8Array;
  /** The number of the kind, and how it ranks among kinds. */
  readonly kind: Int16Array;
  readonly ranks: readonly number[];
  /** The slots, those that come first in a pile first. */
  readonly order: Int32Array;
}

export interface View {
  /** Pixels in a world, and the turn of the map. */
  scale: number;
  bearing: number;
  /** The side of a symbol in pixels. */
  side: number;
  gather: boolean;
}

/** Stands at its own place. */
export const HERE = -1;
export const SIDES = 8;
/** How far beside its place a symbol may stand, in sides of a symbol; how wide and high the mark of a pile is. */
export const BESIDE = 1.35;
export const PILE = { width: 1.65, height: 1 };
/** A plate has no empty corners: nothing is to lie over its number. */
const CLEAR = 1.25;
const SMALL = 0.75;
/** How much of their width two symbols must stand apart: the corners of most shapes are empty. */
const NEAR = 0.82;

/** Up and to the right first: there a symbol hides the fewest names, which stand below. */
const TURNS = Array.from({ length: SIDES }, (_, direction) => ((direction * 3 + 7) % SIDES) * (Math.PI / 4));
const RIGHT = TURNS.map((turn) => Math.cos(turn) * BESIDE);
const DOWN = TURNS.map((turn) => Math.sin(turn) * BESIDE);

/** From the place of a symbol to the middle of it, when it stands on that side: right, then down, in pixels. */
export function besides(direction: number, side: number): [right: number, down: number] {
  return direction === HERE ? [0, 0] : [RIGHT[direction] * side, DOWN[direction] * side];
}

export class Piles {
  /** The slot a slot is gathered under: itself when it is drawn, -1 when it is not there. */
  readonly home: Int32Array;
  /** The side of its place it stands on, or HERE. */
  readonly direction: Int8Array;
  /** How many a drawn slot stands for. */
  readonly total: Int32Array;
  /** The two highest kinds among them, and whether there are others. */
  readonly first: Int16Array;
  readonly second: Int16Array;
  readonly others: Uint8Array;
  readonly #field: Field;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #taken: Cells;

  constructor(field: Field) {
    const { count } = field;
    this.#field = field;
    this.home = new Int32Array(count).fill(-1);
    this.direction = new Int8Array(count).fill(HERE);
    this.total = new Int32Array(count);
    this.first = new Int16Array(count);
    this.second = new Int16Array(count);
    this.others = new Uint8Array(count);
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
    this.#taken = new Cells(count);
  }

  /** Decides anew. `chosen` are the slots of rule 1. */
  gather(view: View, chosen: ReadonlySet<number>): void {
    const { count, present } = this.#field;
    this.direction.fill(HERE);
    for (let slot = 0; slot < count; slot++) this.home[slot] = present[slot] ? slot : -1;
    if (view.gather) {
      this.#project(view);
      this.#join(view, chosen);
      this.#settle(view, chosen);
    }
    this.#count();
  }

  /**
   * A slot changed and the piles are not made anew yet: it is let go when it left, and shown at once when it came or
   * became urgent. A pile stays what it was for that long.
   */
  meanwhile(slot: number): void {
    const { present, urgent, kind } = this.#field;
    const heads = this.home[slot] === slot && this.total[slot] > 1;
    if (!present[slot]) {
      if (!heads) this.home[slot] = -1;
    } else if (this.home[slot] < 0 || (urgent[slot] && this.home[slot] !== slot)) {
      this.home[slot] = slot;
      this.direction[slot] = HERE;
      this.total[slot] = 1;
      this.first[slot] = kind[slot];
      this.second[slot] = -1;
      this.others[slot] = 0;
    }
  }

  #project({ scale, bearing }: View): void {
    const { count, x, y } = this.#field;
    const turn = (-bearing * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
    for (let slot = 0; slot < count; slot++) {
      this.#x[slot] = x[slot] * cos - y[slot] * sin;
      this.#y[slot] = x[slot] * sin + y[slot] * cos;
    }
  }

  /** Rule 3: each joins the nearest of those before it that stand for themselves. */
  #join({ side }: View, chosen: ReadonlySet<number>): void {
    const { present, urgent, order } = this.#field;
    const heads = this.#taken;
    const reach = side * NEAR;
    heads.clear(reach);
    for (const slot of order) {
      if (!present[slot] || urgent[slot] || chosen.has(slot)) continue;
      const head = heads.nearest(this.#x[slot], this.#y[slot], reach);
      if (head < 0) heads.add(slot, this.#x[slot], this.#y[slot], side, side);
      else this.home[slot] = head;
    }
  }

  /** Rules 1, 2 and 4: those that stand for themselves take their places, the first served first. */
  #settle({ side }: View, chosen: ReadonlySet<number>): void {
    const { present, urgent, order } = this.#field;
    const taken = this.#taken;
    const moved = new Map<number, number>();
    this.#count();
    taken.clear(side * PILE.width * NEAR);
    const below = (slot: number): boolean => urgent[slot] === 0 && !chosen.has(slot);
    const join = (slot: number, head: number): void => {
      moved.set(slot, head);
      this.total[head] += this.total[slot];
      if (below(head)) taken.resize(head, ...this.#size(head, side));
    };
    const place = (slot: number, direction: number): void => {
      this.direction[slot] = direction;
      const [right, down] = besides(direction, side);
      taken.add(slot, this.#x[slot] + right, this.#y[slot] + down, ...this.#size(slot, side));
    };
    const settle = (slot: number): void => {
      const [x, y] = [this.#x[slot], this.#y[slot]];
      const over = taken.touched(x, y, ...this.#size(slot, side));
      if (over < 0) place(slot, HERE);
      else if (below(slot) && below(over)) join(slot, over);
      else {
        const direction = this.#free(slot, side);
        if (direction !== null) place(slot, direction);
        else if (chosen.has(slot)) place(slot, HERE);
        else join(slot, over);
      }
    };
    for (const slot of chosen) if (present[slot]) settle(slot);
    for (const above of [1, 0]) {
      for (const slot of order) {
        if (this.home[slot] === slot && urgent[slot] === above && !chosen.has(slot)) settle(slot);
      }
    }
    if (moved.size === 0) return;
    for (let slot = 0; slot < this.home.length; slot++) this.home[slot] = moved.get(this.home[slot]) ?? this.home[slot];
  }

  /** The first side that is free; null when none is. */
  #free(slot: number, side: number): number | null {
    const size = this.#size(slot, side);
    for (let direction = 0; direction < SIDES; direction++) {
      const [right, down] = besides(direction, side);
      if (this.#taken.touched(this.#x[slot] + right, this.#y[slot] + down, ...size) < 0) return direction;
    }
    return null;
  }

  /** Half of what must stay free of others, across and along. */
  #size(slot: number, side: number): [across: number, along: number] {
    const half = (side / 2) * NEAR;
    if (this.total[slot] > 1 && !this.#field.urgent[slot]) return [half * PILE.width, half * PILE.height * CLEAR];
    return this.#field.small[slot] ? [half * SMALL, half * SMALL] : [half, half];
  }

  #count(): void {
    const { count, kind, ranks } = this.#field;
    const { home, total, first, second, others } = this;
    total.fill(0);
    for (let slot = 0; slot < count; slot++) {
      const head = home[slot];
      if (head < 0) continue;
      const its = kind[slot];
      if (total[head]++ === 0) {
        first[head] = its;
        second[head] = -1;
        others[head] = 0;
      } else if (its !== first[head] && its !== second[head]) {
        if (second[head] >= 0) others[head] = 1;
        if (ranks[its] > ranks[first[head]]) {
          second[head] = first[head];
          first[head] = its;
        } else if (second[head] < 0 || ranks[its] > ranks[second[head]]) second[head] = its;
      }
    }
  }
}

/** Things on a plane, found by where they are. Two cells of one bucket only cost a look: distances are compared. */
class Cells {
  readonly #mask: number;
  readonly #bucket: Int32Array;
  readonly #next: Int32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #across: Float64Array;
  readonly #along: Float64Array;
  #cell = 1;

  constructor(count: number) {
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
    this.#mask = buckets - 1;
    this.#bucket = new Int32Array(buckets).fill(-1);
    this.#next = new Int32Array(count);
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
    this.#across = new Float64Array(count);
    this.#along = new Float64Array(count);
  }

  /** Empties it; nothing is ever asked for that is further away than a cell is wide. */
  clear(cell: number): void {
    this.#bucket.fill(-1);
    this.#cell = cell;
  }

  add(thing: number, x: number, y: number, across: number, along: number): void {
    const bucket = this.#at(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
    this.#x[thing] = x;
    this.#y[thing] = y;
    this.resize(thing, across, along);
    this.#next[thing] = this.#bucket[bucket];
    this.#bucket[bucket] = thing;
  }

  /** The nearest thing less than `reach` away, or -1. */
  nearest(x: number, y: number, reach: number): number {
    const [column, row] = [Math.floor(x / this.#cell), Math.floor(y / this.#cell)];
    let [found, least] = [-1, reach * reach];
    for (let right = column - 1; right <= column + 1; right++) {
      for (let down = row - 1; down <= row + 1; down++) {
        for (let thing = this.#bucket[this.#at(right, down)]; thing >= 0; thing = this.#next[thing]) {
          const [dx, dy] = [this.#x[thing] - x, this.#y[thing] - y];
          const far = dx * dx + dy * dy;
          if (far < least || (far === least && thing < found)) [found, least] = [thing, far];
        }
      }
    }
    return found;
  }

  resize(thing: number, across: number, along: number): void {
    this.#across[thing] = across;
    this.#along[thing] = along;
  }

  /** The nearest of the things that one so large would cover, or -1. */
  touched(x: number, y: number, across: number, along: number): number {
    const [column, row] = [Math.floor(x / this.#cell), Math.floor(y / this.#cell)];
    let [found, least] = [-1, Infinity];
    for (let right = column - 1; right <= column + 1; right++) {
      for (let down = row - 1; down <= row + 1; down++) {
        for (let thing = this.#bucket[this.#at(right, down)]; thing >= 0; thing = this.#next[thing]) {
          const [dx, dy] = [Math.abs(this.#x[thing] - x), Math.abs(this.#y[thing] - y)];
          if (dx >= across + this.#across[thing] || dy >= along + this.#along[thing]) continue;
          const far = dx * dx + dy * dy;
          if (far < least || (far === least && thing < found)) [found, least] = [thing, far];
        }
      }
    }
    return found;
  }

  #at(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & this.#mask;
  }
}
