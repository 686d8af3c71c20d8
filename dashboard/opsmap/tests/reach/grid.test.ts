import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridOver, serves } from "../../src/reach/grid";
import { shifted } from "../../src/reach/layer";
import type { Bounds } from "../../src/types";

const view = fc
  .tuple(fc.double({ min: -5, max: 8, noNaN: true }), fc.double({ min: 42, max: 50, noNaN: true }), fc.double({ min: 0.001, max: 4, noNaN: true }), fc.double({ min: 0.2, max: 2, noNaN: true }))
  .map(([west, south, wide, slim]): Bounds => [west, south, west + wide, south + (wide / 1.4) * slim]);

describe("the grid over a view", () => {
  it("holds the view, and no more cells than the server computes", () => {
    fc.assert(
      fc.property(view, (bounds) => {
        const grid = gridOver(bounds);
        if (!grid) return bounds[2] - bounds[0] > 2 || bounds[3] - bounds[1] > 2;
        const [w, s, e, n] = grid.box;
        expect(grid.columns * grid.rows).toBeLessThanOrEqual(70_000);
        return w <= bounds[0] + 1e-9 && s <= bounds[1] + 1e-9 && e >= bounds[2] - 1e-9 && n >= bounds[3] - 1e-9;
      }),
    );
  });

  it("stays the same when the map is moved a little, and serves as long as it holds the view", () => {
    const grid = gridOver([-1.62, 43.46, -1.5, 43.51])!;
    expect(gridOver([-1.619, 43.4605, -1.501, 43.5095])).toEqual(grid);
    expect(serves(grid, [-1.61, 43.465, -1.51, 43.505])).toBe(true);
    expect(serves(grid, [-1.9, 43.46, -1.78, 43.51])).toBe(false);
    expect(serves(grid, [-1.57, 43.48, -1.56, 43.485])).toBe(false);
  });

  it("has cells of some thirty metres in a town", () => {
    const { box, rows } = gridOver([-1.58, 43.47, -1.53, 43.5])!;
    expect(((box[3] - box[1]) / rows) * 111_000).toBeCloseTo(27.75, 1);
  });

  it("is none over half of France", () => {
    expect(gridOver([-5, 42, 8, 51])).toBeNull();
  });
});

describe("a matrix for places told from a corner", () => {
  it("leads where the whole matrix leads the whole place", () => {
    const matrix = [2, 0.5, 0, 0.1, -0.3, 3, 0, 0.2, 0, 0, 1, 0, 5, 6, 0, 1];
    const lead = (m: ArrayLike<number>, x: number, y: number) => [0, 1, 3].map((row) => m[row] * x + m[4 + row] * y + m[12 + row]);
    const [whole, told] = [lead(matrix, 0.75, 0.5), lead(shifted(matrix, 0.5, 0.25), 0.25, 0.25)];
    whole.forEach((part, i) => expect(told[i]).toBeCloseTo(part, 5));
  });
});
