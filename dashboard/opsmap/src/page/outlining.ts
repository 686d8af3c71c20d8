/** Asking whoever is at the map to draw something that is not recorded: a line to measure, an area to look into. */
import type { Geometry } from "geojson";
import type { Drawing } from "../types";
import { here } from "./here";

/** What is asked for, and who hears of it: each step, the end, or that it was given up. */
export interface Asked {
  readonly title: string;
  readonly tool: Drawing["tool"];
  drawn(geometry: Geometry): void;
  sketched?(geometry: Geometry | null): void;
  left?(): void;
}

/** A double click that ends a drawing would zoom the map, were the drawing put away at once. */
const LINGERS_MS = 350;

let asked: Asked | null = null;
let lingering: ReturnType<typeof setTimeout> | null = null;

export function outline(ask: Asked): void {
  if (lingering !== null) clearTimeout(lingering);
  lingering = null;
  asked = ask;
  here.drawing?.begin({
    title: ask.title,
    tools: [ask.tool],
    unrecorded: true,
    sketched: (geometry) => ask.sketched?.(geometry),
    done: (geometry) => {
      asked = null;
      lingering = setTimeout(() => here.drawing?.putAway(), LINGERS_MS);
      ask.drawn(geometry);
    },
    left: () => {
      if (asked === ask) asked = null;
      ask.left?.();
    },
  });
}

/** Nothing is asked for any more. */
export function stop(): void {
  if (!asked) return;
  asked = null;
  here.drawing?.stop();
}
