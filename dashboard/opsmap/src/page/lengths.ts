/** Lengths, areas and directions as they are said; and the distances a ring is asked for by. */
import { fill } from "./setting";
import type { Locale } from "./wording";

type Words = Record<string, string>;

const METRES = { m: 1, km: 1000 } as const;
const FARTHEST = 500_000;
const MOST = 12;

/** One ring: how far, and what it is called. */
export interface Reach {
  metres: number;
  label: string;
}

/** "874 m", "1,42 km", "38,5 km". */
export function saidLength(metres: number, locale: Locale): string {
  if (metres < 999.5) return `${number(metres, 0, locale)} m`;
  return `${number(metres / 1000, metres < 9_995 ? 2 : metres < 99_950 ? 1 : 0, locale)} km`;
}

/** "640 m²", "3,2 ha", "1,85 km²". */
export function saidArea(square: number, locale: Locale): string {
  if (square < 9_999.5) return `${number(square, 0, locale)} m²`;
  if (square < 999_950) return `${number(square / 10_000, 1, locale)} ha`;
  return `${number(square / 1_000_000, 2, locale)} km²`;
}

/** "047°": three figures, as it is said by radio. */
export function saidBearing(degrees: number): string {
  return `${String(Math.round(degrees) % 360).padStart(3, "0")}°`;
}

/**
 * The rings a list asks for, nearest first: "500 m, 1 km ; 2,5 km", "5, 10, 15 min". What has no unit takes the next
 * one said. Minutes are as the crow flies, at a speed in km/h.
 */
export function reaches(text: string, speed: number | null, words: Words, locale: Locale): Reach[] | { wrong: string } {
  const asked = text.split(/\s*;\s*|,\s+|\s+(?:et|and)\s+|\n/).filter((part) => part.trim());
  const found = asked.map((part) => /^\s*(\d+(?:[.,]\d+)?)\s*(m|km|min|mn|')?\s*$/i.exec(part));
  let unit = found.findLast((match) => match?.[2])?.[2]?.toLowerCase();
  if (!asked.length || asked.length > MOST || found.includes(null) || !unit) return { wrong: fill(words.unreadable_rings, { text }) };
  const rings: Reach[] = [];
  for (const match of (found as RegExpExecArray[]).toReversed()) {
    unit = match[2]?.toLowerCase() ?? unit;
    const count = Number(match[1].replace(",", "."));
    if (unit === "m" || unit === "km") rings.push({ metres: count * METRES[unit], label: saidLength(count * METRES[unit], locale) });
    else if (!speed || speed <= 0) return { wrong: words.speed_missing };
    else rings.push({ metres: (count * speed * 1000) / 60, label: fill(words.crow, { minutes: number(count, 1, locale), speed: number(speed, 1, locale) }) });
  }
  if (rings.some(({ metres }) => metres < 1 || metres > FARTHEST)) return { wrong: words.rings_too_far };
  return rings.sort((a, b) => a.metres - b.metres);
}

function number(value: number, most: number, locale: Locale): string {
  return new Intl.NumberFormat(locale === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: most }).format(value);
}
