/** What is drawn at (t, k), kept up to date at a cost in proportion to what changes. */
import { drawnFrom, drawnTo, type Reel, type Stage } from "./reel";

type Pass = (version: number, appears: boolean) => void;

/**
 * The instants at which versions appear and go, in order. However the clock is read, a version is drawn over
 * one interval of t, so moving the clock means passing the boundaries that lie in between.
 */
class Sweep {
  readonly #times: Float64Array;
  /** Version × 2, plus 1 where it appears. */
  readonly #edges: Uint32Array;
  #passed = 0;

  constructor(versions: Iterable<number>, from: (version: number) => number, to: (version: number) => number) {
    const times: number[] = [];
    const edges: number[] = [];
    for (const version of versions) {
      const [appears, goes] = [from(version), to(version)];
      if (appears >= goes) continue;
      times.push(appears);
      edges.push(version * 2 + 1);
      // No clock reaches an open end.
      if (goes === Infinity) continue;
      times.push(goes);
      edges.push(version * 2);
    }
    // An interval excludes its end: at one instant, what goes leaves before what replaces it appears.
    const order = Uint32Array.from(edges.keys()).sort((a, b) => times[a] - times[b] || (edges[a] & 1) - (edges[b] & 1));
    this.#times = Float64Array.from(order, (i) => times[i]);
    this.#edges = Uint32Array.from(order, (i) => edges[i]);
  }

  rewind(): void {
    this.#passed = 0;
  }

  seek(t: number, pass: Pass): void {
    while (this.#passed < this.#times.length && this.#times[this.#passed] <= t) {
      const edge = this.#edges[this.#passed++];
      pass(edge >>> 1, (edge & 1) === 1);
    }
    while (this.#passed > 0 && this.#times[this.#passed - 1] > t) {
      const edge = this.#edges[--this.#passed];
      pass(edge >>> 1, (edge & 1) === 0);
    }
  }
}

/** How the clock is read: all that is known today, what was known at that very instant, or at a chosen k. */
type Reading = "today" | "then" | number;

export class Cursor {
  readonly reel: Reel;
  readonly #stage: Stage | null;
  /** Object number to the version drawn, or -1. */
  readonly current: Int32Array;
  readonly #before: Int32Array;
  readonly #touched: Uint8Array;
  readonly #sweeps = new Map<Reading, Sweep>();
  #reading: Reading | null = null;
  #sweep: Sweep | null = null;

  constructor(reel: Reel, stage: Stage | null = null) {
    this.reel = reel;
    this.#stage = stage;
    this.current = new Int32Array(reel.objects.length).fill(-1);
    this.#before = new Int32Array(reel.objects.length).fill(-1);
    this.#touched = new Uint8Array(reel.objects.length);
  }

  /** Moves to (t, k) and answers with the objects whose drawn version changed. A knownAt of null: known today. */
  moveTo(t: number, knownAt: number | null): number[] {
    const reading = knownAt === null ? "today" : knownAt === t ? "then" : knownAt;
    const same = reading === this.#reading;
    if (same && this.#sweep) return this.#walk(this.#sweep, t);

    // A k that was just chosen may be on its way elsewhere (someone is dragging it): every version is looked
    // at once, and the boundaries for that k are sorted only if t then moves while k stays.
    this.#before.set(this.current);
    this.current.fill(-1);
    this.#reading = reading;
    this.#sweep = same || typeof reading === "string" ? this.#sweepFor(reading) : null;
    if (this.#sweep) {
      this.#sweep.rewind();
      this.#sweep.seek(t, this.#pass);
    } else {
      for (const version of this.#believedAt(reading as number)) {
        const [from, to] = [drawnFrom(this.reel, version, this.#stage), drawnTo(this.reel, version, this.#stage)];
        if (from <= t && t < to) this.#pass(version, true);
      }
    }
    const changed: number[] = [];
    for (let object = 0; object < this.current.length; object++) {
      if (this.current[object] !== this.#before[object]) changed.push(object);
    }
    return changed;
  }

  #walk(sweep: Sweep, t: number): number[] {
    const touched: number[] = [];
    sweep.seek(t, (version, appears) => {
      const object = this.reel.versions.object[version];
      if (this.#touched[object] === 0) {
        this.#touched[object] = 1;
        this.#before[object] = this.current[object];
        touched.push(object);
      }
      this.#pass(version, appears);
    });
    for (const object of touched) this.#touched[object] = 0;
    return touched.filter((object) => this.current[object] !== this.#before[object]);
  }

  #pass = (version: number, appears: boolean): void => {
    const object = this.reel.versions.object[version];
    if (appears) this.current[object] = version;
    else if (this.current[object] === version) this.current[object] = -1;
  };

  #sweepFor(reading: Reading): Sweep {
    const held = this.#sweeps.get(reading);
    if (held) return held;
    const { reel } = this;
    const { count, knownFrom, knownTo } = reel.versions;
    const from = (version: number): number => drawnFrom(reel, version, this.#stage);
    const to = (version: number): number => drawnTo(reel, version, this.#stage);
    let sweep: Sweep;
    if (reading === "then") {
      sweep = new Sweep(
        Array(count).keys(),
        (version) => Math.max(from(version), knownFrom[version]),
        (version) => Math.min(to(version), knownTo[version]),
      );
    } else {
      sweep = new Sweep(this.#believedAt(reading === "today" ? null : reading), from, to);
    }
    // Chosen instants are not kept: a slider would leave one sweep behind for each place it stopped.
    if (typeof reading === "string") this.#sweeps.set(reading, sweep);
    return sweep;
  }

  *#believedAt(k: number | null): Generator<number> {
    const { count, knownFrom, knownTo } = this.reel.versions;
    for (let version = 0; version < count; version++) {
      if (k === null ? knownTo[version] === Infinity : knownFrom[version] <= k && k < knownTo[version]) yield version;
    }
  }
}
