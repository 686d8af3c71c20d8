/** How many people an object counts: the fields its layer names, the greatest figure where sources differ. */
import type { Values } from "./reel";
import { tag } from "./words";
import type { Locale } from "./types";

/** One number a field, null where nobody gave one. The unsigned figure is the cell's own and goes before the others. */
export function counted(values: Values, fields: readonly string[]): (number | null)[] {
  return fields.map((field) => {
    const own = values[field];
    if (typeof own === "number") return own;
    const told = Object.entries(values)
      .filter(([key, value]) => key.startsWith(`${field}@`) && typeof value === "number")
      .map(([, value]) => value as number);
    return told.length > 0 ? Math.max(...told) : null;
  });
}

const SHORT: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat(tag("fr"), { notation: "compact", maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat(tag("en"), { notation: "compact", maximumFractionDigits: 1 }),
};

/** "1·3·13", in the order of the fields; nothing where nobody is counted. */
export function written(numbers: readonly (number | null)[], locale: Locale): string {
  if (!numbers.some((number) => number !== null && number > 0)) return "";
  return numbers.map((number) => (number === null ? "–" : SHORT[locale].format(number))).join("·");
}
