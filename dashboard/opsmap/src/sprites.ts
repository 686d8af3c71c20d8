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
  readonly #dirty = new Set<number>();
  #shown = 0;

  constructor(count: number) {
    this.count = count;
    this.numbers = new Float32Array(count * SLOT);
    for (let slot = 0; slot < count; slot++) this.#dirty.add(slot);
  }

  place(slot: number, lng: number, lat: number): void {
    const at = slot * SLOT;
    this.numbers[at] = lng;
    this.numbers[at + 1] = lat;
    this.numbers[at + 2] = lng - this.numbers[at];
    this.numbers[at + 3] = lat - this.numbers[at + 1];
    this.#dirty.add(slot);
  }

  /** Stands where a slot of another list stands. */
  follow(slot: number, other: Sprites, theirs = slot): void {
    this.numbers.set(other.numbers.subarray(theirs * SLOT, theirs * SLOT + FRAME), slot * SLOT);
    this.#dirty.add(slot);
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
    this.#dirty.add(slot);
  }

  shows(slot: number): boolean {
    return this.numbers[slot * SLOT + FRAME + 2] > 0;
  }

  /** Whether there is nothing to draw in any slot. */
  get blank(): boolean {
    return this.#shown === 0;
  }

  get changed(): boolean {
    return this.#dirty.size > 0;
  }

  /** Hands over the runs of slots that changed, first to last exclusive, and forgets them. */
  flush(write: (first: number, end: number) => void): void {
    for (const [first, end] of runs([...this.#dirty].sort((a, b) => a - b), GAP)) write(first, end);
    this.#dirty.clear();
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
