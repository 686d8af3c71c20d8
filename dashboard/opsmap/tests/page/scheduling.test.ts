import { describe, expect, it } from "vitest";
import type { Assignment } from "../../src/page/scheduling";
import { assignmentsOf, pauses } from "../../src/page/scheduling";
import { reel } from "../reels";

const one = (from: number | null, to: number | null, status = "planned"): Assignment => ({
  id: `${from}`, name: "", status, place: null, task: "", from, to, version: 0,
});

describe("the day of a team", () => {
  it("has its own assignments that meet the day, the first to begin first", () => {
    const held = reel(
      { object: "late", kind: "assignment", status: "planned", values: { team: "a" }, valid: [0, null], planned: [50, 90] },
      { object: "early", kind: "assignment", status: "planned", values: { team: "a" }, valid: [0, null], planned: [10, 40] },
      { object: "other", kind: "assignment", status: "planned", values: { team: "b" }, valid: [0, null], planned: [10, 40] },
      { object: "tomorrow", kind: "assignment", status: "planned", values: { team: "a" }, valid: [0, null], planned: [100, 140] },
      { object: "post", values: { team: "a" }, valid: [0, null], planned: [10, 40] },
    );

    expect(assignmentsOf(held, 5, null, "a", [0, 100]).map(({ id }) => id)).toEqual(["early", "late"]);
  });

  it("tells how long after each the next begins: less than nothing where they overlap, nothing of the last", () => {
    expect(pauses([one(0, 10), one(10, 30), one(25, 40), one(55, null)])).toEqual([0, -5, 15, null]);
  });

  it("leaves out what was cancelled or is over", () => {
    expect(pauses([one(0, 10), one(5, 20, "closed"), one(15, 30)])).toEqual([5, null, null]);
  });
});
