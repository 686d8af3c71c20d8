/** How terra-draw reaches the map, and how the keyboard does what the pointer does. */
import type { Map as MapLibreMap } from "maplibre-gl";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { DRAWN } from "../drawn";
import type { LngLat } from "../types";

/** The key that finishes; no keyboard has it, so that only `finish` presses it. */
export const FINISH = "opsmap-finish";

export class Adapter extends TerraDrawMapLibreGLAdapter<MapLibreMap> {
  constructor(map: MapLibreMap) {
    super({ map, prefixId: DRAWN, coordinatePrecision: 7 });
  }

  /** As if the pointer were there. */
  hover(at: LngLat): void {
    this._currentModeCallbacks?.onMouseMove(this.#event(at, "neither"));
  }

  /** As if the pointer had clicked there. */
  press(at: LngLat): void {
    this.hover(at);
    this._currentModeCallbacks?.onClick(this.#event(at, "left"));
  }

  finish(): void {
    this._currentModeCallbacks?.onKeyUp({ key: FINISH, heldKeys: [], preventDefault: () => undefined });
  }

  #event([lng, lat]: LngLat, button: "left" | "neither") {
    const { x, y } = this.project(lng, lat);
    const [roundLng, roundLat] = [lng, lat].map((degrees) => Number(degrees.toFixed(this._coordinatePrecision)));
    return { lng: roundLng, lat: roundLat, containerX: x, containerY: y, button, heldKeys: [], isContextMenu: false };
  }
}
