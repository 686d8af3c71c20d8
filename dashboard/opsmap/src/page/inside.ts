/** Who and what is inside an area: at the instant shown, following the slider, or between two times. */
import { surface } from "../measure";
import { Pace } from "../pace";
import { placeOf } from "../place";
import { isArea, type Area } from "../relation";
import type { LngLat, MapLayer } from "../types";
import { element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import { saidArea, saidLength } from "./lengths";
import * as outlining from "./outlining";
import { putAway } from "./over-map";
import type { Page } from "./page";
import { csv, save } from "./saving";
import { fill } from "./setting";
import { show } from "./showing";
import { Inside, type Stay } from "./stays";

const ROOM = "inside";
const DRAWN = "";
const SHOWN_MS = 200;

export const gestures = {
  lookedInside(clicks: number | undefined, layers: MapLayer[] | null): void {
    if (clicks) here.page?.inside.open(layers ?? []);
  },

  choseArea(object: string | null): void {
    if (object) here.page?.inside.choose(object);
  },

  drewArea(clicks: number | undefined): void {
    if (clicks) here.page?.inside.draw();
  },

  insideWhen(when: string | null): void {
    here.page?.inside.turn(when === "between");
  },

  insideTimes(from: string | null, to: string | null): void {
    here.page?.inside.limit(from ?? "", to ?? "");
  },

  insideSaved(clicks: number | undefined): void {
    if (clicks) here.page?.inside.save();
  },

  leftInside(clicks: number | undefined): void {
    if (clicks) here.page?.inside.close();
  },
};

export class InsidePanel {
  private layers: MapLayer[] = [];
  private opened = false;
  private between = false;
  private times: [from: number | null, to: number | null] = [null, null];
  /** The area, and the object it is of, if it is one. */
  private area: { shape: Area; object: string | null } | null = null;
  private found: { inside: Inside; of: unknown; shape: Area } | null = null;
  private readonly pace = new Pace(SHOWN_MS, () => this.show());

  constructor(private readonly page: Page) {
    page.clock.listen(() => this.opened && this.pace.ask());
  }

  open(layers: MapLayer[]): void {
    this.page.alone(this);
    this.layers = layers;
    this.opened = true;
    reveal("inside-panel", true);
    const { wording, clock } = this.page;
    if (this.times[0] === null) {
      this.times = [clock.span.from, clock.shown.time];
      set("inside-from", { value: wording.forInput(clock.span.from) });
      set("inside-to", { value: wording.forInput(clock.shown.time) });
    }
    const chosen = this.page.chosenArea;
    this.offer();
    if (chosen) this.choose(chosen);
    else this.show();
    requestAnimationFrame(() => element("inside-zone")?.focus());
  }

  close(): boolean {
    if (!this.opened) return false;
    this.opened = false;
    this.area = this.found = null;
    outlining.stop();
    show(ROOM, null);
    set("inside-zone", { value: null });
    putAway("inside-panel");
    return true;
  }

  /** The reel grew, or is another one. */
  renew(): void {
    if (!this.opened) return;
    this.offer();
    this.show();
  }

  /** Devices told where somebody is. */
  moved(): void {
    if (this.opened) this.pace.ask();
  }

  draw(): void {
    outlining.outline({
      title: this.page.setting.words.draw_inside,
      tool: "polygon",
      drawn: (shape) => {
        if (!isArea(shape)) return;
        this.area = { shape, object: null };
        set("inside-zone", { value: DRAWN });
        this.show();
      },
    });
  }

  /** A zone of the operation, as it is at the instant shown. */
  choose(object: string): void {
    // The field tells what it was told to show.
    if (object === this.area?.object) return;
    const shape = this.page.shapeOf(object);
    if (!isArea(shape)) return;
    this.area = { shape, object };
    set("inside-zone", { value: object });
    this.show();
  }

  turn(between: boolean): void {
    this.between = between;
    reveal("inside-times", between);
    this.show();
  }

  limit(from: string, to: string): void {
    this.times = [this.page.wording.fromInput(from), this.page.wording.fromInput(to)];
    this.show();
  }

  save(): void {
    const { words, operation } = this.page.setting;
    const stays = this.stays();
    if (!stays) return;
    const time = (at: number): string => (Number.isFinite(at) ? this.page.wording.forInput(at).replace("T", " ") : "");
    const headings = [words.layer, words.object, "id", words.state, words.in_area, words.position, words.entered, words.left];
    const rows = stays.map((stay) => [
      this.layer(stay)?.label ?? stay.kind,
      this.nameOf(stay),
      stay.object,
      this.status(stay),
      words[stay.relation],
      words[`from_${stay.by}`],
      time(stay.from),
      time(stay.to),
    ]);
    save(`${operation.id}-${ROOM}.csv`, csv([headings, ...rows]));
  }

  private offer(): void {
    set("inside-zone", { data: this.page.areas() });
  }

  /** Who stays there, or null while there is no area to look into, or no time. */
  private stays(): Stay[] | null {
    const { held, clock, known } = this.page;
    if (!held || !this.area) return null;
    const { object } = this.area;
    // A zone that moves is looked into where it is at the instant shown.
    const now = object ? this.page.shapeOf(object) : this.area.shape;
    if (isArea(now)) this.area = { shape: now, object };
    const { shape } = this.area;
    if (this.found?.of !== held || this.found.shape !== shape) {
      this.found = { inside: new Inside(held, shape, object), of: held, shape };
    }
    const [from, to] = this.times;
    if (!this.between) return this.found.inside.at(clock.shown.time, known, this.told());
    return from === null || to === null || from >= to ? null : this.found.inside.between(from, to, known);
  }

  /** Where devices say that objects are at the instant shown; the log says it of the others. */
  private told(): Map<string, LngLat> {
    const all = this.page.whereabouts(this.layers.map(({ key }) => key));
    return new Map(all.filter(({ from }) => from === "device").map(({ object, place }) => [object, place]));
  }

  private show(): void {
    const body = element("inside-body");
    if (!this.opened || !body) return;
    const { words } = this.page.setting;
    const stays = this.stays();
    show(ROOM, this.area ? { shapes: [this.area.shape], tags: this.tags(this.area.shape) } : null);
    reveal("inside-save", stays !== null && stays.length > 0);
    if (!stays) {
      body.replaceChildren(make("p", { className: "hint" }, this.area ? words.inside_times_wrong : words.inside_hint));
      return;
    }
    const { time } = this.page.clock.shown;
    say("inside-at", this.between ? words.inside_by_log : fill(words.inside_at, { time: this.page.wording.dayAndTime(time) }));
    const groups = this.layers.map((layer) => ({ layer, of: stays.filter((stay) => this.layer(stay) === layer) })).filter(({ of }) => of.length);
    body.replaceChildren(
      make("p", { className: "measured" }, fill(stays.length === 1 ? words.inside_one : words.inside_count, { count: objectsOf(stays) })),
      ...this.sums(stays),
      ...groups.flatMap(({ layer, of }) => [
        make("h3", {}, `${layer.label} · ${objectsOf(of)}`),
        make("ul", { className: "inside-list" }, ...of.map((stay) => this.line(stay))),
      ]),
    );
  }

  private tags(shape: Area): { lng: number; lat: number; text: string }[] {
    const { locale } = this.page.setting;
    const place = placeOf(shape);
    if (!place || shape.type !== "Polygon") return [];
    const { area, perimeter } = surface(shape);
    return [{ lng: place[0], lat: place[1], text: `${saidArea(area, locale)} · ${saidLength(perimeter, locale)}` }];
  }

  private line(stay: Stay): HTMLElement {
    const { words } = this.page.setting;
    const { wording } = this.page;
    const [start, end] = this.times;
    const when = this.between
      ? [
          stay.from <= (start ?? -Infinity) ? words.already_there : fill(words.came, { time: wording.dayAndTime(stay.from) }),
          stay.to >= (end ?? Infinity) ? words.still_there : fill(words.went, { time: wording.dayAndTime(stay.to) }),
        ].join(" · ")
      : null;
    return make(
      "li",
      {},
      make("button", { className: "link", onclick: () => this.page.pick(stay.object) }, this.nameOf(stay)),
      make("span", { className: "soft" }, [this.status(stay), stay.relation === "partly" ? words.partly : "", stay.by === "device" ? words.from_device : ""].filter(Boolean).join(" · ")),
      when ? make("span", { className: "soft when" }, when) : null,
    );
  }

  /** What the figures under the slider count, of those inside: only at one instant, for sums over time say nothing. */
  private sums(stays: readonly Stay[]): HTMLElement[] {
    if (this.between) return [];
    return this.page.setting.figures
      .filter(({ keys }) => keys.length > 0)
      .map(({ label, kinds, keys }) => ({
        label,
        sum: stays.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { values }) => sum + keys.reduce((part, key) => part + (Number(values[key]) || 0), 0), 0),
      }))
      .filter(({ sum }) => sum > 0)
      .map(({ label, sum }) => make("p", { className: "sum" }, `${label} `, make("b", {}, sum)));
  }

  private layer({ kind }: Stay): MapLayer | undefined {
    return this.layers.find(({ key }) => key === kind) ?? this.layers.find(({ key }) => key === "unknown");
  }

  private status(stay: Stay): string {
    const layer = this.layer(stay);
    return (layer?.statuses[stay.status] ?? layer?.fallback)?.label ?? stay.status;
  }

  private nameOf({ object, values }: Stay): string {
    return typeof values.name === "string" && values.name ? values.name : this.page.nameOf(object);
  }
}

function objectsOf(stays: readonly Stay[]): number {
  return new Set(stays.map(({ object }) => object)).size;
}
