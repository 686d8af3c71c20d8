// The log at an instant: which entries it shows, which of them are struck, in what order.

/** An entry as the reel gives it; only what the log reads of it. */
export interface LogEntry {
  readonly seq: number;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly objects: readonly string[];
  readonly sentence: string;
  readonly organisation: string;
  /** Intervals of recorded time during which the entry did not count; null is without end. */
  struck: readonly (readonly [number, number | null])[];
}

/** Whether the entry does not count, by what is known at `known` (null: today). */
export function isStruck(entry: LogEntry, known: number | null): boolean {
  if (known === null) return entry.struck.some(([, to]) => to === null);
  return entry.struck.some(([from, to]) => from <= known && (to === null || known < to));
}

/** Whether the entry had occurred at `time` and was written down by `known`. */
export function isTold(entry: LogEntry, time: number, known: number | null): boolean {
  return entry.occurred_at <= time && (known === null || entry.recorded_at <= known);
}

/** Newest first; of one instant, the last written first. */
export function newestFirst(entries: readonly LogEntry[]): LogEntry[] {
  return [...entries].sort((a, b) => b.occurred_at - a.occurred_at || b.seq - a.seq);
}

/** The place, in a log that is newest first, of the first entry that had occurred at `time`. */
export function firstTold(rows: readonly LogEntry[], time: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.occurred_at > time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an entry speaks of one of `objects`; of none in particular, every entry does. */
export function speaksOf(entry: LogEntry, objects: ReadonlySet<string>): boolean {
  return objects.size === 0 || entry.objects.some((object) => objects.has(object));
}

/** Lower case without accents, so that "evacues" finds "évacués". */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of `query` begins a word of the entry; the number finds it too. */
export function matches(entry: LogEntry, query: string): boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = ` ${plain(`${entry.seq} ${entry.organisation} ${entry.sentence}`).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  return words.every((word) => said.includes(` ${word}`));
}
