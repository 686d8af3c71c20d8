/** The measures of a circle or a sector, live while it is drawn and typeable: metres, kilometres, degrees. */
import type { LngLat, Measures } from "../types";
import { make } from "./dom";
import { readAs } from "./inputs";
import type { Setting } from "./setting";
import type { Wording } from "./wording";

type Key = "radius_m" | "wind" | "bearing_deg" | "length_m" | "width_m";

/** Metres to one unit of the input. */
const UNIT: Record<Key, number> = { radius_m: 1, wind: 1, bearing_deg: 1, length_m: 1000, width_m: 1000 };
const KEYS: Record<"circle" | "sector", readonly Key[]> = {
  circle: ["radius_m"],
  // The wind is told by where it comes from, a plume by where it goes.
  sector: ["wind", "bearing_deg", "length_m", "width_m"],
};

/** Which of the two measures make, or null. */
export function shapeOf(measures: Measures | null): "circle" | "sector" | null {
  if (!measures) return null;
  return measures.radius_m === undefined ? "sector" : "circle";
}

export function opposite(bearing: number): number {
  return (bearing + 180) % 360;
}

export class Measuring {
  private readonly inputs = new Map<Key, HTMLInputElement>();
  /** What was typed, and is not to be written over. */
  private readonly typed = new Set<Key>();
  private centre: LngLat | null = null;

  /** What is typed is meant once it stands there (`change`), or when Enter is pressed (`enter`). */
  constructor(
    private readonly box: HTMLElement,
    private readonly prefix: string,
    private readonly wording: Wording,
    private readonly meant: "change" | "enter",
  ) {}

  /** Make the inputs; `typed` hears the measures once they are all there and meant. */
  offer(shape: "circle" | "sector" | null, { words }: Setting, typed: (measures: Partial<Measures>) => void): void {
    this.inputs.clear();
    this.typed.clear();
    this.centre = null;
    const tell = (): void => {
      const measures = this.read();
      if (measures) typed(measures);
    };
    const fields = (shape ? KEYS[shape] : []).map((key) => {
      const input = make("input", { className: "measure" }) as HTMLInputElement;
      input.id = `${this.prefix}-${key}`;
      input.inputMode = "decimal";
      this.inputs.set(key, input);
      input.addEventListener("input", () => {
        this.typed.add(key);
        this.turn(key);
      });
      input.addEventListener("change", () => {
        if (this.meant === "change") tell();
      });
      input.addEventListener("keydown", (event) => {
        if (this.meant === "enter" && event.key === "Enter") tell();
      });
      return make("label", { className: "field measure" }, make("span", {}, words[key]), input);
    });
    this.box.replaceChildren(...fields);
  }

  /** Show what they are now; what is being typed is left alone. */
  show(measures: Measures | null | undefined): void {
    if (!measures) return;
    this.centre = measures.centre;
    const told: Record<Key, number | undefined> = {
      ...{ radius_m: measures.radius_m, bearing_deg: measures.bearing_deg, length_m: measures.length_m, width_m: measures.width_m },
      wind: measures.bearing_deg === undefined ? undefined : opposite(measures.bearing_deg),
    };
    for (const [key, input] of this.inputs) {
      if (input !== document.activeElement && !this.typed.has(key)) this.write(key, told[key]);
    }
  }

  /** The wind and the axis say the same. */
  private turn(key: Key): void {
    if (key !== "wind" && key !== "bearing_deg") return;
    const [degrees, other] = [this.number(key), key === "wind" ? ("bearing_deg" as const) : ("wind" as const)];
    this.typed.add(other);
    if (degrees !== null) this.write(other, opposite(degrees));
  }

  private read(): Partial<Measures> | null {
    const found: Partial<Measures> = {};
    for (const key of this.inputs.keys()) {
      if (key === "wind") continue;
      const number = this.number(key);
      if (number === null || number < 0 || (key !== "bearing_deg" && number === 0)) return null;
      found[key] = key === "bearing_deg" ? number % 360 : Math.round(number * UNIT[key]);
    }
    return this.centre ? { ...found, centre: this.centre } : found;
  }

  private number(key: Key): number | null {
    const read = readAs({ type: "measure", choices: {} }, this.inputs.get(key)?.value ?? "", false, this.wording);
    return typeof read === "number" ? read : null;
  }

  private write(key: Key, value: number | undefined): void {
    const input = this.inputs.get(key);
    if (!input || value === undefined) return;
    const number = String(Number((value / UNIT[key]).toFixed(3)));
    input.value = this.wording.locale === "fr" ? number.replace(".", ",") : number;
  }
}
