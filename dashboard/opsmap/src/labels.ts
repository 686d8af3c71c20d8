/** Which names have room on the screen, and on which side of their symbol: the more important first, none over another. */

/** An object on the screen that would like its name shown. Sizes and places are in CSS pixels. */
export interface Candidate {
  slot: number;
  /** The middle of the symbol. */
  x: number;
  y: number;
  /** Half the width and half the height of the symbol. */
  across: number;
  along: number;
  width: number;
  height: number;
  /** The higher, the sooner it is served. */
  priority: number;
  /** Shown even where it covers another: the name of a selected object. */
  forced: boolean;
  /** The side it stood on last time, tried first so that names do not jump. */
  side: Side | null;
}

export type Side = 0 | 1 | 2 | 3;

export interface Placed {
  slot: number;
  side: Side;
  /** From the place of the object to the middle of its name. */
  right: number;
  down: number;
}

const CELL = 64;
/** Below, right, above, left: a name is looked for under its symbol. */
const SIDES: Side[] = [0, 1, 2, 3];
const AIR = 2;

export type Box = [left: number, top: number, right: number, bottom: number];

/** Boxes on the screen, found by where they are. */
class Grid {
  readonly #cells = new Map<number, Box[]>();

  add(box: Box): void {
    for (const cell of cells(box)) {
      const held = this.#cells.get(cell);
      if (held) held.push(box);
      else this.#cells.set(cell, [box]);
    }
  }

  /** Whether the box touches any other than `own`. */
  touches(box: Box, own: Box): boolean {
    for (const cell of cells(box)) {
      for (const other of this.#cells.get(cell) ?? []) {
        if (other !== own && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
      }
    }
    return false;
  }
}

function cells([left, top, right, bottom]: Box): number[] {
  const found: number[] = [];
  for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++) {
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) found.push(column * 4096 + row);
  }
  return found;
}

type Sized = Pick<Candidate, "across" | "along" | "width" | "height">;

const EVERYWHERE: Box = [-Infinity, -Infinity, Infinity, Infinity];

function within(box: Box, [left, top, right, bottom]: Box): boolean {
  return box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
}

export function offsetOf(side: Side, { across, along, width, height }: Sized): [number, number] {
  switch (side) {
    case 0:
      return [0, along + AIR + height / 2];
    case 1:
      return [across + AIR + width / 2, 0];
    case 2:
      return [0, -along - AIR - height / 2];
    case 3:
      return [-across - AIR - width / 2, 0];
  }
}

/** `view` is the box names must lie in, for what stands in it; `kept` are boxes that are not for names. */
export function declutter(candidates: Candidate[], view: Box = EVERYWHERE, kept: Box[] = []): Placed[] {
  const grid = new Grid();
  for (const box of kept) grid.add(box);
  const own = new Map<Candidate, Box>();
  for (const candidate of candidates) {
    const { x, y, across, along } = candidate;
    const box: Box = [x - across, y - along, x + across, y + along];
    own.set(candidate, box);
    grid.add(box);
  }

  const served = candidates
    .filter((candidate) => candidate.width > 0)
    .sort((a, b) => Number(b.forced) - Number(a.forced) || b.priority - a.priority || a.slot - b.slot);
  const placed: Placed[] = [];
  for (const candidate of served) {
    const symbol = own.get(candidate) as Box;
    const sides = candidate.side === null ? SIDES : [candidate.side, ...SIDES];
    const boxAt = (side: Side): Box => {
      const [right, down] = offsetOf(side, candidate);
      const [left, top] = [candidate.x + right - candidate.width / 2, candidate.y + down - candidate.height / 2];
      return [left, top, left + candidate.width, top + candidate.height];
    };
    const inView = within(symbol, view);
    const free = sides.find((side) => {
      const box = boxAt(side);
      return (!inView || within(box, view)) && !grid.touches(box, symbol);
    });
    if (free === undefined && !candidate.forced) continue;
    const side = free ?? sides[0];
    const [right, down] = offsetOf(side, candidate);
    grid.add(boxAt(side));
    placed.push({ slot: candidate.slot, side, right, down });
  }
  return placed;
}
