/**
 * How far help reaches, as a layer that follows the clock: the fields of the places open at the instant, and their least.
 *
 * The rules:
 * - The server computes a field for a place, a way of going and a state of what is closed; the page takes the least of
 *   those of the instant, in the frame of a drag. What is needed now is fetched first, then what is near in time.
 * - A field that has not come yet is said to be missing, beside the map, for as long as it is.
 */
import { closedAt, type Closing } from "../reach/closing";
import { Fields, type Loaded, type Wanted } from "../reach/fields";
import { gridOver, serves, type Grid } from "../reach/grid";
import { minimum, thresholds, type Field } from "../reach/minimum";
import { counted, sourcesAt, versionsOf, type Helps, type Means, type Mode, type Source } from "../reach/sources";
import type { Reel } from "../reel";
import { knownAt } from "./clock";
import { present } from "./present";
import { legendOf } from "./reach-legend";
import type { Page } from "./page";

export type PaceKey = "favourable" | "central" | "prudent";
export type DueKey = "auto" | "with" | "without";

export interface Choice {
  means: Means;
  pace: PaceKey;
  bands: readonly number[];
  delay: number;
  due: DueKey;
}

/** What the server says of reach (`views/plan_reach.py`). */
export interface ReachTold {
  helps: Helps;
  closing: Closing;
  paces: Record<PaceKey, number>;
  modes: Record<Mode, string>;
}

/** One source of the instant, and what became of its field. */
export interface Reached {
  source: Source;
  wanted: Wanted;
  field: Loaded | { sentence: string } | null;
}

/** Fetched beyond what is needed now, once the clock rests. */
const AHEAD_MS = 500;
const AHEAD_INSTANTS = 300;
const AHEAD_FIELDS = 180;
/** No field is asked for farther than that, seconds; bands longer than the first need the second. */
const LIMITS = [2_700, 4_500];
/** Places are told to some metres: a tracker that trembles needs no field of its own. */
const EXACT = 1e-5;

export class Reach {
  choice: Choice = { means: "own", pace: "central", bands: [5, 10, 15, 20, 30], delay: 0, due: "auto" };
  /** Who gives help at the instant shown. */
  now: Reached[] = [];
  /** The helicopters of that instant that are not counted. */
  leftOut: Source[] = [];
  private shownOn = false;
  private grid: Grid | null = null;
  private least: Field = new Uint16Array(0);
  private drawn = "";
  private version = 0;
  private ahead: Wanted[] = [];
  private looked = false;
  private resting: ReturnType<typeof setTimeout> | null = null;
  private of: Reel | null = null;
  private helping: number[] = [];
  private barring: number[] = [];
  private listening = false;
  private readonly heard = new Set<() => void>();
  private readonly fields = new Fields(() => this.show());

  constructor(private readonly page: Page) {}

  get on(): boolean {
    return this.shownOn;
  }

  get told(): ReachTold {
    return this.page.setting.reach;
  }

  /** Whether the view is too wide for anything to be computed. */
  get tooWide(): boolean {
    return this.shownOn && this.grid === null;
  }

  get othersEyes(): boolean {
    return this.page.seeing.as !== null;
  }

  /** Hears whenever what is shown changed. */
  listen(callback: () => void): void {
    this.heard.add(callback);
  }

  turn(on: boolean): void {
    if (on === this.shownOn) return;
    this.shownOn = on;
    if (on) {
      this.listenToMap();
      this.place();
    } else {
      this.fields.want([]);
      this.page.camera?.reach(null);
      [this.now, this.leftOut] = [[], []];
    }
    this.drawn = "";
    this.show();
  }

  choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.drawn = "";
    this.lookAgain();
    this.show();
  }

  /** Another operation, or another reader's eyes: nothing that was computed holds. */
  clear(): void {
    this.fields.clear();
    this.of = null;
    this.lookAgain();
    this.drawn = "";
    if (this.shownOn) this.place();
  }

  /** The reel grew. */
  renew(): void {
    this.lookAgain();
    if (this.shownOn) this.show();
  }

  /** The clock stands at another instant: the least of its fields, if they are others than those drawn. */
  show(): void {
    if (!this.shownOn) {
      legendOf(this);
      for (const callback of this.heard) callback();
      return;
    }
    // The map may not have been there yet.
    if (!this.grid) {
      this.listenToMap();
      this.place();
    }
    const { time } = this.page.clock.shown;
    this.look(time, knownAt(this.page.clock.shown));
    this.fields.want([...this.now.filter(({ field }) => field === null).map(({ wanted }) => wanted), ...this.ahead]);
    this.draw();
    legendOf(this);
    for (const callback of this.heard) callback();
    if (this.resting !== null) clearTimeout(this.resting);
    this.resting = this.looked ? null : setTimeout(() => this.lookAhead(), AHEAD_MS);
  }

  /** One picture of a film: what has come is drawn. */
  filmed(time: number, known: number | null): void {
    if (!this.shownOn) return;
    this.look(time, known);
    this.draw();
  }

  /** Those that came and reach something, and the others. */
  get loaded(): Loaded[] {
    return this.now.flatMap(({ field }) => (field && "seconds" in field ? [field] : []));
  }

  get ends(): number[] {
    return thresholds(this.choice.bands, this.told.paces[this.choice.pace], this.choice.delay);
  }

  /** Whether what is only planned counts at an instant. */
  counts(time: number): boolean {
    const { due } = this.choice;
    return due === "with" || (due === "auto" && (this.page.setting.access.phase === "planned" || time > present()));
  }

  private draw(): void {
    const { grid } = this;
    if (!grid) {
      this.page.camera?.reach(null);
      return;
    }
    const loaded = this.loaded;
    const drawn = JSON.stringify([this.now.flatMap(({ field, wanted }) => (field && "seconds" in field ? [wanted.key] : [])).sort(), this.ends]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (this.least.length !== grid.columns * grid.rows) this.least = new Uint16Array(grid.columns * grid.rows);
    minimum(loaded.map(({ seconds }) => seconds), this.least);
    this.version += 1;
    const estimate = this.now.some(({ field, source }) => field && "seconds" in field && source.mode !== "helicopter" && field.model.kind === "crow");
    this.page.camera?.reach({ ...grid, seconds: this.least, version: this.version, ends: this.ends, estimate });
  }

  private look(time: number, known: number | null): void {
    ({ reached: this.now, leftOut: this.leftOut } = this.at(time, known));
  }

  private at(time: number, known: number | null): { reached: Reached[]; leftOut: Source[] } {
    const { grid } = this;
    const reel = this.page.held;
    // With the eyes of others we do not know what they knew to be closed.
    if (!reel || !grid || this.othersEyes) return { reached: [], leftOut: [] };
    if (this.of !== reel) {
      this.of = reel;
      this.helping = versionsOf(reel, this.told.helps);
      this.barring = versionsOf(reel, this.told.closing);
    }
    const due = this.counts(time);
    const fixes = (object: string, when: number, as: number | null) => this.page.camera?.fixAt(object, when, as) ?? null;
    const closed = new Map<Mode, string[]>();
    const seen = new Set<string>();
    const { counting, leftOut } = counted(sourcesAt(reel, this.helping, this.told.helps, { time, knownAt: known, due, fixes }), this.choice.means);
    const reached = counting
      .map((source): Reached => {
        const { mode } = source;
        if (!closed.has(mode)) closed.set(mode, closedAt(reel, this.barring, this.told.closing, time, known, mode, due));
        const wanted = this.wanted(source, mode, grid, closed.get(mode)!, { time, known, due });
        return { source, wanted, field: this.fields.get(wanted.key) };
      })
      .filter(({ wanted, source }) => !seen.has(source.object + wanted.key) && seen.add(source.object + wanted.key));
    return { reached, leftOut };
  }

  private wanted(source: Source, mode: Mode, grid: Grid, closed: readonly string[], asked: { time: number; known: number | null; due: boolean }): Wanted {
    // Who moves is told by the cell: a field for each metre would come too late to be of use.
    const step = source.moves ? (grid.box[3] - grid.box[1]) / grid.rows : EXACT;
    const [lon, lat] = source.place.map((part) => (Math.round(part / step) * step).toFixed(6));
    const limit = Math.max(...this.choice.bands) * 60 <= LIMITS[0] * this.told.paces.favourable ? LIMITS[0] : LIMITS[1];
    const what: Record<string, string> = {
      lon,
      lat,
      mode,
      bbox: grid.box.join(","),
      columns: String(grid.columns),
      rows: String(grid.rows),
      limit_s: String(limit),
    };
    const key = JSON.stringify([what, closed]);
    const query = new URLSearchParams({ ...what, at: new Date(asked.time).toISOString(), due: String(asked.due), lang: this.page.setting.locale });
    if (asked.known !== null) query.set("known_at", new Date(asked.known).toISOString());
    return { key, url: `${this.page.setting.url}/reach/field?${query}`, closed };
  }

  /** What will be needed when the clock moves: nearest in time first. */
  private lookAhead(): void {
    this.resting = null;
    this.looked = true;
    const reel = this.page.held;
    if (!this.shownOn || !reel || !this.grid) return;
    const { time, way, pair } = this.page.clock.shown;
    const { span } = this.page.clock;
    const { validFrom, validTo, plannedFrom, plannedTo } = reel.versions;
    const instants = [...this.helping, ...this.barring].flatMap((version) => [validFrom[version], validTo[version] - 1, plannedFrom[version], plannedTo[version] - 1]);
    const near = [...new Set(instants)].filter((instant) => instant >= span.from && instant <= span.to).sort((a, b) => Math.abs(a - time) - Math.abs(b - time));
    const found = new Map<string, Wanted>();
    for (const instant of near.slice(0, AHEAD_INSTANTS)) {
      for (const { wanted, field, source } of this.at(instant, knownAt({ time: instant, way, pair })).reached) if (field === null && !source.moves) found.set(wanted.key, wanted);
      if (found.size >= AHEAD_FIELDS) break;
    }
    this.ahead = [...found.values()];
    if (this.ahead.length > 0) this.fields.want([...this.now.filter(({ field }) => field === null).map(({ wanted }) => wanted), ...this.ahead]);
  }

  /** What was fetched ahead is fetched ahead of something else now. */
  private lookAgain(): void {
    this.ahead = [];
    this.looked = false;
  }

  private listenToMap(): void {
    const { camera } = this.page;
    if (this.listening || !camera?.map) return;
    this.listening = true;
    camera.map.on("moveend", () => {
      if (this.shownOn && this.place()) this.show();
    });
    camera.onFilmed((time, known) => this.filmed(time, known));
  }

  /** The grid for what the map shows now; answers whether it is another one. */
  private place(): boolean {
    const view = this.page.bounds;
    if (!view) return false;
    if (this.grid && serves(this.grid, view)) return false;
    this.grid = gridOver(view);
    this.lookAgain();
    this.drawn = "";
    return true;
  }
}
