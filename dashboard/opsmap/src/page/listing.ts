/** The list that equals the map: its lines, in order of urgency, each with its place and its age in words. */
import type { DrawnObject, LngLat, MapLayer } from "../types";
import { styleOf } from "../layers";
import type { Wording } from "./wording";
import { fill } from "./setting";

export interface Line {
  id: string;
  name: string;
  /** The layer and the status, and what sets it apart. */
  said: string;
  icon: string;
  urgent: boolean;
  object: DrawnObject;
}

const SITE = "site";
/** Mean radius of the earth, IUGG 1980, in metres. */
const EARTH_M = 6_371_008.8;
/** Nearer than this to a site, a thing is at it. */
const AT_M = 30;
const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
const collators = new Map<string, Intl.Collator>();

/** The lines for what is drawn: urgent, then in doubt, then the rest, then what is over; by name in each. */
export function linesOf(
  drawn: readonly DrawnObject[],
  layers: readonly MapLayer[],
  words: Record<string, string>,
  locale: string,
): Line[] {
  const byKey = new Map(layers.map((layer) => [layer.key, layer]));
  let collator = collators.get(locale);
  if (!collator) collators.set(locale, (collator = new Intl.Collator(locale, { numeric: true })));
  const { compare } = collator;
  return drawn
    .map((object): Line => {
      const layer = byKey.get(object.layer);
      const style = layer && styleOf(layer, object.status);
      const said = [
        layer?.label ?? object.layer,
        style?.label ?? object.status,
        object.urgent ? words.urgent_object : "",
        object.stale ? words.no_news : "",
        object.people,
      ];
      return {
        id: object.id,
        name: object.name || layer?.label || object.id,
        said: said.filter(Boolean).join(" · "),
        icon: (object.stale && style?.stale) || style?.icon || "",
        urgent: object.urgent,
        object,
      };
    })
    .sort((a, b) => urgency(a.object) - urgency(b.object) || compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function urgency({ urgent, stale, over }: DrawnObject): number {
  if (urgent) return 0;
  if (over) return 3;
  return stale ? 1 : 2;
}

/** Where a thing is: from the nearest site, else from the centre of the map. */
export function whereabouts(
  object: DrawnObject,
  sites: readonly DrawnObject[],
  centre: LngLat | null,
  words: Record<string, string>,
  locale: string,
): string {
  let [nearest, least] = [null as DrawnObject | null, Infinity];
  for (const site of sites) {
    if (site.id === object.id || !site.name) continue;
    const far = metres(site.place, object.place);
    if (far < least) [nearest, least] = [site, far];
  }
  if (nearest && least < AT_M) return fill(words.at_site, { name: nearest.name });
  const from = nearest?.place ?? centre;
  if (!from) return "";
  const values = {
    distance: distance(metres(from, object.place), locale),
    direction: words[COMPASS[Math.round(bearing(from, object.place) / 45) % 8]],
    name: nearest?.name ?? "",
  };
  return fill(nearest ? words.from_site : words.from_centre, values);
}

export function sitesOf(drawn: readonly DrawnObject[]): DrawnObject[] {
  return drawn.filter(({ layer }) => layer === SITE);
}

/** How old the last news of it is. */
export function ageOf(object: DrawnObject, time: number, wording: Wording): string {
  return wording.distance(object.since, time) ?? "";
}

/** Great-circle distance on a sphere (haversine), which is 0.5 % off at worst: enough to say "450 m". */
export function metres([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const [a, b] = [(lat1 * Math.PI) / 180, (lat2 * Math.PI) / 180];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lng2 - lng1) * Math.PI) / 360) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Degrees from north, of the great circle where it begins. */
export function bearing([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const [a, b, d] = [(lat1 * Math.PI) / 180, (lat2 * Math.PI) / 180, ((lng2 - lng1) * Math.PI) / 180];
  const east = Math.sin(d) * Math.cos(b);
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

function distance(far: number, locale: string): string {
  const [value, unit] = far < 1000 ? [Math.round(far / 10) * 10, "m"] : [far / 1000, "km"];
  const digits = unit === "km" && value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)}\u00a0${unit}`;
}
