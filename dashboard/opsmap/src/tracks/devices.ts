/** The objects a device tells of, as slots: which of them stand where it says at an instant, and how they move. */
import type { Slots } from "../slots";
import { deviceSays, isShape, STALE } from "../whereabouts";
import type { TrackBook } from "./book";
import { nothingRead, type Reading } from "./track";

/** Slower, and it does not move, km/h: a receiver that lies still says that it walks. */
const MOVES = 3;
/** So old, a movement is less sure; and still less, ms. */
const FADES = [20_000, 90_000] as const;
export const FAINTEST = FADES.length;

export class Devices {
  /** The slot of each, and its number in the book. */
  slots = new Int32Array(0);
  tracks = new Int32Array(0);
  count = 0;
  /** What the last one asked for said. */
  readonly reading: Reading = nothingRead();
  /** Degrees from north of those that move, else -1; and how faintly that is to be drawn: from 0 to `FAINTEST`. */
  course = new Float32Array(0);
  faint = new Uint8Array(0);
  #last = new Float64Array(0);
  readonly #of: Int32Array;
  readonly #slots: Slots;
  readonly #book: TrackBook | null;
  #met = 0;
  #t = 0;
  #knownAt: number | null = null;

  constructor(slots: Slots, book: TrackBook | null) {
    this.#slots = slots;
    this.#book = book;
    this.#of = new Int32Array(slots.count).fill(-1);
  }

  /** The number of the device of a slot, or -1. */
  of(slot: number): number {
    return this.#of[slot];
  }

  /** When the last fix of a slot was. */
  lastOf(slot: number): number {
    return this.#last[this.#of[slot]];
  }

  turnTo(t: number, knownAt: number | null): void {
    [this.#t, this.#knownAt] = [t, knownAt];
    if (this.#book && this.#met < this.#book.tracks.length) this.#meet(this.#book);
  }

  /** Whether it is the device that says where an object stands, which is of that version; `reading` then says where. */
  decides(number: number, version: number): boolean {
    const { reading } = this;
    const { reel } = this.#slots;
    this.course[number] = -1;
    if (isShape(reel, version)) return false;
    if (!this.#book!.tracks[this.tracks[number]].read(this.#t, this.#knownAt ?? Infinity, reading)) return false;
    if (!deviceSays(reel, version, reading.at, this.#knownAt)) return false;
    this.#last[number] = reading.at;
    if (reading.speed > MOVES && reading.course >= 0 && reading.age < STALE) {
      this.course[number] = reading.course;
      this.faint[number] = reading.gap ? FAINTEST : Number(reading.age > FADES[0]) + Number(reading.age > FADES[1]);
    }
    return true;
  }

  #meet({ tracks }: TrackBook): void {
    const { reel } = this.#slots;
    const found: [slot: number, track: number][] = [];
    tracks.forEach(({ object }, track) => {
      const number = reel.numbers.get(object);
      if (number !== undefined) found.push([this.#slots.slotOf(number), track]);
    });
    this.#met = tracks.length;
    this.count = found.length;
    this.slots = Int32Array.from(found, ([slot]) => slot);
    this.tracks = Int32Array.from(found, ([, track]) => track);
    this.course = new Float32Array(this.count).fill(-1);
    this.faint = new Uint8Array(this.count);
    this.#last = new Float64Array(this.count);
    found.forEach(([slot], number) => (this.#of[slot] = number));
  }
}
