/** The page: one clock, and everything that shows the instant it stands at. */
import type { Handle, PointerData, View } from "../types";
import type { Reel } from "../reel";
import * as address from "./address";
import { Clock, knownAt } from "./clock";
import type { Moment, Way } from "./clock";
import { mounted, reveal, say, set } from "./dash";
import { Dial } from "./dial";
import { extent, heart } from "./extent";
import { Figures } from "./figures";
import { Ground } from "./ground";
import { Grid, showFocus } from "./grid";
import type { Row } from "./grid";
import type { LogEntry } from "./log";
import { isStruck } from "./log";
import type { Setting } from "./setting";
import { Watch } from "./watch";
import { Wording } from "./wording";

const MAP = "map";
const HOUR = 3_600_000;
/** A moment that is only passed through is not worth a line in the address bar. */
const SETTLED = 250;

export class Page {
  readonly clock = new Clock({
    now: () => Date.now(),
    nextFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
  });
  setting: Setting;
  wording: Wording;
  readonly grid: Grid;
  readonly dial: Dial;
  private readonly figures = new Figures();
  /** The entry chosen in the log, if any. */
  entry: Row | null = null;
  private objects: string[] = [];
  private map: Handle | null = null;
  private reel: Reel | null = null;
  private view: address.Place["view"] = null;
  private wanted: address.Place | null;
  private readonly watch: Watch;
  private settling: ReturnType<typeof setTimeout> | null = null;

  constructor(setting: Setting) {
    this.setting = setting;
    this.wording = new Wording(setting.locale, setting.operation.time_zone);
    this.wanted = address.read(location.search);
    this.grid = new Grid(setting, this.wording);
    this.dial = new Dial(this.clock, setting, this.wording);
    this.watch = new Watch(
      () => ({ seq: this.reel?.head.seq ?? 0, view: this.reel?.view ?? "" }),
      (seq) => this.ask(seq),
      (state) => {
        say("connection", state === "current" ? setting.words.current : setting.words.stale);
        document.getElementById("connection")?.classList.toggle("stale", state === "stale");
      },
    );
    this.clock.listen((moment) => this.show(moment));
    void mounted<HTMLElement & { opsmap?: Handle }>(MAP).then((found) => this.hold(found));
  }

  /** Turn to an operation: the one of the address the first time, any other afterwards. */
  open(setting: Setting): void {
    const same = this.reel !== null && this.setting.operation.id === setting.operation.id;
    this.setting = setting;
    this.wording = new Wording(setting.locale, setting.operation.time_zone);
    this.grid.speak(setting, this.wording);
    this.dial.speak(setting, this.wording);
    this.figures.speak(setting);
    reveal("exercise", setting.operation.exercise);
    document.querySelector(".vigie")?.classList.add("opened");
    if (same) return;
    if (this.wanted?.operation !== setting.operation.id) this.wanted = null;
    this.reel = null;
    this.choose([], null);
    this.clock.stop();
    this.clock.span = { from: setting.operation.starts_at, to: setting.operation.ends_at };
    set(MAP, { reel: { url: this.reelUrl() } });
    this.watch.follow(setting.url);
  }

  /** Fetch what came after the entry held; `seq` is the newest there is. */
  ask(seq: number): void {
    set(MAP, { reel: { url: this.reelUrl(), head: seq, asked: Date.now() } });
  }

  /** A click on the map chooses what is under it; on bare ground, nothing. */
  pointed(click: PointerData): void {
    this.choose(click.objectId ? [click.objectId] : [], null);
    this.grid.focusOn(this.objects);
    showFocus(this.objects.length ? this.ground!.nameOf(this.objects[0]) : null, this.setting.words.release);
  }

  /** A line of the log shows and centres what it speaks of. */
  chosen(row: Row | null): void {
    if (!row) return;
    this.choose([...row.objects], row);
    const bounds = extent([
      ...(this.ground?.shapesOf(row.objects) ?? []),
      ...(row.place ? [{ type: "Point" as const, coordinates: row.place }] : []),
    ]);
    if (bounds) set(MAP, { view: fit(bounds) });
  }

  release(): void {
    this.choose([], null);
    this.grid.focusOn([]);
    showFocus(null, "");
  }

  see(way: Way, pair: number | null): void {
    this.clock.see(way, pair);
    reveal("known-at", way === "pair");
  }

  seen(viewport: { center: [number, number]; zoom: number }): void {
    this.view = [viewport.center[0], viewport.center[1], viewport.zoom];
    this.settle();
  }

  private async hold(found: HTMLElement & { opsmap?: Handle }): Promise<void> {
    while (!found.opsmap) await new Promise((resolve) => requestAnimationFrame(resolve));
    this.map = found.opsmap;
    this.map.onReel((reel) => this.arrived(reel));
  }

