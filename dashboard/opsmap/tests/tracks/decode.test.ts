import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { columnsOf, decode, UnreadableTracksError } from "../../src/tracks/decode";
import { bodyOf, encode, file, rowsOf } from "./encode";

const NAMES = ["at", "received", "lon", "lat", "speed", "course", "accuracy", "altitude", "battery", "doubt"] as const;
const START = 1_566_637_200_000;
const FIXES = [
  { at: START, lon: -1.5561, lat: 43.4868, speed: 23.1, course: 96, accuracy: 8, altitude: 12.5, battery: 71 },
  { at: START + 5_000, received: START + 65_000, lon: -1.5555, lat: 43.4867, doubt: 4 },
];

/** What both sides of the wire must agree upon, written by the server's own code. */
function sample(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, "../../../../tests/tracks/samples", name));
}

/** Columns as lists. */
function plain(told: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value instanceof Int32Array ? [...value] : (value as unknown)]));
}

describe("a track file", () => {
  test("says where each team was, by chunk", async () => {
    const read = await decode(encode([{ object: "vlm-250", device: 7, from: START - 1, to: START + 9, fixes: FIXES }], 48_211));

    expect(read.cursor).toBe(48_211);
    expect(read.chunks).toHaveLength(1);
    expect(read.chunks[0]).toMatchObject({ object: "vlm-250", device: 7, starts: START, count: 2, from: START - 1, to: START + 9 });
    expect([...read.chunks[0].lon]).toEqual([-15_561_000, -15_555_000]);
    expect([...read.chunks[0].speed]).toEqual([231, -1]);
    expect([...read.chunks[0].received]).toEqual([0, 60]);
  });

  test("an end that is open is open, and no chunk at all is a file", async () => {
    const [chunk] = (await decode(encode([{ object: "a", fixes: FIXES }]))).chunks;

    expect(chunk.to).toBe(Infinity);
    expect(await decode(encode([], 5))).toEqual({ cursor: 5, chunks: [] });
  });

  test("gives back any numbers there are", () => {
    const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(...NAMES.map(() => number)), { maxLength: 30 }), (rows) => {
        const columns = columnsOf(bodyOf(rows), rows.length);
        NAMES.forEach((name, i) => expect([...columns[name]]).toEqual(rows.map((row) => row[i])));
      }),
    );
  });

  test("that the server wrote is read to the last digit", async () => {
    const told = JSON.parse(sample("tracks.json").toString()) as { cursor: number; chunks: Record<string, unknown>[] };

    const read = await decode(new Uint8Array(sample("tracks.vtf")));

    expect(read.cursor).toBe(told.cursor);
    expect(read.chunks.map(plain)).toEqual(
      told.chunks.map(({ bytes: _, columns, to, ...chunk }) => ({ ...chunk, to: to ?? Infinity, ...(columns as object) })),
    );
  });

  test("holds chunks as they are kept", () => {
    const told = JSON.parse(sample("chunk.json").toString()) as { count: number; columns: Record<string, number[]> };

    expect(plain(columnsOf(inflateSync(sample("chunk.bin")), told.count))).toEqual(told.columns);
  });

  const body = deflateSync(bodyOf(rowsOf(FIXES, START)));
  const told = { object: "a", device: 1, starts: START, count: 2, bytes: body.length, from: 0, to: null };
  const whole = encode([{ object: "a", fixes: FIXES }]);
  const swapped = new Uint8Array(body);
  swapped[body.length - 1] ^= 255;
  test.each<[why: string, bytes: Uint8Array<ArrayBuffer>, said: RegExp]>([
    ["is of another kind", new TextEncoder().encode("<!doctype html>"), /VTF1/],
    ["is empty", new Uint8Array(0), /VTF1/],
    ["ends in its header", whole.slice(0, 20), /cut short/],
    ["ends in a chunk", whole.slice(0, -3), /bytes of chunks/],
    ["has bytes over", new Uint8Array([...whole, 0]), /bytes of chunks/],
    ["has a header of another form", file({ cursor: 1, chunks: [{ object: 3 }] }, []), /what each chunk is/],
    ["claims more fixes than anyone has", file({ cursor: 1, chunks: [{ ...told, count: 2e9 }] }, [body]), /what each chunk is/],
    ["holds more than its count", file({ cursor: 1, chunks: [{ ...told, count: 1 }] }, [body]), /more than/],
    ["holds less than its count", file({ cursor: 1, chunks: [{ ...told, count: 3 }] }, [body]), /its count says/],
    ["was altered", file({ cursor: 1, chunks: [told] }, [swapped]), /inflated/],
  ])("that %s is refused in a sentence", async (_, bytes, said) => {
    const refused = await decode(bytes).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(UnreadableTracksError);
    expect((refused as Error).message).toMatch(said);
  });
});
