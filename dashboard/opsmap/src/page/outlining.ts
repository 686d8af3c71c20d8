/** Asking whoever is at the map to draw something that is not recorded: a line to measure, an area to look into. */
import type { Geometry } from "geojson";
import type { Drawing, Drawn, Sketch } from "../types";
import { set } from "./dash";

/** What is asked for, and who hears of it: each step, the end, or that it was given up. */
export interface Asked {
  readonly tool: "point" | "line" | "polygon";
  drawn(geometry: Geometry): void;
  sketched?(geometry: Geometry | null): void;
  left?(): void;
}

let asked: Asked | null = null;
let number = 0;

const purpose = (): string => `measure-${number}`;

export const gestures = {
  sketchedToMeasure(sketch: Sketch | null): void {
    if (sketch?.purpose === purpose()) asked?.sketched?.(sketch.geometry);
  },

  drawnToMeasure(drawn: Drawn | null): void {
    if (!drawn || !asked || drawn.purpose !== purpose()) return;
    const { geometry } = drawn;
    const whose = asked;
    stop();
    if (geometry) whose.drawn(geometry);
    else whose.left?.();
  },
};

export function outline(ask: Asked): void {
  asked = ask;
  number++;
  set("map", { popup: null, drawing: { tool: ask.tool, purpose: purpose() } satisfies Drawing });
}

/** Nothing is asked for any more. */
export function stop(): void {
  if (!asked) return;
  asked = null;
  set("map", { drawing: null });
}
