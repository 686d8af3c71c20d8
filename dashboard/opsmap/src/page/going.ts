/** Going to a place that is typed or pasted, and writing there. */
import { element, set } from "./dash";
import { here, unchanged } from "./here";
import { PlaceField, viewOf, type Read } from "./place-field";

let field: PlaceField | null = null;

export const gestures = {
  going(clicks: number | undefined): unknown {
    if (!clicks) return unchanged();
    offer();
    return true;
  },

  went(clicks: number | undefined): void {
    if (clicks) void go();
  },

  placedHere(clicks: number | undefined): void {
    if (clicks) void go(true);
  },
};

/** Open the dialog; what was typed the last time is there to be corrected. */
export function offer(): void {
  field ??= listening();
  set("goto-dialog", { opened: true });
  requestAnimationFrame(() => element<HTMLInputElement>("goto-place")?.select());
}

/** Put away the mark of the place one went to. */
export function leave(): boolean {
  if (!field?.place) return false;
  field.clear();
  set("map", { marks: [] });
  return true;
}

function listening(): PlaceField {
  const made = new PlaceField("goto-place", (place) => {
    for (const id of ["goto-go", "goto-write", "goto-nearest"]) set(id, { disabled: place === null });
    if (place) set("map", { marks: [{ id: "goto", lng: place.lon, lat: place.lat, kind: "picked" }] });
  });
  element("goto-place")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void go();
  });
  return made;
}

/** The place that is typed, once it has been read. */
export async function settled(): Promise<Read | null> {
  return (await field?.settled()) ?? null;
}

/** Look at the place; or begin an entry there. */
async function go(writing = false): Promise<void> {
  const place = await field?.settled();
  const { page } = here;
  if (!place || !page) return;
  set("goto-dialog", { opened: false });
  page.spot = [place.lon, place.lat];
  set("map", { view: viewOf(place, page.zoom), marks: [{ id: "goto", lng: place.lon, lat: place.lat, kind: "picked" }] });
  if (!writing) return;
  here.writing?.aimed(place.lon, place.lat);
  here.writing?.compose();
}
