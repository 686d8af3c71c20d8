/** The page puts the nearest teams in the order the server does: cases told by Python, `tests/web/test_nearest.py`. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nearest } from "../src/nearest";
import { parse, type ReelAnswer } from "../src/reel";
import { TrackBook } from "../src/tracks/book";
import { decode } from "../src/tracks/decode";
import type { LngLat } from "../src/types";
import { whereabouts } from "../src/whereabouts";

interface Told {
  place: LngLat;
  reel: ReelAnswer;
  tracks: string;
  cases: { at: string; known_at: string | null; near: { object: string; source: string; distance_m: number; bearing_deg: number; age_s: number }[] }[];
}

const file = process.env.VIGIE_NEAREST;

describe.skipIf(!file)("what the server tells of the nearest teams", () => {
  it("is what the page tells", async () => {
    const told = JSON.parse(readFileSync(file!, "utf8")) as Told;
    const [reel, book] = [parse(told.reel), new TrackBook()];
    book.add(await decode(new Uint8Array(readFileSync(told.tracks))));
    expect(told.cases.length).toBeGreaterThan(10);
    for (const { at, known_at, near } of told.cases) {
      const [time, known] = [Date.parse(at), known_at === null ? null : Date.parse(known_at)];
      const teams = whereabouts(reel, time, known, ["team"], (object, when, as) => book.at(object, when, as));
      const found = nearest(told.place, teams);
      expect(found.map(({ team }) => [team.object, team.from, (time - team.at) / 1000])).toEqual(near.map(({ object, source, age_s }) => [object, source, age_s]));
      found.forEach(({ distance }, i) => expect(distance).toBeCloseTo(near[i].distance_m, 2));
    }
  });
});
