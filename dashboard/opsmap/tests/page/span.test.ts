import { expect, it } from "vitest";
import { audienceOf } from "../../src/page/audience";
import type { Ruled } from "../../src/page/ruling";
import { LAST_DAYS, spanOf } from "../../src/page/span";
import { Wording } from "../../src/page/wording";

const told = (fact: string, occurred_at: number): Ruled => ({
  seq: 1,
  fact,
  author: "",
  organisation: "",
  occurred_at,
  recorded_at: occurred_at,
  objects: [],
  sentence: "",
  struck: [],
  ...(fact === "Granted" && { ruling: {} }),
});

it("the slider goes as far as what happened, not as far as what was shared years later", () => {
  const course = { starts_at: 100, ends_at: 200 };
  expect(spanOf(course, [told("Noted", 50), told("Granted", 9000), told("Struck", 9000)], 0)).toEqual({ from: 50, to: 200 });
});

it("an operation without end shows its last days, up to now", () => {
  const now = 10 * LAST_DAYS;
  const span = spanOf({ starts_at: 0, ends_at: 1, continuous: true }, [told("Noted", 5)], now);
  expect([span.from, span.to, span.rolling]).toEqual([now - LAST_DAYS, now, LAST_DAYS]);
});

it("who may read is sent as it was chosen, and what is missing is said", () => {
  const words = { choose_some: "qui ?", unreadable_limit: "quand ?" };
  const wording = new Wording("fr", "Europe/Paris");
  const asked = (choice: "all" | "own" | "some", of: string[] = [], until = ""): unknown =>
    audienceOf({ choice, of, until }, wording, words);
  expect(asked("all")).toEqual({ audience: null, embargo_until: null });
  expect(asked("own", ["ARS"])).toEqual({ audience: [], embargo_until: null });
  expect(asked("some", ["ARS"], "2026-06-21T20:00")).toEqual({
    audience: ["ARS"],
    embargo_until: "2026-06-21T18:00:00.000Z",
  });
  expect(asked("some")).toEqual({ wrong: "qui ?" });
  expect(asked("all", [], "demain")).toEqual({ wrong: "quand ?" });
});
