/** Symbols: SVG text made by our Python, turned into images at the very size they are drawn. */
import { Atlas, type Frame } from "./atlas";
import { besides, SIDES } from "./piles";
import { DIRECTIONS } from "./tracks/arrows";
import { FAINTEST } from "./tracks/devices";
import type { MapLayer, StatusStyle, Theme } from "./types";

/** A symbol that stands for a line or a zone is smaller than one that is the object. */
const SMALL = 0.75;
/** The box of an arrow head, in sides of a symbol. */
const ARROW = 0.5;

export type Size = "full" | "small";

/** Lines to symbols, and what is set off: an ink and what keeps it apart from the ground. */
const INK: Record<Theme, [ink: string, halo: string]> = {
  light: ["#14202b", "#ffffff"],
  dark: ["#f4f7f9", "#080d12"],
  paper: ["#000000", "#ffffff"],
};
const CHOSEN: Record<Theme, [ink: string, halo: string]> = {
  light: ["#0b5fff", "#ffffff"],
  dark: ["#7db4ff", "#05080b"],
  paper: ["#000000", "#ffffff"],
};

const RUNG: Record<Theme, [ink: string, halo: string]> = {
  light: ["#b3121d", "#ffffff"],
  dark: ["#ff8a80", "#05080b"],
  paper: ["#000000", "#ffffff"],
};

/** On paper the rim of a symbol is black: two greys side by side have an edge then. */
export function onTheme(svg: string, theme: Theme): string {
  return theme === "paper" ? svg.replace("--rim:#fff", "--rim:#000") : svg;
}

/** Drawn on the canvas: an SVG would have to be as wide as it is long, whichever way it lies. */
function leader(atlas: Atlas, direction: number, side: number, ratio: number, [ink, halo]: [string, string]): void {
  const [right, down] = besides(direction, side);
  const [width, height] = [Math.abs(right) + 8, Math.abs(down) + 8];
  atlas.add(`leader ${direction}`, width * ratio, height * ratio, (canvas) => {
    canvas.scale(ratio, ratio);
    canvas.translate(width / 2, height / 2);
    for (const [colour, line, dot] of [[halo, 4, 4], [ink, 1.6, 2.6]] as const) {
      canvas.strokeStyle = canvas.fillStyle = colour;
      canvas.lineWidth = line;
      canvas.beginPath();
      canvas.moveTo(-right / 2, -down / 2);
      canvas.lineTo(right / 2, down / 2);
      canvas.stroke();
      canvas.beginPath();
      canvas.arc(-right / 2, -down / 2, dot, 0, 2 * Math.PI);
      canvas.fill();
    }
  });
}

/** An arrow head that points where something goes, the fainter the longer ago that was told. */
function arrow(atlas: Atlas, turn: number, faint: number, side: number, ratio: number, [ink, halo]: [string, string]): void {
  const wide = side * ARROW;
  atlas.add(`arrow ${turn} ${faint}`, wide * ratio, wide * ratio, (canvas) => {
    canvas.scale((ratio * wide) / 20, (ratio * wide) / 20);
    canvas.translate(10, 10);
    canvas.rotate((turn * 2 * Math.PI) / DIRECTIONS);
    canvas.globalAlpha = [1, 0.65, 0.35][faint];
    canvas.beginPath();
    canvas.moveTo(0, -7);
    canvas.lineTo(6, 5);
    canvas.lineTo(0, 2);
    canvas.lineTo(-6, 5);
    canvas.closePath();
    canvas.lineJoin = "round";
    canvas.lineWidth = 3.4;
    canvas.strokeStyle = halo;
    canvas.stroke();
    canvas.fillStyle = ink;
    canvas.fill();
  });
}

/** The ring around what is selected: two strokes, one of which shows on any ground. */
function ring(theme: Theme): string {
  const [inner, outer] = CHOSEN[theme];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><g fill="none">` +
    `<circle cx="24" cy="24" r="20" stroke="${outer}" stroke-width="7"/>` +
    `<circle cx="24" cy="24" r="20" stroke="${inner}" stroke-width="3.4"/></g></svg>`
  );
}

/** The ring around what rings, wider than the other and broken, so that it is not told by its colour alone. */
function alarm(theme: Theme): string {
  const [inner, outer] = RUNG[theme];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><g fill="none">` +
    `<circle cx="24" cy="24" r="20" stroke="${outer}" stroke-width="7"/>` +
    `<circle cx="24" cy="24" r="20" stroke="${inner}" stroke-width="4.4" stroke-dasharray="11 4.7"/></g></svg>`
  );
}

