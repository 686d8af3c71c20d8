// The page's one clock: the instant shown, the way of seeing it, and how it moves.
import { advance, beginning } from "./running";
import type { Course, Interval } from "./running";

export type Way = "so" | "believed" | "pair";

export interface Moment {
  /** The instant shown, ms since 1970. */
  readonly time: number;
  readonly way: Way;
  /** The instant of knowledge for `pair`, ms; ignored by the other ways. */
  readonly pair: number | null;
}

export interface Span extends Interval {
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
  forward = true;
  /** Run over and over again. */
  loop: Interval | null = null;
  /** Jumped over while it runs, in order. */
  dead: readonly Interval[] = [];
  /** Hears of what was jumped over. */
  jumped: (over: Interval) => void = () => {};
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

  /** The instant of what is done now: the present, where it is followed; else the instant shown. */
  get instant(): number {
    return this.following ? this.world.now() : this.moment.time;
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

  /** Run on, forwards or backwards: to the end of the span, or round the loop; who reaches the present stays with it. */
  play(forward: boolean = this.forward): void {
    this.stop();
    this.forward = forward;
    // Not rounded from frame to frame, so that it neither gains nor loses.
    let time = beginning(this.moment.time, forward, this.course);
    if (time !== this.moment.time) this.show({ time });
    let last: number | null = null;
    const turn = (stamp: number): void => {
      const elapsed = last === null ? 0 : stamp - last;
      last = stamp;
      const before = time;
      const step = advance(time, elapsed * this.speed * (forward ? 1 : -1), this.course);
      ({ time } = step);
      if (forward && !this.loop && this.canFollow && before < this.world.now() && time >= this.world.now()) {
        this.follow();
        return;
      }
      this.frame = step.ended ? null : this.world.nextFrame(turn);
      this.show({ time: this.within(time) });
      if (step.jumped) this.jumped(step.jumped);
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
      this.turnToPresent();
    };
    turn();
  }

  /** Something new is there to be seen: who stays with the present sees it at once, not at the next second. */
  renew(): void {
    if (this.following) this.turnToPresent();
    else this.show({});
  }

  stop(): void {
    if (this.frame !== null) this.world.cancelFrame(this.frame);
    this.frame = null;
    this.following = false;
  }

  /** Where it may run: of what goes on, backwards begins at the present and not in the future. */
  private get course(): Course {
    const { span, loop, dead } = this;
    const to = this.canFollow && !this.forward ? Math.min(span.to, Math.max(this.world.now(), this.moment.time)) : span.to;
    return { span: { from: span.from, to }, loop, dead };
  }

  private turnToPresent(): void {
    const now = this.world.now();
    const { rolling } = this.span;
    if (rolling !== undefined) this.span = { from: now - rolling, to: now, rolling };
    this.show({ time: now });
  }

  private within(time: number): number {
    return Math.round(Math.min(this.span.to, Math.max(this.span.from, time)));
  }

  private show(change: Partial<Moment>): void {
    this.moment = { ...this.moment, ...change };
    for (const callback of this.listeners) callback(this.moment);
  }
}
