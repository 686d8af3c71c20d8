import { describe, expect, test } from "vitest";
import { nearest } from "../src/nearest";
import { nothingRead, type Reading } from "../src/tracks/track";
import { whereabouts, type Fixes } from "../src/whereabouts";
import { reel } from "./reels";

const fix = (at: number, lng: number): Reading => ({ ...nothingRead(), at, lng, lat: 48 });
const told = (fixes: Record<string, Reading>): Fixes => (object) => fixes[object] ?? null;
const team = { kind: "team", status: "available" };

describe("where a team is", () => {
  const held = reel(
    { ...team, object: "vlm", at: [1, 48], values: { name: "VLM 1" }, valid: [100, 200] },
    { ...team, object: "vlm", at: [1, 48], status: "en_route", valid: [200, 300] },
    { ...team, object: "vlm", at: [2, 48], valid: [300, null] },
  );
  const at = (time: number, fixes: Record<string, Reading>) => whereabouts(held, time, null, ["team"], told(fixes))[0];

  test("is where its device says, whatever became of its status since", () => {
    expect(at(250, { vlm: fix(150, 1.5) })).toMatchObject({ place: [1.5, 48], from: "device", at: 150, status: "en_route" });
  });

  test("is where the log put it afterwards, and since when", () => {
    expect(at(350, { vlm: fix(150, 1.5) })).toMatchObject({ place: [2, 48], from: "log", at: 300 });
    expect(at(250, {})).toMatchObject({ place: [1, 48], from: "log", at: 100 });
    expect(at(350, { vlm: fix(300, 1.5) })).toMatchObject({ from: "device" });
  });

  test("a zone is where it is, and who was never placed nowhere", () => {
    const zone = reel({ ...team, object: "z", geometry: { type: "LineString", coordinates: [[0, 48], [2, 48]] }, valid: [0, null] }, { ...team, object: "n", at: null, valid: [0, null] });

    expect(whereabouts(zone, 10, null, ["team"], told({ z: fix(5, 9) }))).toMatchObject([{ object: "z", place: [1, 48], from: "log" }]);
  });
});

test("the nearest comes first; at one distance the first by its id; another estimate, another order", () => {
  const held = reel(
    { ...team, object: "c", at: [1.2, 48], valid: [0, null] },
    { ...team, object: "b", at: [1.1, 48], valid: [0, null] },
    { ...team, object: "a", at: [1.1, 48], valid: [0, null] },
    { object: "post", at: [1, 48], valid: [0, null] },
  );
  const teams = whereabouts(held, 10, null, ["team"], told({}));

  expect(nearest([1, 48], teams).map(({ team }) => team.object)).toEqual(["a", "b", "c"]);
  expect(nearest([1, 48], teams)[0].distance).toBeCloseTo(7462.53, 1);
  expect(nearest([1, 48], teams)[0].bearing).toBeCloseTo(90, 0);
  expect(nearest([1, 48], teams, ({ distance }) => -distance).map(({ team }) => team.object)).toEqual(["c", "a", "b"]);
});
