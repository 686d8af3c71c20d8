/** The place under the pointer, in the system chosen; the middle of the map where there is no pointer. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { System } from "../coordinates/systems";
import type { LngLat } from "../types";
import { copy } from "./copying";
import { element, say } from "./dash";
import { here } from "./here";
import { Pace } from "../pace";
import type { Page } from "./page";
import { writerOf } from "./systems";

/** As fast as anyone reads. */
const READ_MS = 50;
const TOLD_MS = 1500;

/** Remembered by the browser, and told before there is a page. */
let chosen: System = "dd";

export const gestures = {
  wroteIn(system: System | null): void {
    chosen = system ?? chosen;
    // The keyboard goes back to the page, whose keys a field would take for typing.
    if (document.activeElement?.id === "readout-system") (document.activeElement as HTMLElement).blur();
    if (here.page) void here.page.readout.turn(chosen);
  },

  copied(clicks: number | undefined): void {
    if (clicks) void here.page?.readout.copy();
  },
};

export class Readout {
  private system = chosen;
  private writer: ((place: LngLat) => string | null) | null = null;
  private map: MapLibreMap | null = null;
  /** Where the mouse is, in CSS pixels in the map; null when it is elsewhere, or there is none. */
  private pointer: [x: number, y: number] | null = null;
  private telling: ReturnType<typeof setTimeout> | null = null;
  private readonly pace = new Pace(READ_MS, () => this.show());

  constructor(private readonly page: Page) {}

  async follow(map: MapLibreMap): Promise<void> {
    this.map = map;
    const canvas = map.getCanvasContainer();
    canvas.addEventListener("pointermove", (event) => {
      const { left, top } = canvas.getBoundingClientRect();
      this.point(event.pointerType === "touch" ? null : [event.clientX - left, event.clientY - top]);
    });
    canvas.addEventListener("pointerleave", () => this.point(null));
    // Whoever moves the map with keys reads its middle.
    canvas.addEventListener("keydown", () => this.point(null));
    map.on("move", () => this.pace.ask());
    await this.turn(this.system);
  }

  async turn(system: System): Promise<void> {
    this.system = system;
    this.writer = await writerOf(system, this.page.setting.locale).catch(() => null);
    this.show();
  }

  /** A place as the reader wants places written; in degrees where their system does not reach. */
  async say(place: LngLat): Promise<string> {
    const { locale } = this.page.setting;
    const written = (await writerOf(this.system, locale).catch(() => null))?.(place);
    return written ?? (await writerOf("dd", locale))(place) ?? "";
  }

  async copy(): Promise<void> {
    const text = this.text();
    if (!text) return;
    const { words } = this.page.setting;
    this.tell((await copy(text)) ? words.copied : words.not_copied);
  }

  private point(at: [number, number] | null): void {
    this.pointer = at;
    this.pace.ask();
  }

  private place(): LngLat | null {
    if (!this.map) return null;
    const { lng, lat } = this.pointer ? this.map.unproject(this.pointer) : this.map.getCenter();
    return [lng, lat];
  }

  private text(): string | null {
    const place = this.place();
    return place && this.writer ? this.writer(place) : null;
  }

  private tell(text: string): void {
    say("readout-said", text);
    if (this.telling) clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      this.telling = null;
      this.show();
    }, TOLD_MS);
  }

  private show(): void {
    const { words } = this.page.setting;
    const said = this.text();
    if (!this.telling) say("readout-said", said ?? words.out_of_system);
    const centred = this.pointer === null;
    say("readout-of", centred ? "✛" : "➤");
    element("readout-of")?.setAttribute("title", centred ? words.at_centre : words.under_pointer);
    element("readout")?.classList.toggle("centred", centred);
  }
}
