/** Doing something at most so often, and always once more after the last time it was asked. */

export class Pace {
  readonly #ms: number;
  readonly #work: () => void;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(ms: number, work: () => void) {
    this.#ms = ms;
    this.#work = work;
  }

  ask(): void {
    this.#timer ??= setTimeout(() => this.now(), Math.max(0, this.#last + this.#ms - performance.now()));
  }

  now(): void {
    this.stop();
    this.#last = performance.now();
    this.#work();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
