/** Moving the camera where the page asks, once the map has a size to be seen in. */
import type { LngLatBoundsLike, Map as MapLibreMap } from "maplibre-gl";
import { Pace } from "./pace";
import type { Camera } from "./screen";
import { follows } from "./tracks/following";
import type { Emit, Reports, View } from "./types";

type Viewport = Reports["viewport"];

const MOVE_MS = 600;
const PADDING = 48;
/** Closer than this, bounds that are a single point say nothing more. */
const CLOSEST = 16;
/** The page need not hear of each step in which the map follows somebody. */
const TOLD_MS = 500;

export class CameraMan {
  readonly #map: MapLibreMap;
  readonly #resize: ResizeObserver;
  readonly #told: Pace;
  #waiting: View | null = null;
  #placed = false;
  #said = "";

  constructor(map: MapLibreMap, emit: Emit) {
    this.#map = map;
    // In a hidden tab the map has no size, and bounds cannot be fitted in nothing.
    this.#resize = new ResizeObserver(() => this.#arrive());
    this.#resize.observe(map.getContainer());
    const tell = (): void => {
      if (!this.#seen) return;
      const { lng, lat } = map.getCenter();
      const [[west, south], [east, north]] = map.getBounds().toArray();
      const viewport: Viewport = {
        center: [lng, lat],
        zoom: map.getZoom(),
        bearing: map.getBearing(),
        bounds: [west, south, east, north],
      };
      // A map that is shown, sized and loaded at once says three times that it has not moved.
      const said = JSON.stringify(viewport);
      if (said === this.#said) return;
      this.#said = said;
      emit({ viewport });
    };
    this.#told = new Pace(TOLD_MS, tell);
    map.on("moveend", (event) => (follows(event) ? this.#told.ask() : this.#told.now()));
    map.on("resize", tell);
    map.once("load", tell);
  }

  /** Whether anyone asked for a view yet. */
  get placed(): boolean {
    return this.#placed;
  }

  go(view: View): void {
    this.#waiting = view;
    this.#arrive();
  }

  /** Where the map looks from, as plain numbers. */
  now(): Camera {
    const { lng, lat } = this.#map.getCenter();
    const { clientWidth: width, clientHeight: height } = this.#map.getCanvas();
    return { center: [lng, lat], zoom: this.#map.getZoom(), bearing: this.#map.getBearing(), width, height };
  }

  destroy(): void {
    this.#told.stop();
    this.#resize.disconnect();
  }

  get #seen(): boolean {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    return clientWidth > 0 && clientHeight > 0;
  }

  #arrive(): void {
    const view = this.#waiting;
    if (!view || !this.#seen) return;
    this.#waiting = null;
    // The canvas may still have the size it was given while hidden.
    this.#map.resize();
    const duration = this.#placed ? (view.duration ?? MOVE_MS) : 0;
    this.#placed = true;
    if ("bounds" in view) {
      const [west, south, east, north] = view.bounds;
      const bounds: LngLatBoundsLike = [west, south, east, north];
      this.#map.fitBounds(bounds, { padding: this.#padding(view.padding ?? PADDING), duration, maxZoom: view.closest ?? CLOSEST });
    } else {
      const { center, zoom, bearing } = view;
      this.#map.easeTo({ center, zoom, duration, ...(bearing === undefined ? {} : { bearing }) });
    }
  }

  /** A small map cannot spare the padding of a large one. */
  #padding(asked: number): number {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    return Math.min(asked, clientWidth / 4, clientHeight / 4);
  }
}
