import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TrackBook, type LiveFix } from "../../src/tracks/book";
import { CHOSEN, HIDDEN, PIECE, SHOWN, Trails } from "../../src/tracks/trails";

const START = 1_566_637_200_000;

interface Piece {
  from: number;
  to: number;
  lon: number;
  east: number;
  team: number;
}

/** The pieces as they lie there, in seconds after the start; those taken out left out. */
function piecesOf(trails: Trails): Piece[] {
  const found: Piece[] = [];
  for (let i = 0; i < trails.count; i++) {
    const [lon, , east, , ends, lasts, , team] = trails.pieces.subarray(i * PIECE, (i + 1) * PIECE);
    const epoch = trails.ticks(START);
    if (lasts >= 0) found.push({ from: (ends - lasts - epoch) / 100, to: (ends - epoch) / 100, lon, east, team });
  }
  return found;
}

const live = (second: number, object = "vlm", doubt = 0): LiveFix => [object, START + second * 1000, START / 1000 + second, second / 1000, 48, null, null, null, doubt];

function trailsOf(...fixes: LiveFix[]): Trails {
  const trails = new Trails();
  new TrackBook(trails).take(fixes);
  return trails;
}

describe("the trail of a team", () => {
  test("goes from fix to fix, and is open where more than two minutes are between them", () => {
    const pieces = piecesOf(trailsOf(live(0), live(60), live(180), live(301)));

    expect(pieces.map(({ from, to }) => [from, to])).toEqual([[0, 60], [60, 180]]);
    expect(pieces[0]).toMatchObject({ lon: 0, east: 600_000, team: 0 });
  });

  test("leaves out what is strange", () => {
    expect(piecesOf(trailsOf(live(0), live(5, "vlm", 1), live(10))).map(({ from, to }) => [from, to])).toEqual([[0, 10]]);
  });

  test("goes through a fix that comes late, and no longer straight past it", () => {
    expect(piecesOf(trailsOf(live(0), live(10), live(5))).map(({ from, to }) => [from, to])).toEqual([[0, 5], [5, 10]]);
  });

  test("of the instant is one run: all that lies in it, and little besides", () => {
    const seconds = Array.from({ length: 200 }, (_, i) => i * 5);
    const trails = trailsOf(...seconds.flatMap((second) => [live(second, "a"), live(second, "b")]));

    const { first, count } = trails.between(START + 300_000, START + 600_000);

    const seen = piecesOf(trails).slice(first, first + count);
    expect(seen[0].from).toBe(300);
    expect(seen.filter(({ from, to }) => to > 300 && from < 600)).toHaveLength(120);
    expect(count).toBeLessThan(120 + 2 * 25);
  });

  test("is drawn as it is to be, and only what changed is sent again", () => {
    const trails = trailsOf(live(0), live(5));
    const sent: number[][] = [];
    trails.flush((...run) => sent.push(run));
    trails.flush((...run) => sent.push(run));
    trails.show(700, CHOSEN);
    trails.show(0, SHOWN);

    expect(sent).toEqual([[0, 1]]);
    expect([trails.states[0], trails.states[1], trails.states[700]]).toEqual([SHOWN, HIDDEN, CHOSEN]);
  });
});

test("trails are the same whether fixes came one by one, in any order, or all were read anew", () => {
  const anyFixes = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom("a", "b")), { maxLength: 40 });
  const sorted = (trails: Trails): string[] => piecesOf(trails).map((piece) => JSON.stringify(piece)).sort();
  fc.assert(
    fc.property(anyFixes, (fixes) => {
      const [grown, anew] = [new Trails(), new Trails()];
      const book = new TrackBook(grown);
      book.take(fixes.map(([second, object]) => live(second, object)));
      anew.rewritten(book.tracks);

      expect(sorted(grown)).toEqual(sorted(anew));
      const ends = piecesOf(grown).map(({ to }) => to);
      expect(ends).toEqual([...ends].sort((a, b) => a - b));
    }),
  );
});
