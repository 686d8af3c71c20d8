/** What a search answers, as the list under the box shows it: in groups, with what else may be done. */

/** A text, and where in it the words asked for stand: from, to (exclusive). */
export interface Told {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
}

export interface Result {
  readonly key: string;
  readonly label: Told;
  readonly text: Told;
  /** Where in time it is, when it is not there at the instant shown. */
  readonly note: string;
  readonly kind: string | null;
  readonly status: string | null;
  /** The instant to show to see it; null when it is there already. */
  readonly at: string | null;
  readonly box: readonly [number, number, number, number] | null;
  readonly counts: boolean;
  /** The service outside that said so. */
  readonly outside: string | null;
}

export interface Group {
  readonly results: readonly Result[];
  readonly total: number;
  /** How many more are known today, and were not then. */
  readonly later: number;
  /** What could not be answered, and why. */
  readonly said: string | null;
}

export const SORTS = ["objects", "people", "entries", "places", "coordinates"] as const;
export type Sort = (typeof SORTS)[number];

export type Found = Readonly<Record<Sort, Group>> & { readonly tried: readonly Sort[]; readonly outside: string | null };

/** One line that may be chosen: a result, or something else to do with what was typed. */
export type Choice =
  | { readonly does: "show"; readonly sort: Sort; readonly result: Result }
  | { readonly does: "log"; readonly count: number }
  | { readonly does: "later"; readonly count: number }
  | { readonly does: "outside"; readonly host: string };

export interface Part {
  readonly sort: Sort | null;
  readonly total: number;
  readonly said: string | null;
  readonly choices: readonly Choice[];
}

/** What of a search was asked for besides: by all that is known today, and outside. */
export interface Besides {
  readonly beyond: boolean;
  readonly outside: boolean;
}

/** The parts of the list, those with nothing to show left out. */
export function partsOf(found: Found, besides: Besides): Part[] {
  const parts: Part[] = SORTS.map((sort) => {
    const { results, total, said } = found[sort];
    const choices: Choice[] = results.map((result) => ({ does: "show", sort, result }));
    if (sort === "entries" && total > results.length) choices.push({ does: "log", count: total });
    return { sort, total, said, choices };
  });
  const later = SORTS.reduce((sum, sort) => sum + found[sort].later, 0);
  const more: Choice[] = [];
  if (later > 0 && !besides.beyond) more.push({ does: "later", count: later });
  if (found.outside !== null && !besides.outside) more.push({ does: "outside", host: found.outside });
  parts.push({ sort: null, total: 0, said: null, choices: more });
  return parts.filter(({ choices, said }) => choices.length > 0 || said !== null);
}

/** Whether nothing at all was found, whatever else is offered. */
export function isEmpty(found: Found): boolean {
  return SORTS.every((sort) => found[sort].results.length === 0 && found[sort].said === null);
}

/** A text in pieces, those asked for marked. */
export function piecesOf({ text, ranges }: Told): { text: string; asked: boolean }[] {
  const pieces: { text: string; asked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    pieces.push({ text: text.slice(at, from), asked: false }, { text: text.slice(from, to), asked: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), asked: false });
  return pieces.filter((piece) => piece.text !== "");
}

/** The choice a key leads to from `active` (-1: none yet), round and round; null for any other key. */
export function stepped(active: number, count: number, key: string): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return active >= count - 1 ? 0 : active + 1;
  if (key === "ArrowUp") return active <= 0 ? count - 1 : active - 1;
  return null;
}
