/** Planned windows in few words: beside the name on the map, and in the lists of a card. */
import { nameOf } from "./layers";
import type { Reel } from "./reel";

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function made(key: string, zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${key}|${zone}`;
  let found = formats.get(name);
  if (!found) formats.set(name, (found = new Intl.DateTimeFormat("fr-FR", zone ? { ...options, timeZone: zone } : options)));
  return found;
}

const hour = (zone: string | undefined): Intl.DateTimeFormat => made("hour", zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = (zone: string | undefined): Intl.DateTimeFormat => made("day", zone, { day: "2-digit", month: "2-digit" });

/** "14:00–18:00", with its days where it ends on another; "" without a window. Digits, so alike in both languages. */
export function windowWords(reel: Reel, version: number): string {
  const [from, to] = [reel.versions.plannedFrom[version], reel.versions.plannedTo[version]];
  if (!Number.isFinite(from) && !Number.isFinite(to)) return "";
  const zone = typeof reel.operation.time_zone === "string" ? reel.operation.time_zone : undefined;
  const withDay = !(to - from < DAY) || day(zone).format(from) !== day(zone).format(to);
  const said = (time: number): string => {
    if (!Number.isFinite(time)) return "…";
    return withDay ? `${day(zone).format(time)} ${hour(zone).format(time)}` : hour(zone).format(time);
  };
  return `${said(from)}–${said(to)}`;
}

/** What stands beside a symbol: its name; and, of what is only planned, its window. */
export function labelOf(reel: Reel, version: number): string {
  const name = nameOf(reel, version);
  const window = reel.versions.status[version] === "planned" ? windowWords(reel, version) : "";
  return name && window ? `${name} · ${window}` : name;
}
