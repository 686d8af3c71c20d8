/** Empties the outbox: in order, a batch at a time, later and later while nobody answers. What was sent twice is kept once. */
import type { Kept, Outbox } from "./outbox";
import type { Fix, Phone, Pressed, Report } from "./told";

/** Positions and statuses of one report at most (`web/phone_api.py`). */
const MOST = { fix: 200, status: 50 } as const;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

export interface Body {
  fixes: Fix[];
  statuses: Pressed[];
}

/** What an attempt came to: taken; refused as a whole; nobody let in; nobody there, or busy. */
export type Answer =
  | { is: "taken"; report: Report }
  | { is: "refused"; sentence: string }
  | { is: "closed"; sentence: string }
  | { is: "away"; after: number | null };

export interface Heard {
  taken(phone: Phone, sentences: readonly string[]): void;
  refused(sentence: string): void;
  closed(sentence: string): void;
  away(): void;
}

export class Sender {
  busy = false;
  private again = false;
  private pause = FIRST_PAUSE;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private share = 1;

  constructor(
    private readonly box: Outbox,
    private readonly post: (body: Body) => Promise<Answer>,
    private readonly heard: Heard,
  ) {}

  /** Something was put in; it leaves now, unless one waits for a server that is away. */
  poke(): void {
    if (this.timer === null) void this.send();
  }

  /** The network is back, or whoever holds the telephone will not wait. */
  hurry(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.pause = FIRST_PAUSE;
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    try {
      do this.again = false;
      while ((await this.sendSome()) || this.again);
    } finally {
      this.busy = false;
    }
  }

  /** Send one batch; answers whether another may follow at once. */
  private async sendSome(): Promise<boolean> {
    const some = batch(await this.box.first(Math.max(1, Math.floor(MOST.fix / this.share))));
    if (some.length === 0) return false;
    const answer = await this.post(bodyOf(some));
    switch (answer.is) {
      case "taken":
        await this.box.done(some.map(({ id }) => id));
        this.pause = FIRST_PAUSE;
        this.share = 1;
        this.heard.taken(
          answer.report.phone,
          answer.report.refusals.map(({ sentence }) => sentence),
        );
        return true;
      case "refused":
        // One part of it may make the whole unreadable: smaller and smaller, until it stands alone.
        if (some.length > 1) this.share = Math.ceil(MOST.fix / Math.floor(some.length / 2));
        else {
          await this.box.done([some[0].id]);
          this.heard.refused(answer.sentence);
        }
        return true;
      case "closed":
        this.heard.closed(answer.sentence);
        this.wait(LONGEST_PAUSE);
        return false;
      case "away":
        this.heard.away();
        this.wait(answer.after ?? this.pause);
        this.pause = Math.min(LONGEST_PAUSE, 2 * this.pause);
        return false;
    }
  }

  private wait(ms: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    // Not all of them at the same instant, once a server is back.
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.send();
    }, ms * (0.8 + 0.4 * Math.random()));
  }
}

/** The first of what waits that goes in one report, in order. */
function batch(kept: readonly Kept[]): Kept[] {
  let statuses = 0;
  const end = kept.findIndex(({ item }) => item.kind === "status" && ++statuses > MOST.status);
  return end < 0 ? [...kept] : kept.slice(0, end);
}

function bodyOf(kept: readonly Kept[]): Body {
  return {
    fixes: kept.flatMap(({ item }) => (item.kind === "fix" ? [item.said] : [])),
    statuses: kept.flatMap(({ item }) => (item.kind === "status" ? [item.said] : [])),
  };
}
