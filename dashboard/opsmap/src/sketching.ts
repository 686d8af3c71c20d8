/** The door to drawing: the tools are fetched the first time somebody draws, and hold the map until they are told to go. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Sketcher } from "./drawing/sketcher";
import type { DrawCommand, Drawing, Emit, LngLat } from "./types";

/** Name of the built file beside ours, which carries a digest of its content; put here by the build. */
declare const SKETCHER: string;

type Tools = typeof import("./drawing/sketcher");

export class Sketching {
  readonly #map: MapLibreMap;
  readonly #emit: Emit;
  readonly #corners: () => LngLat[];
  #drawing: Drawing | null = null;
  #sketcher: Sketcher | null = null;

  constructor(map: MapLibreMap, emit: Emit, corners: () => LngLat[]) {
    this.#map = map;
    this.#emit = emit;
    this.#corners = corners;
  }

  /** Follows the prop: another drawing takes the place of the one under way. */
  async follow(drawing: Drawing | null): Promise<void> {
    this.stop();
    this.#drawing = drawing;
    if (!drawing) return;
    try {
      const { Sketcher } = (await import(new URL(SKETCHER, import.meta.url).href)) as Tools;
      // It may have been given up while the tools were on their way.
      if (this.#drawing === drawing) this.#sketcher = new Sketcher(this.#map, drawing, this.#emit, this.#corners);
    } catch (error) {
      console.error("opsmap:", error);
      if (this.#drawing === drawing) this.#emit({ drawn: { purpose: drawing.purpose, geometry: null, ts: Date.now() } });
    }
  }

  command(command: DrawCommand): void {
    this.#sketcher?.command(command);
  }

  stop(): void {
    this.#drawing = null;
    this.#sketcher?.destroy();
    this.#sketcher = null;
  }
}
