import { afterEach, expect, test, vi } from "vitest";
import { events, read } from "../../src/page/events";
import type { Told } from "../../src/page/events";

afterEach(() => vi.unstubAllGlobals());

function answering(parts: string[], status = 200): void {
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part));
      controller.close();
    },
  });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

async function told(address: string): Promise<Told[]> {
  const all: Told[] = [];
  for await (const one of events(address, new AbortController().signal)) all.push(one);
  return all;
}

test("events come whole, wherever the network cut them", async () => {
  const text = 'retry: 2000\n:   \n\nevent: head\ndata: {"operation":"é","seq":3}\n\nevent: beat\ndata: {}\n\n';
  for (let cut = 1; cut < text.length; cut++) {
    answering([text.slice(0, cut), text.slice(cut)]);
    expect(await told("/x")).toEqual([
      { event: "head", data: { operation: "é", seq: 3 } },
      { event: "beat", data: {} },
    ]);
  }
});

test("half an event at the end of a stream is none", async () => {
  answering(['event: beat\ndata: {}\n\nevent: head\ndata: {"seq"']);
  expect(await told("/x")).toEqual([{ event: "beat", data: {} }]);
});

test("a refusal is an error, not an empty stream", async () => {
  answering([], 404);
  await expect(told("/x")).rejects.toThrow("404");
});

test("without an address nothing comes until it is given up", async () => {
  const asked = new AbortController();
  const all = (async () => {
    for await (const one of events(null, asked.signal)) return one;
    return "nothing";
  })();
  asked.abort();
  expect(await all).toBe("nothing");
});

test("a comment is no event", () => {
  expect(read(":    ")).toBeNull();
  expect(read("retry: 2000")).toBeNull();
});
