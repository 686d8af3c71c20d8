/** Watching the head of the journal: what one page writes, every other page shows a moment later. */

export type State = "current" | "stale" | "gone";

/** What the server says once a second. */
export interface Head {
  readonly seq: number;
  readonly view: string;
  /** What the reader's organisation may do now, in the phase the operation is in now. */
  readonly level: string;
  readonly phase: string;
}

/** Ask once a second; when nobody looks at the page, less often. */
const EVERY = 1_000;
const HIDDEN = 10_000;
/** What was asked for may take long on a poor link; asked for again, it would start from the beginning. */
const PATIENCE = 20_000;

export class Watch {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private url: string | null = null;
  private misses = 0;
  private asked = { for: "", at: 0 };

  constructor(
    private readonly held: () => { seq: number; view: string },
    private readonly grown: (seq: number) => void,
    private readonly told: (state: State) => void,
    private readonly stands: (head: Head) => void,
  ) {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.url) this.soon(0);
    });
  }

  follow(url: string): void {
    this.url = url;
    this.asked = { for: "", at: 0 };
    this.soon(0);
  }

  private want(seq: number, view: string): void {
    const wanted = `${seq} ${view}`;
    if (wanted === this.asked.for && Date.now() - this.asked.at < PATIENCE) return;
    this.asked = { for: wanted, at: Date.now() };
    this.grown(seq);
  }

  private soon(wait: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), wait);
  }

  private async ask(): Promise<void> {
    try {
      const response = await fetch(`${this.url}/head`, {
        credentials: "same-origin",
        signal: AbortSignal.timeout(5_000),
      });
      if (response.status === 404) {
        // It may be shared again, or from an hour on.
        this.told("gone");
        this.soon(HIDDEN);
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
      const head = (await response.json()) as Head;
      const { seq, view } = head;
      this.misses = 0;
      this.told("current");
      const held = this.held();
      // Another view: an embargo has passed, or something was reserved or opened to this reader.
      if (seq > held.seq || view !== held.view) this.want(seq, view);
      this.stands(head);
    } catch {
      // One miss is a hiccup; two are worth a word: a frozen screen that looks alive is the worst.
      this.misses += 1;
      if (this.misses > 1) this.told("stale");
    }
    this.soon(document.hidden ? HIDDEN : EVERY);
  }
}
