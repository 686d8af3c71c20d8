/** The next click on the map gives a place to whoever asked for it. */
import { set } from "./dash";

type Given = (lng: number, lat: number) => void;
let waiting: Given | null = null;

/** Wait for a place; null stops waiting and takes the pin away. */
export function aimAt(given: Given | null): void {
  if (given === null && waiting === null) {
    set("map", { marks: [] });
    return;
  }
  waiting = given;
  set("map", given ? { mode: "pick" } : { mode: "select", marks: [] });
}

/** Give the place that was clicked; answers whether somebody waited for it. */
export function aimed(lng: number, lat: number): boolean {
  if (!waiting) return false;
  const given = waiting;
  waiting = null;
  set("map", { mode: "select", marks: [{ id: "point", lng, lat, kind: "point" }] });
  given(lng, lat);
  return true;
}
