/** Planned windows in few words: beside the name on the map, and in the lists of a card. */
import { nameOf } from "./layers";
import type { Reel } from "./reel";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string | undefined, withDay: boolean): Intl.DateTimeFormat {
  const key = `${zone}|${withDay}`;
  let found = formats.get(key);
  if (!found) {
    const day = withDay ? ({ day: "2-digit", month: "2-digit" } as const) : {};
    found = new Intl.DateTimeFormat("fr-FR", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      ...day,
      ...(zone ? { timeZone: zone } : {}),
    });
    formats.set(key, found);
  }
  return found;
}

/** "14:00–18:00", with the days where it is longer than one; "" without a window. Digits, so alike in both languages. */
export function windowWords(reel: Reel, version: number): string {
  const [from, to] = [reel.versions.plannedFrom[version], reel.versions.plannedTo[version]];
  if (!Number.isFinite(from) && !Number.isFinite(to)) return "";
  const zone = typeof reel.operation.time_zone === "string" ? reel.operation.time_zone : undefined;
  const withDay = !(to - from < 86_400_000);
  const said = (time: number): string => (Number.isFinite(time) ? format(zone, withDay).format(time).replace(/,? /, " ") : "…");
  return `${said(from)}–${said(to)}`;
}

/** What stands beside a symbol: its name; and, of what is only planned, its window. */
export function labelOf(reel: Reel, version: number): string {
  const name = nameOf(reel, version);
  const window = reel.versions.status[version] === "planned" ? windowWords(reel, version) : "";
  return name && window ? `${name} · ${window}` : name;
}
