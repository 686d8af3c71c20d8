/** The nearest teams: from a chosen object, a place that is typed, pointed at or looked for, at the instant shown. */
import type { LineString } from "geojson";
import { byDistance, nearest, type Estimate, type Near } from "../nearest";
import { Pace } from "../pace";
import { placeOf } from "../place";
import { byVehicle } from "../reach/sources";
import { versionAt } from "../reel";
import type { LngLat } from "../types";
import { STALE, type Whereabouts } from "../whereabouts";
import { ago } from "../words";
import { Accesses, MOST, type Access, type Leg } from "./access";
import { advice, saidTime } from "./advice";
import { element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { leave as leaveGoing, settled as wentTo } from "./going";
import { here } from "./here";
import { saidBearing, saidLength } from "./lengths";
import * as outlining from "./outlining";
import { putAway } from "./over-map";
import type { Page } from "./page";
import { modelsSaid } from "./model-said";
import { PlaceField } from "./place-field";
import { fill } from "./setting";
import { show } from "./showing";

const ROOM = "nearest";
const SHOWN_MS = 500;
/** So many are listed, and so many of them joined to the place by a line. */
const LISTED = 25;
const JOINED = 5;

export const gestures = {
  lookedNearest(clicks: number | undefined): void {
    if (clicks) here.page?.nearest.open();
  },

  pointedNearest(clicks: number | undefined): void {
    if (clicks) here.page?.nearest.point();
  },

  onlyAvailable(only: boolean | null): void {
    here.page?.nearest.filter(only ?? false);
  },

  leftNearest(clicks: number | undefined): void {
    if (clicks) here.page?.nearest.close();
  },

  /** From the place that was typed to go to. */
  wentNearest(clicks: number | undefined): void {
    if (!clicks) return;
    void wentTo().then((place) => {
      if (!place) return;
      set("goto-dialog", { opened: false });
      leaveGoing();
      here.page?.nearest.open([place.lon, place.lat]);
    });
  },

  /** From the place of the entry being written, which a right click gave it. */
  writtenNearest(clicks: number | undefined): void {
    if (!clicks) return;
    void here.writing?.placed().then((place) => here.page?.nearest.open(place));
  },
};

export class NearestPanel {
  private opened = false;
  private only = false;
  private field: PlaceField | null = null;
  private readonly accesses: Accesses;
  private readonly pace = new Pace(SHOWN_MS, () => this.show());

  constructor(private readonly page: Page) {
    this.accesses = new Accesses(page, () => this.opened && this.pace.ask());
    page.clock.listen(() => this.opened && this.pace.ask());
  }

  /** From a place; else from what is chosen, looked for, or in the middle of the map. */
  open(place: LngLat | null = null): void {
    this.page.alone(this);
    this.opened = true;
    reveal("nearest-panel", true);
    this.field ??= new PlaceField("nearest-place", () => this.show());
    if (place) void this.field.point(...place).then(() => this.show());
    else this.show();
    requestAnimationFrame(() => (element("nearest-body")?.querySelector<HTMLElement>("button") ?? element("nearest-place"))?.focus());
  }

  /** Answers whether there was anything to put away. */
  close(): boolean {
    if (!this.opened) return false;
    this.opened = false;
    this.pace.stop();
    outlining.stop();
    this.field?.clear();
    show(ROOM, null);
    putAway("nearest-panel");
    return true;
  }

  /** The reel grew: what is closed may be something else. */
  grown(): void {
    this.accesses.forget();
    this.renew();
  }

  /** The reel grew, a team moved, or another object is chosen. */
  renew(): void {
    if (this.opened) this.pace.ask();
  }

  filter(only: boolean): void {
    this.only = only;
    this.show();
  }

  point(): void {
    outlining.outline({
      title: this.page.setting.words.nearest_point,
      tool: "point",
      drawn: (geometry) => {
        const place = placeOf(geometry);
        if (place) void this.field?.point(...place).then(() => this.show());
      },
    });
  }

  /** Where from: what the field says, else what is chosen, else what was looked for, else the middle of the map. */
  private start(): { place: LngLat; name: string; object: string | null } | null {
    const { words } = this.page.setting;
    const typed = this.field?.place;
    if (typed) return { place: [typed.lon, typed.lat], name: words.this_place, object: null };
    if (this.field?.empty === false) return null;
    const chosen = this.page.chosenPlace;
    if (chosen) return { ...chosen, object: this.page.chosenObject };
    if (this.page.spot) return { place: this.page.spot, name: words.found_place, object: null };
    const { middle } = this.page;
    return middle && { place: middle, name: words.map_middle, object: null };
  }

  private show(): void {
    const body = element("nearest-body");
    if (!this.opened || !body) return;
    const { words, teams } = this.page.setting;
    const start = this.start();
    if (!start) {
      show(ROOM, null);
      say("nearest-at", "");
      body.replaceChildren(make("p", { className: "hint" }, words.nearest_where));
      return;
    }
    const all = this.page.whereabouts([teams.kind]).filter(({ object }) => object !== start.object);
    const some = this.only ? all.filter(({ status }) => teams.available.includes(status)) : all;
    const near = nearest(start.place, some).slice(0, MOST);
    const { times, waiting, failed } = this.accesses.between(start.place, near.map(({ team }) => this.leg(team)), "to");
    const found = nearest(start.place, near.map(({ team }) => team), bySeconds(times));
    const { time } = this.page.clock.shown;
    say("nearest-at", `${fill(words.nearest_around, { name: start.name })} · ${fill(words.inside_at, { time: this.page.wording.dayAndTime(time) })}`);
    this.join(start.place, found.slice(0, JOINED));
    const none = this.only && all.length ? words.nearest_none_free : words.nearest_none;
    const held = (document.activeElement as HTMLElement | null)?.dataset?.object;
    body.replaceChildren(
      found.length
        ? make("ol", { className: "near-list" }, ...found.slice(0, LISTED).map((near, i) => make("li", {}, this.line(near, i, time, times.get(near.team.object) ?? null))))
        : make("p", { className: "hint" }, none),
      ...modelsSaid(this.page, [...times.values()]).map((said) => make("p", { className: "hint" }, said)),
      waiting || failed ? make("p", { className: "hint" }, waiting ? words.near_waiting : words.near_failed) : "",
      make("p", { className: "hint" }, words.crow_flies),
      advice(this.page, this.accesses, start.place, this.page.known) ?? "",
    );
    if (held) body.querySelector<HTMLElement>(`[data-object="${CSS.escape(held)}"]`)?.focus();
  }

  /** A line of the list; what it says of its own is in words, for who hears it. */
  private line({ team, distance, bearing }: Near, i: number, time: number, access: Access | null): HTMLElement {
    const { words, teams, locale, reach } = this.page.setting;
    const free = teams.available.includes(team.status);
    const age = time - team.at;
    const stale = team.from === "device" && age >= STALE;
    const source = team.from === "device" ? words.from_device : words.from_log;
    const made = make(
      "button",
      { className: free ? "" : "busy", onclick: () => this.page.pick(team.object) },
      make("span", { className: "rank" }, i + 1),
      make("span", { className: "name" }, team.name),
      make("span", { className: "far" }, access ? saidTime(access, reach.paces, words) : `${saidLength(distance, locale)} · ${saidBearing(bearing)}`),
      make(
        "span",
        { className: "more" },
        access ? `${reach.modes[access.mode]} · ${saidLength(distance, locale)} · ${saidBearing(bearing)} · ` : "",
        `${this.page.statusOf(team.kind, team.status)} · ${ago(age, locale)}, ${source}`,
        stale ? make("span", { className: "stale" }, ` · ${words.is_stale}`) : null,
      ),
    );
    made.dataset.object = team.object;
    return made;
  }

  /** How a team goes, and from where. */
  private leg({ object, kind, place }: Whereabouts): Leg {
    const { page } = this;
    const help = page.setting.reach.helps[kind];
    const number = page.held?.numbers.get(object);
    const version = page.held && number !== undefined ? versionAt(page.held, number, page.clock.shown.time, page.known) : -1;
    const values = version >= 0 ? page.held!.values[page.held!.versions.values[version]] : {};
    return { object, place, mode: byVehicle(help, values) };
  }

  private join(from: LngLat, found: readonly Near[]): void {
    const shapes = found.map(({ team }): LineString => ({ type: "LineString", coordinates: [from, team.place] }));
    const tags = found.map(({ team, distance }, i) => {
      const [lng, lat] = [0, 1].map((axis) => (from[axis] + team.place[axis]) / 2);
      return { lng, lat, text: `${i + 1} · ${saidLength(distance, this.page.setting.locale)}` };
    });
    show(ROOM, { shapes, tags });
  }
}

/** By the time it takes, where there is one; those without after them, as the crow flies. */
function bySeconds(times: ReadonlyMap<string, Access>): Estimate {
  if (times.size === 0) return byDistance;
  return (near) => times.get(near.team.object)?.seconds ?? Number.MAX_SAFE_INTEGER / 2 + near.distance;
}
