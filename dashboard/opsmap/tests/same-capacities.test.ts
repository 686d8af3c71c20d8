/** The page and the server hold casualties against places alike: cases told by Python, `tests/opsmap/test_same_capacities.py`. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { balancesOf, outlookAt, type Balance, type Expected, type Hold, type Intake } from "../src/capacity";
import { parse, type ReelAnswer } from "../src/reel";

interface Told {
  intake: Intake;
  cases: { reel: ReelAnswer; at: number; known: number | null; holds: Hold[]; expected: Expected[]; balances: Balance[][] }[];
}

const file = process.env.VIGIE_CAPACITIES;

describe.skipIf(!file)("what the server counts", () => {
  const told = file ? (JSON.parse(readFileSync(file, "utf8")) as Told) : null;

  it("is what the page counts, line by line", () => {
    const { intake, cases } = told!;
    expect(cases.length).toBeGreaterThan(50);
    for (const { reel: answer, at, known, holds, expected, balances } of cases) {
      const outlook = outlookAt(parse(answer), at, known, intake);
      expect(outlook).toEqual({ holds, expected });
      expect(outlook.expected.map((one) => balancesOf(one, outlook.holds))).toEqual(balances);
    }
  });
});
