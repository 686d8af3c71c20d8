import { expect, it } from "vitest";
import { parse } from "../../src/reel";
import type { ReelAnswer } from "../../src/reel";
import { dialled, people } from "../../src/page/directory";
import { sized } from "../../src/page/documents";

const FUNCTIONS = { dsm: "Directeur des secours médicaux", other: "Autre" };

function reel(values: Record<string, unknown>[], kinds = values.map(() => "person")) {
  const all = <T>(value: T): T[] => values.map(() => value);
  return parse({
    operation: { id: "x" },
    head: { seq: values.length, digest: "" },
    after: 0,
    geometries: [],
    values,
    versions: {
      object: values.map((_, i) => `p${i}`),
      kind: kinds,
      status: all("expected"),
      geometry: all(-1),
      values: values.map((_, i) => i),
      valid_from: values.map((_, i) => i * 10),
      valid_to: all(null),
      known_from: all(0),
      known_to: all(null),
      planned_from: all(null),
      planned_to: all(null),
      seq: values.map((_, i) => i + 1),
    },
    closed: [],
    entries: [],
    restruck: [],
  } as ReelAnswer);
}

const CELL = reel(
  [{ name: "Zoé", function: "dsm" }, { name: "Ada", function: "other", organisation: "ARS" }, { name: "PMA" }],
  ["person", "person", "medical_post"],
);

it("the directory lists the people there are at the instant, by function", () => {
  expect(people(CELL, 5, null, "", FUNCTIONS).map(({ values }) => values.name)).toEqual(["Zoé"]);
  expect(people(CELL, 99, null, "", FUNCTIONS).map(({ values }) => values.name)).toEqual(["Zoé", "Ada"]);
});

it("it is searched by the words of the function too, without accents", () => {
  const found = (asked: string): string[] => people(CELL, 99, null, asked, FUNCTIONS).map(({ id }) => id);
  expect([found("medicaux"), found("ada ars"), found("ada dsm")]).toEqual([["p0"], ["p1"], []]);
});

it("only a number that can be dialled is a link", () => {
  expect(dialled("06 12 34-56.78")).toBe("tel:0612345678");
  expect(dialled("+33 (5) 59 00 00 00")).toBe("tel:+33559000000");
  expect([dialled("javascript:alert(1)"), dialled(""), dialled("poste 12")]).toEqual([null, null, null]);
});

it("a size is read at a glance in both languages", () => {
  expect([sized(0, "fr"), sized(1536, "fr"), sized(25 * 1024 * 1024, "en")]).toEqual(["0\u00a0o", "1,5\u00a0kio", "25\u00a0MiB"]);
});
