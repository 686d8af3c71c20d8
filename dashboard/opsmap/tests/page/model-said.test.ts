import { expect, it } from "vitest";
import { modelsSaid, type Told } from "../../src/page/model-said";
import type { Page } from "../../src/page/page";
import { Wording } from "../../src/page/wording";
import type { Model } from "../../src/reach/fields";

const WORDS = {
  model_crow: "straight line",
  model_roads: "roads: {name}",
  model_dated: "as of {date}",
  model_air: "by air",
  model_part: "{low}-{high} ({mode})",
  model_against_roads: "beside roads: {parts}",
  model_against_engine: "beside an engine: {parts}",
  model_beside: "[{places}, {date}]",
  model_unmeasured: "not measured ({mode})",
  extract_Andorra: "Andorre",
};
const MODES = { drive: "car", emergency: "siren", walk: "on foot", helicopter: "helicopter" };
const page = { setting: { words: WORDS, locale: "en", reach: { modes: MODES } }, wording: new Wording("en", "America/Martinique") } as unknown as Page;
const NOTHING: Model = { kind: "crow", name: "", taken_at: "", credit: "", spread: null, against: "", beside: [], measured_at: "" };
const crow = (mode: string, low: number, high: number): Told => ({ mode, model: { ...NOTHING, spread: [low, high], against: "roads", beside: ["Monaco", "Andorra"], measured_at: "2026-11-30" } });

it("ways of going that share what they are computed with are told once, each with how wrong it was measured to be", () => {
  const told = [crow("drive", 0.53, 1.55), crow("walk", 0.52, 1.23), crow("drive", 0.53, 1.55), { mode: "helicopter", model: NOTHING }];
  expect(modelsSaid(page, told)).toEqual([`straight line · beside roads: 0.53-1.55 (car), 0.52-1.23 (on foot) [Monaco and Andorre, ${page.wording.weekday(Date.parse("2026-11-30T12:00Z"))}]`, "by air"]);
});

it("what nobody measured says so, beside what was", () => {
  const roads: Model = { ...NOTHING, kind: "roads", name: "Loire", credit: "© OSM" };
  const told: Told[] = [{ mode: "drive", model: { ...roads, spread: [0.86, 1.29], against: "engine" } }, { mode: "emergency", model: roads }];
  expect(modelsSaid(page, told)).toEqual(["roads: Loire · beside an engine: 0.86-1.29 (car) · not measured (siren) · © OSM"]);
});
