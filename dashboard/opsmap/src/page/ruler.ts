/** Measuring on the map: legs of a line, an area, rings around a place. Shown, never recorded, gone with Escape. */
import type { Geometry, LineString, Polygon, Position } from "geojson";
import { halfway, isPolygon, legs, rings, surface } from "../measure";
import { placeOf } from "../place";
import type { LngLat, Measures, Overlay } from "../types";
import { element, reveal, say, set } from "./dash";
import { make, table } from "./dom";
import { here } from "./here";
import { reaches, saidArea, saidBearing, saidLength } from "./lengths";
import * as outlining from "./outlining";
import { putAway } from "./over-map";
import type { Page } from "./page";
import { PlaceField } from "./place-field";
import type { Tool } from "./kinds";
import { fill } from "./setting";
import { show } from "./showing";

/** A kind there is a form for, and what would be placed. */
interface Kept {
  kind: "zone" | "annotation";
  tool: Tool;
  geometry: Geometry;
  measures: Measures | null;
}

type Mode = "line" | "area" | "rings";

const ROOM = "measure";
const TITLE: Record<Mode, string> = { line: "measure_line", area: "measure_area", rings: "measure_rings" };

export const gestures = {
  measuredLine(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.begin("line");
  },

  measuredArea(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.begin("area");
  },

  ringed(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.begin("rings");
  },

  ringsAsked(list: string | null, speed: string | number | null): void {
    here.page?.ruler.ask(list ?? "", Number(String(speed ?? "").replace(",", ".")) || null);
  },

  ringsPointed(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.point();
  },

  putAway(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.close();
  },

  measureKept(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.keep();
  },

  measureNoted(clicks: number | undefined): void {
    if (clicks) here.page?.ruler.note();
  },
};

export class Ruler {
  private mode: Mode | null = null;
  private list = "";
  private speed: number | null = null;
  private said = "";
  private first: LngLat | null = null;
  /** What was drawn, for who wants to record it. */
  private kept: Kept | null = null;
  private field: PlaceField | null = null;

  constructor(private readonly page: Page) {
    page.clock.listen(() => this.mode === "rings" && this.ring());
  }

  begin(mode: Mode): void {
    this.page.alone(this);
    this.close();
    this.mode = mode;
    const { words } = this.page.setting;
    say("measure-title", words[TITLE[mode]]);
    reveal("rings-form", mode === "rings");
    reveal("measure-panel", true);
    if (mode === "rings") {
      this.field ??= new PlaceField("rings-place", () => this.ring());
      this.ring();
      requestAnimationFrame(() => element("rings-list")?.focus());
      return;
    }
    this.tell(null, words.measure_hint);
    outlining.outline({
      title: words[TITLE[mode]],
      tool: mode === "line" ? "line" : "polygon",
      sketched: (geometry) => this.measure(geometry, false),
      drawn: (geometry) => this.measure(geometry, true),
      left: () => this.close(),
    });
  }

  /** Answers whether there was anything to put away. */
  close(): boolean {
    if (!this.mode) return false;
    this.mode = null;
    outlining.stop();
    this.field?.clear();
    show(ROOM, null);
    putAway("measure-panel");
    return true;
  }

  /** Another object is chosen. */
  chosen(): void {
    if (this.mode === "rings") this.ring();
  }

  /** The rings asked for. */
  ask(list: string, speed: number | null): void {
    [this.list, this.speed] = [list, speed];
    if (this.mode === "rings") this.ring();
  }

  /** The middle of the rings is pointed at. */
  point(): void {
    outlining.outline({
      title: this.page.setting.words.point_centre,
      tool: "point",
      drawn: (geometry) => {
        const place = placeOf(geometry);
        if (place) void this.field?.point(...place).then(() => this.ring());
      },
    });
  }

  /** What was measured begins an entry, in words. */
  note(): void {
    if (this.first) here.writing?.aimed(...this.first);
    set("entry-text", { value: this.said });
    here.writing?.compose();
  }

  /** What was drawn begins the form of a new object. */
  keep(): void {
    const kind = this.page.setting.kinds.find(({ key }) => key === this.kept?.kind);
    const { kept } = this;
    if (!kind || !kept || here.filling?.isBusy()) return;
    this.close();
    here.filling?.place(kind, kept.geometry, kept.measures, kept.tool);
  }

