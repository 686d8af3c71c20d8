/** How current the screen is, in words that stay on it. */
import { element, say } from "./dash";
import { fill } from "./setting";
import type { Link } from "./watch";

export function showLink({ state, seconds }: Link, words: Record<string, string>): void {
  say("connection", fill(words[state], { seconds }));
  element("connection")?.classList.toggle("stale", state !== "current");
}
