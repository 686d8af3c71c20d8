/** Names drawn once into an atlas, dark on a pale halo or pale on a dark one, to be read over anything. */
import { Atlas, type Frame } from "./atlas";
import type { Theme } from "./types";

/** Sizes in CSS pixels beside symbols of the usual size; they grow with the symbols. */
const SIZE = 12;
const LINE = 14;
const HALO = 2.5;
const FAMILY = `"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;
/** The widest a name may be before it is folded onto a second line. */
const WIDEST = 132;
/** The side of a symbol names are made for; letters shrink and grow less than symbols do. */
const USUAL_SIDE = 30;

function growth(side: number): number {
  return Math.min(1.5, Math.max(0.92, 0.5 + side / USUAL_SIDE / 2));
}

export type Ink = "name" | "faint";

const INKS: Record<Theme, Record<Ink, { text: string; halo: string }>> = {
  light: {
    name: { text: "#14202b", halo: "#ffffff" },
    faint: { text: "#52616e", halo: "#f6f8f9" },
  },
  dark: {
    name: { text: "#f4f7f9", halo: "#080d12" },
    faint: { text: "#9fb0be", halo: "#0c1218" },
  },
  paper: {
    name: { text: "#000000", halo: "#ffffff" },
    faint: { text: "#3d3d3d", halo: "#ffffff" },
  },
};

interface Shape {
  lines: string[];
  width: number;
  height: number;
}

export class Lettering {
  readonly atlas = new Atlas(2048);
  readonly #shapes = new Map<string, Shape>();
  readonly #ruler: OffscreenCanvasRenderingContext2D;
  #theme: Theme;
  #ratio: number;
  #size = 1;

  constructor(theme: Theme, ratio: number) {
    this.#theme = theme;
    this.#ratio = ratio;
    const ruler = new OffscreenCanvas(1, 1).getContext("2d");
    if (!ruler) throw new Error("no 2D canvas");
    this.#ruler = ruler;
    ruler.font = this.#font;
  }

  /** Texels in a CSS pixel. */
  get ratio(): number {
    return this.#ratio;
  }

  /** Starts again in other colours, or at another resolution or size of symbols; every frame given before is void. */
  restart(theme: Theme, ratio: number, side: number): void {
    this.#theme = theme;
    this.#ratio = ratio;
    this.#size = growth(side);
    this.#ruler.font = this.#font;
    this.#shapes.clear();
    this.atlas.clear();
  }

  get #font(): string {
    return `600 ${SIZE * this.#size}px ${FAMILY}`;
  }

  /** How large the text would be drawn, in CSS pixels, halo included. */
  measure(text: string): Shape {
    let shape = this.#shapes.get(text);
    if (!shape) {
      const width = (line: string): number => this.#ruler.measureText(line).width;
      const lines = folded(text, WIDEST * this.#size, width);
      shape = {
        lines,
        width: Math.ceil(Math.max(...lines.map(width)) + 2 * HALO),
        height: Math.ceil(lines.length * LINE * this.#size + 2 * HALO),
      };
      this.#shapes.set(text, shape);
    }
    return shape;
  }

  /** Where the text is in the atlas, drawn there if it was not. Null when the atlas is full. */
  frame(text: string, ink: Ink): Frame | null {
    const key = `${ink} ${text}`;
    return this.atlas.get(key) ?? this.#draw(key, text, ink);
  }

  #draw(key: string, text: string, ink: Ink): Frame | null {
    const { lines, width, height } = this.measure(text);
    const colours = INKS[this.#theme][ink];
    return this.atlas.add(key, width * this.#ratio, height * this.#ratio, (canvas) => {
      canvas.scale(this.#ratio, this.#ratio);
      canvas.font = this.#font;
      canvas.textAlign = "center";
      canvas.textBaseline = "middle";
      canvas.lineJoin = "round";
      canvas.lineWidth = 2 * HALO;
      canvas.strokeStyle = colours.halo;
      canvas.fillStyle = colours.text;
      const at = (i: number): [number, number] => [width / 2, HALO + LINE * this.#size * (i + 0.5) + 0.5];
      lines.forEach((line, i) => canvas.strokeText(line, ...at(i)));
      lines.forEach((line, i) => canvas.fillText(line, ...at(i)));
    });
  }
}

/** The text on one line, or on two when it is too wide, the second cut short if need be. */
export function folded(text: string, widest: number, width: (line: string) => number): string[] {
  if (width(text) <= widest) return [text];
  const words = text.split(/\s+/u).filter(Boolean);
  let first = words.shift() ?? "";
  while (words.length > 0 && width(`${first} ${words[0]}`) <= widest) first += ` ${words.shift()}`;
  const lines = words.length > 0 ? [first, words.join(" ")] : [first];
  return lines.map((line) => cut(line, widest, width));
}

function cut(line: string, widest: number, width: (line: string) => number): string {
  if (width(line) <= widest) return line;
  const letters = [...line];
  while (letters.length > 1 && width(`${letters.join("")}…`) > widest) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
