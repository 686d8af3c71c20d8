/** What the card of a team says of its device: where it was last, how it moves, how sure that is, and how late it came. */
import type { Locale } from "../types";
import { ago, tag, words } from "../words";
import type { Reading } from "./track";

/** Sooner than this after it was, a fix was received in time, ms. */
const IN_TIME = 10_000;
const MINUTE = 60_000;
const MINUTES_MOST = 120;

export interface Told {
  fix: Reading;
  /** Whether the object stands where its device says, and not where the log does. */
  stands: boolean;
}

export function toldRows({ fix, stands }: Told, locale: Locale): { label: string; value: string }[] {
  const said = words(locale);
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(tag(locale), { style: "unit", unit: name, maximumFractionDigits: 0 }).format(value);
  const about = fix.derived ? "≈\u00a0" : "";
  const late = fix.received - fix.at;
  const rows: [label: string, value: string | null][] = [
    [said.position, stands ? said.fromDevice : said.fromLog],
    [said.lastFix, ago(fix.age, locale)],
    [said.speed, fix.speed < 0 ? null : about + unit(fix.speed, "kilometer-per-hour")],
    [said.course, fix.course < 0 ? null : `${about}${said.compass[Math.round(fix.course / 45) % 8]} (${Math.round(fix.course) % 360}°)`],
    [said.accuracy, fix.accuracy < 0 ? null : said.within.replace("{distance}", unit(fix.accuracy, "meter"))],
    [said.battery, fix.battery < 0 ? null : new Intl.NumberFormat(tag(locale), { style: "percent" }).format(fix.battery / 100)],
    [said.receivedLate, late > IN_TIME ? said.after.replace("{delay}", delay(late, unit)) : null],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function delay(ms: number, unit: (value: number, name: string) => string): string {
  if (ms < 2 * MINUTE) return unit(Math.round(ms / 1000), "second");
  return ms < MINUTES_MOST * MINUTE ? unit(Math.floor(ms / MINUTE), "minute") : unit(Math.floor(ms / (60 * MINUTE)), "hour");
}
