/**
 * Fields of times as they are asked for: what is needed now first, two at a time, and kept as long as there is room.
 *
 * A field is good for one state of what is closed. The server says which it computed with; where that is not the one
 * the page asked for, one of the two knows of an entry the other has not heard of yet: the field is not kept, and is
 * asked for again.
 */
import type { Field } from "./minimum";

export interface Model {
  kind: "roads" | "crow";
  name: string;
  taken_at: string;
  credit: string;
  spread: [number, number] | null;
  against: "" | "engine" | "roads";
  /** The extracts that was measured on, and when. */
  beside: string[];
  measured_at: string;
}

export interface Head {
  model: Model;
  snapped_m: number;
  closed: string[];
}

export interface Wanted {
  /** What it is made from. */
  key: string;
  url: string;
  /** What was closed, as the page knows it. */
  closed: readonly string[];
}

export interface Loaded extends Head {
  seconds: Field;
}

/** A field there is none of, and the server's sentence why. */
export interface Refused {
  sentence: string;
}

const AT_ONCE = 2;
/** Some 100 kB each. */
const ROOM = 400;
const AGAIN_MS = 3_000;

export class UnreadableFieldError extends Error {}

/** Reads a field as `web/reach_api.py` sends it. */
export function parse(bytes: ArrayBuffer): Loaded {
  const length = bytes.byteLength < 4 ? NaN : new DataView(bytes).getUint32(0, true);
  if (!(4 + length <= bytes.byteLength) || length % 2 !== 0) throw new UnreadableFieldError("a field that is cut short");
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length))) as Head;
  return { ...head, seconds: new Uint16Array(bytes.slice(4 + length)) };
}

type Fetch = (url: string, signal: AbortSignal) => Promise<Response>;

export class Fields {
  readonly #kept = new Map<string, Loaded | Refused>();
  readonly #under = new Map<string, AbortController>();
  readonly #paused = new Set<string>();
  #queue: Wanted[] = [];
  readonly #arrived: () => void;
  readonly #fetch: Fetch;

  /** `arrived` is called when a field came, or will not come. */
  constructor(arrived: () => void, fetching: Fetch = (url, signal) => fetch(url, { credentials: "same-origin", signal })) {
    this.#arrived = arrived;
    this.#fetch = fetching;
  }

  get(key: string): Loaded | Refused | null {
    const found = this.#kept.get(key);
    if (!found) return null;
    // What is used is kept longest.
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found;
  }

  /** Asks for these, in this order, and no longer for others. */
  want(wanted: readonly Wanted[]): void {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, under] of this.#under) if (!keys.has(key)) under.abort();
    this.#queue = wanted.filter(({ key }) => !this.#kept.has(key) && !this.#under.has(key) && !this.#paused.has(key)).slice(0, ROOM / 2);
    this.#go();
  }

  /** How many are still to come. */
  get waiting(): number {
    return this.#queue.length + this.#under.size + this.#paused.size;
  }

  /** Forgets all: another operation, another reader. */
  clear(): void {
    this.#queue = [];
    for (const under of this.#under.values()) under.abort();
    this.#kept.clear();
  }

  #go(): void {
    while (this.#under.size < AT_ONCE) {
      const next = this.#queue.shift();
      if (!next) return;
      const stop = new AbortController();
      this.#under.set(next.key, stop);
      void this.#load(next, stop.signal).finally(() => {
        this.#under.delete(next.key);
        this.#go();
      });
    }
  }

  async #load({ key, url, closed }: Wanted, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#fetch(url, signal);
      if (answer.status === 422 || answer.status === 403 || answer.status === 404) {
        const said = (await answer.json()) as { error?: { sentence?: string } };
        this.#keep(key, { sentence: said.error?.sentence ?? "" });
      } else if (!answer.ok) this.#pause(key);
      else {
        const loaded = parse(await answer.arrayBuffer());
        if (loaded.closed.join(" ") === closed.join(" ")) this.#keep(key, loaded);
        else this.#pause(key);
      }
    } catch {
      if (!signal.aborted) this.#pause(key);
    }
    if (!signal.aborted) this.#arrived();
  }

  #keep(key: string, field: Loaded | Refused): void {
    this.#kept.set(key, field);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= ROOM) break;
      this.#kept.delete(oldest);
    }
  }

  /** Not now: asked for again a little later, if it is still wanted. */
  #pause(key: string): void {
    this.#paused.add(key);
    setTimeout(() => {
      this.#paused.delete(key);
      this.#arrived();
    }, AGAIN_MS);
  }
}
