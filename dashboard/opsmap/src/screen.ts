/** From places on the earth to CSS pixels of the map, for thousands of places at once. */
import type { LngLat } from "./types";

/** Width of the world in CSS pixels at zoom 0, as MapLibre counts it. */
const WORLD = 512;

/** Web Mercator: 0 to 1 from west to east. */
export function mercatorX(lng: number): number {
  return (180 + lng) / 360;
}

/** Web Mercator: 0 to 1 from north to south. */
export function mercatorY(lat: number): number {
  return (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
}

/** The longitude and latitude of a place in Web Mercator. */
export function fromMercator(x: number, y: number): LngLat {
  return [x * 360 - 180, (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90];
}

/** A camera looking straight down, which is the only way this map looks. */
export interface Camera {
  center: LngLat;
  zoom: number;
  bearing: number;
  width: number;
  height: number;
}

export class Screen {
  readonly width: number;
  readonly height: number;
  readonly #x: number;
  readonly #y: number;
  readonly #cos: number;
  readonly #sin: number;

  constructor({ center, zoom, bearing, width, height }: Camera) {
    const scale = WORLD * 2 ** zoom;
    const turn = (-bearing * Math.PI) / 180;
    this.width = width;
    this.height = height;
    this.#x = mercatorX(center[0]);
    this.#y = mercatorY(center[1]);
    this.#cos = Math.cos(turn) * scale;
    this.#sin = Math.sin(turn) * scale;
  }

  /** CSS pixels from the left edge, of a place in Mercator. */
  x(mercatorX: number, mercatorY: number): number {
    return (mercatorX - this.#x) * this.#cos - (mercatorY - this.#y) * this.#sin + this.width / 2;
  }

  /** CSS pixels from the top edge, of a place in Mercator. */
  y(mercatorX: number, mercatorY: number): number {
    return (mercatorX - this.#x) * this.#sin + (mercatorY - this.#y) * this.#cos + this.height / 2;
  }

  /** The place in Mercator under a pixel. */
  under(x: number, y: number): [mercatorX: number, mercatorY: number] {
    const [right, down] = [x - this.width / 2, y - this.height / 2];
    const square = this.#cos ** 2 + this.#sin ** 2;
    return [
      this.#x + (right * this.#cos + down * this.#sin) / square,
      this.#y + (down * this.#cos - right * this.#sin) / square,
    ];
  }

  sees(x: number, y: number, margin: number): boolean {
    return x > -margin && y > -margin && x < this.width + margin && y < this.height + margin;
  }
}