/** Shapes of the pins, by kind of mark: where an entry of the log happened, and (any other) the ground just picked. */
const PINS = {
  entry: `<path d="M24 6 42 24 24 42 6 24Z"/><circle cx="24" cy="24" r="3"/>`,
  picked: `<path d="M24 5v13M24 30v13M5 24h13M30 24h13"/><circle cx="24" cy="24" r="6"/>`,
};

function pin(shape: string, theme: Theme): string {
  const [ink, halo] = CHOSEN[theme];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><g fill="none" stroke-linecap="round">` +
    `<g stroke="${halo}" stroke-width="8">${shape}</g><g stroke="${ink}" stroke-width="3.6">${shape}</g></g></svg>`
  );
}

export class Icons {
  readonly atlas = new Atlas(2048);
  ratio = 1;
  #side = 30;
  #redraw = 0;

  /** The side of a symbol in CSS pixels. */
  side(size: Size): number {
    return size === "full" ? this.#side : Math.round(this.#side * SMALL);
  }

  icon(style: StatusStyle, size: Size, stale = false): Frame | null {
    return this.atlas.get(`${size} ${(stale && style.stale) || style.icon}`) ?? null;
  }

  /** The line from a place to the symbol that stands on that side of it. */
  leader(direction: number): Frame | null {
    return this.atlas.get(`leader ${direction}`) ?? null;
  }

  arrow(turn: number, faint: number): Frame | null {
    return this.atlas.get(`arrow ${turn} ${faint}`) ?? null;
  }

  ring(size: Size): Frame | null {
    return this.atlas.get(`${size} ring`) ?? null;
  }

  alarm(size: Size): Frame | null {
    return this.atlas.get(`${size} alarm`) ?? null;
  }

  pin(kind: string): Frame | null {
    return this.atlas.get(`pin ${kind}`) ?? this.atlas.get("pin picked") ?? null;
  }

  /**
   * Draws every symbol of the layers; every frame given before is void. Answers false when another redrawing
   * began meanwhile (the theme changed twice in a row): the later one is the one that counts.
   */
  async redraw(layers: MapLayer[], theme: Theme, side: number, ratio: number): Promise<boolean> {
    const turn = ++this.#redraw;
    const styles = layers.flatMap((layer) => [...Object.values(layer.statuses), layer.fallback]);
    const svgs = new Set(styles.flatMap(({ icon, stale }) => (stale ? [icon, stale] : [icon])));
    const named = Object.entries(PINS).map(([kind, shape]): [key: string, svg: string, side: number] => [
      `pin ${kind}`,
      pin(shape, theme),
      side * 1.2,
    ]);
    for (const [size, scale] of [["full", 1], ["small", SMALL]] as const) {
      named.push([`${size} ring`, ring(theme), Math.round(side * scale) * 1.5]);
      named.push([`${size} alarm`, alarm(theme), Math.round(side * scale) * 1.75]);
      for (const svg of svgs) named.push([`${size} ${svg}`, svg, Math.round(side * scale)]);
    }
    const drawn = await Promise.all(
      named.map(async ([key, svg, css]) => {
        const texels = Math.round(css * ratio);
        return { key, texels, image: await image(onTheme(svg, theme), texels) };
      }),
    );
    if (turn !== this.#redraw) return false;
    this.atlas.clear();
    this.#side = side;
    this.ratio = ratio;
    for (let direction = 0; direction < SIDES; direction++) leader(this.atlas, direction, side, ratio, INK[theme]);
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      for (let faint = 0; faint <= FAINTEST; faint++) arrow(this.atlas, turn, faint, side, ratio, INK[theme]);
    }
    for (const { key, texels, image } of drawn) {
      if (image) this.atlas.add(key, texels, texels, (canvas) => canvas.drawImage(image, 0, 0, texels, texels));
    }
    return true;
  }
}

/** As an image and never as a part of the page: whatever the SVG holds, no script of it can run. */
async function image(svg: string, texels: number): Promise<HTMLImageElement | null> {
  const element = new Image(texels, texels);
  element.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await element.decode();
    return element;
  } catch {
    console.warn("opsmap: a symbol is not a readable SVG", svg.slice(0, 80));
    return null;
  }
}
