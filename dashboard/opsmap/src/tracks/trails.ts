/** The ways the teams came: every piece between two fixes, in order of time, as the graphics card reads them. */
import type { Reader } from "./book";
import { GAP, type Track } from "./track";

/*
 * A piece is eight whole numbers: where it begins (1e-7 degree), how far from there it ends, when it ends and how long it
 * took (hundredths of a second), when both its ends were known (seconds), and whose it is. They are in order of their
 * ends, whosever they are: what is seen of the trails at an instant is then one run of them, found by halving, and a step
 * of the clock sends nothing to the graphics card.
 */
export const PIECE = 8;
const [LON, LAT, EAST, NORTH, ENDS, LASTS, KNOWN, TEAM] = [0, 1, 2, 3, 4, 5, 6, 7];
/** Hundredths of a second are whole numbers for eight months on either side of the first fix. */
const TICK = 10;
/** What a piece lasts that is drawn no more. */
const TAKEN_OUT = -1;
/** Sorted by one number that holds two: when it ends, and which it is. */
const PIECES_MOST = 2 ** 22;

export type State = 0 | 1 | 2;
export const HIDDEN: State = 0;
export const SHOWN: State = 1;
export const CHOSEN: State = 2;

export class Trails implements Reader {
  count = 0;
  pieces = new Int32Array(1024 * PIECE);
  /** By number of the team: whether its trail is drawn, and how. */
  states = new Uint8Array(256);
  statesChanged = true;
  /** The first piece that changed since it was last drawn; `count` when none did. */
  changedFrom = 0;
  #epoch: number | null = null;

  /** Whether any trail is drawn at all, wherever its pieces are. */
  get any(): boolean {
    return this.count > 0;
  }

  /** An instant as the pieces count it. */
  ticks(t: number): number {
    return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.floor((t - (this.#epoch ?? 0)) / TICK)));
  }

  /** An instant of knowledge as the pieces count it; without one, all is known. */
  seconds(knownAt: number | null): number {
    return knownAt === null ? 2 ** 31 - 1 : Math.floor((knownAt - (this.#epoch ?? 0)) / 1000);
  }

  show(team: number, state: State): void {
    if (team >= this.states.length) {
      const grown = new Uint8Array(2 ** Math.ceil(Math.log2(team + 1)));
      grown.set(this.states);
      this.states = grown;
    }
    if (this.states[team] === state) return;
    this.states[team] = state;
    this.statesChanged = true;
  }

  /** The run of pieces of which something is to be seen between two instants. A piece is no longer than a gap. */
  between(from: number, to: number): { first: number; count: number } {
    const first = this.#after(this.ticks(from));
    return { first, count: Math.max(0, this.#after(this.ticks(to + GAP)) - first) };
  }

  inserted(track: Track, team: number, fix: number): void {
    this.#epoch ??= Math.floor(track.at[fix] / 1000) * 1000;
    const last = track.count - 1;
    // It lies on the way between two others, which was drawn straight.
    if (fix > 0 && fix < last) this.#takeOut(team, this.ticks(track.at[fix + 1]));
    if (fix > 0) this.#insert(track, team, fix);
    if (fix < last) this.#insert(track, team, fix + 1);
  }

  rewritten(tracks: readonly Track[]): void {
    const most = tracks.reduce((sum, { count }) => sum + count, 0);
    // More than can be sorted so: the last of each team are drawn.
    const each = most <= PIECES_MOST ? most : Math.floor(PIECES_MOST / tracks.length);
    const room = Math.min(most, PIECES_MOST);
    const keys = new Float64Array(room);
    const pieces = new Int32Array(room * PIECE);
    this.#epoch = null;
    this.count = 0;
    tracks.forEach((track, team) => {
      if (track.count > 0) this.#epoch ??= Math.floor(track.at[0] / 1000) * 1000;
      for (let fix = Math.max(1, track.count - each); fix < track.count; fix++) {
        if (joins(track, fix)) this.#write(pieces, this.count++, track, team, fix);
      }
    });
    for (let piece = 0; piece < this.count; piece++) keys[piece] = pieces[piece * PIECE + ENDS] * PIECES_MOST + piece;
    const order = keys.subarray(0, this.count).sort();
    this.pieces = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1024, this.count))) * PIECE);
    for (let i = 0; i < this.count; i++) {
      const from = (((order[i] % PIECES_MOST) + PIECES_MOST) % PIECES_MOST) * PIECE;
      for (let part = 0; part < PIECE; part++) this.pieces[i * PIECE + part] = pieces[from + part];
    }
    this.changedFrom = 0;
  }

  /** Calls back with the run of pieces that changed, and forgets it. */
  flush(write: (first: number, end: number) => void): void {
    if (this.changedFrom < this.count) write(this.changedFrom, this.count);
    this.changedFrom = this.count;
  }

  #insert(track: Track, team: number, fix: number): void {
    if (!joins(track, fix)) return;
    if (this.count * PIECE === this.pieces.length) {
      const grown = new Int32Array(2 * this.pieces.length);
      grown.set(this.pieces);
      this.pieces = grown;
    }
    const at = this.#after(this.ticks(track.at[fix]));
    this.pieces.copyWithin((at + 1) * PIECE, at * PIECE, this.count * PIECE);
    this.#write(this.pieces, at, track, team, fix);
    this.count++;
    this.changedFrom = Math.min(this.changedFrom, at);
  }

  /** Writes the piece that ends at a fix. */
  #write(pieces: Int32Array, piece: number, track: Track, team: number, fix: number): void {
    const { at, lon, lat, received } = track;
    const start = piece * PIECE;
    pieces[start + LON] = lon[fix - 1];
    pieces[start + LAT] = lat[fix - 1];
    pieces[start + EAST] = lon[fix] - lon[fix - 1];
    pieces[start + NORTH] = lat[fix] - lat[fix - 1];
    pieces[start + ENDS] = this.ticks(at[fix]);
    pieces[start + LASTS] = this.ticks(at[fix]) - this.ticks(at[fix - 1]);
    pieces[start + KNOWN] = this.seconds(Math.max(received[fix], received[fix - 1]));
    pieces[start + TEAM] = team;
  }

  #takeOut(team: number, ends: number): void {
    for (let piece = this.#after(ends) - 1; piece >= 0 && this.pieces[piece * PIECE + ENDS] === ends; piece--) {
      if (this.pieces[piece * PIECE + TEAM] !== team) continue;
      this.pieces[piece * PIECE + LASTS] = TAKEN_OUT;
      this.changedFrom = Math.min(this.changedFrom, piece);
    }
  }

  /** The first piece that ends after an instant. */
  #after(ticks: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.pieces[middle * PIECE + ENDS] <= ticks) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether there is a way from the fix before to this one, and no gap. */
function joins({ at }: Track, fix: number): boolean {
  return at[fix] - at[fix - 1] <= GAP;
}
