/** Frames for deck.gl, which asks for every one there is: it gets them while something moves, and for a moment after. */
import type { AnimationFrameProvider, AnimationLoop } from "@luma.gl/engine";

/** What is loaded or laid out late is drawn within this time of the last change, ms. */
const AWAKE = 250;
/** Stands for the frame that nobody has asked the browser for yet. */
const RESTING = -1;

export interface Browser {
  now(): number;
  nextFrame(callback: FrameRequestCallback): number;
  cancelFrame(handle: number): void;
}

const HERE: Browser = {
  now: () => performance.now(),
  nextFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
};

/*
 * A screen shows an operation for days: sixty empty frames a second were 7 % of a core, measured on an idle page
 * (113 ms of the main thread in 1.5 s).
 */
export class Frames implements AnimationFrameProvider {
  readonly #browser: Browser;
  #until = -Infinity;
  #waiting: FrameRequestCallback | null = null;
  #asked: number | null = null;
  #loop: AnimationLoop | null = null;

  constructor(browser: Browser = HERE) {
    this.#browser = browser;
  }

  /** Give the frames of a deck from now on. */
  lead(deck: object): void {
    // deck.gl has no other way to it, and keeps one loop as long as its device.
    const { animationLoop } = deck as { animationLoop?: AnimationLoop | null };
    if (!animationLoop || animationLoop === this.#loop) return;
    this.#loop = animationLoop;
    animationLoop.setProps({ animationFrameProvider: this });
  }

  /** Something changed: frames are given for a while. */
  wake(): void {
    this.#until = this.#browser.now() + AWAKE;
    const [callback, handle] = [this.#waiting, this.#asked];
    if (callback && handle === null) this.#ask(callback);
  }

  requestAnimationFrame = (callback: FrameRequestCallback): number => {
    this.#waiting = callback;
    this.#asked = null;
    if (this.#browser.now() < this.#until) this.#ask(callback);
    return RESTING;
  };

  cancelAnimationFrame = (_handle: number): void => {
    if (this.#asked !== null) this.#browser.cancelFrame(this.#asked);
    this.#waiting = this.#asked = null;
  };

  #ask(callback: FrameRequestCallback): void {
    this.#asked = this.#browser.nextFrame((time) => {
      this.#waiting = this.#asked = null;
      callback(time);
    });
  }
}
