/** The page and the server tell the same of the same journal: cases told by Python, `tests/opsmap/test_same_differences.py`. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differenceOf } from "../src/difference";
import { deviationsOf, type Foresight } from "../src/plan";
import { parse, type ReelAnswer } from "../src/reel";

interface Way {
  distance: number;
  bearing: number;
}
interface Case {
  reel: ReelAnswer;
  from: number;
  to: number;
  known: number | null;
  foresight: Foresight;
  parts: { way: Way | null; [key: string]: unknown }[];
  deviations: { way: Way | null; [key: string]: unknown }[];
}

const file = process.env.VIGIE_CASES;

describe.skipIf(!file)("what the server tells", () => {
  const cases = file ? (JSON.parse(readFileSync(file, "utf8")) as Case[]) : [];

  it("is what the page tells, line by line", () => {
    expect(cases.length).toBeGreaterThan(50);
    for (const { reel: answer, from, to, known, foresight, parts, deviations } of cases) {
      const reel = parse(answer);
      const found = differenceOf(reel, from, to, known).map(({ version: _, ...part }) => part);
      expect(found.map(bare)).toEqual(parts.map(bare));
      near(found, parts);
      const departed = deviationsOf(reel, to, known, foresight).map(({ version: _, ...one }) => one);
      expect(departed.map(bare)).toEqual(deviations.map(bare));
      near(departed, deviations);
    }
  });
});

function bare<T extends { way: Way | null }>(told: T): Omit<T, "way"> & { way: boolean } {
  return { ...told, way: told.way !== null };
}

/** Two geodesics by two methods: to the centimetre, and to a millionth of a degree where there is a direction. */
function near(ours: { way: Way | null }[], theirs: { way: Way | null }[]): void {
  ours.forEach(({ way }, i) => {
    const other = theirs[i].way;
    if (!way || !other) return;
    expect(way.distance).toBeCloseTo(other.distance, 2);
    if (way.distance > 1) expect(Math.cos(((way.bearing - other.bearing) * Math.PI) / 180)).toBeCloseTo(1, 9);
  });
}
