// The address bar: what a link must hold for somebody else to see the same moment.

import type { Way } from "./clock";

export interface Place {
  readonly operation: string | null;
  readonly time: number | null;
  readonly way: Way;
  readonly pair: number | null;
  /** The organisation with whose eyes one sees. */
  readonly as: string | null;
  readonly objects: readonly string[];
  readonly entry: number | null;
  /** Longitude, latitude, zoom. */
  readonly view: readonly [number, number, number] | null;
}

const WAYS: readonly Way[] = ["so", "believed", "pair"];

/** Read what a query string says; what cannot be read is left to its usual value. */
export function read(search: string): Place {
  const said = new URLSearchParams(search);
  const way = WAYS.find((known) => known === said.get("see")) ?? "so";
  const view = (said.get("view") ?? "").split(",").map(Number);
  const entry = Number(said.get("entry") ?? Number.NaN);
  return {
    operation: said.get("operation"),
    time: instant(said.get("at")),
    way,
    pair: instant(said.get("known")),
    as: said.get("as"),
    objects: said.getAll("object"),
    entry: Number.isInteger(entry) && entry > 0 ? entry : null,
    view: view.length === 3 && view.every(Number.isFinite) ? (view as [number, number, number]) : null,
  };
}

/** Write a place as a query string; reading it back gives the same place, to the second. */
export function write(place: Place): string {
  const said = new URLSearchParams();
  if (place.operation) said.set("operation", place.operation);
  if (place.time !== null) said.set("at", iso(place.time));
  if (place.way !== "so") said.set("see", place.way);
  if (place.way === "pair" && place.pair !== null) said.set("known", iso(place.pair));
  if (place.as !== null) said.set("as", place.as);
  for (const object of place.objects) said.append("object", object);
  if (place.entry !== null) said.set("entry", String(place.entry));
  if (place.view) {
    const [lng, lat, zoom] = place.view;
    said.set("view", `${lng.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`);
  }
  const query = said.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return query ? `?${query}` : "";
}

function iso(time: number): string {
  return new Date(Math.floor(time / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

function instant(text: string | null): number | null {
  // Without an offset the same text would be another instant on another machine.
  if (text === null || !/(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
