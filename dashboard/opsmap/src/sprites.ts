/** A list of images standing on the map, one a slot, that remembers which slots changed since they were last drawn. */
import type { Frame } from "./atlas";

/**
 * A slot is ten numbers, laid out as the graphics card reads them: where it stands (degrees, each as a float
 * and the rest that a float could not hold), which part of the atlas it shows (texels), and how far from
 * its place (CSS pixels, down and right). An empty frame draws nothing.
 */
export const SLOT = 10;
const FRAME = 4;
const OFFSET = 8;
/** Writing a few unchanged slots is cheaper than one more call to the graphics card. */
const GAP = 16;

export class Sprites {
  readonly count: number;
  readonly numbers: Float32Array;
  /** Flags and not a set: where everything moves, thousands of slots change in a frame. */
  readonly #dirty: Uint8Array;
  #changed: boolean;
  #shown = 0;

  constructor(count: number) {
    this.count = count;
    this.numbers = new Float32Array(count * SLOT);
    this.#dirty = new Uint8Array(count).fill(1);
    this.#changed = count > 0;
  }

  place(slot: number, lng: number, lat: number): void {
    const at = slot * SLOT;
    this.numbers[at] = lng;
    this.numbers[at + 1] = lat;
    this.numbers[at + 2] = lng - this.numbers[at];
    this.numbers[at + 3] = lat - this.numbers[at + 1];
    this.#mark(slot);
  }

  /** Stands where a slot of another list stands. */
  follow(slot: number, other: Sprites, theirs = slot): void {
    const [at, from] = [slot * SLOT, theirs * SLOT];
    for (let i = 0; i < FRAME; i++) this.numbers[at + i] = other.numbers[from + i];
    this.#mark(slot);
  }

  show(slot: number, frame: Frame | null, right = 0, down = 0): void {
    const at = slot * SLOT;
    const { numbers } = this;
    this.#shown += Number(frame !== null) - Number(this.shows(slot));
    if (!frame) {
      if (!this.shows(slot)) return;
      numbers.fill(0, at + FRAME, at + SLOT);
    } else {
      numbers[at + FRAME] = frame.x;
      numbers[at + FRAME + 1] = frame.y;
      numbers[at + FRAME + 2] = frame.width;
      numbers[at + FRAME + 3] = frame.height;
      numbers[at + OFFSET] = right;
      numbers[at + OFFSET + 1] = down;
    }
    this.#mark(slot);
  }

  shows(slot: number): boolean {
    return this.numbers[slot * SLOT + FRAME + 2] > 0;
  }

  /** Whether there is nothing to draw in any slot. */
  get blank(): boolean {
    return this.#shown === 0;
  }

  get changed(): boolean {
    return this.#changed;
  }

  /** Hands over the runs of slots that changed, first to last exclusive, and forgets them. */
  flush(write: (first: number, end: number) => void): void {
    if (!this.#changed) return;
    const changed: number[] = [];
    for (let slot = 0; slot < this.count; slot++) if (this.#dirty[slot]) changed.push(slot);
    for (const [first, end] of runs(changed, GAP)) write(first, end);
    this.#dirty.fill(0);
    this.#changed = false;
  }

  #mark(slot: number): void {
    this.#dirty[slot] = 1;
    this.#changed = true;
  }
}

/** The fewest runs that cover the slots, joining those less than `gap` apart. */
export function runs(sorted: number[], gap: number): [first: number, end: number][] {
  const found: [number, number][] = [];
  for (const slot of sorted) {
    const last = found.at(-1);
    if (last && slot - last[1] < gap) last[1] = slot + 1;
    else found.push([slot, slot + 1]);
  }
  return found;
}
