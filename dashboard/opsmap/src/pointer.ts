/** What is under the pointer: clicks, hovering, and the menu asked for by a right click or a long press. */
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { Bounds, Emit, LngLat, PointerData } from "./types";

const LONG_PRESS_MS = 550;
const HOVER_MS = 60;

/** Several objects under one mark, the most pressing first. */
export interface Pile {
  place: LngLat;
  bounds: Bounds;
  members: { objectId: string; kind: string; name: string; said: string; icon: string }[];
}

export interface Under {
  objectId: string | null;
  kind: string | null;
  pile?: Pile;
}

/** Answers with what is at a place of the screen; `coarse` when it was touched with a finger. */
export type Find = (x: number, y: number, coarse: boolean) => Under | null;

type At = Pick<MapMouseEvent, "lngLat" | "point">;

export class Pointer {
  mode: "select" | "pick" = "select";
  /** While something is drawn, the pointer draws and chooses nothing. */
  drawing = false;
  readonly #map: MapLibreMap;
  readonly #find: Find;
  readonly #emit: Emit;
  #coarse = false;
  #hovered: string | null = null;
  #hoverAt: At | null = null;
  #hovering: ReturnType<typeof setTimeout> | null = null;
  #pressing: ReturnType<typeof setTimeout> | null = null;
  #pressed = false;

  constructor(map: MapLibreMap, find: Find, emit: Emit, open: (pile: Pile) => void) {
    this.#map = map;
    this.#find = find;
    this.#emit = emit;
    map.getCanvasContainer().addEventListener("pointerdown", (event) => (this.#coarse = event.pointerType === "touch"));
    map.on("click", (event) => {
      // The finger that asked for the menu is lifted: that is not a click.
      if (this.#pressed) {
        this.#pressed = false;
        return;
      }
      if (this.drawing) return;
      const pile = this.mode === "pick" ? undefined : find(event.point.x, event.point.y, this.#coarse)?.pile;
      if (pile) open(pile);
      else emit({ clickData: this.#read(event) });
    });
    map.on("contextmenu", (event) => {
      event.preventDefault();
      this.#stopPress();
      if (!this.#pressed) this.#menu(event);
    });
    map.on("mousemove", (event) => this.#hover(event));
    map.on("mouseout", () => this.#leave());
    map.on("touchstart", (event) => this.#press(event));
    for (const end of ["touchend", "touchcancel", "touchmove", "movestart"] as const) map.on(end, () => this.#stopPress());
  }

  destroy(): void {
    this.#stopPress();
    if (this.#hovering) clearTimeout(this.#hovering);
  }

  #read({ lngLat, point }: At): PointerData {
    const under = this.mode === "pick" ? null : this.#find(point.x, point.y, this.#coarse);
    return {
      lng: lngLat.lng,
      lat: lngLat.lat,
      objectId: under?.objectId ?? null,
      kind: under?.kind ?? null,
      x: Math.round(point.x),
      y: Math.round(point.y),
      mode: this.mode,
      ts: Date.now(),
    };
  }

  #menu(at: At): void {
    if (this.drawing) return;
    const under = this.#find(at.point.x, at.point.y, this.#coarse);
    this.#emit({ contextData: { ...this.#read(at), objectId: under?.objectId ?? null, kind: under?.kind ?? null } });
  }

  #press(event: MapTouchEvent): void {
    this.#stopPress();
    this.#pressed = false;
    if (event.points.length !== 1) return;
    // Not every browser asks for a menu on a long press.
    this.#pressing = setTimeout(() => {
      this.#pressed = true;
      this.#menu(event);
    }, LONG_PRESS_MS);
  }

  #stopPress(): void {
    if (this.#pressing) clearTimeout(this.#pressing);
    this.#pressing = null;
  }

  #hover(event: At): void {
    this.#hoverAt = event;
    this.#hovering ??= setTimeout(() => {
      this.#hovering = null;
      if (!this.#hoverAt || this.drawing || this.#map.isMoving()) return;
      const data = this.#read(this.#hoverAt);
      const { x, y } = this.#hoverAt.point;
      const pile = data.objectId === null && this.mode === "select" && this.#find(x, y, false)?.pile !== undefined;
      this.#map.getContainer().classList.toggle("opsmap-over", pile || data.objectId !== null);
      if (data.objectId === this.#hovered) return;
      this.#hovered = data.objectId;
      this.#emit({ hoverData: data });
    }, HOVER_MS);
  }

  #leave(): void {
    this.#hoverAt = null;
    this.#map.getContainer().classList.remove("opsmap-over");
    if (this.#hovered === null) return;
    this.#hovered = null;
    this.#emit({ hoverData: null });
  }
}
