/** One canvas that holds many small images, each drawn once, and the texture made from it. */
import type { Device, Texture } from "@luma.gl/core";

/** Where an image lies in the atlas, in texels. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Paint = (canvas: OffscreenCanvasRenderingContext2D) => void;

/** Empty texels between images, so that filtering never reads a neighbour. */
const MARGIN = 2;

export class Atlas {
  readonly side: number;
  readonly #frames = new Map<string, Frame>();
  readonly #canvas: OffscreenCanvasRenderingContext2D;
  #texture: Texture | null = null;
  #fresh: Frame[] = [];
  #shelf = { x: MARGIN, y: MARGIN, height: 0 };

  constructor(side: number) {
    this.side = side;
    // The canvas is only ever written by us and read back into the texture.
    const canvas = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("no 2D canvas");
    this.#canvas = canvas;
  }

  get(key: string): Frame | undefined {
    return this.#frames.get(key);
  }

  /** Draws an image of that size in texels, or answers null when there is no room left. */
  add(key: string, width: number, height: number, paint: Paint): Frame | null {
    const frame = this.#room(Math.ceil(width), Math.ceil(height));
    if (!frame) return null;
    const canvas = this.#canvas;
    canvas.save();
    canvas.beginPath();
    canvas.rect(frame.x, frame.y, frame.width, frame.height);
    canvas.clip();
    canvas.translate(frame.x, frame.y);
    paint(canvas);
    canvas.restore();
    this.#frames.set(key, frame);
    this.#fresh.push(frame);
    return frame;
  }

  clear(): void {
    this.#canvas.clearRect(0, 0, this.side, this.side);
    this.#frames.clear();
    this.#fresh = [];
    this.#shelf = { x: MARGIN, y: MARGIN, height: 0 };
  }

  /** The texture, holding all that was drawn so far. */
  texture(device: Device): Texture {
    if (this.#texture?.device !== device) {
      this.#texture?.destroy();
      this.#texture = device.createTexture({
        width: this.side,
        height: this.side,
        format: "rgba8unorm",
        sampler: { minFilter: "linear", magFilter: "linear", addressModeU: "clamp-to-edge", addressModeV: "clamp-to-edge" },
      });
      this.#fresh = [...this.#frames.values()];
    }
    for (const frame of this.#fresh) {
      // With its margin, so that a frame taken again after clear() is not edged with what was there before.
      const [x, y, width, height] = [frame.x - 1, frame.y - 1, frame.width + 2, frame.height + 2];
      const image = this.#canvas.getImageData(x, y, width, height);
      this.#texture.writeData(premultiplied(image.data), { x, y, width, height });
    }
    this.#fresh = [];
    return this.#texture;
  }

  destroy(): void {
    this.#texture?.destroy();
    this.#texture = null;
  }

  #room(width: number, height: number): Frame | null {
    const shelf = this.#shelf;
    if (shelf.x + width + MARGIN > this.side) {
      shelf.x = MARGIN;
      shelf.y += shelf.height + MARGIN;
      shelf.height = 0;
    }
    if (shelf.x + width + MARGIN > this.side || shelf.y + height + MARGIN > this.side) return null;
    const frame = { x: shelf.x, y: shelf.y, width, height };
    shelf.x += width + MARGIN;
    shelf.height = Math.max(shelf.height, height);
    return frame;
  }
}

/** Colours weighted by their opacity: the only form in which filtering leaves no dark fringe. */
function premultiplied(pixels: Uint8ClampedArray): Uint8Array {
  const weighted = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3];
    if (alpha === 0) continue;
    weighted[i] = (pixels[i] * alpha + 127) / 255;
    weighted[i + 1] = (pixels[i + 1] * alpha + 127) / 255;
    weighted[i + 2] = (pixels[i + 2] * alpha + 127) / 255;
    weighted[i + 3] = alpha;
  }
  return weighted;
}
