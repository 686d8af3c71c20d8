/** A mode of terra-draw for what takes so many clicks, and is shown whole at each: a point, a circle, a sector, a move. */
import type { Geometry, LineString, Point, Polygon } from "geojson";
import { TerraDrawExtend, type TerraDrawAdapterStyling, type TerraDrawMouseEvent } from "terra-draw";
import type { LngLat, Measures } from "../types";
import { INK, WIDTH } from "./look";

export interface Shape {
  geometry: Geometry;
  measures?: Measures;
}

export interface Steps {
  /** How many clicks it takes; none for what is only shown. */
  count: number;
  /** What it is with these points, of which the last may follow the pointer; null for nothing to be seen. */
  shape(points: readonly LngLat[]): Shape | null;
  /** Whether it waits where it is for a click or a drag, and does not follow the pointer. */
  still?: boolean;
  /** Where a drag begins to carry it along, if it does: the place it stands at then. */
  grab?(at: TerraDrawMouseEvent): LngLat | null;
}

type Simple = Point | LineString | Polygon;

export class SteppedMode extends TerraDrawExtend.TerraDrawBaseDrawMode<Record<string, never>> {
  override mode = "stepped";
  /** What is seen now. */
  shown: Shape | null = null;
  #points: LngLat[] = [];
  #undone: LngLat[] = [];
  #ids: TerraDrawExtend.FeatureId[] = [];
  #held: { from: LngLat; stands: LngLat } | null = null;
  readonly #steps: Steps;
  readonly #snap: (event: TerraDrawMouseEvent) => LngLat;

  constructor(steps: Steps, snap: (event: TerraDrawMouseEvent) => LngLat) {
    super();
    this.#steps = steps;
    this.#snap = snap;
  }

  /** Whether it only waits for its last click. */
  get ripe(): boolean {
    return !this.#steps.still && this.#points.length === this.#steps.count - 1 && this.shown !== null;
  }

  get first(): LngLat | null {
    return this.#points[0] ?? null;
  }

  override start(): void {
    this.setStarted();
    this.setCursor("crosshair");
    this.#draw([]);
  }

  override stop(): void {
    if (this.state === "drawing") this.setStarted();
    this.setStopped();
    this.setCursor("unset");
  }

  override cleanUp(): void {
    this.#points = [];
  }

  override onMouseMove(event: TerraDrawMouseEvent): void {
    if (this.#steps.count > 0 && !this.#steps.still) this.#draw([...this.#points, this.#snap(event)]);
  }

  override onClick(event: TerraDrawMouseEvent): void {
    if (event.button === "left" && this.#steps.count > 0) this.#take(this.#snap(event));
  }

  override onDragStart(event: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    const stands = this.#steps.grab?.(event) ?? null;
    if (!stands) return;
    this.#held = { from: [event.lng, event.lat], stands };
    setMapDraggability(false);
  }

  override onDrag(event: TerraDrawMouseEvent): void {
    if (this.#held) this.#draw([this.#carried(event)]);
  }

  override onDragEnd(event: TerraDrawMouseEvent, setMapDraggability: (enabled: boolean) => void): void {
    if (!this.#held) return;
    const at = this.#carried(event);
    this.#held = null;
    setMapDraggability(true);
    this.#take(at);
  }

  /** Show something else in its place, finished: what typed measures make. */
  complete(shape: Shape): void {
    this.#show(shape);
    this.#end();
  }

  override undo(): void {
    const last = this.#points.pop();
    if (!last) return;
    this.#undone.push(last);
    if (this.#points.length === 0 && this.state === "drawing") this.setStarted();
    this.#draw(this.#points);
  }

  override redo(): void {
    const next = this.#undone.pop();
    if (!next) return;
    if (this.state === "started") this.setDrawing();
    this.#points.push(next);
    this.#draw(this.#points);
  }

  override undoSize(): number {
    return this.#points.length;
  }

  override redoSize(): number {
    return this.#undone.length;
  }

  override styleFeature(): TerraDrawAdapterStyling {
    return {
      ...TerraDrawExtend.getDefaultStyling(),
      pointColor: INK,
      pointWidth: 7,
      pointOutlineColor: "#ffffff",
      pointOutlineWidth: 3,
      lineStringColor: INK,
      lineStringWidth: WIDTH,
      polygonFillColor: INK,
      polygonFillOpacity: 0.18,
      polygonOutlineColor: INK,
      polygonOutlineWidth: WIDTH,
    };
  }

  #carried(event: TerraDrawMouseEvent): LngLat {
    const { from, stands } = this.#held!;
    return [stands[0] + event.lng - from[0], stands[1] + event.lat - from[1]];
  }

  #take(at: LngLat): void {
    this.#points.push(at);
    this.#undone = [];
    if (this.state === "started") this.setDrawing();
    this.#draw(this.#points);
    if (this.#points.length < this.#steps.count) return;
    // Two clicks on one spot make no circle: the second is not taken.
    if (this.shown) this.#end();
    else this.#points.pop();
  }

  #end(): void {
    if (this.state === "drawing") this.setStarted();
    this.onFinish(this.#ids[0], { mode: this.mode, action: "draw" });
  }

  #draw(points: readonly LngLat[]): void {
    this.#show(this.#steps.shape(points));
  }

  #show(shape: Shape | null): void {
    this.store.delete(this.#ids.filter((id) => this.store.has(id)));
    this.shown = shape;
    const parts = shape ? partsOf(shape.geometry) : [];
    this.#ids = this.store.create(parts.map((geometry) => ({ geometry, properties: { mode: this.mode } })));
  }
}

/** The simple geometries a geometry is made of. */
function partsOf(geometry: Geometry): Simple[] {
  switch (geometry.type) {
    case "MultiPoint":
      return geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates }));
    case "MultiLineString":
      return geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates }));
    case "MultiPolygon":
      return geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
    case "GeometryCollection":
      return geometry.geometries.flatMap(partsOf);
    default:
      return [geometry];
  }
}
