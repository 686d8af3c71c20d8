/** What the map shows, as plain values: for the legend of what is there now, and the list that equals the map. */
import { extent } from "./page/extent";
import type { Slots } from "./slots";
import type { Standing } from "./standing";
import type { Bounds, DrawnObject, InView } from "./types";

/** Every object the map shows at the instant, whether its symbol stands alone or in a pile. */
export function inventory(slots: Slots, standing: Standing, view: Bounds): DrawnObject[] {
  const { versions, values } = slots.reel;
  const found: DrawnObject[] = [];
  for (let slot = 0; slot < slots.count; slot++) {
    if (!slots.present[slot]) continue;
    const version = slots.versions[slot];
    const style = slots.styleOf(slot)!;
    found.push({
      id: slots.idOf(slot),
      layer: slots.layerOf(slot)!.key,
      name: slots.names[slot],
      status: versions.status[version],
      stale: slots.stale[slot] === 1,
      urgent: slots.urgent[slot] === 1,
      over: style.hatched,
      people: slots.people[slot],
      place: slots.standsAt(slot),
      since: slots.device[slot] ? Math.max(versions.validFrom[version], slots.devices.lastOf(slot)) : versions.validFrom[version],
      alone: standing.stands(slot),
      inView: isInView(slots, slot, view),
      values: values[versions.values[version]] ?? {},
    });
  }
  return found;
}

/** How many objects in view each layer has in each status, fresh and stale apart. */
export function inView(slots: Slots, view: Bounds): InView[] {
  const found = new Map<string, InView>();
  for (let slot = 0; slot < slots.count; slot++) {
    if (!slots.present[slot] || !isInView(slots, slot, view)) continue;
    const layer = slots.layerOf(slot)!.key;
    const status = slots.reel.versions.status[slots.versions[slot]];
    const stale = slots.stale[slot] === 1;
    const key = `${layer} ${stale} ${status}`;
    const held = found.get(key);
    if (held) held.count++;
    else found.set(key, { layer, status, stale, count: 1 });
  }
  return [...found.values()];
}

/** A line or a zone is in view as soon as any part of what surrounds it is. */
function isInView(slots: Slots, slot: number, [west, south, east, north]: Bounds): boolean {
  if (slots.device[slot]) {
    const [lng, lat] = slots.standsAt(slot);
    return lng >= west && lng <= east && lat >= south && lat <= north;
  }
  const geometry = slots.reel.versions.geometry[slots.versions[slot]];
  const [w, s, e, n] = boundsOf(slots, geometry);
  return e >= west && w <= east && n >= south && s <= north;
}

const NOWHERE: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
const known = new WeakMap<object, Bounds>();

function boundsOf(slots: Slots, number: number): Bounds {
  const geometry = slots.reel.geometries[number];
  let bounds = known.get(geometry);
  if (!bounds) known.set(geometry, (bounds = extent([geometry]) ?? NOWHERE));
  return bounds;
}
