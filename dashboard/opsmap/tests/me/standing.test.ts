import { expect, test } from "vitest";
import { mustAsk } from "../../src/me/keeping";
import { stateOf, toneOf, type Known } from "../../src/me/standing";
import type { Step } from "../../src/me/told";
import { canCome, offered } from "../../src/me/view";

const WELL: Known = { secure: true, supported: true, closed: false, mayNot: false, on: true, trouble: null, fixAt: 1, online: true, away: false };

test.each([
  [{}, "sharing", "good"],
  [{ fixAt: null }, "searching", "wait"],
  [{ away: true }, "late", "wait"],
  [{ online: false, away: true }, "offline", "wait"],
  [{ trouble: "unavailable", online: false }, "unavailable", "bad"],
  [{ on: false, online: false }, "paused", "off"],
  [{ trouble: "denied", on: false }, "denied", "bad"],
  [{ mayNot: true, on: false }, "may_not", "bad"],
  [{ closed: true, mayNot: true }, "closed", "bad"],
  [{ secure: false, supported: false }, "insecure", "bad"],
] as [Partial<Known>, string, string][])("%j is %s", (known, state, tone) => {
  expect(stateOf({ ...WELL, ...known })).toBe(state);
  expect(toneOf(stateOf({ ...WELL, ...known }))).toBe(tone);
});

test("nobody is shared who was not asked, nor to others than they agreed to", () => {
  expect(mustAsk(null, [])).toBe(true);
  expect(mustAsk(["soir"], ["soir"])).toBe(false);
  expect(mustAsk(["soir"], [])).toBe(false);
  expect(mustAsk(["soir"], ["demain"])).toBe(true);
  // Agreed to before it was handed out: its first operation is what was agreed to.
  expect(mustAsk([], ["soir"])).toBe(false);
});

test("a status is one key, and possible from where the team is", () => {
  const steps: Step[] = [
    { status: "available", label: "D", key: "1", before: ["unavailable"] },
    { status: "quit", label: "Q", key: null, before: ["on_scene"] },
    { status: "unavailable", label: "I", key: "0", before: ["available"] },
    { status: "available", label: "D", key: "1", before: ["alerted"] },
    { status: "base", label: "B", key: "9", before: ["on_scene"] },
  ];

  expect(offered(steps).map(({ key }) => key)).toEqual(["1", "9", "0", null]);
  expect(canCome(steps, "available", "alerted")).toBe(true);
  expect(canCome(steps, "available", "on_scene")).toBe(false);
  expect(canCome(steps, "available", null)).toBe(false);
});
