/** When what is written happened, as the forms ask it: now, five minutes ago, at the instant shown, at an hour that is typed. */
import { present } from "./present";
import type { Wording } from "./wording";

export type When = "now" | "ago" | "shown" | "at";

const AGO = 5 * 60_000;

/** The instant in milliseconds; null when the hour typed cannot be read. */
export function occurredAt(when: When, typed: string, shown: number, wording: Wording): number | null {
  if (when === "shown") return shown;
  if (when === "at") return wording.fromInput(typed);
  return present() - (when === "ago" ? AGO : 0);
}
