import { expect, test } from "vitest";
import { Pressing } from "../../src/me/pressing";
import type { Fix, Item, Phone, Team } from "../../src/me/told";
import type { View } from "../../src/me/view";

const TEAM = {
  status: "available",
  steps: [
    { status: "en_route", label: "Partie", key: "3", before: ["available"] },
    { status: "at_base", label: "Rentrée", key: "9", before: ["on_scene"] },
  ],
} as Partial<Team> as Team;
const FIX: Fix = { at: Date.now(), lon: 1, lat: 48, accuracy: 5, altitude: null, speed: null, heading: null, battery: null };

/** A telephone whose outbox is a list, and whose page is what it said. */
function telephone(isSent = false) {
  const [box, said]: [Item[], string[]] = [[], []];
  const view = { words: { pressed: "{status}", undone: "{status} undone" }, time: String, pressed: (sentence: string) => void said.push(sentence) };
  const pressing = new Pressing({
    view: view as unknown as View,
    phone: () => ({ teams: [TEAM] }) as Partial<Phone> as Phone,
    fix: () => FIX,
    unsent: () => box.length,
    put: async (item) => void box.push(item),
    withdraw: async (at) => !isSent && box.splice(box.findIndex((item) => item.said.at === at), 1).length > 0,
  });
  return { pressing, box, said };
}

test("a status is told at the time and the place it was pressed, and counts at once", async () => {
  const { pressing, box, said } = telephone();

  await pressing.press("en_route");

  expect(box).toMatchObject([{ kind: "status", said: { status: "en_route", lon: 1, lat: 48, taken_back: false } }]);
  expect(Math.abs(box[0].said.at - Date.now())).toBeLessThan(60_000);
  expect(pressing.status()).toBe("en_route");
  expect(said).toEqual(["Partie"]);
});

test("one that is not possible is not told", async () => {
  const { pressing, box } = telephone();

  await pressing.press("at_base");
  await pressing.press("nothing");

  expect(box).toEqual([]);
});

test("taken back before it was sent, it never was", async () => {
  const { pressing, box, said } = telephone();
  await pressing.press("en_route");

  await pressing.undo();
  await pressing.undo();

  expect(box).toEqual([]);
  expect(said.at(-1)).toBe("Partie undone");
  expect(pressing.status()).toBe("available");
});

test("taken back once it may have arrived, that is told too, of the very same status", async () => {
  const { pressing, box } = telephone(true);
  await pressing.press("en_route");

  await pressing.undo();

  expect(box[1].said).toMatchObject({ at: box[0].said.at, status: "en_route", taken_back: true });
});
