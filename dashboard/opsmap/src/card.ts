/** What the card of an object says at an instant: plain texts, which the popup then puts on the page as texts. */
import { nameOf, styleOf, type Layers } from "./layers";
import { holds, TODAY, versionAt, type Reel, type Values } from "./reel";
import type { Field, Locale, MapLayer } from "./types";
import { windowWords } from "./windows";
import { toldRows, type Told } from "./tracks/told";
import { ago, tag, words } from "./words";

export interface Card {
  title: string;
  status: string | null;
  rows: { label: string; value: string }[];
  /** Said when the object is not there at this instant. */
  absent: string | null;
  /** The words of the button that keeps it in the middle of the map, where a device tells of it. */
  follow: string | null;
}

export interface Reading {
  reel: Reel;
  layers: Layers;
  locale: Locale;
  time: number;
  knownAt: number | null;
  /** What its device told, if it has one. */
  told?: Told | null;
}

/** The card of an object at an instant, or null when the reel has no such object. */
export function cardOf(objectId: string, { reel, layers, locale, time, knownAt, told = null }: Reading): Card | null {
  const object = reel.numbers.get(objectId);
  if (object === undefined) return null;
  const version = versionAt(reel, object, time, knownAt);
  if (version < 0) {
    // Its last name still says which object is meant.
    const last = reel.versionsOf[object].at(-1) as number;
    const label = layers.named(reel.versions.kind[last])?.label;
    return { title: nameOf(reel, last) || label || objectId, status: null, rows: [], absent: words(locale).absent, follow: null };
  }
  const layer = layers.named(reel.versions.kind[version]);
  const values = reel.values[reel.versions.values[version]] ?? {};
  const zone = typeof reel.operation.time_zone === "string" ? reel.operation.time_zone : undefined;
  const name = nameOf(reel, version);
  const status = layer ? styleOf(layer, reel.versions.status[version]).label : reel.versions.status[version];
  const called = (id: string): string => objectName(id, { reel, time, knownAt });
  const rows = rowsOf(layer, values, locale, zone, called);
  const window = plannedWindow(reel, version, locale, zone);
  if (window) rows.push({ label: words(locale).planned, value: window });
  rows.push(...pointing(objectId, { reel, layers, locale, time, knownAt }));
  if (layer && styleOf(layer, reel.versions.status[version]).staleAfter) {
    rows.push({ label: words(locale).lastNews, value: ago(time - reel.versions.validFrom[version], locale, false) });
  }
  // First what is newest, and changes while one looks.
  if (told) rows.unshift(...toldRows(told, locale));
  return {
    title: name || layer?.label || objectId,
    status: name && layer ? `${layer.label} · ${status}` : status,
    rows,
    absent: null,
    follow: told ? words(locale).follow : null,
  };
}

type Called = (id: string) => string;

/** What an object is called at an instant; its id where it has no name, or is not there. */
function objectName(id: string, { reel, time, knownAt }: Pick<Reading, "reel" | "time" | "knownAt">): string {
  const object = reel.numbers.get(id);
  if (object === undefined) return id;
  const version = versionAt(reel, object, time, knownAt);
  return nameOf(reel, version >= 0 ? version : (reel.versionsOf[object].at(-1) as number)) || id;
}

/** What names this object in a field of its own, by layer: the assignments of a team, or those at a post. */
function pointing(objectId: string, { reel, layers, time, knownAt }: Reading): Card["rows"] {
  const found = new Map<string, { version: number; from: number }[]>();
  for (let version = 0; version < reel.versions.count; version++) {
    const layer = layers.named(reel.versions.kind[version]);
    const keys = layer?.fields?.filter(({ kind }) => kind === "object") ?? [];
    if (!layer || keys.length === 0 || !holds(reel, version, time, knownAt ?? TODAY)) continue;
    const values = reel.values[reel.versions.values[version]] ?? {};
    if (!keys.some(({ key }) => values[key] === objectId)) continue;
    const listed = found.get(layer.label) ?? [];
    found.set(layer.label, [...listed, { version, from: reel.versions.plannedFrom[version] }]);
  }
  return [...found].map(([label, versions]) => ({
    label,
    value: versions
      .sort((a, b) => a.from - b.from)
      .map(({ version }) => {
        const layer = layers.named(reel.versions.kind[version]) as MapLayer;
        const status = styleOf(layer, reel.versions.status[version]).label;
        return [windowWords(reel, version), nameOf(reel, version), `(${status})`].filter(Boolean).join(" ");
      })
      .join(" · "),
  }));
}

