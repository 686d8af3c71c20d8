import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Fields, parse, UnreadableFieldError, type Wanted } from "../../src/reach/fields";

const MODEL = { kind: "crow", name: "", taken_at: "", credit: "", spread: null, against: "", beside: [], measured_at: "" };

function bytes(closed: string[], seconds: number[]): ArrayBuffer {
  let head = JSON.stringify({ model: MODEL, snapped_m: 12, closed });
  if (new TextEncoder().encode(head).length % 2) head += " ";
  const said = new TextEncoder().encode(head);
  const all = new Uint8Array(4 + said.length + 2 * seconds.length);
  new DataView(all.buffer).setUint32(0, said.length, true);
  all.set(said, 4);
  all.set(new Uint8Array(Uint16Array.from(seconds).buffer), 4 + said.length);
  return all.buffer;
}

function wanted(key: string, closed: string[] = []): Wanted {
  return { key, url: key, closed };
}

/** A server that answers when it is told to. */
class Server {
  asked: string[] = [];
  answers = new Map<string, () => Response>();
  private waiting = new Map<string, (answer: Response) => void>();

  fetch = (url: string, signal: AbortSignal): Promise<Response> =>
    new Promise((resolve, reject) => {
      this.asked.push(url);
      this.waiting.set(url, resolve);
      signal.addEventListener("abort", () => reject(new DOMException("gone", "AbortError")));
    });

  async answer(url: string, answer: Response): Promise<void> {
    this.waiting.get(url)!(answer);
    this.waiting.delete(url);
    await vi.advanceTimersByTimeAsync(0);
  }
}

describe("fields of times", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function ready(): { fields: Fields; server: Server; arrived: ReturnType<typeof vi.fn> } {
    const server = new Server();
    const arrived = vi.fn();
    return { server, arrived, fields: new Fields(arrived, server.fetch) };
  }

  it("are read as the server sends them", () => {
    expect(parse(bytes(["a@1"], [1, 65_535]))).toEqual({ model: MODEL, snapped_m: 12, closed: ["a@1"], seconds: Uint16Array.from([1, 65_535]) });
    for (const cut of [0, 3, 20]) expect(() => parse(bytes([], [1]).slice(0, cut))).toThrow(UnreadableFieldError);
  });

  it("are asked for in order, two at a time, and once", async () => {
    const { fields, server, arrived } = ready();
    fields.want(["a", "b", "c"].map((key) => wanted(key)));
    fields.want(["a", "b", "c"].map((key) => wanted(key)));
    expect(server.asked).toEqual(["a", "b"]);
    await server.answer("a", new Response(bytes([], [5])));
    expect(server.asked).toEqual(["a", "b", "c"]);
    expect(arrived).toHaveBeenCalledOnce();
    expect(fields.get("a")).toMatchObject({ seconds: Uint16Array.from([5]) });
    expect(fields.get("b")).toBeNull();
  });

  it("that nobody wants any more are let go, and others asked for", async () => {
    const { fields, server } = ready();
    fields.want(["a", "b"].map((key) => wanted(key)));
    fields.want([wanted("now")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.asked).toEqual(["a", "b", "now"]);
  });

  it("that were computed with other closures are not kept, and asked for again", async () => {
    const { fields, server } = ready();
    fields.want([wanted("a", ["mur@3"])]);
    await server.answer("a", new Response(bytes([], [5])));
    expect(fields.get("a")).toBeNull();
    expect(fields.waiting).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    fields.want([wanted("a", ["mur@3"])]);
    await server.answer("a", new Response(bytes(["mur@3"], [5])));
    expect(fields.get("a")).not.toBeNull();
  });

  it("that are refused keep the sentence, and those the network lost are asked for again", async () => {
    const { fields, server } = ready();
    fields.want([wanted("sea"), wanted("lost")]);
    await server.answer("sea", new Response(JSON.stringify({ error: { sentence: "Aucune voie." } }), { status: 422 }));
    await server.answer("lost", new Response("", { status: 503 }));
    expect(fields.get("sea")).toEqual({ sentence: "Aucune voie." });
    expect(fields.get("lost")).toBeNull();
    await vi.advanceTimersByTimeAsync(3_000);
    fields.want([wanted("lost")]);
    expect(server.asked.filter((url) => url === "lost")).toHaveLength(2);
  });
});
