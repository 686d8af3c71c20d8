/** Getting the reel and keeping it current: whole the first time, then only what came after the entry held. */
import { extend, parse, UnreadableReelError, type Reel, type ReelAnswer } from "./reel";
import type { Emit, ReelProp, Reports } from "./types";

type Key = NonNullable<Reports["loadError"]>["key"];

/** Why the reel did not come, in the words of the `loadError` prop. */
class LoadFailure extends Error {
  readonly key: Key;
  readonly status: number | null;

  constructor(key: Key, status: number | null = null) {
    super(`the reel is ${key}`);
    this.key = key;
    this.status = status;
  }
}

export class Loading {
  readonly #emit: Emit;
  readonly #onReel: (reel: Reel | null) => void;
  #held: { url: string | null; reel: Reel } | null = null;
  #under: AbortController | null = null;

  constructor(emit: Emit, onReel: (reel: Reel | null) => void) {
    this.#emit = emit;
    this.#onReel = onReel;
  }

  /** Follows the prop; a newer prop makes the request under way pointless. */
  async follow(prop: ReelProp): Promise<void> {
    this.#under?.abort();
    const under = new AbortController();
    this.#under = under;
    if (!prop) {
      this.#held = null;
      this.#onReel(null);
      return;
    }
    try {
      if ("versions" in prop) this.#hold(null, parse(prop), 0);
      else await this.#fetch(prop.url, under.signal);
    } catch (error) {
      if (!under.signal.aborted) this.#fail(error);
    }
  }

  /** Takes in what came after the reel held; false where it does not follow it. */
  amend(answer: ReelAnswer): boolean {
    const held = this.#held;
    if (!held || held.reel.operation.id !== answer.operation.id || held.reel.view !== (answer.view ?? "")) return false;
    if (answer.head.seq <= held.reel.head.seq) return true;
    if (answer.after !== held.reel.head.seq) return false;
    this.#under?.abort();
    this.#hold(held.url, extend(held.reel, answer), 0);
    return true;
  }

  stop(): void {
    this.#under?.abort();
  }

  async #fetch(url: string, signal: AbortSignal): Promise<void> {
    const held = this.#held?.url === url ? this.#held.reel : null;
    const { answer, bytes } = await fetched(held ? after(url, held.head.seq, held.view) : url, signal);
    if (signal.aborted) return;
    try {
      this.#hold(url, held ? extend(held, answer) : parse(answer), bytes);
    } catch (error) {
      if (!held || !(error instanceof UnreadableReelError)) throw error;
      // The answer does not follow what we hold (another operation, a restored server): start again.
      this.#held = null;
      await this.#fetch(url, signal);
    }
  }

  #hold(url: string | null, reel: Reel, bytes: number): void {
    this.#held = { url, reel };
    this.#onReel(reel);
    const { head, versions, entries } = reel;
    this.#emit({ loaded: { seq: head.seq, versions: versions.count, entries: entries.length, bytes }, loadError: null });
  }

  /** What is held stays on the map: old is better than empty, and the page says that it is old. */
  #fail(error: unknown): void {
    const known = error instanceof LoadFailure;
    if (!known) console.error("opsmap:", error);
    const { key, status } = known ? error : { key: "unreadable" as const, status: null };
    this.#emit({ loadError: { key, status, ts: Date.now() } });
  }
}

/** The same address, asking only for what came after an entry, if the view held is still the reader's. */
export function after(url: string, seq: number, view = ""): string {
  const [path, query = ""] = url.split("?", 2);
  const asked = new URLSearchParams(query);
  asked.set("after", String(seq));
  if (view) asked.set("view", view);
  return `${path}?${asked}`;
}

async function fetched(url: string, signal: AbortSignal): Promise<{ answer: ReelAnswer; bytes: number }> {
  const response = await fetch(url, { signal, credentials: "same-origin", cache: "no-cache" }).catch(() => {
    throw new LoadFailure("unreachable");
  });
  if (!response.ok) throw new LoadFailure("refused", response.status);
  const bytes = await response.arrayBuffer();
  return { answer: JSON.parse(new TextDecoder().decode(bytes)) as ReelAnswer, bytes: bytes.byteLength };
}
