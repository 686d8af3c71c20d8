/** How current the screen is, and whether its clock is right, in words that stay on it. */
import { element, reveal, say } from "./dash";
import { skew } from "./present";
import { fill } from "./setting";
import type { Link } from "./watch";

export function showLink({ state, seconds }: Link, words: Record<string, string>): void {
  say("connection", fill(words[state], { seconds }));
  element("connection")?.classList.toggle("stale", state !== "current");
}

/** A clock that is further away than this is worth a word: what its owner writes down by it is wrong. */
const APART = 30_000;
const MINUTE = 60_000;

/** Say that the clock of this workstation is wrong, and by how much. */
export function showSkew(words: Record<string, string>): void {
  const by = skew();
  const apart = Math.abs(by) >= APART;
  const minutes = Math.max(1, Math.round(Math.abs(by) / MINUTE));
  if (apart) say("skew", fill(by > 0 ? words.clock_slow : words.clock_fast, { minutes }));
  reveal("skew", apart);
}
