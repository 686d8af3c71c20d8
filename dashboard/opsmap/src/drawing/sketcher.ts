/** A drawing under way: terra-draw with the one tool that was asked for, from its first point until it is told to go. */
import type { Geometry, LineString, Polygon, Position } from "geojson";
import type { Map as MapLibreMap } from "maplibre-gl";
import {
  TerraDraw,
  TerraDrawFreehandLineStringMode,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  type GeoJSONStoreFeatures,
  type TerraDrawMouseEvent,
} from "terra-draw";
import { moved } from "../corners";
import { Pace } from "../pace";
import type { DrawCommand, Drawing, Emit, LngLat, Measures } from "../types";
import { Adapter, FINISH } from "./adapter";
import { Hands } from "./hands";
import { EDITED, LINE, POLYGON } from "./look";
import { nearest } from "./snapping";
import { SteppedMode } from "./stepped";
import { measured, stepsOf } from "./steps";

/** What is told while one draws is for reading: so often is enough. */
const SAID_MS = 80;
/** How near a drag begins to take hold of what is moved, in CSS pixels; terra-draw looks half as far. */
const HOLD = 56;
const KEYS = { keyEvents: { finish: FINISH, cancel: null } };
const MODES: Partial<Record<Drawing["tool"], string>> = {
  line: "linestring",
  polygon: "polygon",
  freehand: "freehand-linestring",
  edit: "select",
};

export class Sketcher {
  readonly #map: MapLibreMap;
  readonly #drawing: Drawing;
  readonly #emit: Emit;
  readonly #corners: () => LngLat[];
  readonly #adapter: Adapter;
  readonly #stepped: SteppedMode | null;
  readonly #draw: TerraDraw;
  readonly #hands: Hands | null;
  readonly #saying = new Pace(SAID_MS, () => this.#say());
  /** The shapes gone through while its corners are moved, and those taken back. */
  #edits: { done: Geometry[]; undone: Geometry[] } = { done: [], undone: [] };
  #found: LngLat[] | null = null;
  #over = false;
  #snap: boolean;
  /** Measures typed before there is a place to begin at. */
  #typed: Partial<Measures> | null = null;

  constructor(map: MapLibreMap, drawing: Drawing, emit: Emit, corners: () => LngLat[]) {
    this.#map = map;
    this.#drawing = drawing;
    this.#emit = emit;
    this.#corners = corners;
    this.#snap = drawing.snap ?? true;
    this.#adapter = new Adapter(map);
    const snapping = { toCustom: (event: TerraDrawMouseEvent) => this.#sticky(event) ?? undefined };
    const steps = stepsOf(drawing, (at) => this.#isOver(at));
    this.#stepped = steps && new SteppedMode(steps, (event) => this.#sticky(event) ?? [event.lng, event.lat]);
    const corner = { draggable: true, deletable: true, midpoints: { draggable: true }, snappable: snapping };
    const edited = { feature: { draggable: false, selfIntersectable: true, coordinates: corner } };
    this.#draw = new TerraDraw({
      adapter: this.#adapter,
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
      modes: [
        new TerraDrawPolygonMode({ styles: POLYGON, snapping, ...KEYS }),
        new TerraDrawLineStringMode({ styles: LINE, snapping, ...KEYS }),
        new TerraDrawFreehandLineStringMode({ styles: LINE, drawInteraction: "click-move-or-drag", minDistance: 8, ...KEYS }),
        new TerraDrawSelectMode({
          styles: EDITED,
          flags: { polygon: edited, linestring: edited },
          keyEvents: null,
          allowManualDeselection: false,
        }),
        ...(this.#stepped ? [this.#stepped] : []),
      ],
    });
    this.#draw.start();
    this.#draw.on("change", () => {
      this.#saying.ask();
      if (this.#typed && this.#stepped?.first) this.#measure(this.#typed);
    });
    this.#draw.on("finish", () => this.#finished());
    map.on("moveend", this.#onMove);
    this.#begin();
    this.#hands = drawing.tool === "show" ? null : new Hands(map, this.#hand());
  }

  command(command: DrawCommand): void {
    if (this.#over) return;
    if (typeof command === "object" && "snap" in command) this.#snap = command.snap;
    else if (typeof command === "object") this.#measure(command.measures);
    else if (command === "cancel") this.#end(null);
    else if (command === "finish") this.#finish();
    else if (this.#drawing.tool === "edit") this.#turn(command);
    else this.#draw[command]();
    this.#saying.ask();
  }

  destroy(): void {
    this.#over = true;
    this.#saying.stop();
    this.#hands?.destroy();
    this.#map.off("moveend", this.#onMove);
    this.#draw.stop();
  }

  readonly #onMove = (): void => {
    this.#found = null;
  };

  #hand() {
    return {
      press: (at: LngLat) => this.#adapter.press(at),
      hover: (at: LngLat) => this.#adapter.hover(at),
      command: (command: DrawCommand) => this.command(command),
    };
  }

  #begin(): void {
    const { tool, geometry } = this.#drawing;
    this.#draw.setMode(this.#stepped?.mode ?? MODES[tool] ?? "static");
    if (tool !== "edit" || !geometry) return;
    const simple = editable(geometry);
    if (!simple) return this.#end(null);
    const mode = simple.type === "Polygon" ? "polygon" : "linestring";
    const [added] = this.#draw.addFeatures([{ type: "Feature", geometry: simple, properties: { mode } } as GeoJSONStoreFeatures]);
    if (!added.valid || added.id === undefined) return this.#end(null);
    this.#draw.selectFeature(added.id);
    this.#edits.done.push(simple);
  }

