/** The fixes of one team, whichever of its devices told them: columns in order of time, and where it was at an instant. */
import type { Chunk } from "./decode";

/** Fixes further apart say nothing of the way between them, ms. */
export const GAP = 120_000;
/** Degrees, km/h and metres in the numbers kept, which are those of the format. */
const DEGREE = 1e7;
const TENTH = 10;
/** Steps looked at from where one stood last, before the whole is searched. */
const NEAR = 8;
/** Metres in a degree of a great circle: enough to tell a speed from two places. */
const DEGREE_M = 111_195;
const BACKDATED = 4;

/** One fix, in the units of the format; the two times in ms. What is unknown is -1. */
export interface Fix {
  at: number;
  received: number;
  lon: number;
  lat: number;
  speed: number;
  course: number;
  accuracy: number;
  battery: number;
}

/** What is said of a team at an instant. Unknown is -1. One is filled again and again: read it, keep nothing of it. */
export interface Reading {
  lng: number;
  lat: number;
  /** km/h, and degrees from true north. */
  speed: number;
  course: number;
  /** Whether they were worked out from two places, for want of any from the device. */
  derived: boolean;
  /** Metres. */
  accuracy: number;
  /** Percent. */
  battery: number;
  /** When the last fix was, and when it was received, ms. */
  at: number;
  received: number;
  /** From the last fix to the instant, ms. */
  age: number;
  /** Whether the next fix, or the instant, is too far from the last one to say where it was in between. */
  gap: boolean;
}

export function nothingRead(): Reading {
  return { lng: 0, lat: 0, speed: -1, course: -1, derived: false, accuracy: -1, battery: -1, at: 0, received: 0, age: 0, gap: false };
}

/** Whether a fix counts: what is strange is kept by the server and not drawn, what only came late is. */
export function counts(doubt: number): boolean {
  return doubt === 0 || doubt === BACKDATED;
}

export class Track {
  readonly object: string;
  count = 0;
  at = new Float64Array(16);
  received = new Float64Array(16);
  lon = new Int32Array(16);
  lat = new Int32Array(16);
  #speed = new Int16Array(16);
  #course = new Int16Array(16);
  #accuracy = new Int32Array(16);
  #battery = new Int8Array(16);
  /** The last of the fixes before this one that was received sooner, or -1: the way back to what was known. */
  #sooner = new Int32Array(16);
  #cursor = -1;

  constructor(object: string) {
    this.object = object;
  }

