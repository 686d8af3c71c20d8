import { describe, expect, test } from "vitest";
import { runs, SLOT, Sprites } from "../src/sprites";

const FRAME = { x: 2, y: 2, width: 30, height: 30 };

function flushed(sprites: Sprites): [number, number][] {
  const found: [number, number][] = [];
  sprites.flush((first, end) => found.push([first, end]));
  return found;
}

describe("sprites", () => {
  test("send only the slots that changed", () => {
    const sprites = new Sprites(1000);
    flushed(sprites);

    sprites.place(3, 2, 48);
    sprites.show(3, FRAME);
    sprites.show(900, FRAME);

    expect(flushed(sprites)).toEqual([[3, 4], [900, 901]]);
    expect(flushed(sprites)).toEqual([]);
  });

  test("hiding what is hidden sends nothing", () => {
    const sprites = new Sprites(4);
    flushed(sprites);

    sprites.show(2, null);

    expect(sprites.changed).toBe(false);
  });

  test("a list is blank until a slot shows something, and again once none does", () => {
    const sprites = new Sprites(2);
    expect(sprites.blank).toBe(true);

    sprites.show(0, FRAME);
    sprites.show(0, FRAME);
    expect(sprites.blank).toBe(false);

    sprites.show(0, null);
    sprites.show(0, null);
    expect(sprites.blank).toBe(true);
  });

  test("stand to the centimetre, though each number is only a float", () => {
    const sprites = new Sprites(1);

    sprites.place(0, 2.351234567, 48.856712345);

    const [lng, lat, lngRest, latRest] = sprites.numbers;
    expect(lng + lngRest).toBeCloseTo(2.351234567, 10);
    expect(lat + latRest).toBeCloseTo(48.856712345, 10);
    expect(sprites.numbers).toHaveLength(SLOT);
  });

  test("changed slots near one another go in one run", () => {
    expect(runs([1, 2, 5, 40, 41], 16)).toEqual([[1, 6], [40, 42]]);
    expect(runs([], 16)).toEqual([]);
  });
});
