/** Keeps the layer of reach in its place of the map's style: over the base map, under all that is drawn of the operation. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Theme } from "../types";
import { REACH, ReachLayer, type Shown } from "./layer";

export class ReachGround {
  readonly #map: MapLibreMap;
  readonly #over: string;
  readonly #layer = new ReachLayer();

  /** `over` is the layer it lies under. */
  constructor(map: MapLibreMap, over: string) {
    this.#map = map;
    this.#over = over;
    // Another base map is laid between what was there before.
    for (const event of ["style.load", "styledata"] as const) map.on(event, () => this.#keep());
  }

  show(shown: Shown | null): void {
    const had = this.#layer.shown;
    this.#layer.shown = shown;
    if (!shown) {
      if (had && this.#map.getLayer(REACH)) this.#map.removeLayer(REACH);
      return;
    }
    this.#keep();
    this.#map.triggerRepaint();
  }

  dress(theme: Theme): void {
    this.#layer.theme = theme;
    if (this.#layer.shown) this.#map.triggerRepaint();
  }

  #keep(): void {
    const map = this.#map;
    if (!this.#layer.shown || !map.getLayer(this.#over)) return;
    if (!map.getLayer(REACH)) {
      map.addLayer(this.#layer, this.#over);
      return;
    }
    const order = map.getLayersOrder();
    if (order.indexOf(REACH) + 1 !== order.indexOf(this.#over)) map.moveLayer(REACH, this.#over);
  }
}
