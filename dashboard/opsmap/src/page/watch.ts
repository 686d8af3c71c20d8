/** Watching the head of the journal: what one page writes, every other page shows a moment later. */

export type State = "current" | "stale";

/** Ask once a second; when nobody looks at the page, less often. */
const EVERY = 1_000;
const HIDDEN = 10_000;

export class Watch {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private url: string | null = null;
  private misses = 0;

  constructor(
    private readonly held: () => number,
    private readonly grown: (seq: number) => void,
    private readonly told: (state: State) => void,
  ) {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.url) this.soon(0);
    });
  }

  follow(url: string): void {
    this.url = url;
    this.soon(0);
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
      if (!response.ok) throw new Error(String(response.status));
      const { seq } = (await response.json()) as { seq: number };
      this.misses = 0;
      this.told("current");
      if (seq > this.held()) this.grown(seq);
    } catch {
      // One miss is a hiccup; two are worth a word: a frozen screen that looks alive is the worst.
      this.misses += 1;
      if (this.misses > 1) this.told("stale");
    }
    this.soon(document.hidden ? HIDDEN : EVERY);
  }
}
