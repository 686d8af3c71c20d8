import { describe, expect, test } from "vitest";
import { circle, sector } from "../../src/drawing/geodesic";
import { shifted } from "../../src/drawing/steps";
import { changes, factsOf, measuresIn, type Said } from "../../src/page/deeds";
import { firstStatus, toolsOf, type Field, type Kind } from "../../src/page/kinds";
import { measuresOf } from "../../src/page/shapes";
import type { LngLat } from "../../src/types";

const ROUEN: LngLat = [1.0583, 49.4364];

function field(key: string, type: Field["type"] = "text"): Field {
  return { key, label: key, type, required: key === "name", unit: "", choices: {} };
}

function kind(more: Partial<Kind> = {}): Kind {
  return {
    key: "zone",
    label: "Zones",
    icon: "",
    geometry: "polygon",
    category: "security",
    statuses: { planned: "Prévue", active: "En vigueur", closed: "Levée" },
    fields: [field("name"), field("radius_m", "measure"), field("bearing_deg", "measure"), field("length_km", "measure")],
    verbs: { lift: { label: "Lever", before: ["active"], after: "closed" } },
    ...more,
  };
}

const SAID: Said = { status: "active", geometry: null, measures: null, values: {}, plannedFrom: null, plannedTo: null };

describe("the facts of a deed", () => {
  test("placing says all of an object, in one entry, and nothing of what was left empty", () => {
    const geometry = circle(ROUEN, 500);
    const said = { ...SAID, geometry, measures: { centre: ROUEN, radius_m: 500 }, values: { name: "Nord", access: null, forecast: false } };

    expect(factsOf({ is: "place", object: "z1", kind: kind() }, said)).toEqual([
      { fact: "Placed", body: { object_id: "z1", kind: "zone", status: "active", geometry, values: { name: "Nord", radius_m: 500 } } },
    ]);
  });

  test("only what is planned has a window", () => {
    const [{ body }] = factsOf({ is: "place", object: "z1", kind: kind() }, { ...SAID, status: "planned", plannedFrom: 0 });

    expect(body).toMatchObject({ planned_from: "1970-01-01T00:00:00.000Z", planned_to: null });
  });

  test("a change says what changed, so that two people's changes of one object both count", () => {
    const said = { ...SAID, values: { name: "Nord", access: null } };

    const facts = factsOf({ is: "change", object: "z1", kind: kind() }, said, { name: "Nord", access: "par l'est" });

    expect(facts).toEqual([{ fact: "Changed", body: { object_id: "z1", values: { access: null } } }]);
  });

  test("a change of nothing is no entry", () => {
    const values = { name: "Nord", flag: false };

    expect(factsOf({ is: "change", object: "z1", kind: kind() }, { ...SAID, values }, { name: "Nord" })).toEqual([]);
  });

  test("another radius is another outline and another value; the same one is only moved", () => {
    const said = { ...SAID, geometry: circle(ROUEN, 800), measures: { centre: ROUEN, radius_m: 800 } };
    const shape = { is: "shape", object: "z1", kind: kind() } as const;

    expect(factsOf(shape, said, { radius_m: 500 }).map(({ fact }) => fact)).toEqual(["Moved", "Changed"]);
    expect(factsOf(shape, said, { radius_m: 800 }).map(({ fact }) => fact)).toEqual(["Moved"]);
  });

  test("a verb leads where the layer says", () => {
    expect(factsOf({ is: "verb", object: "z1", kind: kind(), verb: "lift" }, SAID)).toEqual([
      { fact: "Transitioned", body: { object_id: "z1", verb: "lift", status: "closed" } },
    ]);
  });
});

describe("the measures of an outline", () => {
  test("are those it was drawn with, also where it was moved to", () => {
    expect(measuresOf(circle(ROUEN, 1340))).toMatchObject({ radius_m: 1340 });
    expect(measuresOf(shifted(circle(ROUEN, 1340), 0.3, 0.01))?.radius_m).toBeGreaterThan(1335);
    expect(measuresOf(sector(ROUEN, 40, 22_000, 6_000))).toMatchObject({ centre: ROUEN, bearing_deg: 40, width_m: 6_000 });
  });

  test("are none of what is neither circle nor sector", () => {
    const [ring] = circle(ROUEN, 500).coordinates;
    const dented = ring.map((corner, i) => (i === 7 ? ROUEN : corner));

    expect(measuresOf({ type: "Polygon", coordinates: [dented] })).toBeNull();
    expect(measuresOf({ type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]] })).toBeNull();
    expect(measuresOf({ type: "Polygon", coordinates: [[[0, 0], [1, 0], [5, 1], [0, 0]]] })).toBeNull();
    expect(measuresOf({ type: "Point", coordinates: ROUEN })).toBeNull();
  });

  test("are kept under the layer's own names, where it has them", () => {
    const measures = { centre: ROUEN, bearing_deg: 40, length_m: 22_000, width_m: 6_000 };

    expect(measuresIn(kind(), measures)).toEqual({ bearing_deg: 40, length_km: 22 });
    expect(measuresIn(kind({ fields: [] }), measures)).toEqual({});
  });
});

describe("a kind", () => {
  test("is drawn as its layer says", () => {
    expect(toolsOf(kind())).toEqual(["polygon", "circle", "sector"]);
    expect(toolsOf(kind({ geometry: "point" }))).toEqual(["point"]);
    expect(toolsOf(kind({ geometry: "any" }))).toContain("line");
  });

  test("begins planned when it is still to come", () => {
    expect(firstStatus(kind(), true)).toBe("planned");
    expect(firstStatus(kind(), false)).toBe("active");
    expect(firstStatus(kind({ statuses: { unconfirmed: "?", confirmed: "!" } }), true)).toBe("unconfirmed");
  });
});

test("what was not there and was not ticked has not changed", () => {
  expect(changes({ flag: false }, {})).toEqual({});
  expect(changes({ flag: false }, { flag: true })).toEqual({ flag: false });
});
