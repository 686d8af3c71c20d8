import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TrackBook, type LiveFix } from "../../src/tracks/book";
import { columnsOf, type Chunk, type TrackFile } from "../../src/tracks/decode";
import { bodyOf, rowsOf, type Fix, type Told } from "./encode";

const START = 1_566_637_200_000;

function fileOf(...told: Told[]): TrackFile {
  const chunks = told.map(({ object, device = 1, starts, from = 0, to = null, fixes }): Chunk => {
    const since = starts ?? fixes[0]?.at ?? 0;
    return {
      object,
      device,
      starts: since,
      count: fixes.length,
      from,
      to: to ?? Infinity,
      ...columnsOf(bodyOf(rowsOf(fixes, since)), fixes.length),
    };
  });
  return { cursor: 1, chunks };
}

function bookOf(...fixes: Fix[]): TrackBook {
  const book = new TrackBook();
  book.add(fileOf({ object: "vlm", fixes }));
  return book;
}

/** A fix so many seconds after the start, on its way east. */
const fix = (second: number, more: Partial<Fix> = {}): Fix => ({ at: START + second * 1000, lon: second / 1000, lat: 48, ...more });

describe("a team between two fixes", () => {
  test("is on its way from one to the other, and so are its speed and its course", () => {
    const book = bookOf(fix(0, { speed: 10, course: 350, accuracy: 8, battery: 71 }), fix(10, { speed: 20, course: 20 }));

    const read = book.at("vlm", START + 5_000, null);

    expect(read).toMatchObject({ lng: 0.005, lat: 48, speed: 15, course: 5, accuracy: 8, battery: 71, age: 5_000, gap: false, derived: false });
  });

  test("stands at the last one where the next is more than two minutes away, and ages", () => {
    const book = bookOf(fix(0), fix(121));

    expect(book.at("vlm", START + 100_000, null)).toMatchObject({ lng: 0, age: 100_000, gap: true });
    expect(bookOf(fix(0), fix(120)).at("vlm", START + 60_000, null)).toMatchObject({ lng: 0.06, gap: false });
  });

  test("after the last one stands there, and is not in a gap before two minutes are over", () => {
    const book = bookOf(fix(0));

    expect(book.at("vlm", START + 120_000, null)).toMatchObject({ lng: 0, gap: false });
    expect(book.at("vlm", START + 120_001, null)).toMatchObject({ lng: 0, gap: true });
  });

  test("was nowhere before the first, and nothing is said of whom no device is known", () => {
    expect(bookOf(fix(0)).at("vlm", START - 1, null)).toBeNull();
    expect(bookOf(fix(0)).at("umh", START, null)).toBeNull();
  });

  test("moves as its places say where the device says nothing", () => {
    const read = bookOf(fix(0, { lat: 0 }), fix(10, { lat: 0 })).at("vlm", START + 5_000, null)!;

    expect(read.derived).toBe(true);
    expect(read.course).toBeCloseTo(90);
    expect(read.speed).toBeCloseTo((0.01 * 111.195 * 3600) / 10, 0);
  });
});

describe("what is known", () => {
  test("is what was received: what came late was not there before", () => {
    const book = bookOf(fix(0), fix(5, { received: START + 60_000 }), fix(10, { received: START + 60_000 }), fix(15));

    expect(book.at("vlm", START + 10_000, START + 59_999)).toMatchObject({ age: 10_000 });
    expect(book.at("vlm", START + 10_000, START + 59_999)!.lng).toBeCloseTo(0.01);
    expect(book.at("vlm", START + 10_000, START + 12_000)).toMatchObject({ lng: 0, age: 10_000, gap: false });
    expect(book.at("vlm", START + 10_000, START + 60_000)).toMatchObject({ lng: 0.01, age: 0, received: START + 60_000 });
  });

  test("is nothing at all of what was handed in afterwards", () => {
    const book = bookOf(fix(0, { received: START + 3_600_000, doubt: 4 }));

    expect(book.at("vlm", START + 1000, START + 1000)).toBeNull();
    expect(book.at("vlm", START + 1000, null)).not.toBeNull();
  });
});

