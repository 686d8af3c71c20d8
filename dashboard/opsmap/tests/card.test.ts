import { describe, expect, test } from "vitest";
import { cardOf, type Card } from "../src/card";
import { Layers } from "../src/layers";
import type { Locale, MapLayer } from "../src/types";
import { reel, type Version } from "./reels";

const style = (label: string) => ({ label, dashed: false, hatched: false, colour: null, icon: "<svg/>" });
const gathering: MapLayer = {
  key: "gathering",
  label: "Rassemblement",
  geometry: "any",
  colour: "#1f618d",
  rank: 1,
  statuses: { active: style("en cours") },
  fallback: style("état inconnu"),
  fields: [
    { key: "name", label: "Nom" },
    { key: "people", label: "Personnes" },
    { key: "declared", label: "Déclaré" },
    { key: "area", label: "Surface", unit: "m²" },
    { key: "seen", label: "Vu", kind: "time" },
  ],
  sources: { organisers: "organisateurs" },
};
const unknown: MapLayer = { ...gathering, key: "unknown", label: "Autre", fields: [] };
const layers = new Layers([gathering, unknown]);

function card(version: Partial<Version>, time = 5, locale: Locale = "fr"): Card {
  const held = reel({ object: "place", kind: "gathering", valid: [0, null], ...version });
  return cardOf("place", { reel: held, layers, locale, time, knownAt: null }) as Card;
}

describe("the card of an object", () => {
  test("shows each source's figure side by side", () => {
    const { rows } = card({ values: { name: "Bellevue", "people@police": 9000, "people@organisers": 15000 } });

    expect(rows).toEqual([{ label: "Personnes", value: "9\u202f000 (police) · 15\u202f000 (organisateurs)" }]);
  });

  test("writes an instant in the operation's time, however it was recorded", () => {
    const said = [Date.UTC(2019, 7, 24, 15, 50), "2019-08-24T17:50:00+02:00"].map(
      (seen) => card({ values: { seen } }).rows[0].value,
    );

    expect(said[0]).toContain("24/08");
    expect(said[1]).toBe(said[0]);
    expect(card({ values: { seen: "hier" } }).rows[0].value).toBe("hier");
  });

  test("writes numbers and yes or no in the reader's language", () => {
    const values = { people: 9000, declared: true, area: 1250.5 };

    expect(card({ values }).rows.map(({ value }) => value)).toEqual(["9\u202f000", "oui", "1\u202f250,5\u00a0m²"]);
    expect(card({ values }, 5, "en").rows.map(({ value }) => value)).toEqual(["9,000", "yes", "1,250.5\u00a0m²"]);
  });

  test("has its name for title, its kind and status under it", () => {
    expect(card({ values: { name: "Bellevue" } })).toMatchObject({ title: "Bellevue", status: "Rassemblement · en cours" });
    expect(card({ values: {} })).toMatchObject({ title: "Rassemblement", status: "en cours" });
    expect(card({ status: "toString" })).toMatchObject({ status: "état inconnu" });
  });

  test("of a kind this house does not know shows every value it carries", () => {
    const { rows, title } = card({ kind: "drone_pad", values: { name: "Aire", ceiling: 120, crew: ["A", "B"] } });

    expect(title).toBe("Aire");
    expect(rows).toEqual([{ label: "ceiling", value: "120" }, { label: "crew", value: "A, B" }]);
  });

  test("tells the planned window in the operation's own time zone", () => {
    const { rows } = card({ status: "planned", planned: [Date.UTC(2019, 7, 24, 16), null] });

    expect(rows.at(-1)).toEqual({ label: "Prévu", value: "à partir de 24/08 18:00" });
  });

  test("says so when the object is not there at the instant", () => {
    expect(card({ values: { name: "Bellevue" }, valid: [0, 3] })).toEqual({
      title: "Bellevue",
      status: null,
      rows: [],
      absent: "N’est pas sur la carte à cet instant.",
      follow: null,
    });
  });
});
