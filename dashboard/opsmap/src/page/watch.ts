/** Watching the head of the journal: what one page writes, every other page shows at once; and whether it does. */
import type { ReelAnswer } from "../reel";
import type { LiveFix } from "../tracks/book";
import { present, synchronise } from "./present";
import type { Place } from "./stream";
import { Stream } from "./stream";

/** How current the screen is, and for how many seconds it has not been. */
export interface Link {
  readonly state: "current" | "behind" | "lost" | "gone";
  readonly seconds: number;
}

/** How far the journal goes, and what the reader may do. */
export interface Head {
  readonly seq: number;
  readonly view: string;
  /** What the reader's organisation may do now, in the phase the operation is in now. */
  readonly level: string;
  readonly phase: string;
}

export interface Watched {
  /** Where the page is: the operation, and the reel it holds. */
  place(): Place | null;
  /** What entries brought, to be taken in; false where it does not follow what is held. */
  brought(answer: ReelAnswer): boolean;
  /** The journal goes further, or is seen otherwise: all that is missing is to be fetched. */
  grown(seq: number): void;
  /** What devices told. */
  fixed(fixes: readonly LiveFix[]): void;
  /** There are so many versions of remarks. */
  remarked(count: number): void;
  /** The stream was cut: what it told meanwhile was not heard. */
  cut(): void;
  told(link: Link): void;
  /** What time it is was compared with the server's. */
  timed(): void;
  stands(head: Head): void;
}

/** Where no stream is proven to be alive, ask once a second; when nobody looks at the page, less often. */
const EVERY = 1_000;
const HIDDEN = 10_000;
/** One miss is a hiccup; later than this is worth a word: a frozen screen that looks alive is the worst. */
const LATE = 3_000;
const LOST = 30_000;
/** What was asked for may take long on a poor link; asked for again, it would start from the beginning. */
const PATIENCE = 20_000;

export class Watch {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private url: string | null = null;
  private currentAt = performance.now();
  private asked = { for: "", at: 0 };
  private gone = false;
  private readonly stream: Stream;

  constructor(
    who: string,
    locale: string,
    private readonly watched: Watched,
  ) {
    this.stream = new Stream(who, locale, () => watched.place(), (event, data) => this.heard(event, data));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.url) this.soon(0);
    });
    // A frame of the network says nothing of the time that passes without any.
    setInterval(() => this.tellLateness(), EVERY);
  }

  follow(url: string): void {
    this.url = url;
    this.asked = { for: "", at: 0 };
    this.currentAt = performance.now();
    this.moved();
    this.soon(0);
  }

  /** Whether it is proven that the stream is heard. */
  get live(): boolean {
    return this.stream.alive;
  }

  /** The page holds another reel now. */
  moved(): void {
    this.stream.turnTo(this.watched.place());
  }

  private heard(event: string, data: { operation?: unknown }): void {
    const place = this.watched.place();
    const { operation } = data as { operation?: string | { id: string } };
    const named = typeof operation === "object" ? operation.id : operation;
    if (!place || (named !== undefined && named !== place.operation)) return;
    if (event === "gone") this.lose();
    else if (event === "reel") this.bring(data as unknown as ReelAnswer);
    else if (event === "head") this.compare(data as unknown as Head);
    else if (event === "fixes") this.watched.fixed((data as unknown as { fixes: LiveFix[] }).fixes);
    else if (event === "remarks") this.watched.remarked((data as unknown as { count: number }).count);
    else if (event === "cut") this.watched.cut();
    else if (event === "bye") this.soon(0);
    else if (event === "beat") this.beats((data as unknown as { now: number }).now);
  }

  /** What was recorded was not recorded in the future: by the server's clock it is at least that late. */
  private bring(answer: ReelAnswer): void {
    const last = answer.entries.at(-1)?.recorded_at ?? 0;
    if (last > present()) this.time(last);
    this.watched.brought(answer);
  }

  /** Alive, and nothing happened: what is held is all there is, and a network that was away for a moment is back. */
  private beats(now: number): void {
    this.currentAt = performance.now();
    this.time(now);
    if (!this.gone) this.watched.told({ state: "current", seconds: 0 });
  }

  private time(now: number): void {
    synchronise(now);
    this.watched.timed();
  }

  private lose(): void {
    this.gone = true;
    this.watched.told({ state: "gone", seconds: 0 });
  }

  private compare(head: Head): void {
    this.currentAt = performance.now();
    this.gone = false;
    this.watched.told({ state: "current", seconds: 0 });
    const held = this.watched.place();
    // Another view: an embargo has passed, or something was reserved or opened to this reader.
    if (head.seq > (held?.after ?? 0) || head.view !== held?.view) this.want(head.seq, head.view);
    this.watched.stands(head);
  }

  private want(seq: number, view: string): void {
    const wanted = `${seq} ${view}`;
    if (wanted === this.asked.for && Date.now() - this.asked.at < PATIENCE) return;
    this.asked = { for: wanted, at: Date.now() };
    this.watched.grown(seq);
  }

  private soon(wait: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), wait);
  }

  private async ask(): Promise<void> {
    if (!this.stream.alive) await this.poll();
    this.soon(document.hidden ? HIDDEN : EVERY);
  }

  private async poll(): Promise<void> {
    try {
      const response = await fetch(`${this.url}/head`, {
        credentials: "same-origin",
        signal: AbortSignal.timeout(5_000),
      });
      this.time(Date.parse(response.headers.get("Date") ?? ""));
      // It may be shared again, or from an hour on.
      if (response.status === 404) this.lose();
      else if (response.ok) this.compare((await response.json()) as Head);
    } catch {
      this.tellLateness();
    }
  }

  private tellLateness(): void {
    const late = performance.now() - this.currentAt;
    if (!this.url || this.gone || document.hidden || late < LATE || this.stream.alive) return;
    this.watched.told({ state: late < LOST ? "behind" : "lost", seconds: Math.round(late / 1_000) });
  }
}
