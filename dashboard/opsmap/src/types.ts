/** What Dash hands to the map and what the map hands back: the props of OpsMap, as TypeScript sees them. */
import type { StyleSpecification } from "maplibre-gl";
import type { FeatureCollection, Geometry } from "geojson";
import type { Shown as ReachShown } from "./reach/layer";
import type { Reel, ReelAnswer, Stage } from "./reel";
import type { LiveFix } from "./tracks/book";
import type { TrackFile } from "./tracks/decode";
import type { Reading } from "./tracks/track";

export type Locale = "fr" | "en";
/** "paper": black on white, legible without colours, to be printed. */
export type Theme = "light" | "dark" | "paper";
export type LngLat = [lng: number, lat: number];
export type Bounds = [west: number, south: number, east: number, north: number];

/** How an object in one status is drawn. The icon is SVG text made by our own Python, never by an officer. */
export interface StatusStyle {
  label: string;
  dashed: boolean;
  hatched: boolean;
  colour: string | null;
  icon: string;
  /** Stands apart from what is gathered, and above it. */
  urgent?: boolean | null;
  /** After so many milliseconds without news it is drawn as `stale`. */
  staleAfter?: number | null;
  stale?: string | null;
}

/** One row of the popup. `choices` gives words to codes; `kind: "time"` shows an instant (ms, or ISO) as a local time, `kind: "object"` the name of an object. */
export interface Field {
  key: string;
  label: string;
  unit?: string | null;
  choices?: Record<string, string> | null;
  kind?: "time" | "object" | null;
}

/** A layer: every object of one kind. The one keyed "unknown" draws the kinds no other layer has. */
export interface MapLayer {
  key: string;
  label: string;
  /** The letters in its symbols. */
  code?: string | null;
  geometry: "point" | "line" | "polygon" | "any";
  colour: string;
  statuses: Record<string, StatusStyle>;
  fallback: StatusStyle;
  fields?: Field[] | null;
  /** Words for the sources a value may name after its key: "crowd@police". */
  sources?: Record<string, string> | null;
  minLabelZoom?: number | null;
  /** The fields that count people, written beside the symbol; and whether anyone counted makes it urgent. */
  counted?: string[] | null;
  urgentCounted?: boolean | null;
  /** Listed beside the map, and neither drawn nor counted on it. */
  listed?: boolean | null;
  /** Who keeps its label when there is no room for all: the higher rank. */
  rank: number;
}

export interface Mark {
  id: string;
  lng: number;
  lat: number;
  kind: string;
}

/** An object marked while two instants are compared: how it changed, where it was and where it is. */
export interface Compared {
  objectId: string;
  as: ComparedAs;
  from: Geometry | null;
  to: Geometry | null;
}

export type ComparedAs = "added" | "removed" | "moved" | "changed";

export type View =
  | { center: LngLat; zoom: number; bearing?: number; duration?: number }
  | { bounds: Bounds; padding?: number; duration?: number; closest?: number };

/** The ground: one style, or one for each theme; nothing for a plain one. */
export type Base = StyleSpecification | (Record<"light" | "dark", StyleSpecification> & { paper?: StyleSpecification }) | null;

export type ReelProp = null | { url: string; head?: unknown } | ReelAnswer;

export interface Props {
  id?: string | Record<string, unknown>;
  className?: string;
  style?: Record<string, string | number>;
  baseStyle?: Base;
  graticule?: boolean | null;
  theme?: Theme;
  locale?: Locale;
  layers?: MapLayer[];
  hiddenLayers?: string[];
  symbolSize?: number;
  gather?: boolean | null;
  /** How many minutes of their ways teams leave behind them; 0 for none. */
  trail?: number | null;
  reel?: ReelProp;
  time?: number | null;
  knownAt?: number | null;
  selection?: string[];
  /** Objects in a ring of alarm. */
  alarmed?: string[];
  marks?: Mark[];
  view?: View | null;
  mode?: "select" | "pick";
  popup?: { objectId: string } | null;
  references?: ReferencesProp | null;
  ghost?: Ghost | null;
  drawing?: Drawing | null;
  compared?: Compared[] | null;
  stage?: Stage | null;
  overlay?: Overlay | null;
  actions?: Actions | null;
  /** Reports Dash is not told of. */
  quiet?: (keyof Reports)[];
}

/** Where reference layers are fetched from, which are not shown, how faint each is, and which map services may be asked. */
export interface ReferencesProp {
  url: string;
  hidden: string[];
  opacity: Record<string, number>;
  origins: string[];
}

/** What is about to be recorded: things on the map, or a plan by its corners (top left first). */
export interface Ghost {
  data?: FeatureCollection;
  image?: { url: string; corners: LngLat[] };
}

/** What the card of an object offers to do, as buttons; or a line that says why nothing. */
export interface Actions {
  objectId: string;
  items: { key: string; label: string; verb?: boolean }[];
  note?: string | null;
}

/**
 * What is being drawn, and for whom. While there is one, clicks draw and do not select.
 *
 * "circle" and "sector" (a plume: origin, axis, width at its end) are polygons known by their measures; "edit" moves
 * the corners of `geometry`, "move" all of it; "show" only shows it.
 */
