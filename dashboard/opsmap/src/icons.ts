/** Symbols: SVG text made by our Python, turned into images at the very size they are drawn. */
import { Atlas, type Frame } from "./atlas";
import type { MapLayer, StatusStyle, Theme } from "./types";

/** A symbol that stands for a line or a zone is smaller than one that is the object. */
const SMALL = 0.75;

export type Size = "full" | "small";

/** The ring around what is selected: two strokes, one of which shows on any ground. */
function ring(theme: Theme): string {
  const [inner, outer] = theme === "light" ? ["#0b5fff", "#ffffff"] : ["#7db4ff", "#05080b"];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><g fill="none">` +
    `<circle cx="24" cy="24" r="20" stroke="${outer}" stroke-width="7"/>` +
    `<circle cx="24" cy="24" r="20" stroke="${inner}" stroke-width="3.4"/></g></svg>`
  );
}

/** Shapes of the pins, by kind of mark: where an entry of the log happened, and (any other) the ground just picked. */
const PINS = {
  entry: `<path d="M24 6 42 24 24 42 6 24Z"/><circle cx="24" cy="24" r="3"/>`,
  picked: `<path d="M24 5v13M24 30v13M5 24h13M30 24h13"/><circle cx="24" cy="24" r="6"/>`,
};

function pin(shape: string, theme: Theme): string {
  const [ink, halo] = theme === "light" ? ["#0b5fff", "#ffffff"] : ["#7db4ff", "#05080b"];
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

  icon(style: StatusStyle, size: Size): Frame | null {
    return this.atlas.get(`${size} ${style.icon}`) ?? null;
  }

  ring(size: Size): Frame | null {
    return this.atlas.get(`${size} ring`) ?? null;
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
    const svgs = new Set(layers.flatMap((layer) => [...Object.values(layer.statuses), layer.fallback].map(({ icon }) => icon)));
    const named = Object.entries(PINS).map(([kind, shape]): [key: string, svg: string, side: number] => [
      `pin ${kind}`,
      pin(shape, theme),
      side * 1.2,
    ]);
    for (const [size, scale] of [["full", 1], ["small", SMALL]] as const) {
      named.push([`${size} ring`, ring(theme), Math.round(side * scale) * 1.5]);
      for (const svg of svgs) named.push([`${size} ${svg}`, svg, Math.round(side * scale)]);
    }
    const drawn = await Promise.all(
      named.map(async ([key, svg, css]) => {
        const texels = Math.round(css * ratio);
        return { key, texels, image: await image(svg, texels) };
      }),
    );
    if (turn !== this.#redraw) return false;
    this.atlas.clear();
    this.#side = side;
    this.ratio = ratio;
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
