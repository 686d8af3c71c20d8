/**
 * The live stream: what is recorded arrives as it is recorded. One connection for all the tabs of a browser,
 * held by one of them, which tells the others; where none is proven to be alive, whoever asks polls instead.
 */
import { events } from "./events";

/** Where a tab is in the operation it shows. */
export interface Place {
  readonly operation: string;
  readonly after: number;
  readonly view: string;
}

export type Heard = (event: string, data: { operation?: unknown }) => void;

type Message =
  | { kind: "want"; tab: string; place: Place }
  | { kind: "leave"; tab: string }
  | { kind: "who" }
  | { kind: "event"; event: string; data: { operation?: unknown } };

/** A stream that said nothing for this long is not proven to be alive; it beats every 5 s. */
const PROVEN = 12_000;
/** Tabs say that they are there this often; one that did not for three times is gone. */
const HERE_EVERY = 10_000;
const PAUSES = [500, 1_000, 2_000, 5_000, 10_000];

export class Stream {
  private readonly tab = crypto.randomUUID();
  private readonly channel: BroadcastChannel | null;
  private readonly wanted = new Map<string, { place: Place; at: number }>();
  private place: Place | null = null;
  private heardAt = -Infinity;
  /** Ends the connection held, to open another for other places. */
  private turn: AbortController | null = null;
  private leads = false;

  /**
   * @param who tabs of the same reader and language share
   * @param heard called with every event of the operations looked at
   */
  constructor(
    who: string,
    private readonly locale: string,
    private readonly where: () => Place | null,
    private readonly heard: Heard,
  ) {
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`vigie ${locale} ${who}`) : null;
    this.channel?.addEventListener("message", ({ data }) => this.received(data as Message));
    window.addEventListener("offline", () => this.tell("cut", {}));
    window.addEventListener("pagehide", () => this.say({ kind: "leave", tab: this.tab }));
    setInterval(() => this.turnTo(this.where()), HERE_EVERY);
    // Without locks (a page that is not served securely) each tab holds a stream of its own.
    if (navigator.locks && this.channel) void navigator.locks.request(`vigie ${locale} ${who}`, () => this.lead());
    else void this.lead();
  }

  /** Whether it is proven that nothing is missed. */
  get alive(): boolean {
    return performance.now() - this.heardAt < PROVEN;
  }

  /** What this tab looks at now; said again from time to time, for the one who holds the stream. */
  turnTo(place: Place | null): void {
    this.place = place;
    this.say(place ? { kind: "want", tab: this.tab, place } : { kind: "leave", tab: this.tab });
  }

  private say(message: Message): void {
    if (this.leads) this.attend(message);
    else this.channel?.postMessage(message);
  }

  private received(message: Message): void {
    if (message.kind === "event") this.tell(message.event, message.data);
    else if (message.kind === "who") this.turnTo(this.place);
    else if (this.leads) this.attend(message);
  }

  private share(event: string, data: { operation?: unknown }): void {
    this.channel?.postMessage({ kind: "event", event, data } satisfies Message);
    this.tell(event, data);
  }

  private tell(event: string, data: { operation?: unknown }): void {
    this.heardAt = event === "cut" ? -Infinity : performance.now();
    this.heard(event, data);
  }

  /** Keep what each tab looks at; another operation, or another view of it, needs another connection. */
  private attend(message: Message): void {
    const before = this.looked();
    if (message.kind === "want") this.wanted.set(message.tab, { place: message.place, at: Date.now() });
    if (message.kind === "leave") this.wanted.delete(message.tab);
    for (const [tab, { at }] of this.wanted) if (Date.now() - at > 3 * HERE_EVERY) this.wanted.delete(tab);
    if (this.looked() !== before) this.turn?.abort();
  }

  private looked(): string {
    return [...new Set([...this.wanted.values()].map(({ place }) => `${place.operation} ${place.view}`))].sort().join();
  }

  /** Hold the stream for as long as this tab lives. */
  private async lead(): Promise<never> {
    this.leads = true;
    this.channel?.postMessage({ kind: "who" } satisfies Message);
    this.turnTo(this.where());
    for (let failed = 0; ; ) {
      this.turn = new AbortController();
      const { signal } = this.turn;
      try {
        for await (const { event, data } of events(this.address(), signal)) {
          failed = 0;
          this.share(event, data);
        }
      } catch {
        // A server away, a proxy that cut, a session that ended: those who poll meanwhile find out which.
      }
      // Turned to another place, or cut: soon the first time, then slower and slower.
      if (!signal.aborted) {
        failed += 1;
        this.share("cut", {});
      }
      await new Promise((resolve) => setTimeout(resolve, signal.aborted ? 0 : PAUSES[Math.min(failed, PAUSES.length) - 1]));
    }
  }

  /** From where the tab that is least far stands, for each operation. */
  private address(): string | null {
    const places = new Map<string, Place>();
    for (const { place } of this.wanted.values()) {
      const other = places.get(place.operation);
      if (!other || place.after < other.after) places.set(place.operation, place);
    }
    if (places.size === 0) return null;
    const asked = new URLSearchParams({ locale: this.locale });
    for (const { operation, after, view } of places.values()) asked.append("of", `${operation}:${after}:${view}`);
    return `/api/stream?${asked}`;
  }
}