describe("what is strange", () => {
  test.each([1, 2, 3])("(doubt %i) is left out", (doubt) => {
    const book = bookOf(fix(0), fix(5, { lon: 99, doubt }), fix(10));

    expect(book.at("vlm", START + 5_000, null)!.lng).toBeCloseTo(0.005);
  });
});

describe("the devices of a team", () => {
  test("count only while they are the team's", () => {
    const book = new TrackBook();
    const [first, second] = [START + 10_000, START + 20_000];
    book.add(fileOf({ object: "vlm", from: first, to: second, fixes: [fix(5), fix(10), fix(15), fix(20)] }));

    expect(book.at("vlm", START + 9_999, null)).toBeNull();
    expect(book.at("vlm", START + 15_000, null)!.at).toBe(START + 15_000);
    expect(book.at("vlm", START + 60_000, null)!.at).toBe(START + 15_000);
  });

  test("are one track, and a fix that is told twice is one fix that knows what either told", () => {
    const book = new TrackBook();
    const live: LiveFix = ["vlm", START + 5_000, START / 1000 + 6, 0.005, 48, null, null, 8, 0];
    book.take([live]);
    book.add(fileOf({ object: "vlm", fixes: [fix(0), fix(5, { received: START + 7_000, battery: 50 })] }));
    book.add(fileOf({ object: "vlm", device: 2, fixes: [fix(3, { lat: 49 })] }));

    expect(book.tracks.map(({ count }) => count)).toEqual([3]);
    expect(book.at("vlm", START + 5_000, null)).toMatchObject({ accuracy: 8, battery: 50, received: START + 6_000 });
    expect(book.at("vlm", START + 3_000, null)).toMatchObject({ lat: 49 });
  });
});

const anyFix = fc.record({
  at: fc.integer({ min: 0, max: 600 }).map((second) => START + second * 1000),
  late: fc.integer({ min: 0, max: 300 }),
  lon: fc.integer({ min: -3, max: 3 }),
  speed: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
  doubt: fc.constantFrom(0, 0, 0, 1, 4),
});
const anyFixes = fc.array(
  anyFix.map(({ late, speed, ...told }): Fix => ({ ...told, lat: 0, received: told.at + late * 1000, ...(speed === undefined ? {} : { speed }) })),
  { minLength: 1, maxLength: 40 },
);
const anyInstants = fc.array(fc.tuple(fc.integer({ min: -5, max: 700 }), fc.option(fc.integer({ min: -5, max: 900 }))), { minLength: 1, maxLength: 12 });

describe("whatever is told", () => {
  test("the order of arrival does not matter, one by one or all at once", () => {
    fc.assert(
      fc.property(anyFixes, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), anyInstants, (fixes, random, instants) => {
        const byDevice = fixes.map((each): Told => ({ object: "vlm", fixes: [each] }));
        const shuffled = byDevice.map((told) => ({ told, key: random.next().value as number })).sort((a, b) => a.key - b.key);
        const [first, second, third] = [new TrackBook(), new TrackBook(), new TrackBook()];
        first.add(fileOf(...byDevice));
        for (const { told } of shuffled) second.add(fileOf(told));
        const padding: Told = { object: "other", fixes: Array.from({ length: 1_000 }, (_, i) => fix(i)) };
        third.add(fileOf(...shuffled.map(({ told }) => told), padding));
        for (const [second_, known] of instants) {
          const [t, k] = [START + second_ * 1000, known === null ? null : START + known * 1000];
          const read = first.at("vlm", t, k);
          expect(second.at("vlm", t, k)).toEqual(read);
          expect(third.at("vlm", t, k)).toEqual(read);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the last fix is the last that counts, is past and was received, however one looks for it", () => {
    fc.assert(
      fc.property(anyFixes, anyInstants, (fixes, instants) => {
        const book = bookOf(...fixes);
        for (const [second, known] of instants) {
          const [t, k] = [START + second * 1000, known === null ? Infinity : START + known * 1000];
          const past = fixes.filter(({ at, received, doubt }) => doubt !== 1 && at <= t && received! <= k).map(({ at }) => at);
          const read = book.at("vlm", t, known === null ? null : k);
          // What was told twice of one place was known once it was received the first time.
          expect(read?.at ?? null).toBe(past.length > 0 ? Math.max(...past) : null);
        }
      }),
    );
  });
});