  private arrived(reel: Reel): void {
    if (reel.operation.id !== this.setting.operation.id) return;
    const first = this.reel === null;
    this.reel = reel;
    const entries = reel.entries as unknown as LogEntry[];
    const times = entries.map((entry) => entry.occurred_at);
    const { starts_at, ends_at } = this.setting.operation;
    // What happened before the operation opened or after it closed is on the slider too.
    this.clock.span = {
      from: times.reduce((a, b) => Math.min(a, b), starts_at),
      to: times.reduce((a, b) => Math.max(a, b), ends_at),
    };
    this.grid.fill(entries);
    this.dial.stopAt(times);
    set("entry-objects", { data: this.ground?.choices() ?? [] });
    set("head", { data: reel.head.seq });
    if (first) this.begin(times);
    else this.show(this.clock.shown);
  }

  /** Where to begin: where the link says; else now; else, for what is over, at its busiest hour. */
  private begin(times: readonly number[]): void {
    const wanted = this.wanted;
    this.wanted = null;
    if (wanted?.time != null) this.clock.goTo(wanted.time);
    else if (this.clock.canFollow) this.clock.follow();
    else this.clock.goTo(busiest(times) ?? this.clock.span.to);
    this.lookAt(wanted?.view ?? null);
    if (!wanted) return;
    this.clock.see(wanted.way, wanted.pair);
    set("way-of-seeing", { value: wanted.way });
    const row = wanted.entry === null ? null : (this.grid.entry(wanted.entry) ?? null);
    this.choose([...(row ?? wanted).objects], row);
    if (row) this.grid.select(row.seq);
  }

  private show(moment: Moment): void {
    const known = knownAt(moment);
    this.map?.showAt(moment.time, known);
    this.grid.showAt(moment.time, known);
    if (this.reel) this.figures.showAt(this.reel, moment);
    this.settle();
  }

  private choose(objects: string[], entry: Row | null): void {
    this.objects = objects;
    this.entry = entry;
    set(MAP, {
      selection: objects,
      popup: objects.length === 1 ? { objectId: objects[0] } : null,
      // A pin where the entry has no object of its own to show.
      marks:
        entry?.place && objects.length === 0
          ? [{ id: "entry", lng: entry.place[0], lat: entry.place[1], kind: "entry" }]
          : [],
    });
    this.grid.mark(objects);
    say("entry", entry ? this.grid.about(entry) : "");
    document.querySelector(".entry-tools")?.classList.toggle("idle", entry === null);
    // What does not count any more, and the opening, can be neither corrected nor struck; a strike
    // can only be struck, which brings back what it struck.
    const fixed = entry === null || isStruck(entry, null) || entry.fact === "Opened";
    set("strike", { disabled: fixed });
    set("correct", { disabled: fixed || entry.fact === "Struck" });
    this.settle();
  }

  private settle(): void {
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = setTimeout(() => this.write(), SETTLED);
  }

  private write(): void {
    if (!this.reel) return;
    const { time, way, pair } = this.clock.shown;
    const place: address.Place = {
      operation: this.setting.operation.id,
      time: this.clock.live ? null : time,
      way,
      pair,
      objects: this.entry ? [] : this.objects,
      entry: this.entry?.seq ?? null,
      view: this.view,
    };
    history.replaceState(history.state, "", `${location.pathname}${address.write(place)}`);
  }

  /** Look where the link says; else at what is on the map, which says more than the area. */
  private lookAt(view: address.Place["view"]): void {
    const around = heart(this.ground?.shapesOf(this.reel?.objects ?? []) ?? []) ?? this.setting.operation.area;
    if (view) set(MAP, { view: { center: [view[0], view[1]], zoom: view[2], duration: 0 } satisfies View });
    else if (around) set(MAP, { view: { bounds: around, padding: 56, duration: 0 } satisfies View });
  }

  private get ground(): Ground | null {
    return this.reel ? new Ground(this.reel, this.clock.shown) : null;
  }

  private reelUrl(): string {
    return `${this.setting.url}/reel?locale=${this.setting.locale}`;
  }
}

/** The end of the hour in which most was written, or null of nothing. */
export function busiest(times: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(Math.floor(time / HOUR), (counts.get(Math.floor(time / HOUR)) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best ? (best[0] + 1) * HOUR : null;
}

function fit(bounds: [number, number, number, number]): View {
  const [west, south, east, north] = bounds;
  if (east - west < 1e-4 && north - south < 1e-4) return { center: [west, south], zoom: 14.5 };
  return { bounds, padding: 80 };
}
