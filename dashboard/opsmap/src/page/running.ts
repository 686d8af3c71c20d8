// How the clock runs on: from an instant to the next, round a loop, over the time in which nothing happens.

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Where the clock may run. */
export interface Course {
  readonly span: Interval;
  /** Run over and over again; null runs the span once. */
  readonly loop: Interval | null;
  /** Jumped over, in order; none where it is to be seen whole. */
  readonly dead: readonly Interval[];
}

export interface Step {
  readonly time: number;
  /** The dead time that was jumped over on the way. */
  readonly jumped: Interval | null;
  /** Whether the end (the beginning, backwards) is reached, and there is no loop. */
  readonly ended: boolean;
}

/** The instant `by` ms after `time`, or before it where `by` is negative. */
export function advance(time: number, by: number, course: Course): Step {
  // The first frame takes no time: who stands still comes to no end, wherever it is.
  if (by === 0) return { time, jumped: null, ended: false };
  const { from, to } = course.loop ?? course.span;
  const forward = by > 0;
  // Who is outside the loop comes into it; who is at its end begins again.
  const isOut = course.loop !== null && (time < from || time > to || time === (forward ? to : from));
  if (isOut) return { time: forward ? from : to, jumped: null, ended: false };
  const next = time + by;
  const jumped = course.dead.find((dead) => dead.from < next && next < dead.to) ?? null;
  const reached = jumped ? (forward ? jumped.to : jumped.from) : next;
  if (reached > from && reached < to) return { time: reached, jumped, ended: false };
  const end = forward ? to : from;
  const isAtEnd = forward ? reached >= to : reached <= from;
  return { time: isAtEnd ? end : reached, jumped, ended: isAtEnd && course.loop === null };
}

/** Where to begin: where one is, or at the other end for who is at the end already, or outside the loop. */
export function beginning(time: number, forward: boolean, { span, loop }: Course): number {
  const { from, to } = loop ?? span;
  const [start, end] = forward ? [from, to] : [to, from];
  return time < from || time > to || time === end ? start : time;
}

/** Left of a dead time at each of its ends, ms: what happened is still seen, what comes is seen coming. */
const LEAD = 30_000;

/** The parts of a span in which nothing happens for longer than `quiet` ms. */
export function deadTimes(happened: Iterable<number>, span: Interval, quiet: number): Interval[] {
  const within = [...happened].filter((time) => time > span.from && time < span.to).sort((a, b) => a - b);
  const found: Interval[] = [];
  let last = span.from;
  for (const time of [...within, span.to]) {
    if (time - last > Math.max(quiet, 2 * LEAD)) found.push({ from: last + LEAD, to: time - LEAD });
    last = time;
  }
  return found;
}

/** The instants of a film of `course` from its loop's beginning to its end, `by` ms apart. */
export function* instantsOf(course: Course & { loop: Interval }, by: number): Generator<Step> {
  const { from, to } = course.loop;
  const once = { span: course.loop, loop: null, dead: course.dead };
  let step: Step = { time: from, jumped: null, ended: from >= to };
  yield step;
  while (!step.ended) yield (step = advance(step.time, by, once));
}