  /** Takes in one fix; answers with its place in the order of time, or -1 if it was there. */
  take(fix: Fix): number {
    let i = this.count;
    while (i > 0 && this.#before(fix, i - 1) < 0) i--;
    if (i > 0 && this.#before(fix, i - 1) === 0) {
      this.#write(i - 1, fix, true);
      this.#link(i - 1);
      return -1;
    }
    this.#hold(this.count + 1);
    for (const column of this.#columns()) column.copyWithin(i + 1, i, this.count);
    this.count++;
    this.#write(i, fix, false);
    this.#link(i);
    return i;
  }

  /** Takes in the fixes of chunks, those that count and that are this team's. */
  merge(chunks: readonly Chunk[]): void {
    const held = this.count;
    this.#hold(held + chunks.reduce((sum, { count }) => sum + count, 0));
    const fix: Fix = { at: 0, received: 0, lon: 0, lat: 0, speed: -1, course: -1, accuracy: -1, battery: -1 };
    for (const chunk of chunks) for (let i = 0; i < chunk.count; i++) if (fixOf(chunk, i, fix)) this.#write(this.count++, fix, false);
    this.#sort(held);
    this.#unite();
    this.#link(0);
  }

  /**
   * Says in `into` where the team was at an instant, as far as was known at another; false when nothing was.
   * Between two fixes it is on its way from one to the other; where they are too far apart, the first one stands and ages.
   */
  read(t: number, known: number, into: Reading): boolean {
    const here = this.#seek(t);
    let last = here;
    while (last >= 0 && this.received[last] > known) last = this.#sooner[last];
    if (last < 0) return false;
    let next = here + 1;
    while (this.#joins(last, next) && this.received[next] > known) next++;
    const moves = this.#joins(last, next);
    const share = moves ? (t - this.at[last]) / (this.at[next] - this.at[last]) : 0;
    const [a, b] = [last, moves ? next : last];
    into.lng = (this.lon[a] + (this.lon[b] - this.lon[a]) * share) / DEGREE;
    into.lat = (this.lat[a] + (this.lat[b] - this.lat[a]) * share) / DEGREE;
    into.at = this.at[last];
    into.received = this.received[last];
    into.age = t - this.at[last];
    into.gap = !moves && (into.age > GAP || next < this.count);
    into.accuracy = this.#accuracy[last] < 0 ? -1 : this.#accuracy[last] / TENTH;
    into.battery = this.#battery[last];
    this.#movement(a, b, share, known, into);
    return true;
  }

  /** The fix at or before an instant, or -1: where one looked last is looked at first, so that scrubbing costs little. */
  #seek(t: number): number {
    const { at, count } = this;
    let i = Math.min(this.#cursor, count - 1);
    for (let steps = 0; steps < NEAR; steps++) {
      if (i + 1 < count && at[i + 1] <= t) i++;
      else if (i >= 0 && at[i] > t) i--;
      else return (this.#cursor = i);
    }
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at[middle] <= t) low = middle + 1;
      else high = middle;
    }
    return (this.#cursor = low - 1);
  }

  #joins(last: number, next: number): boolean {
    return next < this.count && this.at[next] - this.at[last] <= GAP;
  }

  #movement(a: number, b: number, share: number, known: number, into: Reading): void {
    const [speed, course] = [this.#speed, this.#course];
    into.derived = false;
    into.speed = speed[a] < 0 || speed[b] < 0 ? speed[a] : speed[a] + (speed[b] - speed[a]) * share;
    into.course = course[a];
    if (course[a] >= 0 && course[b] >= 0) {
      // The shorter way round.
      const turn = ((course[b] - course[a] + 5400) % 3600) - 1800;
      into.course = (course[a] + turn * share + 3600) % 3600;
    }
    if (into.speed >= 0) into.speed /= TENTH;
    if (into.course >= 0) into.course /= TENTH;
    if (into.speed >= 0 && into.course >= 0) return;
    const [from, to] = a === b ? [a - 1, a] : [a, b];
    if (from < 0 || !this.#joins(from, to) || this.at[from] === this.at[to] || this.received[from] > known) return;
    const north = (this.lat[to] - this.lat[from]) / DEGREE;
    const east = ((this.lon[to] - this.lon[from]) / DEGREE) * Math.cos((this.lat[to] / DEGREE) * (Math.PI / 180));
    into.derived = true;
    if (into.speed < 0) into.speed = ((Math.hypot(north, east) * DEGREE_M) / (this.at[to] - this.at[from])) * 3600;
    if (into.course < 0) into.course = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  }

  /** In order of time; of two devices at one instant, in that of their places, so that it never matters who came first. */
  #before(fix: Fix, i: number): number {
    return fix.at - this.at[i] || fix.lon - this.lon[i] || fix.lat - this.lat[i];
  }

  #columns() {
    return [this.at, this.received, this.lon, this.lat, this.#speed, this.#course, this.#accuracy, this.#battery, this.#sooner];
  }

  /** Makes room for so many. */
  #hold(count: number): void {
    if (count <= this.at.length) return;
    const room = Math.max(count, 2 * this.count);
    const grown = <C extends { set(from: C): void }>(made: C, from: C): C => (made.set(from), made);
    this.at = grown(new Float64Array(room), this.at);
    this.received = grown(new Float64Array(room), this.received);
    this.lon = grown(new Int32Array(room), this.lon);
    this.lat = grown(new Int32Array(room), this.lat);
    this.#speed = grown(new Int16Array(room), this.#speed);
    this.#course = grown(new Int16Array(room), this.#course);
    this.#accuracy = grown(new Int32Array(room), this.#accuracy);
    this.#battery = grown(new Int8Array(room), this.#battery);
    this.#sooner = grown(new Int32Array(room), this.#sooner);
  }

  /** Writes a fix in a row; told twice (live, then in a chunk), what either knows counts, and the first time it was received. */
  #write(i: number, fix: Fix, twice: boolean): void {
    this.at[i] = fix.at;
    this.lon[i] = fix.lon;
    this.lat[i] = fix.lat;
    this.received[i] = twice ? Math.min(this.received[i], fix.received) : fix.received;
    this.#speed[i] = twice ? Math.max(this.#speed[i], fix.speed) : fix.speed;
    this.#course[i] = twice ? Math.max(this.#course[i], fix.course) : fix.course;
    this.#accuracy[i] = twice ? Math.max(this.#accuracy[i], fix.accuracy) : fix.accuracy;
    this.#battery[i] = twice ? Math.max(this.#battery[i], fix.battery) : fix.battery;
  }

  #fix(i: number): Fix {
    return {
      at: this.at[i],
      received: this.received[i],
      lon: this.lon[i],
      lat: this.lat[i],
      speed: this.#speed[i],
      course: this.#course[i],
      accuracy: this.#accuracy[i],
      battery: this.#battery[i],
    };
  }

  /** Puts the rows in order, if what was added from `held` on does not simply follow. */
  #sort(held: number): void {
    const { at, lon, lat, count } = this;
    const order = (a: number, b: number): number => at[a] - at[b] || lon[a] - lon[b] || lat[a] - lat[b];
    let sorted = true;
    for (let i = Math.max(1, held); i < count && sorted; i++) sorted = order(i - 1, i) <= 0;
    if (sorted) return;
    const rows = Uint32Array.from({ length: count }, (_, i) => i).sort(order);
    for (const column of this.#columns()) {
      const before = column.slice(0, count);
      for (let i = 0; i < count; i++) column[i] = before[rows[i]];
    }
  }

  /** Makes one row of those that say the same twice. */
  #unite(): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const same = kept > 0 && this.at[kept - 1] === this.at[i] && this.lon[kept - 1] === this.lon[i] && this.lat[kept - 1] === this.lat[i];
      if (!same && kept === i) kept++;
      else if (same) this.#write(kept - 1, this.#fix(i), true);
      else this.#write(kept++, this.#fix(i), false);
    }
    this.count = kept;
  }

  #link(from: number): void {
    const { received } = this;
    for (let i = from; i < this.count; i++) {
      let back = i - 1;
      while (back >= 0 && received[back] >= received[i]) back = this.#sooner[back];
      this.#sooner[i] = back;
    }
  }
}

/** Reads a row of a chunk into `fix`; false if it does not count, or was not the team's. */
export function fixOf(chunk: Chunk, i: number, fix: Fix): boolean {
  const at = chunk.starts + chunk.at[i];
  if (!counts(chunk.doubt[i]) || at < chunk.from || at >= chunk.to) return false;
  fix.at = at;
  fix.received = (Math.floor(at / 1000) + chunk.received[i]) * 1000;
  fix.lon = chunk.lon[i];
  fix.lat = chunk.lat[i];
  fix.speed = chunk.speed[i];
  fix.course = chunk.course[i];
  fix.accuracy = chunk.accuracy[i];
  fix.battery = chunk.battery[i];
  return true;
}