function rowsOf(layer: MapLayer | null, values: Values, locale: Locale, zone: string | undefined, called: Called): Card["rows"] {
  // The name is the title of the card.
  const declared = (layer?.fields ?? []).filter(({ key }) => key !== "name");
  const known = new Set(["name", ...declared.map(({ key }) => key)]);
  // Values no field declares are shown only for kinds we do not know: those have nothing else to be read by.
  const bare = layer === null || layer.key === "unknown" ? Object.keys(values).map(keyOf) : [];
  const others = [...new Set(bare)].filter((key) => !known.has(key)).map((key): Field => ({ key, label: key }));
  return [...declared, ...others].flatMap((field) => {
    const value = valueOf(field, values, layer?.sources ?? {}, locale, zone, called);
    return value === null ? [] : [{ label: field.label, value }];
  });
}

function keyOf(key: string): string {
  return key.split("@", 1)[0];
}

/** The value of a row, with each source's own figure beside it: "9 000 (police) · 15 000 (organisateurs)". */
function valueOf(
  field: Field,
  values: Values,
  sources: Record<string, string>,
  locale: Locale,
  zone: string | undefined,
  called: Called,
): string | null {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (keyOf(key) !== field.key) continue;
    const shown = field.kind === "object" && typeof value === "string" && value ? called(value) : written(value, field, locale, zone);
    if (shown === null) continue;
    const source = key.slice(field.key.length + 1);
    if (source) parts.push(`${shown} (${Object.hasOwn(sources, source) ? sources[source] : source})`);
    else parts.unshift(shown);
  }
  return parts.length > 0 ? parts.join(" · ") : null;
}

function written(value: unknown, field: Field, locale: Locale, zone: string | undefined): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? words(locale).yes : words(locale).no;
  if (typeof value === "number") {
    if (field.kind === "time") return instant(value, locale, zone);
    const number = new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 2 }).format(value);
    return field.unit ? `${number}\u00a0${field.unit}` : number;
  }
  if (typeof value === "string" && field.kind === "time" && !Number.isNaN(Date.parse(value))) {
    return instant(Date.parse(value), locale, zone);
  }
  if (typeof value === "string") return (field.choices && Object.hasOwn(field.choices, value) && field.choices[value]) || value;
  if (Array.isArray(value)) {
    const parts = value.map((item) => written(item, field, locale, zone)).filter((part) => part !== null);
    return parts.length > 0 ? parts.join(", ") : null;
  }
  return JSON.stringify(value);
}

function plannedWindow(reel: Reel, version: number, locale: Locale, zone: string | undefined): string | null {
  const [from, to] = [reel.versions.plannedFrom[version], reel.versions.plannedTo[version]];
  const { from: since, until } = words(locale);
  if (Number.isFinite(from) && Number.isFinite(to)) return `${instant(from, locale, zone)} – ${instant(to, locale, zone)}`;
  if (Number.isFinite(from)) return `${since} ${instant(from, locale, zone)}`;
  if (Number.isFinite(to)) return `${until} ${instant(to, locale, zone)}`;
  return null;
}

function instant(ms: number, locale: Locale, zone: string | undefined): string {
  const format = { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(tag(locale), zone ? { ...format, timeZone: zone } : format).format(ms);
}
