/** Positions from devices: fetched once the reel is there, kept current by the stream, handed to the map as they come. */
import type { LiveFix } from "../tracks/book";
import { decode } from "../tracks/decode";
import type { Handle } from "../types";
import { reveal, say } from "./dash";
import type { Ruled } from "./ruling";
import { fill } from "./setting";

/** The stream tells the last fix of each team: all there were are fetched so often while it does. */
const CATCH_UP = 60_000;
/** Where no stream is proven to be alive, positions are asked for so often. */
const EVERY = 5_000;

export interface Tracked {
  map(): Pick<Handle, "track"> | null;
  /** Whether the stream is proven to be alive. */
  live(): boolean;
  words(): Record<string, string>;
  /** More is known of where teams were. */
  grown(): void;
}

export class Tracking {
  /** Whether any device tells of anything here. */
  state: "live" | "none" = "none";
  private url: string | null = null;
  private cursor: number | null = null;
  private under: AbortController | null = null;
  private missed = false;
  private heardSince = false;
  private fetchedAt = 0;
  private named = "";

  constructor(private readonly tracked: Tracked) {
    setInterval(() => this.tick(), EVERY);
  }

  /** Another operation, or other eyes: what was held is forgotten. Without an address there is nothing to see. */
  follow(url: string | null): void {
    this.under?.abort();
    this.under = null;
    this.url = url;
    this.cursor = null;
    this.missed = this.heardSince = false;
    this.show(this.tracked.map()?.track(null) ?? 0);
    if (url) void this.fetch();
  }

  /** The same, unless it is what is followed already. */
  turnTo(url: string | null): void {
    if (url !== this.url) this.follow(url);
  }

  /** Whose device is whose, and what is erased, is said by the journal: where that changes, all is read anew. */
  arrived(entries: readonly Ruled[]): void {
    const named = entries
      .filter(({ fact }) => fact === "Tracked" || fact === "FixesErased")
      .map(({ seq, struck }) => `${seq}${struck.length}`)
      .join();
    if (named === this.named) return;
    this.named = named;
    if (this.url) this.follow(this.url);
  }

  /** Fixes as the stream tells them. */
  heard(fixes: readonly LiveFix[]): void {
    this.heardSince = true;
    if (this.cursor === null) this.tick();
    else this.show(this.tracked.map()?.track(fixes) ?? 0);
  }

  /** The stream was cut: what it would have told meanwhile is to be fetched. */
  cut(): void {
    this.missed = true;
  }

  private tick(): void {
    if (!this.url || this.under || document.hidden) return;
    const waited = performance.now() - this.fetchedAt;
    const live = this.tracked.live();
    const due = this.missed && live ? EVERY : this.heardSince ? CATCH_UP : !live && this.state === "live" ? EVERY : Infinity;
    if (this.cursor === null ? this.heardSince && waited >= EVERY : waited >= due) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const under = new AbortController();
    this.under = under;
    this.fetchedAt = performance.now();
    [this.missed, this.heardSince] = [false, false];
    try {
      // An answer may hold only the first of what there is: it goes on until one brings nothing more.
      for (let more = true; more && !under.signal.aborted; ) more = await this.fetchSome(under.signal);
    } catch (error) {
      if (under.signal.aborted) return;
      // Old is better than empty: what is held stays, and is asked for again.
      this.missed = true;
      console.warn("tracks:", error);
    } finally {
      if (this.under === under) this.under = null;
    }
  }

  /** Answers whether there may be more. */
  private async fetchSome(signal: AbortSignal): Promise<boolean> {
    const after = this.cursor === null ? "" : `?after=${this.cursor}`;
    const response = await fetch(`${this.url}/tracks${after}`, { signal, credentials: "same-origin", cache: "no-cache" });
    const bytes = response.ok ? await response.arrayBuffer() : null;
    // No tracks, or none for this reader: nothing is missing.
    if (!bytes || bytes.byteLength === 0) return false;
    const file = await decode(new Uint8Array(bytes));
    if (signal.aborted) return false;
    const further = file.cursor > (this.cursor ?? -1);
    this.cursor = file.cursor;
    this.show(this.tracked.map()?.track(file) ?? 0);
    return further && file.chunks.length > 0;
  }

  private show(count: number): void {
    this.state = count > 0 ? "live" : "none";
    const words = this.tracked.words();
    say("tracked", count > 0 ? fill(count === 1 ? words.tracked_one : words.tracked_many, { count }) : "");
    reveal("tracked", count > 0);
    this.tracked.grown();
  }
}
