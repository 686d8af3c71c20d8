// The page's one clock: the instant shown, the way of seeing it, and how it moves.

export type Way = "so" | "believed" | "pair";

export interface Moment {
  /** The instant shown, ms since 1970. */
  readonly time: number;
  readonly way: Way;
  /** The instant of knowledge for `pair`, ms; ignored by the other ways. */
  readonly pair: number | null;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  /** The length of a span that ends now, whenever now is, ms. */
  readonly rolling?: number;
}

/** What the clock needs of the world; tests hand in their own. */
export interface World {
  now(): number;
  nextFrame(callback: (stamp: number) => void): number;
  cancelFrame(handle: number): void;
}

/** As known when: null is all that is known today. */
export function knownAt({ time, way, pair }: Moment): number | null {
  if (way === "believed") return time;
  return way === "pair" ? pair : null;
}

export class Clock {
  span: Span = { from: 0, to: 0 };
  /** Seconds of the operation to one second on the wall. */
  speed = 60;
  private moment: Moment = { time: 0, way: "so", pair: null };
  private following = false;
  private frame: number | null = null;
  private readonly listeners = new Set<(moment: Moment) => void>();

  constructor(private readonly world: World) {}

  get shown(): Moment {
    return this.moment;
  }

  get playing(): boolean {
    return this.frame !== null && !this.following;
  }

  /** Whether the instant is the present and moves with it. */
  get live(): boolean {
    return this.following;
  }

  /** An operation is live while the present lies in its span; an old one only has an end. */
  get canFollow(): boolean {
    const now = this.world.now();
    return this.span.rolling !== undefined || (this.span.from <= now && now <= this.span.to);
  }

  listen(callback: (moment: Moment) => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /** Show another instant; whoever moves the clock by hand stops it first. */
  goTo(time: number): void {
    this.stop();
    this.show({ time: this.within(time) });
  }

  see(way: Way, pair: number | null = this.moment.pair): void {
    this.show({ way, pair: way === "pair" ? (pair ?? this.moment.time) : pair });
  }

  play(): void {
    this.stop();
    if (this.moment.time >= this.span.to) this.show({ time: this.span.from });
    let last: number | null = null;
    const turn = (stamp: number): void => {
      const elapsed = last === null ? 0 : stamp - last;
      last = stamp;
      const time = this.within(this.moment.time + elapsed * this.speed);
      this.frame = time >= this.span.to ? null : this.world.nextFrame(turn);
      this.show({ time });
    };
    this.frame = this.world.nextFrame(turn);
  }

  /** Go to the present and stay with it; an operation that is over goes to its end. */
  follow(): void {
    this.stop();
    if (!this.canFollow) {
      this.show({ time: this.span.to });
      return;
    }
    this.following = true;
    let second = -1;
    const turn = (): void => {
      const now = this.world.now();
      this.frame = this.world.nextFrame(turn);
      // Nobody sees the present move faster than by seconds, and the map rests in between.
      if (Math.floor(now / 1000) === second) return;
      second = Math.floor(now / 1000);
      const { rolling } = this.span;
      if (rolling !== undefined) this.span = { from: now - rolling, to: now, rolling };
      this.show({ time: now });
    };
    turn();
  }

  stop(): void {
    if (this.frame !== null) this.world.cancelFrame(this.frame);
    this.frame = null;
    this.following = false;
  }

  private within(time: number): number {
    return Math.round(Math.min(this.span.to, Math.max(this.span.from, time)));
  }

  private show(change: Partial<Moment>): void {
    this.moment = { ...this.moment, ...change };
    for (const callback of this.listeners) callback(this.moment);
  }
}