  /** terra-draw says that something is finished: a whole drawing, or one corner moved. */
  #finished(): void {
    if (this.#drawing.tool !== "edit") {
      this.#end(this.#shape());
      return;
    }
    const shape = this.#shape();
    if (shape) this.#edits.done.push(shape);
    this.#edits.undone = [];
    this.#saying.ask();
  }

  #finish(): void {
    if (this.#drawing.tool === "edit") this.#end(this.#shape());
    else if (this.#stepped?.ripe && this.#stepped.shown) this.#stepped.complete(this.#stepped.shown);
    else this.#adapter.finish();
  }

  /** One corner moved is taken back, or moved again. */
  #turn(command: "undo" | "redo"): void {
    const { done, undone } = this.#edits;
    const [from, to] = command === "undo" ? [done, undone] : [undone, done];
    if (from.length < (command === "undo" ? 2 : 1)) return;
    to.push(from.pop()!);
    const feature = this.#feature();
    if (feature) this.#draw.updateFeatureGeometry(feature.id!, done.at(-1) as Polygon | LineString);
  }

  #measure(measures: Partial<Measures>): void {
    const centre = measures.centre ?? this.#stepped?.first;
    this.#typed = centre ? null : measures;
    const known = { ...this.#stepped?.shown?.measures, ...measures };
    const geometry = centre ? measured({ ...known, centre }) : null;
    if (centre && geometry) this.#stepped?.complete({ geometry, measures: { ...known, centre } });
  }

  #end(geometry: Geometry | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#saying.stop();
    const measures = geometry && this.#stepped?.shown?.measures;
    this.#hands?.destroy();
    if (this.#draw.enabled) this.#draw.setMode("static");
    const { purpose } = this.#drawing;
    this.#emit({ sketch: null, drawn: { purpose, geometry, ...(measures && { measures }), ts: Date.now() } });
  }

  #say(): void {
    const { tool, purpose } = this.#drawing;
    if (tool === "show") return;
    const { done, undone } = this.#edits;
    const [geometry, measures] = [this.#shape(), this.#stepped?.shown?.measures];
    const editing = tool === "edit";
    this.#emit({
      sketch: {
        purpose,
        geometry,
        ...(measures && { measures }),
        undo: editing ? done.length > 1 : this.#draw.canUndo(),
        redo: editing ? undone.length > 0 : this.#draw.canRedo() || (this.#stepped?.redoSize() ?? 0) > 0,
        finish: editing || this.#stepped?.ripe || (!this.#stepped && geometry !== null),
      },
    });
  }

  #shape(): Geometry | null {
    if (this.#stepped) return this.#stepped.shown?.geometry ?? null;
    const drawn = this.#feature()?.geometry ?? null;
    return drawn && this.#drawing.geometry ? withHoles(drawn, this.#drawing.geometry) : drawn;
  }

  /** What is drawn, without the dots that help to draw it. */
  #feature(): GeoJSONStoreFeatures | undefined {
    return this.#draw.getSnapshot().find(({ geometry }) => geometry.type !== "Point");
  }

  #sticky({ containerX: x, containerY: y }: TerraDrawMouseEvent): LngLat | null {
    if (!this.#snap) return null;
    this.#found ??= this.#corners();
    return nearest({ x, y }, this.#found, (corner) => this.#map.project(corner));
  }

  #isOver([lng, lat]: LngLat): boolean {
    return this.#draw.getFeaturesAtLngLat({ lng, lat }, { pointerDistance: HOLD }).length > 0;
  }
}

/** A line, or the outer ring of a polygon, as terra-draw takes them; null for what has several parts. */
function editable(geometry: Geometry): Polygon | LineString | null {
  const rounded = moved(geometry, ([lng, lat]): Position => [Number(lng.toFixed(7)), Number(lat.toFixed(7))]);
  if (rounded.type === "Polygon") return { ...rounded, coordinates: rounded.coordinates.slice(0, 1) };
  return rounded.type === "LineString" ? rounded : null;
}

/** The holes of a polygon stay where they are while its outline moves. */
function withHoles(drawn: Geometry, before: Geometry): Geometry {
  if (drawn.type !== "Polygon" || before.type !== "Polygon") return drawn;
  return { ...drawn, coordinates: [...drawn.coordinates, ...before.coordinates.slice(1)] };
}
