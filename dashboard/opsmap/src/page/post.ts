// Sending an entry: whatever happens on the way, it is recorded once or not at all, and told which.
import { proof } from "./proof";

export interface Refusal {
  readonly code: string;
  readonly sentence: string;
}

export type Answer =
  | { readonly kind: "recorded"; readonly said: Record<string, unknown> }
  | { readonly kind: "doubt"; readonly refusal: Refusal }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "lost" };

/** One attempt to record something; trying again with the same one cannot record it twice. */
export class Attempt {
  readonly key = crypto.randomUUID();
  private readonly confirmed: string[] = [];

  constructor(
    private readonly url: string,
    private readonly body: Record<string, unknown>,
    private readonly send: typeof fetch = fetch.bind(globalThis),
  ) {}

  /** The user read the doubt and means it. */
  confirm(code: string): void {
    this.confirmed.push(code);
  }

  async post(): Promise<Answer> {
    let response: Response;
    try {
      response = await this.send(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "Idempotency-Key": this.key, ...proof() },
        body: JSON.stringify(this.confirmed.length ? { ...this.body, confirmed: this.confirmed } : this.body),
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      return { kind: "lost" };
    }
    type Said = Record<string, unknown> & { error?: Refusal & { doubt?: boolean } };
    const said = (await response.json().catch(() => null)) as Said | null;
    if (response.status === 201 && said) return { kind: "recorded", said };
    if (!said?.error) return { kind: "lost" };
    return { kind: said.error.doubt ? "doubt" : "refused", refusal: said.error };
  }
}
