import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declutter, type Candidate } from "../src/labels";
import { folded } from "../src/lettering";

function candidate(slot: number, x: number, y: number, more: Partial<Candidate> = {}): Candidate {
  return { slot, x, y, across: 15, along: 15, width: 60, height: 18, priority: 0, forced: false, side: null, ...more };
}

function boxOf(all: Candidate[], placed: { slot: number; right: number; down: number }): [number, number, number, number] {
  const { x, y, width, height } = all.find(({ slot }) => slot === placed.slot) as Candidate;
  const [left, top] = [x + placed.right - width / 2, y + placed.down - height / 2];
  return [left, top, left + width, top + height];
}

describe("names on the map", () => {
  test("a name stands under its symbol", () => {
    const [placed] = declutter([candidate(0, 100, 100)]);

    expect(placed).toMatchObject({ slot: 0, side: 0, right: 0 });
    expect(placed.down).toBeGreaterThan(15);
  });

  test("a name goes to another side rather than over a symbol", () => {
    const placed = declutter([candidate(0, 100, 100), candidate(1, 100, 128, { width: 0, height: 0 })]);

    expect(placed).toHaveLength(1);
    expect(placed[0].side).not.toBe(0);
  });

  test("where there is no room for both, the higher priority keeps its name", () => {
    const crowd = Array.from({ length: 9 }, (_, i) => candidate(i + 1, 100 + (i % 3) * 4, 100 + i, { priority: 1 }));

    const placed = declutter([...crowd, candidate(0, 100, 100, { priority: 9 })]);

    expect(placed[0].slot).toBe(0);
    expect(placed.length).toBeLessThan(10);
  });

  test("the name of a selected object is shown whatever it covers", () => {
    const crowd = Array.from({ length: 30 }, (_, i) => candidate(i, 100 + (i % 6) * 14, 100 + Math.floor(i / 6) * 14, { priority: 9 }));

    expect(declutter([...crowd, candidate(99, 135, 128, { forced: true })]).map(({ slot }) => slot)).toContain(99);
  });

  test("a name stays on the side it had", () => {
    expect(declutter([candidate(0, 100, 100, { side: 2 })])[0].side).toBe(2);
  });

  test("no name covers another, nor a symbol that is not its own", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const all = places.map(([x, y], slot) => candidate(slot, x, y, { priority: slot % 5 }));
        const placed = declutter(all);
        const boxes = placed.map((label) => boxOf(all, label));
        const apart = (a: number[], b: number[]): boolean => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
        boxes.forEach((box, i) => {
          boxes.slice(i + 1).forEach((other) => expect(apart(box, other)).toBe(true));
          all
            .filter(({ slot }) => slot !== placed[i].slot)
            .forEach(({ x, y, across, along }) => expect(apart(box, [x - across, y - along, x + across, y + along])).toBe(true));
        });
      }),
    );
  });
});

describe("a long name", () => {
  const width = (text: string): number => text.length;

  test("is folded onto two lines, the second cut short", () => {
    expect(folded("PMA Nord", 12, width)).toEqual(["PMA Nord"]);
    expect(folded("Poste médical avancé Nord", 14, width)).toEqual(["Poste médical", "avancé Nord"]);
    expect(folded("Poste médical avancé de la gare du Nord", 14, width)).toEqual(["Poste médical", "avancé de la…"]);
  });

  test("without a space is cut short", () => {
    expect(folded("Anticonstitutionnellement", 10, width)).toEqual(["Anticonst…"]);
  });
});
