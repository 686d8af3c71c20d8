import { afterEach, describe, expect, test, vi } from "vitest";
import { after, Loading } from "../src/loading";
import type { Reel } from "../src/reel";
import type { Reports } from "../src/types";
import { answer } from "./reels";

const FIRST = answer([{ object: "pma", valid: [0, null] }]);
const NEXT = answer([{ object: "prv", valid: [1, null] }], { after: 1, head: { seq: 2, digest: "1" } });

/** A server that gives its answers one by one, and remembers what it was asked. */
function serve(...answers: (unknown | Response | Error)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next instanceof Response ? next : new Response(JSON.stringify(next));
  });
  return asked;
}

function follow(): { loading: Loading; reels: (Reel | null)[]; said: Partial<Reports>[] } {
  const [reels, said] = [[] as (Reel | null)[], [] as Partial<Reports>[]];
  return { loading: new Loading((report) => said.push(report), (reel) => reels.push(reel)), reels, said };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("following the reel", () => {
  test("takes it whole, then only what came after", async () => {
    const asked = serve(FIRST, NEXT);
    const { loading, reels, said } = follow();

    await loading.follow({ url: "/reel?locale=fr", head: 1 });
    await loading.follow({ url: "/reel?locale=fr", head: 2 });

    expect(asked).toEqual(["/reel?locale=fr", "/reel?locale=fr&after=1"]);
    expect(reels.at(-1)?.objects).toEqual(["pma", "prv"]);
    expect(said.at(-1)).toMatchObject({ loaded: { seq: 2, versions: 2 }, loadError: null });
  });

  test("in another language starts again", async () => {
    const asked = serve(FIRST, FIRST);
    const { loading } = follow();

    await loading.follow({ url: "/reel?locale=fr" });
    await loading.follow({ url: "/reel?locale=en" });

    expect(asked).toEqual(["/reel?locale=fr", "/reel?locale=en"]);
  });

  test("starts again when the answer does not follow what is held", async () => {
    const asked = serve(FIRST, { ...NEXT, after: 7 }, FIRST);
    const { loading, reels } = follow();

    await loading.follow({ url: "/reel", head: 1 });
    await loading.follow({ url: "/reel", head: 2 });

    expect(asked).toEqual(["/reel", "/reel?after=1", "/reel"]);
    expect(reels).toHaveLength(2);
  });

  test("keeps what is held when the server refuses or cannot be reached, and says which", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    serve(FIRST, new Response("", { status: 403 }), new TypeError("network"), new Response("<html>"));
    const { loading, reels, said } = follow();
    await loading.follow({ url: "/reel", head: 1 });

    for (const head of [2, 3, 4]) await loading.follow({ url: "/reel", head });

    expect(reels).toHaveLength(1);
    expect(said.slice(1).map(({ loadError }) => [loadError?.key, loadError?.status])).toEqual([
      ["refused", 403],
      ["unreachable", null],
      ["unreadable", null],
    ]);
  });

  test("hears only the last of two requests", async () => {
    serve(FIRST, answer([{ object: "crm", valid: [0, null] }]));
    const { loading, reels } = follow();

    await Promise.all([loading.follow({ url: "/one" }), loading.follow({ url: "/two" })]);

    expect(reels.map((reel) => reel?.objects)).toEqual([["crm"]]);
  });

  test("of no operation empties the map", async () => {
    const { loading, reels } = follow();

    await loading.follow(null);

    expect(reels).toEqual([null]);
  });
});

test("asking for what is new keeps the rest of the address", () => {
  expect(after("/api/operations/demo/reel?locale=fr", 412)).toBe("/api/operations/demo/reel?locale=fr&after=412");
  expect(after("/reel", 3)).toBe("/reel?after=3");
  expect(after("/reel", 3, "a1b2")).toBe("/reel?after=3&view=a1b2");
});
