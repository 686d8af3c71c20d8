/**
 * The grid of fields for what the map shows: its lines lie on a lattice of its own, so that a map moved a little has
 * the grid it had. Its rule: cells are as fine as `ACROSS` of them across the view, and no finer than `FINEST`.
 */
import type { Bounds } from "../types";

export interface Grid {
  box: Bounds;
  columns: number;
  rows: number;
}

const ACROSS = 200;
/** Of the height of a cell, degrees: some 28 m. */
const FINEST = 0.000_25;
/** How much wider than high a cell is, in degrees: about square in France. */
const WIDE = 1.4;
/** The grid begins at each so-manieth line of the lattice. */
const STEP = 20;
/** What the server computes at most (`coverage/cells.py`). */
const MOST_CELLS = 70_000;
const WIDEST_DEG = 6;

/** The grid over a view; null where it is too wide to be computed. */
export function gridOver([west, south, east, north]: Bounds): Grid | null {
  const need = Math.max((north - south) / ACROSS, (east - west) / WIDE / ACROSS, FINEST);
  for (let cell = FINEST * 2 ** Math.ceil(Math.log2(need / FINEST) - 1e-9); ; cell *= 2) {
    const grid = snapped([west, south, east, north], cell);
    if (grid.box[2] - grid.box[0] > WIDEST_DEG || grid.box[3] - grid.box[1] > WIDEST_DEG) return null;
    if (grid.columns * grid.rows <= MOST_CELLS) return grid;
  }
}

function snapped([west, south, east, north]: Bounds, cell: number): Grid {
  const [x, y] = [cell * WIDE * STEP, cell * STEP];
  const [left, right] = [Math.floor(west / x), Math.ceil(east / x)];
  const [bottom, top] = [Math.floor(south / y), Math.ceil(north / y)];
  return {
    box: [left * x, bottom * y, right * x, top * y].map((side) => Math.round(side * 1e9) / 1e9) as Bounds,
    columns: (right - left) * STEP,
    rows: (top - bottom) * STEP,
  };
}

/** Whether a grid still serves a view: it holds it, and is neither much finer nor coarser than the view's own. */
export function serves(grid: Grid, view: Bounds): boolean {
  const own = gridOver(view);
  const [w, s, e, n] = grid.box;
  return own !== null && w <= view[0] && s <= view[1] && e >= view[2] && n >= view[3] && Math.abs(Math.log2(height(own) / height(grid))) < 0.5;
}

function height({ box, rows }: Grid): number {
  return (box[3] - box[1]) / rows;
}
