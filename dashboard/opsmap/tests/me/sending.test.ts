import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PageBox } from "../../src/me/outbox";
import { Sender, type Answer, type Body } from "../../src/me/sending";
import type { Item, Phone, Report } from "../../src/me/told";

const PHONE: Phone = { device: "d", person: null, organisation: "o", ends_at: null, may_not: null, now: 0, teams: [] };
const fix = (at: number): Item => ({ kind: "fix", said: { at, lon: 1, lat: 48, accuracy: 5, altitude: null, speed: null, heading: null, battery: null } });
const status = (at: number): Item => ({ kind: "status", said: { at, status: "en_route", lon: null, lat: null, taken_back: false } });
const taken = (sentences: string[] = []): Answer => ({
  is: "taken",
  report: { kept: 1, repeated: 0, refused: sentences.length, refusals: sentences.map((sentence) => ({ code: "c", sentence })), phone: PHONE } satisfies Report,
});

function office(...answers: ((body: Body) => Answer)[]) {
  const box = new PageBox();
  const sent: Body[] = [];
  const said: string[] = [];
  const sender = new Sender(
    box,
    async (body) => {
      sent.push(body);
      return (answers.length > 1 ? answers.shift()! : answers[0])(body);
    },
    {
      taken: (_, sentences) => void said.push("taken", ...sentences),
      refused: (sentence) => void said.push(`refused ${sentence}`),
      closed: (sentence) => void said.push(`closed ${sentence}`),
      away: () => void said.push("away"),
    },
  );
  return { box, sender, sent, said };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what waits is sent in order, in batches, each with its own time", async () => {
  const { box, sender, sent } = office(() => taken());
  for (let at = 1; at <= 450; at++) await box.add(fix(at));
  await box.add(status(451));

  sender.poke();
  await vi.runAllTimersAsync();

  expect(sent.map(({ fixes, statuses }) => [fixes.length, statuses.length])).toEqual([[200, 0], [200, 0], [50, 1]]);
  expect(sent.flatMap(({ fixes }) => fixes.map(({ at }) => at))).toEqual(Array.from({ length: 450 }, (_, i) => i + 1));
  expect(await box.count()).toEqual({ fixes: 0, statuses: 0 });
});

test("while nobody answers it is kept and tried again, later and later, and leaves when somebody does", async () => {
  const away = (): Answer => ({ is: "away", after: null });
  const { box, sender, sent } = office(away, away, away, () => taken());
  await box.add(fix(1));

  sender.poke();
  await vi.advanceTimersByTimeAsync(0);
  expect([sent.length, (await box.count()).fixes]).toEqual([1, 1]);
  // Poked again while it waits, it waits.
  sender.poke();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent.length).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);

  expect(sent.length).toBe(4);
  expect(await box.count()).toEqual({ fixes: 0, statuses: 0 });
});

test("the network is back: it leaves at once", async () => {
  const { box, sender, sent } = office(() => ({ is: "away", after: 60_000 }), () => taken());
  await box.add(fix(1));
  sender.poke();
  await vi.advanceTimersByTimeAsync(0);

  sender.hurry();
  await vi.advanceTimersByTimeAsync(0);

  expect(sent.length).toBe(2);
  expect((await box.count()).fixes).toBe(0);
});

test("one part that makes the whole unreadable is found, said and set aside; all others arrive", async () => {
  const arrived: number[] = [];
  const { box, sender, said } = office((body) => {
    if (body.fixes.some(({ at }) => at === 13)) return { is: "refused", sentence: "unreadable" };
    arrived.push(...body.fixes.map(({ at }) => at));
    return taken();
  });
  for (let at = 1; at <= 40; at++) await box.add(fix(at));

  sender.poke();
  await vi.runAllTimersAsync();

  expect(said.filter((each) => each.startsWith("refused"))).toEqual(["refused unreadable"]);
  expect(arrived.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1).filter((at) => at !== 13));
});

test("who is not let in is told so, and nothing is lost", async () => {
  const { box, sender, said } = office(() => ({ is: "closed", sentence: "ended" }));
  await box.add(fix(1));

  sender.poke();
  await vi.advanceTimersByTimeAsync(0);

  expect(said).toEqual(["closed ended"]);
  expect((await box.count()).fixes).toBe(1);
});

test("what the server refused is said", async () => {
  const { box, sender, said } = office(() => taken(["0° 0°"]));
  await box.add(fix(1));

  sender.poke();
  await vi.advanceTimersByTimeAsync(0);

  expect(said).toEqual(["taken", "0° 0°"]);
});

test("an outbox that is full lets the oldest position go, and no status", async () => {
  const box = new PageBox(2);

  expect(await Promise.all([box.add(status(0)), box.add(fix(1)), box.add(fix(2))])).toEqual([false, false, false]);
  expect(await box.add(fix(3))).toBe(true);

  expect((await box.first(10)).map(({ item }) => item.said.at)).toEqual([0, 2, 3]);
});
