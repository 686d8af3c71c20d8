import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besides, HERE, Piles, SIDES, type Field, type View } from "../src/piles";

interface Thing {
  x: number;
  y: number;
  urgent?: boolean;
  small?: boolean;
  kind?: number;
  absent?: boolean;
}

const SIDE = 30;
const view: View = { scale: 1, bearing: 0, side: SIDE, gather: true };

/** The things in their order, in pixels. */
function field(things: Thing[]): Field {
  return {
    count: things.length,
    x: Float64Array.from(things, ({ x }) => x),
    y: Float64Array.from(things, ({ y }) => y),
    present: Uint8Array.from(things, ({ absent }) => Number(!absent)),
    urgent: Uint8Array.from(things, ({ urgent }) => Number(urgent ?? false)),
    small: Uint8Array.from(things, ({ small }) => Number(small ?? false)),
    kind: Int16Array.from(things, ({ kind }) => kind ?? 0),
    ranks: [10, 20, 30],
    order: Int32Array.from(things.keys()),
  };
}

function piles(things: Thing[], chosen: number[] = [], more: Partial<View> = {}): Piles {
  const made = new Piles(field(things));
  made.gather({ ...view, ...more }, new Set(chosen));
  return made;
}

const crowd = (count: number, more: Partial<Thing> = {}): Thing[] => Array.from({ length: count }, () => ({ x: 100, y: 100, ...more }));

const anyThing: fc.Arbitrary<Thing> = fc.record({
  x: fc.integer({ min: 0, max: 300 }),
  y: fc.integer({ min: 0, max: 300 }),
  urgent: fc.boolean(),
  small: fc.boolean(),
  kind: fc.nat({ max: 2 }),
  absent: fc.boolean(),
});
const anyThings = fc.array(anyThing, { maxLength: 80 });

describe("piles", () => {
  test("what stands apart stands at its place", () => {
    const made = piles([{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 0, y: 40 }]);

    expect([...made.home]).toEqual([0, 1, 2]);
    expect([...made.direction]).toEqual([HERE, HERE, HERE]);
  });

  test("what would cover another is counted with it, where the first stands", () => {
    const made = piles([{ x: 0, y: 0, kind: 1 }, { x: 5, y: 5, kind: 2 }, { x: -5, y: 0, kind: 0 }, { x: 90, y: 0 }]);

    expect([...made.home]).toEqual([0, 0, 0, 3]);
    expect([made.total[0], made.first[0], made.second[0], made.others[0]]).toEqual([3, 2, 1, 1]);
  });

  test("the mark stays where it is when others come and go", () => {
    const few = piles([{ x: 0, y: 0 }, { x: 9, y: 0 }, { x: 9, y: 9, absent: true }]);
    const more = piles([{ x: 0, y: 0 }, { x: 9, y: 0, absent: true }, { x: 9, y: 9 }]);

    expect(few.home[1]).toBe(0);
    expect(more.home[2]).toBe(0);
  });

  test("what is urgent is never in a pile of others, however many stand there", () => {
    const made = piles([...crowd(20), { x: 100, y: 100, urgent: true }]);

    expect(made.home[20]).toBe(20);
    expect(made.direction[20]).toBe(HERE);
    expect(made.total[0]).toBe(20);
    expect(made.direction[0]).not.toBe(HERE);
  });

  test("two urgent things at one place stand side by side", () => {
    const made = piles(crowd(2, { urgent: true }));

    expect([...made.home]).toEqual([0, 1]);
    expect(made.direction[0]).toBe(HERE);
    expect(made.direction[1]).toBeGreaterThan(HERE);
  });

  test("where every side is taken, the urgent are counted under an urgent one", () => {
    const made = piles(crowd(30, { urgent: true }));

    const standing = [...made.home].filter((home, slot) => home === slot);
    expect(standing).toHaveLength(1 + SIDES);
    expect(standing.reduce((sum, slot) => sum + made.total[slot], 0)).toBe(30);
  });

  test("what is chosen leaves its pile", () => {
    expect(piles(crowd(5)).home[3]).toBe(0);
    expect(piles(crowd(5), [3]).home[3]).toBe(3);
    expect(piles(crowd(5), [3]).direction[3]).toBe(HERE);
  });

  test("nothing is gathered where that is not wanted", () => {
    const made = piles(crowd(4), [], { gather: false });

    expect([...made.home]).toEqual([0, 1, 2, 3]);
  });

  test("everything present is drawn or counted where something is drawn, once", () => {
    fc.assert(
      fc.property(anyThings, fc.nat({ max: 359 }), (things, bearing) => {
        const made = piles(things, [], { bearing });

        const drawn = [...made.home.keys()].filter((slot) => made.home[slot] === slot);
        expect(drawn.reduce((sum, slot) => sum + made.total[slot], 0)).toBe(things.filter(({ absent }) => !absent).length);
        made.home.forEach((home, slot) => expect(home === -1 ? things[slot].absent : made.home[home] === home).toBe(true));
      }),
    );
  });

  test("an urgent thing is counted under nothing but an urgent one, unless no urgent one is near", () => {
    fc.assert(
      fc.property(anyThings, (things) => {
        const made = piles(things);

        things.forEach(({ urgent }, slot) => {
          if (urgent && made.home[slot] >= 0) expect(things[made.home[slot]].urgent).toBe(true);
        });
      }),
    );
  });

  test("no two symbols that stand for themselves hide one another's middle", () => {
    fc.assert(
      fc.property(anyThings, (things) => {
        const made = piles(things);

        const middles = [...made.home.keys()]
          .filter((slot) => made.home[slot] === slot)
          .map((slot) => {
            const [right, down] = besides(made.direction[slot], SIDE);
            return [things[slot].x + right, things[slot].y + down];
          });
        middles.forEach(([x, y], i) =>
          middles.slice(i + 1).forEach(([u, v]) => expect(Math.max(Math.abs(x - u), Math.abs(y - v))).toBeGreaterThan(SIDE / 4)),
        );
      }),
    );
  });

  test("moving the map changes nothing", () => {
    fc.assert(
      fc.property(anyThings, (things) => {
        const here = piles(things);
        const away = piles(things.map((thing) => ({ ...thing, x: thing.x + 100_000, y: thing.y - 50_000 })));

        expect([...away.home]).toEqual([...here.home]);
      }),
    );
  });
});
