/** Which symbols stand for themselves, which are gathered under one mark, and where each stands on the screen. */

/*
 * The rule, from the top down:
 * 1. what was chosen stands at its place;
 * 2. what is urgent stands for itself, beside its place where another urgent thing has it, with a line to it;
 * 3. everything else within reach of a thing that comes before it (`order`) is gathered under that one, and the
 *    mark stands at that one's place: it does not move when others come and go;
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
/** How far beside its place a symbol may stand, and how near two may come, in sides of a symbol. */
export const BESIDE = 1.3;
const NEAR = 0.82;
const PILE = 1.3;
const SMALL = 0.75;

/** From the place of a symbol to the middle of it, when it stands on that side: right, then down, in pixels. */
export function besides(direction: number, side: number): [right: number, down: number] {
  if (direction === HERE) return [0, 0];
  // Up and to the right first: there a symbol hides the fewest names, which stand below.
  const turn = ((direction * 3 + 7) % SIDES) * (Math.PI / 4);
  return [Math.cos(turn) * BESIDE * side, Math.sin(turn) * BESIDE * side];
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
    heads.clear(side);
    for (const slot of order) {
      if (!present[slot] || urgent[slot] || chosen.has(slot)) continue;
      const head = heads.nearest(this.#x[slot], this.#y[slot], side);
      if (head < 0) heads.add(slot, this.#x[slot], this.#y[slot], side);
      else this.home[slot] = head;
    }
  }

  /** Rules 1, 2 and 4: those that stand for themselves take their places, the first served first. */
  #settle({ side }: View, chosen: ReadonlySet<number>): void {
    const { present, urgent, order } = this.#field;
    const taken = this.#taken;
    const moved = new Map<number, number>();
    this.#count();
    taken.clear(side * PILE * NEAR);
    const place = (slot: number, always: boolean): void => {
      const width = this.#width(slot, side);
      const direction = this.#free(this.#x[slot], this.#y[slot], width, side);
      const head = direction === null && !always ? taken.nearest(this.#x[slot], this.#y[slot], side * PILE * NEAR) : -1;
      if (head >= 0) {
        moved.set(slot, head);
        return;
      }
      this.direction[slot] = direction ?? HERE;
      const [right, down] = besides(this.direction[slot], side);
      taken.add(slot, this.#x[slot] + right, this.#y[slot] + down, width);
    };
    for (const slot of chosen) if (present[slot]) place(slot, true);
    for (const above of [1, 0]) {
      for (const slot of order) {
        if (this.home[slot] === slot && urgent[slot] === above && !chosen.has(slot)) place(slot, false);
      }
    }
    if (moved.size === 0) return;
    for (let slot = 0; slot < this.home.length; slot++) this.home[slot] = moved.get(this.home[slot]) ?? this.home[slot];
  }

  /** The first side that is free, its own place before all; null when none is. */
  #free(x: number, y: number, width: number, side: number): number | null {
    for (let direction = HERE; direction < SIDES; direction++) {
      const [right, down] = besides(direction, side);
      if (!this.#taken.touches(x + right, y + down, width * NEAR, NEAR)) return direction;
    }
    return null;
  }

  #width(slot: number, side: number): number {
    if (this.total[slot] > 1) return side * PILE;
    return this.#field.small[slot] ? side * SMALL : side;
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
  readonly #width: Float64Array;
  #cell = 1;

  constructor(count: number) {
    const buckets = 2 ** Math.ceil(Math.log2(Math.max(16, count * 2)));
    this.#mask = buckets - 1;
    this.#bucket = new Int32Array(buckets).fill(-1);
    this.#next = new Int32Array(count);
    this.#x = new Float64Array(count);
    this.#y = new Float64Array(count);
    this.#width = new Float64Array(count);
  }

  /** Empties it; nothing is ever asked for that is further away than a cell is wide. */
  clear(cell: number): void {
    this.#bucket.fill(-1);
    this.#cell = cell;
  }

  add(thing: number, x: number, y: number, width: number): void {
    const bucket = this.#at(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
    [this.#x[thing], this.#y[thing], this.#width[thing]] = [x, y, width];
    this.#next[thing] = this.#bucket[bucket];
    this.#bucket[bucket] = thing;
  }

  /** The nearest thing less than `reach` away, or -1. */
  nearest(x: number, y: number, reach: number): number {
    let [found, least] = [-1, reach * reach];
    this.#around(x, y, (thing) => {
      const far = (this.#x[thing] - x) ** 2 + (this.#y[thing] - y) ** 2;
      if (far < least || (far === least && found >= 0 && thing < found)) [found, least] = [thing, far];
      return false;
    });
    return found;
  }

  /** Whether a thing so wide would lie over another, whose width counts for `share` of it. */
  touches(x: number, y: number, width: number, share: number): boolean {
    return this.#around(x, y, (thing) => {
      const reach = (width + this.#width[thing] * share) / 2;
      return (this.#x[thing] - x) ** 2 + (this.#y[thing] - y) ** 2 < reach * reach;
    });
  }

  #around(x: number, y: number, look: (thing: number) => boolean): boolean {
    const [column, row] = [Math.floor(x / this.#cell), Math.floor(y / this.#cell)];
    for (let right = -1; right <= 1; right++) {
      for (let down = -1; down <= 1; down++) {
        for (let thing = this.#bucket[this.#at(column + right, row + down)]; thing >= 0; thing = this.#next[thing]) {
          if (look(thing)) return true;
        }
      }
    }
    return false;
  }

  #at(column: number, row: number): number {
    return (Math.imul(column, 73_856_093) ^ Math.imul(row, 19_349_663)) & this.#mask;
  }
}
