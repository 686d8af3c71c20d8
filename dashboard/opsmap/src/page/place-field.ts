/**
 * A field in which a place is typed or pasted, in any system: what was understood is said under it and shown on the map.
 *
 * The view is `views/place.py`. The server reads (`GET /api/coordinates`), so that there is one reader.
 */
import type { Polygon } from "geojson";
import type { LngLat, View } from "../types";
import { element, mounted, say, set } from "./dash";
import { here } from "./here";
import type { Page } from "./page";
import { show } from "./showing";

const TYPED_MS = 250;
const CLOSE = 15;

/** One reading, as the API says it. */
export interface Read {
  readonly lon: number;
  readonly lat: number;
  readonly precision_m: number;
  readonly cell: Polygon | null;
  readonly sentence: string;
}

export class PlaceField {
  /** What the field says now; null while it says nothing, or nothing that can be read. */
  place: Read | null = null;
  /** Why not. */
  wrong: string | null = null;
  private text = "";
  private turn = 0;
  private reading: Promise<void> = Promise.resolve();
  private due: ReturnType<typeof setTimeout> | null = null;

  /** `heard` is told of each place understood, and of null when there is none any more. */
  constructor(
    private readonly id: string,
    private readonly heard: (place: Read | null) => void = () => undefined,
  ) {
    void mounted<HTMLInputElement>(id).then((input) => {
      input.addEventListener("input", () => this.type(input.value));
    });
  }

  /** Write a place that was pointed at. */
  async point(lng: number, lat: number): Promise<void> {
    const page = here.page!;
    this.stop();
    this.understood({ lon: lng, lat, precision_m: 0, cell: null, sentence: "" });
    const turn = this.turn;
    const text = await page.readout.say([lng, lat]);
    if (turn !== this.turn) return;
    this.text = text;
    set(this.id, { value: text });
  }

  clear(): void {
    this.stop();
    this.text = "";
    set(this.id, { value: "" });
    this.understood(null);
  }

  /** Resolves once what is typed has been read. */
  async settled(): Promise<Read | null> {
    if (this.due !== null) {
      this.stop();
      this.begin();
    }
    await this.reading;
    return this.place;
  }

  get empty(): boolean {
    return this.text.trim() === "";
  }

  private type(text: string): void {
    if (text === this.text) return;
    this.stop();
    this.text = text;
    this.place = null;
    this.due = setTimeout(() => this.begin(), TYPED_MS);
  }

  private stop(): void {
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    this.turn++;
  }

  private begin(): void {
    this.due = null;
    this.reading = this.read(this.turn);
  }

  private async read(turn: number): Promise<void> {
    const page = here.page;
    if (!page || this.empty) {
      this.understood(null);
      return;
    }
    const answer = await ask(page, this.text);
    if (turn !== this.turn) return;
    if (typeof answer === "string") this.understood(null, answer);
    else this.understood(answer);
  }

  private understood(place: Read | null, wrong: string | null = null): void {
    this.place = place;
    this.wrong = wrong;
    say(`${this.id}-said`, wrong ?? place?.sentence ?? "");
    element(`${this.id}-said`)?.classList.toggle("wrong", wrong !== null);
    element(this.id)?.setAttribute("aria-invalid", String(wrong !== null));
    show(this.id, place?.cell ? { shapes: [place.cell], tags: [] } : null);
    this.heard(place);
  }
}

/** Ask how a text is understood; answers why it is not, in a sentence. */
async function ask(page: Page, text: string): Promise<Read | string> {
  const { locale, words } = page.setting;
  const asked = new URLSearchParams({ text: text.slice(0, 200), lang: locale });
  const near = page.around;
  if (near) asked.set("near", near.join(","));
  try {
    const response = await fetch(`/api/coordinates?${asked}`, { credentials: "same-origin" });
    const said = (await response.json()) as Read & { error?: { sentence: string } };
    return said.error?.sentence ?? said;
  } catch {
    return words.not_read;
  }
}

/** Where to look to see a place: all of its square, or close. */
export function viewOf({ lon, lat, cell }: Read, zoom: number): View {
  if (!cell) return { center: [lon, lat], zoom: Math.max(zoom, CLOSE) };
  const [lngs, lats] = [0, 1].map((axis) => (cell.coordinates[0] as LngLat[]).map((corner) => corner[axis]));
  return { bounds: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)], padding: 60 };
}
