/** Casualties expected against the places left: the rules of `planning/capacity.py` and `picture/capacities.py`, asked of the reel. */
import { byName, windowOf } from "./difference";
import { whatHolds, type HeldObject, type Reel } from "./reel";

export const CATEGORIES = ["absolute", "relative", "involved"] as const;
export type Category = (typeof CATEGORIES)[number];
export type Side = "posts" | "hospitals" | "receptions";
/** What is held against whom, in reading order. */
export const SIDES: readonly (readonly [Side, readonly Category[]])[] = [
  ["posts", ["absolute", "relative"]],
  ["hospitals", ["absolute", "relative"]],
  ["receptions", ["involved"]],
];
const OVER = ["closed", "cancelled"];
const MOST = 100_000;

export interface Hold {
  place: string;
  side: Side;
  category: Category;
  left: number;
  opens: number | null;
  closes: number | null;
}

export interface Expected {
  scenario: string;
  counts: Record<Category, number>;
  starts: number;
  ends: number;
}

export interface Balance {
  side: Side;
  category: Category;
  expected: number;
  left: number;
  short: number;
  first: number | null;
  worst: number | null;
}

/** Which kinds take people in, as what, and which is a scenario. */
export interface Intake {
  scenario: string;
  sides: Readonly<Record<string, Side>>;
}

/** The places left at `t`, and what each scenario expects, as known at `knownAt`, by object. */
export function outlookAt(reel: Reel, t: number, knownAt: number | null, { scenario, sides }: Intake): { holds: Hold[]; expected: Expected[] } {
  const held = whatHolds(reel, t, knownAt)
    .filter(({ kind, status }) => (kind === scenario || Object.hasOwn(sides, kind)) && !OVER.includes(status))
    .sort((a, b) => byName(a.object, b.object));
  return {
    holds: held.filter(({ kind }) => Object.hasOwn(sides, kind)).flatMap((one) => holdsOf(reel, one, sides[one.kind])),
    expected: held.filter(({ kind }) => kind === scenario).flatMap((one) => expectedOf(reel, one)),
  };
}

function holdsOf(reel: Reel, one: HeldObject, side: Side): Hold[] {
  const [opens, closes] = windowOf(reel, one.version);
  const categories = SIDES.find(([name]) => name === side)![1];
  return categories.flatMap((category) => {
    const left = leftOf(one, side, category);
    if (left === null) return [];
    return [{ place: one.object, side, category, left, opens: one.status === "planned" ? opens : null, closes: side === "hospitals" ? null : closes }];
  });
}

function leftOf(one: HeldObject, side: Side, category: Category): number | null {
  if (side === "hospitals") return countOf(one, `remaining_${category}`) ?? countOf(one, `capacity_${category}`);
  const of = side === "posts" ? `_${category}` : "";
  const capacity = countOf(one, `capacity${of}`);
  return capacity === null ? null : capacity - (countOf(one, `present${of}`) ?? 0);
}

function expectedOf(reel: Reel, one: HeldObject): Expected[] {
  const [starts, ends] = windowOf(reel, one.version);
  if (starts === null || ends === null || starts >= ends) return [];
  const counts = Object.fromEntries(CATEGORIES.map((name) => [name, Math.min(MOST, countOf(one, name) ?? 0)])) as Record<Category, number>;
  return [{ scenario: one.object, counts, starts, ends }];
}

function countOf({ values }: HeldObject, key: string): number | null {
  const said = values[key];
  return Number.isInteger(said) && (said as number) >= 0 ? (said as number) : null;
}

/** Each category of a scenario against each side that could take it in. */
export function balancesOf(expected: Expected, holds: readonly Hold[]): Balance[] {
  return SIDES.flatMap(([side, categories]) => categories.map((category) => balanceOf(expected, side, category, holds)));
}

function balanceOf(expected: Expected, side: Side, category: Category, holds: readonly Hold[]): Balance {
  const held = holds.filter((one) => one.side === side && one.category === category);
  const count = expected.counts[category];
  const found: Balance = { side, category, expected: count, left: placesAt(held, expected.starts), short: 0, first: null, worst: null };
  for (const at of turnsOf(expected, category, held)) {
    const lacking = arrivedBy(expected, category, at) - placesAt(held, at);
    if (count && lacking > 0) found.first ??= at;
    if (count && lacking > found.short) [found.short, found.worst] = [lacking, at];
  }
  return found;
}

/** When somebody comes, or a place opens or closes, within the hours, in order. */
export function turnsOf({ starts, ends, counts }: Expected, category: Category, held: readonly Hold[]): number[] {
  const [count, long] = [counts[category], ends - starts];
  const arrivals = Array.from({ length: count }, (_, i) => starts + Math.ceil(((i + 1) * long) / count));
  const edges = held.flatMap(({ opens, closes }) => [opens, closes]).filter((at) => at !== null);
  return [...new Set([starts, ends, ...arrivals, ...edges])].filter((at) => starts <= at && at <= ends).sort((a, b) => a - b);
}

/** How many have come by an instant within the hours. */
export function arrivedBy({ starts, ends, counts }: Expected, category: Category, at: number): number {
  return Math.floor((counts[category] * (at - starts)) / (ends - starts));
}

/** How many places are left at an instant, of what is open then. */
export function placesAt(held: readonly Hold[], at: number): number {
  return held.filter(({ opens, closes }) => (opens === null || opens <= at) && (closes === null || at < closes)).reduce((sum, { left }) => sum + left, 0);
}
