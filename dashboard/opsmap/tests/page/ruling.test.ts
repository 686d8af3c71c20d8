import { describe, expect, it } from "vitest";
import type { Ruled } from "../../src/page/ruling";
import {
  Limits,
  accesses,
  attachments,
  changesRights,
  organisations,
  readers,
  standing,
  turns,
} from "../../src/page/ruling";

const OURS = "SAMU 64A";
const ARS = "ARS";

function entry(seq: number, fact: string, ruling?: Record<string, unknown>, said: Partial<Ruled> = {}): Ruled {
  return {
    seq,
    fact,
    author: "Ada",
    organisation: OURS,
    occurred_at: seq,
    recorded_at: seq,
    objects: [],
    sentence: "",
    struck: [],
    ...(ruling && { ruling }),
    ...said,
  };
}

const grant = (seq: number, more: Record<string, unknown> = {}, said: Partial<Ruled> = {}): Ruled =>
  entry(seq, "Granted", { organisation: ARS, level: "read", reason: "suivi", starts_at: null, ends_at: null, ...more }, said);

describe("who has access", () => {
  it("is the last that was granted", () => {
    const [held] = accesses([grant(2), grant(3, { level: "contribute" })]);
    expect([held.level, held.seq, held.by]).toEqual(["contribute", 3, "Ada"]);
  });

  it("ends when it is taken back, and not when that was struck out", () => {
    const back = (struck: Ruled["struck"]): Ruled =>
      entry(3, "Revoked", { organisation: ARS, reason: "fin" }, { struck });
    expect(accesses([grant(2), back([])])).toEqual([]);
    expect(accesses([grant(2), back([[4, null]])])).toHaveLength(1);
  });

  it("is in force from its start to its end", () => {
    const [held] = accesses([grant(2, { starts_at: 10, ends_at: 20 })]);
    expect([9, 10, 19, 20].map((now) => standing(held, now))).toEqual(["not_yet", "in_force", "in_force", "ended"]);
  });

  it("counts the organisations that write and those that have access", () => {
    expect(organisations([grant(2), entry(3, "Noted", undefined, { organisation: "SDIS 64" })])).toEqual([
      ARS,
      OURS,
      "SDIS 64",
    ]);
  });
});

describe("who may read an entry", () => {
  it("is as it was written, until an embargo has passed", () => {
    const kept = entry(2, "Noted", undefined, { embargo_until: 50 });
    const limits = new Limits([kept]);
    expect([limits.on(kept, 49).length, limits.on(kept, 50).length]).toEqual([1, 0]);
  });

  it("is as it was reserved since, by its own organisation whoever says so", () => {
    const note = entry(2, "Noted", undefined, { audience: [] });
    const opened = entry(3, "Reserved", { seq: 2, object_id: null, audience: null, embargo_until: null });
    expect(new Limits([note]).on(note, 9)).toEqual([{ by: OURS, audience: [], until: null }]);
    expect(new Limits([note, opened]).on(note, 9)).toEqual([]);
  });

  it("is limited by the objects it speaks of", () => {
    const about = entry(2, "Moved", undefined, { objects: ["pma"] });
    const kept = entry(3, "Reserved", { seq: null, object_id: "pma", audience: [ARS], embargo_until: null });
    expect(new Limits([about, kept]).on(about, 9)[0].audience).toEqual([ARS]);
  });
});

it("an entry is read by those who said so, in that order", () => {
  const read = (seq: number, author: string): Ruled => entry(seq, "Acknowledged", { seq: 2 }, { author });
  expect(readers([entry(2, "Noted"), read(3, "Ada"), read(4, "Bob")]).get(2)?.map(({ name }) => name)).toEqual([
    "Ada",
    "Bob",
  ]);
});

it("the life of an operation is told phase by phase", () => {
  const told = turns([
    entry(2, "Phased", { phase: "closed", reason: "" }),
    entry(3, "Phased", { phase: "active", reason: "reprise" }),
  ]);
  expect(told.map(({ phase, reason }) => [phase, reason])).toEqual([
    ["closed", ""],
    ["active", "reprise"],
  ]);
});

it("a document is attached to the operation or to an entry", () => {
  const told = attachments([
    entry(2, "Attached", { sha256: "ab", name: "plan.pdf", seq: null }),
    entry(3, "Attached", { sha256: "cd", name: "photo.jpg", seq: 1 }),
  ]);
  expect(told.map(({ name, to }) => [name, to])).toEqual([
    ["plan.pdf", null],
    ["photo.jpg", 1],
  ]);
});

it("rights are asked again when somebody shares, closes, strikes or corrects; not for a note", () => {
  expect(changesRights([entry(2, "Noted")])).toBe(false);
  expect([grant(2), entry(2, "Struck"), entry(2, "Noted", undefined, { corrects: 1 })].map((e) => changesRights([e]))).toEqual([
    true,
    true,
    true,
  ]);
});
