/** Who may read something, as a form says it. */
import { reveal, set } from "./dash";
import type { Setting } from "./setting";
import type { Wording } from "./wording";

export type Choice = "all" | "own" | "some";

export interface Asked {
  readonly choice: Choice;
  readonly of: readonly string[];
  readonly until: string;
}

/** What is sent for it; `wrong` is the sentence that says what could not be read. */
export type Said =
  | { readonly audience: readonly string[] | null; readonly embargo_until: string | null }
  | { readonly wrong: string };

export function audienceOf({ choice, of, until }: Asked, wording: Wording, words: Record<string, string>): Said {
  if (choice === "some" && of.length === 0) return { wrong: words.choose_some };
  const instant = until ? wording.fromInput(until) : null;
  if (until && instant === null) return { wrong: words.unreadable_limit };
  return {
    audience: choice === "all" ? null : choice === "own" ? [] : [...of],
    embargo_until: instant === null ? null : new Date(instant).toISOString(),
  };
}

/** What was said, as the fields of a form that begin with `prefix` show it. */
export function showAudience(
  prefix: string,
  audience: readonly string[] | null,
  until: number | null,
  wording: Wording,
): void {
  const choice: Choice = audience === null ? "all" : audience.length ? "some" : "own";
  set(`${prefix}-audience`, { value: choice });
  set(`${prefix}-audience-of`, { value: [...(audience ?? [])] });
  set(`${prefix}-embargo`, { value: until === null ? "" : wording.forInput(until) });
  reveal(`${prefix}-audience-of`, choice === "some");
}

/** The organisations one may choose: those with access, but one's own. */
export function othersOf({ access }: Setting): string[] {
  return access.organisations.filter((name) => name !== access.organisation);
}

export function offerAudiences(setting: Setting): void {
  const others = othersOf(setting);
  for (const prefix of ["entry", "reserve", "documents", "place"]) set(`${prefix}-audience-of`, { data: others });
}