export interface Drawing {
  tool: "point" | "line" | "polygon" | "circle" | "sector" | "freehand" | "edit" | "move" | "show";
  /** Comes back with what was drawn, so that whoever asked knows its own. */
  purpose: string;
  geometry?: Geometry | null;
  /** Whether corners stick to those of the objects there are; true when left out. */
  snap?: boolean;
}

/** What is shown and never recorded: what was measured, the square a text names; with words at places. */
export interface Overlay {
  shapes: Geometry[];
  tags: { lng: number; lat: number; text: string }[];
}

/** What makes a circle or a sector: metres, degrees from north, and where it begins. */
export interface Measures {
  centre: LngLat;
  radius_m?: number;
  bearing_deg?: number;
  length_m?: number;
  width_m?: number;
}

/** The drawing under way: what can be done with it now, and what it is so far. */
export interface Sketch {
  purpose: string;
  /** Null before the first point. */
  geometry: Geometry | null;
  measures?: Measures;
  undo: boolean;
  redo: boolean;
  /** Whether it may be finished as it is. */
  finish: boolean;
}

export interface Drawn {
  purpose: string;
  /** Null when it was given up. */
  geometry: Geometry | null;
  measures?: Measures;
  ts: number;
}

/** What a button of the page does to the drawing under way. */
export type DrawCommand = "undo" | "redo" | "finish" | "cancel" | { measures: Partial<Measures> } | { snap: boolean };

/** What lies under the pointer: an object with its kind, or bare ground. x and y are CSS pixels in the map. */
export interface PointerData {
  lng: number;
  lat: number;
  objectId: string | null;
  kind: string | null;
  x: number;
  y: number;
  mode: "select" | "pick";
  ts: number;
}

export interface Reports {
  clickData: PointerData;
  hoverData: PointerData | null;
  contextData: PointerData;
  viewport: { center: LngLat; zoom: number; bearing: number; bounds: Bounds };
  loaded: { seq: number; versions: number; entries: number; bytes: number };
  loadError: { key: "unreachable" | "refused" | "unreadable" | "noWebgl"; status: number | null; ts: number } | null;
  baseError: { source: string; ts: number } | null;
  shown: { counts: Record<string, number>; at: number; inView: InView[]; piles: { marks: number; objects: number } };
  popup: null;
  sketch: Sketch | null;
  drawn: Drawn;
  actionData: { objectId: string; key: string; ts: number };
}

/** How many objects in view a layer has in a status, fresh or stale. */
export interface InView {
  layer: string;
  status: string;
  stale: boolean;
  count: number;
}

/** An object the map shows at the instant, by itself (`alone`) or in a pile. */
export interface DrawnObject {
  id: string;
  layer: string;
  name: string;
  status: string;
  stale: boolean;
  urgent: boolean;
  over: boolean;
  people: string;
  place: LngLat;
  since: number;
  alone: boolean;
  inView: boolean;
  values: Record<string, unknown>;
}

/** Tells Dash something happened; several props may change at once. */
export type Emit = (report: Partial<Reports>) => void;

/** What a script on the page holds to move the clock without going through React. */
export interface Handle {
  whenReady: Promise<void>;
  showAt(time: number, knownAt?: number | null): void;
  reel(): Reel | null;
  /** Calls back with every report, at once: Dash puts each it is told of to every component of the page. */
  hear(callback: Emit): void;
  /** Takes in what came after the reel held; false where it does not follow it, and is to be asked for. */
  amend(answer: ReelAnswer): boolean;
  /** Takes in what devices told: a file of it, or fixes as they come; null forgets all. Answers of how many objects is told. */
  track(news: TrackFile | readonly LiveFix[] | null): number;
  /** Where the device of an object says it stands at the instant shown; null where the journal says it. */
  standsAt(object: string): LngLat | null;
  /** What the devices of an object say of it at an instant, as known at another; null where they say nothing. */
  fixAt(object: string, time: number, knownAt: number | null): Reading | null;
  /** Calls back with the reel held now, if any, and with each one after it. Returns the way to stop. */
  onReel(callback: (reel: Reel) => void): () => void;
  /** Every object the map shows at the instant shown. */
  drawn(): DrawnObject[];
  map: import("maplibre-gl").Map | null;
  /** Does it to the drawing under way; to none, nothing. */
  draw(command: DrawCommand): void;
  /** The map as it is drawn now, without its controls; null while there is none. */
  picture(): HTMLCanvasElement | null;
  /** The map drawn at an instant now, in this task, on a canvas of the caller's: one picture of a film. */
  filmed(time: number, knownAt: number | null, onto: HTMLCanvasElement): HTMLCanvasElement | null;
  /** Draws how far help reaches, or nothing of it. */
  reach(shown: ReachShown | null): void;
  /** Calls back with each instant of a film before it is drawn. Returns the way to stop. */
  onFilmed(callback: (time: number, knownAt: number | null) => void): () => void;
  /** Settles once all that was asked for is drawn: the symbols, the shapes, the names and the ground. */
  settled(): Promise<void>;
  /** When any team went anywhere, as devices tell, in no order. */
  wentAt(): number[];
}
