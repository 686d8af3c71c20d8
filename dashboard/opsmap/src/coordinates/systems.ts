/** The systems a place is written in; Python reads and writes the same ones (`geo/coordinates.py`). */
import type { LngLat, Locale } from "../types";

export type System = "dd" | "dms" | "ddm" | "utm" | "mgrs" | "dfci" | "lambert93";

export const SYSTEMS: readonly System[] = ["dd", "dms", "ddm", "utm", "mgrs", "dfci", "lambert93"];

/** Writes a place in one system; null where it does not reach. */
export type Writer = (place: LngLat) => string | null;

/** The systems that need projections, which are fetched when one is chosen. */
export type Grids = Record<"utm" | "mgrs" | "dfci" | "lambert93", Writer>;

/** Degrees as they are said: decimal, with minutes to 1/1000, with seconds to 1/10. */
export function degrees([lng, lat]: LngLat, system: "dd" | "dms" | "ddm", locale: Locale): string {
  if (system === "dd") return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
  const west = locale === "fr" ? "O" : "W";
  const angle = system === "ddm" ? minutes : seconds;
  return `${angle(Math.abs(lat))}${lat >= 0 ? "N" : "S"} ${angle(Math.abs(lng))}${lng >= 0 ? "E" : west}`;
}

/** Counted in the last unit that is written, so that what rounds up is carried. */
function minutes(value: number): string {
  const whole = Math.round(value * 60_000);
  return `${Math.floor(whole / 60_000)}°${((whole % 60_000) / 1000).toFixed(3).padStart(6, "0")}'`;
}

function seconds(value: number): string {
  const whole = Math.round(value * 36_000);
  const [degrees, minutes] = [Math.floor(whole / 36_000), Math.floor(whole / 600) % 60];
  return `${degrees}°${String(minutes).padStart(2, "0")}'${((whole % 600) / 10).toFixed(1).padStart(4, "0")}"`;
}
