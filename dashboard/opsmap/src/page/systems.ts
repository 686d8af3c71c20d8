/** The system places are written in, chosen once and remembered; the projections are fetched when one is needed. */
import { degrees, type Grids, type System } from "../coordinates/systems";
import type { LngLat } from "../types";
import { BESIDE } from "./beside";
import type { Locale } from "./wording";

/** Name of the built file beside ours, which carries a digest of its content; put here by the build. */
declare const GRIDS: string;

let fetched: Promise<Grids> | null = null;

function grids(): Promise<Grids> {
  fetched ??= import(BESIDE + GRIDS).then(({ GRIDS: grids }: { GRIDS: Grids }) => grids);
  // A page that lost its network for a moment may try again.
  fetched.catch(() => (fetched = null));
  return fetched;
}

/** A way to write places in a system, once what it needs is here. */
export async function writerOf(system: System, locale: Locale): Promise<(place: LngLat) => string | null> {
  if (system === "dd" || system === "dms" || system === "ddm") return (place) => degrees(place, system, locale);
  return (await grids())[system];
}
