/** The canvas over the base map that deck.gl draws symbols and names on. */
import type { Layer } from "@deck.gl/core";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Parameters } from "@luma.gl/core";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Atlas } from "./atlas";
import { Frames } from "./frames";
import { SpriteLayer } from "./sprite-layer";
import type { Sprites } from "./sprites";

export interface SpriteList {
  id: string;
  sprites: () => Sprites;
  atlas: Atlas;
  ratio: () => number;
}

/** Colours come weighted by their opacity, and what is drawn later lies above. */
const OVER: Parameters = {
  depthCompare: "always",
  depthWriteEnabled: false,
  blend: true,
  blendColorOperation: "add",
  blendAlphaOperation: "add",
  blendColorSrcFactor: "one",
  blendColorDstFactor: "one-minus-src-alpha",
  blendAlphaSrcFactor: "one",
  blendAlphaDstFactor: "one-minus-src-alpha",
};

/*
 * Overlaid, on a canvas of its own: a step of the clock then draws sprites and leaves the base map as it is.
 * Interleaved, the same step draws all of the base again: 10 to 14 ms of the main thread a step against 4 to 6,
 * measured with 309 objects over a base of 40 line layers, headless Chromium, draw calls switched off.
 */
export class Points {
  readonly #map: MapLibreMap;
  readonly #lists: SpriteList[];
  readonly #under: (parameters: Parameters) => Layer[];
  #overlay!: MapLibreOverlay;
  #layers: Layer[] = [];
  #still = true;
  readonly #frames = new Frames();

  /** `under` makes the layers that lie under all sprites, anew whenever the canvas is. */
  constructor(map: MapLibreMap, lists: SpriteList[], under: (parameters: Parameters) => Layer[]) {
    this.#map = map;
    this.#lists = lists;
    this.#under = under;
    this.#open();
    map.on("movestart", () => (this.#still = false));
    map.on("moveend", () => {
      this.#still = true;
      this.redraw();
    });
    map.on("render", () => this.#frames.wake());
    // A canvas does not tell its parents that it lost its context, but it lets them hear it first.
    map.getContainer().addEventListener("webglcontextlost", this.#lost, { capture: true });
  }

  /** Draws now, in the frame the caller is in, instead of the next one. */
  redraw(): void {
    // The layers are given once and never replaced, so the first ones are the living ones.
    const context = this.#layers[0].context as Layer["context"] | undefined;
    const deck = context?.deck;
    if (!deck) return;
    this.#frames.lead(deck);
    this.#frames.wake();
    deck.redraw("opsmap");
  }

  get canvas(): HTMLCanvasElement | null {
    return this.#overlay.getCanvas();
  }

  destroy(): void {
    this.#map.getContainer().removeEventListener("webglcontextlost", this.#lost, { capture: true });
    this.#close();
  }

  /** The graphics card was reset or lent elsewhere: a map without its objects would lie, so they come back. */
  #lost = (event: Event): void => {
    if (event.target !== this.#overlay.getCanvas()) return;
    this.#close();
    this.#open();
  };

  #open(): void {
    const sprites = this.#lists.map((list) => new SpriteLayer({ ...list, still: () => this.#still, parameters: OVER }));
    this.#layers = [...this.#under(OVER), ...sprites];
    this.#overlay = new MapLibreOverlay({
      layers: this.#layers,
      interleaved: false,
      // Sprites have no edges to smooth: their images are smooth already.
      deviceProps: { webgl: { antialias: false } },
    });
    this.#map.addControl(this.#overlay);
  }

  #close(): void {
    const canvas = this.#overlay.getCanvas();
    this.#map.removeControl(this.#overlay);
    // deck.gl leaves its context to the garbage collector, and a browser allows about sixteen.
    canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
