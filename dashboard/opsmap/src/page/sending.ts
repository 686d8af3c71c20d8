/** Sending what a dialog asks: once, with what went wrong told in the dialog and nothing typed lost. */
import { reveal, say, set } from "./dash";
import type { Page } from "./page";
import type { Answer } from "./post";
import { Attempt } from "./post";
import { present } from "./present";

type Body = Record<string, unknown>;

/** One form: its button turns while it waits, its refusal stands beside it. */
export class Sending {
  private held: { of: string; attempt: Attempt; doubt: string | null } | null = null;

  /** Whether it only waits for its writer to sign in again. */
  private signedOut = false;

  /**
   * `door` is the link to sign in again, where there is one; back from there, `again` sends what was kept.
   */
  constructor(
    private readonly button: string,
    private readonly refusal: string,
    private readonly door: string | null = null,
    again: () => void = () => undefined,
  ) {
    globalThis.window?.addEventListener("focus", () => {
      if (this.signedOut) again();
    });
  }

  /** Whether what was sent last may have arrived, or is doubted: sent again, it must be the very same. */
  get pending(): boolean {
    return this.held !== null;
  }

  /** Record a fact of now; returns its number, or null when it was not recorded. */
  async record(page: Page, fact: string, body: Body, more: Body = {}): Promise<number | null> {
    const said = { fact, body, ...more };
    return this.post(page, JSON.stringify(said), "entries", { occurred_at: new Date(present()).toISOString(), ...said });
  }

  /** Record the facts of one gesture, all or none; returns the number of the last, or null when none was recorded. */
  async recordAll(page: Page, facts: readonly { fact: string; body: Body }[], more: Body): Promise<number | null> {
    const entries = facts.map((fact) => ({ ...fact, ...more }));
    return this.post(page, JSON.stringify(entries), "entries/together", { entries });
  }

  private async post(page: Page, of: string, path: string, body: Body): Promise<number | null> {
    const attempt = this.attempt(of, `${page.setting.url}/${path}`, body);
    this.quiet();
    set(this.button, { loading: true });
    const answer = await attempt.post();
    set(this.button, { loading: false });
    this.signedOut = answer.kind === "refused" && answer.refusal.code === "sign_in";
    if (this.door) reveal(this.door, this.signedOut);
    if (answer.kind !== "recorded") {
      this.refuse(this.sentence(page, answer));
      return null;
    }
    // The stream may be quicker than the answer: what was refused since is of another press.
    this.settle();
    page.ask(Number(answer.said.seq));
    return Number(answer.said.seq);
  }

  refuse(sentence: string): void {
    say(this.refusal, sentence);
    reveal(this.refusal, true);
  }

  clear(): void {
    this.settle();
    this.quiet();
  }

  /** Nothing waits any more. */
  private settle(): void {
    this.held = null;
    this.signedOut = false;
    if (this.door) reveal(this.door, false);
  }

  private quiet(): void {
    say(this.refusal, "");
    reveal(this.refusal, false);
  }

  /** The same sent again is the same attempt, so that it is recorded once; a doubt told is then meant. */
  private attempt(of: string, url: string, body: Body): Attempt {
    if (this.held?.of !== url + of) this.held = { of: url + of, attempt: new Attempt(url, body), doubt: null };
    else if (this.held.doubt !== null) this.held.attempt.confirm(this.held.doubt);
    this.held.doubt = null;
    return this.held.attempt;
  }

  private sentence(page: Page, answer: Exclude<Answer, { kind: "recorded" }>): string {
    const { words } = page.setting;
    if (answer.kind === "lost") return words.not_recorded;
    if (this.signedOut && this.door) return words.signed_out;
    if (answer.kind === "doubt" && this.held) {
      this.held.doubt = answer.refusal.code;
      return `${answer.refusal.sentence} ${words.again}`;
    }
    // Refused once is refused for good: what is sent next is another attempt.
    this.held = null;
    return answer.refusal.sentence;
  }
}
