/** The book of tracks: of every team that has a device, where it was and how it moved, at any instant and as then known. */
import type { Chunk, TrackFile } from "./decode";
import { counts, fixOf, nothingRead, Track, type Fix, type Reading } from "./track";

/** A fix as the stream tells it: team, ms, second of reception, longitude, latitude, km/h, degrees, metres, doubt. */
export type LiveFix = [
  object: string,
  at: number,
  received: number,
  lng: number,
  lat: number,
  speed: number | null,
  course: number | null,
  accuracy: number | null,
  doubt: number,
];

/** Who draws from the book hears how it grew: one fix more, or so many that it is better read anew. */
export interface Reader {
  inserted(track: Track, number: number, fix: number): void;
  rewritten(tracks: readonly Track[]): void;
}

/** Fewer are put in one by one. */
const MANY = 1_000;

export class TrackBook {
  readonly tracks: Track[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #reader: Reader | null;

  constructor(reader: Reader | null = null) {
    this.#reader = reader;
  }

  /** The number of a team in `tracks`; undefined when nothing was told of it. */
  numberOf(object: string): number | undefined {
    return this.#numbers.get(object);
  }

  add({ chunks }: TrackFile): void {
    if (chunks.reduce((sum, { count }) => sum + count, 0) < MANY) {
      const fix = {} as Fix;
      for (const chunk of chunks) for (let i = 0; i < chunk.count; i++) if (fixOf(chunk, i, fix)) this.#take(chunk.object, fix);
      return;
    }
    const byObject = new Map<string, Chunk[]>();
    for (const chunk of chunks) byObject.set(chunk.object, [...(byObject.get(chunk.object) ?? []), chunk]);
    for (const [object, its] of byObject) this.tracks[this.#open(object)].merge(its);
    this.#reader?.rewritten(this.tracks);
  }

  take(fixes: readonly LiveFix[]): void {
    for (const [object, at, received, lng, lat, speed, course, accuracy, doubt] of fixes) {
      if (!counts(doubt)) continue;
      this.#take(object, {
        at,
        received: received * 1000,
        lon: Math.round(lng * 1e7),
        lat: Math.round(lat * 1e7),
        speed: tenths(speed),
        course: tenths(course),
        accuracy: tenths(accuracy),
        battery: -1,
      });
    }
  }

  /** Where a team was at an instant, as known at another (null: as is known today); null where nothing was. */
  at(object: string, time: number, knownAt: number | null): Reading | null {
    const number = this.#numbers.get(object);
    const reading = nothingRead();
    return number !== undefined && this.tracks[number].read(time, knownAt ?? Infinity, reading) ? reading : null;
  }

  #take(object: string, fix: Fix): void {
    const number = this.#open(object);
    const track = this.tracks[number];
    const place = track.take(fix);
    if (place >= 0) this.#reader?.inserted(track, number, place);
  }

  #open(object: string): number {
    const held = this.#numbers.get(object);
    if (held !== undefined) return held;
    this.#numbers.set(object, this.tracks.length);
    return this.tracks.push(new Track(object)) - 1;
  }
}

function tenths(value: number | null): number {
  return value === null ? -1 : Math.round(value * 10);
}
