// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Tracking } from "../../src/page/tracking";
import type { LiveFix } from "../../src/tracks/book";
import type { TrackFile } from "../../src/tracks/decode";
import { encode } from "../tracks/encode";

const FIXES = [{ at: 1_000, lon: 2, lat: 48 }];
const LIVE: LiveFix = ["vlm", 2_000, 2, 2, 48, null, null, null, 0];
const words = { tracked_one: "1 suivie", tracked_many: "{count} suivies" };

let asked: string[];
let given: (TrackFile | readonly LiveFix[] | null)[];
let answer: () => Response;
let live: boolean;
/** The number of the last fix the server has. */
let all: number;
let shown: { textContent: string; classList: { toggle(name: string, on: boolean): void }; closest(): null };

function tracking(): Tracking {
  const map = {
    track(news: TrackFile | readonly LiveFix[] | null): number {
      given.push(news);
      return news === null ? 0 : 1;
    },
  };
  return new Tracking({ map: () => map, live: () => live, words: () => words, grown: () => {} });
}

/** Lets what was asked for come, to the last of it, and forgets what was asked. */
const settled = async (): Promise<void> => {
  await vi.waitFor(() => expect(given.at(-1)).toEqual({ cursor: all, chunks: [] }));
  asked = [];
};
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] });
  [asked, given, live, all] = [[], [], true, 7];
  answer = () => new Response(encode([{ object: "vlm", fixes: FIXES }], 7));
  shown = { textContent: "", classList: { toggle: () => {} }, closest: () => null };
  vi.stubGlobal("document", { hidden: false, getElementById: (id: string) => (id === "tracked" ? shown : null) });
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const after = Number(new URL(url, "http://vigie").searchParams.get("after") ?? 0);
    return Promise.resolve(after < all ? answer() : new Response(encode([], after)));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("tracking", () => {
  test("fetches what there is, hands it to the map, and says how many are tracked and recorded", async () => {
    const it = tracking();
    it.follow("/api/operations/g7");

    await vi.waitFor(() => expect(asked).toEqual(["/api/operations/g7/tracks", "/api/operations/g7/tracks?after=7"]));
    await settled();
    expect(given[0]).toBeNull();
    expect((given[1] as TrackFile).chunks[0].object).toBe("vlm");
    expect([it.state, shown.textContent]).toEqual(["live", "1 suivie"]);
  });

  test("is silent where there are no tracks, and asks again only once the stream tells of some", async () => {
    answer = () => new Response(null, { status: 404 });
    const it = tracking();
    it.follow("/g7");
    await pass(120_000);
    expect([asked.length, it.state, shown.textContent]).toEqual([1, "none", ""]);

    answer = () => new Response(encode([{ object: "vlm", fixes: FIXES }], 7));
    it.heard([LIVE]);
    await settled();
    expect(it.state).toBe("live");
  });

  test("takes in live fixes at once, and later fetches all there were since", async () => {
    const it = tracking();
    it.follow("/g7");
    await settled();
    it.heard([LIVE]);

    expect(given.at(-1)).toEqual([LIVE]);
    await pass(30_000);
    expect(asked).toEqual([]);
    await pass(35_000);
    expect(asked).toEqual(["/g7/tracks?after=7"]);
  });

  test("asks by itself where no stream is alive, and after one that was cut", async () => {
    const it = tracking();
    it.follow("/g7");
    await settled();
    live = false;
    await pass(5_000);
    expect(asked).toHaveLength(1);

    await settled();
    live = true;
    await pass(20_000);
    expect(asked).toHaveLength(0);
    it.cut();
    await pass(5_000);
    expect(asked).toHaveLength(1);
  });

  test("reads all anew when the journal says otherwise whose device is whose", async () => {
    const entry = { seq: 3, fact: "Tracked", struck: [] } as never;
    const it = tracking();
    it.arrived([entry]);
    it.turnTo("/g7");
    await settled();
    it.arrived([entry]);
    it.turnTo("/g7");
    expect(asked).toEqual([]);

    it.arrived([entry, { seq: 4, fact: "Tracked", struck: [] } as never]);
    expect(asked).toEqual(["/g7/tracks"]);
    expect(given.at(-1)).toBeNull();
  });

  test("forgets all for other eyes, and for another operation", async () => {
    const it = tracking();
    it.follow("/g7");
    await settled();
    it.turnTo(null);

    expect(given.at(-1)).toBeNull();
    expect([it.state, shown.textContent]).toEqual(["none", ""]);
  });
});
