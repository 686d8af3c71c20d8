import { describe, expect, test } from "vitest";
import { nothingRead, type Reading } from "../../src/tracks/track";
import { toldRows } from "../../src/tracks/told";
import type { Locale } from "../../src/types";

function said(fix: Partial<Reading>, stands = true, locale: Locale = "fr"): Record<string, string> {
  const rows = toldRows({ fix: { ...nothingRead(), ...fix }, stands }, locale);
  // The spaces that hold a number and its unit together are other ones in other versions of the words.
  return Object.fromEntries(rows.map(({ label, value }) => [label, value.replace(/[\u00a0\u202f]/g, " ")]));
}

describe("the card of a team with a device", () => {
  test("says where it was last, how it moves, and how sure that is", () => {
    expect(said({ age: 12_000, speed: 23.1, course: 96, accuracy: 8, battery: 71, received: 1_000 })).toEqual({
      Position: "de l’appareil",
      "Dernière position": "il y a 12 secondes",
      Vitesse: "23 km/h",
      Cap: "E (96°)",
      Précision: "à 8 m près",
      Batterie: "71 %",
    });
  });

  test("says so in English, and that the log has the word where it does", () => {
    expect(said({ age: 180_000, course: 225 }, false, "en")).toEqual({
      Position: "from the log",
      "Last fix": "3 minutes ago",
      Course: "SW (225°)",
    });
  });

  test("says how late it came, when it did not come in time", () => {
    expect(said({ at: 0, received: 10_000 }).Reçue).toBeUndefined();
    expect(said({ at: 0, received: 42_000 }).Reçue).toBe("42 s après");
    expect(said({ at: 0, received: 300_000 }).Reçue).toBe("5 min après");
    expect(said({ at: 0, received: 3 * 3_600_000 }).Reçue).toBe("3 h après");
  });

  test("marks what it worked out by itself, and calls 360° north", () => {
    expect(said({ speed: 4.2, course: 359.8, derived: true })).toMatchObject({ Vitesse: "≈ 4 km/h", Cap: "≈ N (0°)" });
  });
});