  private measure(geometry: Geometry | null, finished: boolean): void {
    if (geometry?.type === "LineString") this.measureLine(geometry, finished);
    else if (isPolygon(geometry)) this.measureArea(geometry, finished);
  }

  private measureLine(line: LineString, finished: boolean): void {
    const { words, locale } = this.page.setting;
    const found = legs(line.coordinates).filter(({ metres }) => metres > 0);
    const total = found.reduce((sum, { metres }) => sum + metres, 0);
    let walked = 0;
    const rows = found.map(({ metres, bearing }, i) => {
      walked += metres;
      return [i + 1, saidLength(metres, locale), saidBearing(bearing), saidLength(walked, locale)];
    });
    const tags = found.map((leg) => tag(halfway(leg), `${saidLength(leg.metres, locale)} · ${saidBearing(leg.bearing)}`));
    show(ROOM, { shapes: finished ? [line] : [], tags });
    const headings = [words.leg, words.length, words.bearing, words.sum];
    this.tell(
      make("div", {}, make("p", { className: "measured" }, saidLength(total, locale)), found.length ? table(headings, rows) : null, make("p", { className: "hint" }, words.true_north)),
      fill(words.measured_line, { length: saidLength(total, locale), legs: found.map(({ metres, bearing }) => `${saidLength(metres, locale)} ${saidBearing(bearing)}`).join(", ") }),
      line.coordinates[0],
      finished ? { kind: "annotation", tool: "line", geometry: line, measures: null } : null,
    );
  }

  private measureArea(area: Polygon, finished: boolean): void {
    const { words, locale } = this.page.setting;
    const found = surface(area);
    const [size, around] = [saidArea(found.area, locale), saidLength(found.perimeter, locale)];
    const place = placeOf(area);
    show(ROOM, { shapes: finished ? [area] : [], tags: place && found.area > 0 ? [tag(place, size)] : [] });
    this.tell(
      make("div", {}, make("p", { className: "measured" }, size), make("p", {}, fill(words.perimeter, { length: around }))),
      fill(words.measured_area, { area: size, length: around }),
      area.coordinates[0][0],
      finished ? { kind: "zone", tool: "polygon", geometry: area, measures: null } : null,
    );
  }

  /** Rings around what is typed or pointed at; else around the object that is chosen, wherever it is then. */
  private ring(): void {
    if (this.mode !== "rings") return;
    const { words, locale } = this.page.setting;
    const typed = this.field?.place;
    const chosen = this.page.chosenPlace;
    const centre: LngLat | null = typed ? [typed.lon, typed.lat] : this.field?.empty === false ? null : (chosen?.place ?? null);
    const around = typed ? words.this_place : (chosen?.name ?? "");
    const asked = reaches(this.list, this.speed, words, locale);
    const wrong = this.list.trim() && "wrong" in asked ? asked.wrong : centre ? "" : words.rings_where;
    say("rings-refusal", wrong);
    reveal("rings-refusal", wrong !== "");
    if (!centre || "wrong" in asked) {
      show(ROOM, null);
      this.tell(null, words.measure_rings_hint);
      return;
    }
    const drawn = rings(centre, asked.map(({ metres }) => metres));
    const overlay: Overlay = {
      shapes: drawn.map(({ outline }) => outline),
      tags: drawn.map((ring, i) => tag(ring.tag, asked[i].label)),
    };
    show(ROOM, overlay);
    const rows = asked.map(({ metres, label }) => [label, saidLength(metres, locale), saidArea(Math.PI * metres ** 2, locale)]);
    this.tell(
      make("div", {}, make("p", {}, fill(words.rings_around, { name: around })), table([words.ring, words.radius, words.area], rows)),
      fill(words.measured_rings, { name: around, rings: asked.map(({ label }) => label).join(", ") }),
      centre,
      { kind: "zone", tool: "circle", geometry: drawn.at(-1)!.outline, measures: { centre, radius_m: drawn.at(-1)!.radius } },
    );
  }

  private tell(body: HTMLElement | null, said: string, first: Position | null = null, kept: Kept | null = null): void {
    this.said = said;
    this.kept = kept;
    this.first = first ? [first[0], first[1]] : null;
    element("measure-body")?.replaceChildren(body ?? make("p", { className: "hint" }, said));
    reveal("measure-note", first !== null && this.page.may("note"));
    reveal("measure-keep", kept !== null && this.page.may("draw"));
  }
}

function tag([lng, lat]: LngLat, text: string): Overlay["tags"][number] {
  return { lng, lat, text };
}
