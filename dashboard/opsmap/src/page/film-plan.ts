/** What a film will be: which instants it shows, how long it lasts, how much it weighs; and what each frame says. */
import { firstTold, newestFirst, isStruck, isTold } from "./log";
import type { Ruled } from "./ruling";
import { instantsOf, type Interval, type Step } from "./running";
import { tellsWhatHappened } from "./span";

/** The longest film that is made, ms: it is held in memory until it is saved. */
export const LONGEST = 20 * 60_000;
/** A line of the log stands in the captions for so long of the film, ms. */
const SAID = 8_000;
/** As many lines as there is room for. */
const LINES = 4;
/** What was passed over is said for so long of the film, ms. */
const NOTICED = 2_000;

export interface Plan {
  readonly between: Interval;
  readonly dead: readonly Interval[];
  readonly speed: number;
  /** Frames a second. */
  readonly rate: number;
}

/** The instants of a film, one a frame. */
export function* framesOf({ between, dead, speed, rate }: Plan): Generator<Step> {
  yield* instantsOf({ span: between, loop: between, dead }, (speed * 1000) / rate);
}

/** How many frames there will be, found without going through them all. */
export function countOf({ between, dead, speed, rate }: Plan): number {
  const seen = dead
    .map(({ from, to }) => Math.max(0, Math.min(to, between.to) - Math.max(from, between.from)))
    .reduce((left, passed) => left - passed, between.to - between.from);
  return Math.max(1, Math.ceil((Math.max(0, seen) / (speed * 1000)) * rate) + 1);
}

/** A line of the log as far as captions need it. */
export interface Told extends Ruled {
  readonly sentence: string;
  readonly priority: string;
}

/** The lines of the log that appeared in the last seconds of a film, as it is seen; the newest first. */
export class Captions {
  private readonly entries: readonly Told[];

  constructor(
    entries: readonly Ruled[],
    private readonly speed: number,
  ) {
    this.entries = newestFirst(entries.filter((entry) => tellsWhatHappened(entry))) as unknown as Told[];
  }

  at(time: number, known: number | null, believed: boolean): Told[] {
    const since = time - SAID * this.speed;
    const found: Told[] = [];
    for (let next = firstTold(this.entries, time); next < this.entries.length; next++) {
      const entry = this.entries[next];
      const appeared = believed ? Math.max(entry.occurred_at, entry.recorded_at) : entry.occurred_at;
      if (!isTold(entry, time, known) || isStruck(entry, known)) continue;
      if (appeared > since) found.push(entry);
      if (found.length === LINES) break;
      // In order of when it occurred: of what is seen as it was, all that follows is older still.
      if (!believed && entry.occurred_at <= since) break;
    }
    return found;
  }
}

/** For how long of a film what was passed over is still said. */
export class Passed {
  private over: Interval | null = null;
  private frames = 0;

  constructor(private readonly rate: number) {}

  /** What is to be said with this frame. */
  after(step: Step): Interval | null {
    if (step.jumped) [this.over, this.frames] = [step.jumped, Math.round((NOTICED / 1000) * this.rate)];
    else if (this.frames-- <= 0) this.over = null;
    return this.over;
  }
}

/** A round distance that takes at most `most` of a width of so many metres. */
export function scaleOf(metres: number, most: number): { metres: number; share: number } {
  const longest = metres * most;
  const power = 10 ** Math.floor(Math.log10(longest));
  const round = [5, 2, 1].find((each) => each * power <= longest) ?? 1;
  return { metres: round * power, share: (round * power) / metres };
}
