// Stepping from entry to entry: the instants at which something happened, in order.

/** The instants of `times` once each, ascending. */
export function instants(times: Iterable<number>): number[] {
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The first instant after `time`, or null at the end. `sorted` is ascending. */
export function following(sorted: readonly number[], time: number): number | null {
  return sorted[firstAbove(sorted, time)] ?? null;
}

/** The last instant before `time`, or null at the beginning. */
export function preceding(sorted: readonly number[], time: number): number | null {
  let index = firstAbove(sorted, time) - 1;
  if (sorted[index] === time) index -= 1;
  return sorted[index] ?? null;
}

function firstAbove(sorted: readonly number[], time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
