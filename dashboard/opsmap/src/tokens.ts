/** The small things written on the map beside symbols: plates of piles, counts of people, "and so many more". */
import { Atlas, type Frame } from "./atlas";
import type { Theme } from "./types";

const FONT = `"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;

export type Token =
  | { what: "plate"; width: number; height: number }
  | { what: "number"; text: string; size: number }
  | { what: "people" | "more"; text: string; size: number };

interface Inks {
  paper: string;
  ink: string;
  rim: string;
  more: string;
}

const INKS: Record<Theme, Inks> = {
  light: { paper: "#ffffff", ink: "#14202b", rim: "#14202b", more: "#b3261e" },
  dark: { paper: "#0c1218", ink: "#f4f7f9", rim: "#f4f7f9", more: "#ffb4ab" },
  paper: { paper: "#ffffff", ink: "#000000", rim: "#000000", more: "#000000" },
};

export class Tokens {
  readonly atlas = new Atlas(1024);
  readonly #ruler: OffscreenCanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  #theme: Theme;
  #ratio: number;

  constructor(theme: Theme, ratio: number) {
    this.#theme = theme;
    this.#ratio = ratio;
    const ruler = new OffscreenCanvas(1, 1).getContext("2d");
    if (!ruler) throw new Error("no 2D canvas");
    this.#ruler = ruler;
  }

  get ratio(): number {
    return this.#ratio;
  }

  restart(theme: Theme, ratio: number): void {
    this.#theme = theme;
    this.#ratio = ratio;
    this.atlas.clear();
  }

  width(text: string, size: number): number {
    const key = `${size} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.#ruler.font = `700 ${size}px ${FONT}`;
      width = Math.ceil(this.#ruler.measureText(text).width);
      this.#widths.set(key, width);
    }
    return width;
  }

  /** Where the token is in the atlas, drawn there if it was not. Null when the atlas is full. */
  frame(token: Token): Frame | null {
    const key = token.what === "plate" ? `plate ${token.width} ${token.height}` : `${token.what} ${token.size} ${token.text}`;
    return this.atlas.get(key) ?? this.#draw(key, token);
  }

  #draw(key: string, token: Token): Frame | null {
    if (token.what === "plate") return this.#plate(key, token);
    const pill = token.what !== "number";
    const height = token.size + (pill ? 5 : 3);
    const width = this.width(token.text, token.size) + (pill ? Math.round(token.size * 0.9) : 2);
    return this.#add(key, width, height, (canvas, inks) => {
      const ink = token.what === "more" ? inks.more : inks.ink;
      if (pill) box(canvas, 0.75, 0.75, width - 1.5, height - 1.5, height / 2, inks.paper, ink, 1.5);
      canvas.font = `700 ${token.size}px ${FONT}`;
      canvas.textAlign = "center";
      canvas.textBaseline = "middle";
      canvas.fillStyle = ink;
      canvas.fillText(token.text, width / 2, height / 2 + 0.5);
    });
  }

  /** A sheet over another: there is more than one thing under it. */
  #plate(key: string, { width, height }: Token & { what: "plate" }): Frame | null {
    return this.#add(key, width + 4, height + 4, (canvas, inks) => {
      box(canvas, 3.5, 3.5, width - 0.5, height - 0.5, 5, inks.paper, inks.rim, 1.5);
      box(canvas, 1, 1, width - 1, height - 1, 5, inks.paper, inks.rim, 2);
    });
  }

  #add(key: string, width: number, height: number, paint: (canvas: OffscreenCanvasRenderingContext2D, inks: Inks) => void): Frame | null {
    return this.atlas.add(key, width * this.#ratio, height * this.#ratio, (canvas) => {
      canvas.scale(this.#ratio, this.#ratio);
      paint(canvas, INKS[this.#theme]);
    });
  }
}

function box(
  canvas: OffscreenCanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  corner: number,
  fill: string,
  stroke: string,
  line: number,
): void {
  canvas.beginPath();
  canvas.roundRect(x, y, width, height, corner);
  canvas.fillStyle = fill;
  canvas.fill();
  canvas.strokeStyle = stroke;
  canvas.lineWidth = line;
  canvas.stroke();
}
