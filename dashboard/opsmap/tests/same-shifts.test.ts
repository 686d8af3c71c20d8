/** The page and the server find the same in a roster: cases told by Python, `tests/opsmap/test_same_shifts.py`. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, type ReelAnswer } from "../src/reel";
import { findingsOf, rosterAt, type Customs, type Demand, type Finding, type Shift, type Staffing, type Stretch } from "../src/shifts";

interface Told {
  staffing: Staffing;
  customs: Customs;
  cases: {
    reel: ReelAnswer;
    at: number;
    known: number | null;
    span: Stretch | null;
    shifts: Shift[];
    demands: Demand[];
    unscheduled: string[];
    findings: Finding[];
  }[];
}

const file = process.env.VIGIE_ROSTERS;

describe.skipIf(!file)("what the server finds", () => {
  const told = file ? (JSON.parse(readFileSync(file, "utf8")) as Told) : null;

  it("is what the page finds, line by line", () => {
    const { staffing, customs, cases } = told!;
    expect(cases.length).toBeGreaterThan(50);
    for (const { reel: answer, at, known, span, shifts, demands, unscheduled, findings } of cases) {
      const roster = rosterAt(parse(answer), at, known, staffing, span);
      expect(roster).toEqual({ shifts, demands, unscheduled });
      expect(findingsOf(roster.shifts, roster.demands, span, customs)).toEqual(findings);
    }
  });
});
