import { afterEach, describe, expect, it, vi } from "vitest";
import { due, gestures } from "../src/page/hearing";

const TELLINGS = [
  { gesture: "reached", of: ["reach-means.value"], takes: [0] },
  { gesture: "marked", of: ["from.value", "to.value"], takes: [2, 1, 3] },
];

afterEach(() => vi.unstubAllGlobals());

function hears(triggered: string[], ...said: unknown[]): [string, ...unknown[]][] {
  const heard: [string, ...unknown[]][] = [];
  const vigie = {
    reached: (...taken: unknown[]) => heard.push(["reached", ...taken]),
    marked: (...taken: unknown[]) => heard.push(["marked", ...taken]),
  };
  const callback_context = { triggered: triggered.map((prop_id) => ({ prop_id })) };
  vi.stubGlobal("window", { dash_clientside: { vigie, callback_context } });
  gestures.heard(...said, TELLINGS);
  return heard;
}

describe("what is told together", () => {
  it("is all of it when the page opens", () => {
    expect(due(TELLINGS, [])).toEqual(TELLINGS);
  });

  it("is only what was set, later", () => {
    expect(due(TELLINGS, ["to.value"]).map(({ gesture }) => gesture)).toEqual(["marked"]);
    expect(due(TELLINGS, ["elsewhere.value"])).toEqual([]);
  });

  it("hands each gesture what it takes, in its own order", () => {
    expect(hears(["from.value"], "drive", "10:00", "09:00", "zone")).toEqual([["marked", "09:00", "10:00", "zone"]]);
  });

  it("goes on after a gesture that failed, and says that it did", () => {
    const told = vi.fn();
    vi.stubGlobal("reportError", told);
    const marked = vi.fn();
    const vigie = { reached: () => { throw new Error("no page yet"); }, marked };
    vi.stubGlobal("window", { dash_clientside: { vigie, callback_context: { triggered: [] } } });

    gestures.heard("drive", "10:00", "09:00", "zone", TELLINGS);

    expect(marked).toHaveBeenCalledWith("09:00", "10:00", "zone");
    expect(told).toHaveBeenCalledWith(new Error("no page yet"));
  });
});
